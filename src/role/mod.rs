//! Who sells and who buys.

use crate::call::{Points, Role, RoleSource};

/// A rule of the user: who is on which side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideRule {
    /// A name, an e-mail address or `@domain`; case does not matter.
    pub pattern: String,
    /// The side.
    pub role: Role,
}

/// What the user says about the sides; the first rule that matches wins, flags before configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// From `--seller` and `--buyer`.
    pub flags: Vec<SideRule>,
    /// From `[parties]` of `pursuit.toml`.
    pub config: Vec<SideRule>,
}

/// A party with its role and its share of the talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name as exported, cleaned.
    pub name: String,
    /// The side.
    pub role: Role,
    /// Where the role comes from.
    pub role_source: RoleSource,
    /// 0 to 1.
    pub role_confidence: Points,
    /// Words between blanks.
    pub words: u32,
    /// Share of all words, 0 to 1.
    pub share: Points,
}
