//! One call from words to verdict, all steps on one page.

use crate::call::{Call, Millis, Note};
use crate::role::{Sides, Speaker};
use crate::scan::{Discard, Rules};
use crate::signal::{Signal, Structure};
use crate::verdict::{Class, Confidence, Masses, Verdict};

/// Everything besides the call that a verdict depends on.
#[derive(Debug)]
pub struct Method {
    /// The phrases.
    pub rules: Rules,
    /// What the user says about the sides.
    pub sides: Sides,
    /// Whether closing weighs in full.
    pub deal_size: DealSize,
}

/// How large the sale is; in small ones trial and hard closes weigh half (METHOD 3.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DealSize {
    /// Closes weigh half.
    Small,
    /// Closes weigh in full.
    #[default]
    Large,
}

/// All that is known of one call. Owns its words, so that it outlives the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The export's own id, else the file's stem.
    pub id: String,
    /// The date as exported.
    pub date: Option<String>,
    /// The title as exported.
    pub title: Option<String>,
    /// From the start of the call to the last word, where there are times.
    pub duration: Option<Millis>,
    /// Words between blanks.
    pub words: u32,
    /// Turns after merging.
    pub turns: u32,
    /// `en`, or `und` where it does not read as English.
    pub language: &'static str,
    /// Everybody in the call.
    pub parties: Vec<Speaker>,
    /// The verdict.
    pub verdict: Verdict,
    /// The masses.
    pub masses: Masses,
    /// Stable words for what stands out, sorted.
    pub flags: Vec<&'static str>,
    /// The shape of the talk.
    pub structure: Structure,
    /// Every signal: lexicons by id, then structure by id, then gates by id.
    pub signals: Vec<Signal>,
    /// Every hit that does not count, by turn.
    pub discarded: Vec<Discard>,
    /// Trouble that was mended, and doubts.
    pub warnings: Vec<Note>,
}

/// From a call to its verdict. `name` becomes the id where the export has none.
#[must_use]
pub fn analyze(call: Call, name: &str, _method: &Method) -> Analysis {
    let verdict = Verdict {
        class: Class::InsufficientEvidence,
        score: 50,
        raw: crate::call::Points(50_000),
        low: crate::call::Points(50_000),
        high: crate::call::Points(50_000),
        confidence: Confidence::Firm,
        because: "stub".to_owned(),
        deciding_turn: None,
        flips_if_removed: Vec::new(),
    };
    Analysis {
        id: call.id.unwrap_or_else(|| name.to_owned()),
        date: call.date,
        title: call.title,
        duration: None,
        words: 0,
        turns: 0,
        language: "en",
        parties: Vec::new(),
        verdict,
        masses: Masses::default(),
        flags: Vec::new(),
        structure: Structure::default(),
        signals: Vec::new(),
        discarded: Vec::new(),
        warnings: call.notes,
    }
}
