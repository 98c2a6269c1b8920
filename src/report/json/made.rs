//! What an object was made by: the version, the bytes of its input and the settings, so that it can be made again.

use serde::{Deserialize, Serialize};

use super::escape::Escape;
use super::v1::LexiconV1;
use crate::analyze::{DealSize, Settings};
use crate::batch::Outcome;
use crate::call::Role;
use crate::report::View;
use crate::role::{SideRule, Sides};

/// The version that makes objects now.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Draws at most that `--stability` takes.
const MOST_DRAWS: u32 = 10_000;

/// What all objects of a run have in common.
#[derive(Debug, Default)]
pub struct Run {
    /// The lexicons.
    pub(super) lexicon: LexiconV1,
    settings: SettingsV1,
    settings_hash: String,
}

impl Run {
    /// What the view knows of the run.
    #[must_use]
    pub fn of(view: &View) -> Self {
        let settings = SettingsV1::of(&view.settings);
        Self { lexicon: LexiconV1::of(view), settings_hash: settings.hash(), settings }
    }
}

/// What the object was made by. No path, time, machine or number of threads is in it.
#[derive(Serialize)]
pub(super) struct MadeByV1<'a> {
    version: &'static str,
    /// None where the bytes could not be had.
    input: Option<String>,
    settings: &'a SettingsV1,
    settings_hash: &'a str,
}

impl<'a> MadeByV1<'a> {
    /// Copies what the inner types hold.
    pub(super) fn of(outcome: &Outcome, run: &'a Run) -> Self {
        Self {
            version: VERSION,
            input: outcome.input.map(|hash| hash.to_string()),
            settings: &run.settings,
            settings_hash: &run.settings_hash,
        }
    }
}

/// What was set for the run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SettingsV1 {
    /// From `--seller` and `--buyer`.
    flag: SidesV1,
    /// From `[parties]`.
    config: SidesV1,
    deal_size: String,
    /// Draws of `--stability`.
    stability: u32,
}

/// Who was said to be on which side.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct SidesV1 {
    seller: Vec<String>,
    buyer: Vec<String>,
}

impl SettingsV1 {
    /// Copies what the inner type holds.
    fn of(settings: &Settings) -> Self {
        Self {
            flag: SidesV1::of(&settings.sides.flags),
            config: SidesV1::of(&settings.sides.config),
            deal_size: settings.deal_size.as_str().to_owned(),
            stability: settings.draws,
        }
    }

    /// The hash of the settings as they are written.
    fn hash(&self) -> String {
        let mut text = Vec::new();
        // Written as objects are; nothing can fail in memory.
        let _ = self.serialize(&mut serde_json::Serializer::with_formatter(&mut text, Escape));
        format!("blake3:{}", blake3::hash(&text).to_hex())
    }

    /// The inner type; `None` for what no run can be set to.
    fn inner(&self) -> Option<Settings> {
        let deal_size = [DealSize::Small, DealSize::Large].into_iter().find(|size| size.as_str() == self.deal_size)?;
        let sides = Sides { flags: self.flag.inner(), config: self.config.inner() };
        (self.stability <= MOST_DRAWS).then_some(Settings { sides, deal_size, draws: self.stability })
    }
}

impl SidesV1 {
    /// Copies what the inner type holds. Sellers come before buyers there, so two lists keep the order.
    fn of(rules: &[SideRule]) -> Self {
        let of = |role| rules.iter().filter(|rule| rule.role == role).map(|rule| rule.pattern.clone()).collect();
        Self { seller: of(Role::Seller), buyer: of(Role::Buyer) }
    }

    /// The inner type.
    fn inner(&self) -> Vec<SideRule> {
        let rule = |role| move |pattern: &String| SideRule { pattern: pattern.clone(), role };
        self.seller.iter().map(rule(Role::Seller)).chain(self.buyer.iter().map(rule(Role::Buyer))).collect()
    }
}

/// The settings that an object holds, if their hash fits them and a run can be set so. The two are the values of
/// `made_by.settings` and `made_by.settings_hash`.
#[must_use]
pub fn settings_of(written: &serde_json::Value, hash: &str) -> Option<Settings> {
    let settings = SettingsV1::deserialize(written).ok()?;
    if settings.hash() == hash { settings.inner() } else { None }
}
