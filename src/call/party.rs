//! The people in a call and the side they are on.

use serde::{Deserialize, Serialize};

/// Index into [`Call::parties`](super::Call::parties).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartyId(pub u32);

/// The side of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// Offers something.
    Seller,
    /// Might buy it.
    Buyer,
    /// Neither: an interpreter, a recording, a bot.
    Other,
    /// Not known; never guessed.
    #[default]
    Unknown,
}

impl Role {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::Buyer => "buyer",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }

    /// The role of that name, if there is one.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Seller, Self::Buyer, Self::Other, Self::Unknown].into_iter().find(|role| role.as_str() == word)
    }
}

/// Where a role comes from, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RoleSource {
    /// `--seller` or `--buyer`.
    Flag,
    /// `[parties]` of `pursuit.toml`.
    Config,
    /// The export says so, in the field of that name.
    Export(&'static str),
    /// The speaker's label is a role word, such as *Rep* or *Customer*.
    Label,
    /// The user named the only other speaker.
    Elimination,
    /// All others with an address of the same company are on that side.
    Colleague,
    /// The words of the call.
    Words,
    /// Nothing says it.
    None,
}

impl RoleSource {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Flag => "flag",
            Self::Config => "config",
            Self::Export(_) => "export",
            Self::Label => "label",
            Self::Elimination => "elimination",
            Self::Colleague => "colleague",
            Self::Words => "words",
            Self::None => "none",
        }
    }

    /// The field of the export that states the role.
    #[must_use]
    pub fn field(self) -> Option<&'static str> {
        match self {
            Self::Export(field) => Some(field),
            _ => None,
        }
    }
}

/// What an export says about a party's role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The role it states.
    pub role: Role,
    /// 0 to 1000, in thousandths: how far the field can be trusted.
    pub confidence: u16,
    /// The field that states it, as the export calls it.
    pub by: &'static str,
}

impl Given {
    /// Confidence from which the field names the side in so many words, in thousandths; below it the side follows
    /// from something else, such as the domain of an address. Judgement.
    const STATED: u16 = 900;

    /// True if the export names the side in so many words.
    #[must_use]
    pub fn is_stated(self) -> bool {
        self.confidence >= Self::STATED
    }
}

/// One participant as exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// The name or label, cleaned of suffixes such as `(Guest)`.
    pub name: String,
    /// Address, where the export has one.
    pub email: Option<String>,
    /// The export's own word on the role.
    pub given: Option<Given>,
}
