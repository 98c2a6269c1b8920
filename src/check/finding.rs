//! What the gate has to say of a call.

use jiff::civil::Date;

use super::Sketch;
use crate::call::{Millis, Points};
use crate::error::Error;
use crate::input::Place;
use crate::verdict::{Class, Confidence};

/// One thing that the policy does not allow, or that somebody should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code whose hits are limited, such as `pressure.urgency`, or a rule of [`RULES`](super::RULES).
    pub rule: String,
    /// How much it matters.
    pub level: Level,
    /// Is it new?
    pub state: State,
    /// What happened, in one sentence without a full stop.
    pub what: String,
    /// What to try.
    pub next: String,
    /// The words that prove it, the first of them its place; empty where a verdict has none.
    pub spots: Vec<Spot>,
    /// The way to it through the call, in order: the problem, the pitch, the price, the push; empty where there is no way.
    pub trail: Vec<Spot>,
    /// What stays the same when the demo is transcribed again: 32 hexadecimal digits.
    pub fingerprint: String,
}

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The gate fails on it, if it is new.
    Error,
    /// The gate holds.
    Warning,
    /// For the record.
    Note,
}

/// Is a finding new?
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has accepted it.
    New,
    /// The accepted take of the demo has it, too.
    Known,
    /// An acceptance of the configuration covers it.
    Accepted {
        /// Why.
        reason: String,
        /// The last day on which it holds.
        until: Option<Date>,
    },
}

/// Words of the call, with their place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// What they are: a code, or a word for the step of a trail.
    pub code: String,
    /// The turn, from 1.
    pub turn: u32,
    /// When they were said, where the export has times.
    pub start: Option<Millis>,
    /// Who said them; empty where the export names nobody.
    pub speaker: String,
    /// The words as they stand in the turn.
    pub quote: String,
    /// Where in the file.
    pub place: Place,
}

/// What the gate looks at besides the findings, and what a baseline keeps of a take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measures {
    /// The class.
    pub class: Class,
    /// The shown score.
    pub score: u8,
    /// The raw score, and the lowest and highest with one turn left out.
    pub raw: [Points; 3],
    /// Stretches of pitch.
    pub bursts: u32,
    /// Pitch before the first problem.
    pub before_pain: Spent,
    /// Hits of the codes that are limited, without those that are accepted, in order.
    pub hits: Vec<Print>,
    /// All words, if that was asked for.
    pub sketch: Sketch,
}

/// An amount of pitch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// Words of it.
    pub words: u32,
    /// Turns with some of it.
    pub turns: u32,
    /// Its time in milliseconds.
    pub millis: i64,
}

/// A hit as it is known again in another take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The code.
    pub code: String,
    /// As [`Finding::fingerprint`].
    pub fingerprint: String,
    /// The words.
    pub quote: String,
    /// The words with some around them; empty for a hit of an accepted take.
    pub around: String,
    /// No hit of the call before it has these words.
    pub is_first: bool,
}

/// A call that went through the gate, or an input that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The input as it was named.
    pub path: String,
    /// The input as the baseline and the policy name it: from the folder of the configuration, with `/`.
    pub name: String,
    /// The call's id; the path's for what could not be read.
    pub id: String,
    /// What was measured, or why nothing could be.
    pub result: Result<Judged, Error>,
    /// What there is to say of it.
    pub findings: Vec<Finding>,
    /// What became of it since the accepted take; `None` without one.
    pub against: Option<Against>,
}

/// A verdict as the gate shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What was measured.
    pub measures: Measures,
    /// How much hangs on one turn.
    pub confidence: Confidence,
    /// The reason of the verdict.
    pub because: String,
    /// From the start of the call to the last word, where there are times.
    pub duration: Option<Millis>,
}

/// A take beside the accepted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Against {
    /// The path of the accepted take.
    pub path: String,
    /// The id of its call.
    pub id: String,
    /// Its class.
    pub class: Class,
    /// Its score.
    pub score: u8,
    /// What became of the score.
    pub change: Change,
    /// Hits of the accepted take that are gone.
    pub gone: Vec<Print>,
}

/// What became of a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It fell by more than its uncertainty.
    Worse,
    /// It did not move by more than its uncertainty, or there is nothing to compare.
    Same,
    /// It rose by more than its uncertainty.
    Better,
}

impl Level {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl State {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Accepted { .. } => "accepted",
        }
    }
}

impl Change {
    /// The stable lower-case word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Worse => "worse",
            Self::Same => "same",
            Self::Better => "better",
        }
    }
}

impl Finding {
    /// Does the gate fail on it?
    #[must_use]
    pub fn fails(&self) -> bool {
        self.level == Level::Error && self.state == State::New
    }
}
