//! What comes of a call.

use std::sync::Arc;

use super::InputHash;
use crate::analyze::Analysis;
use crate::error::Error;
use crate::input::Original;
use crate::story::Story;

/// What came of one call, or of an input that gave none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The input's name, as in [`Item::name`](crate::source::Item::name), or the name of a file packed in it, as in [`Member::name`](crate::source::Member).
    pub path: String,
    /// The id of the format, where one claimed the input.
    pub format: Option<&'static str>,
    /// The hash of the input's bytes; `None` where they could not be had.
    pub input: Option<InputHash>,
    /// The analysis, or what went wrong and where.
    pub result: Result<Analysis, Error>,
    /// The file, if [`Method::keeps_original`](crate::analyze::Method) asks for it and the call could be read, and the call's place in it from 0.
    pub original: Option<(Arc<Original>, usize)>,
}

impl Outcome {
    /// Lets go of what nobody asks for once a call has been written: all but what is counted, and who was there.
    pub fn let_go(&mut self) {
        if let Ok(analysis) = &mut self.result {
            analysis.signals = Vec::new();
            analysis.discarded = Vec::new();
            analysis.proposals = Vec::new();
            analysis.warnings = Vec::new();
            analysis.story = Story::default();
            analysis.transcript = None;
        }
    }
}
