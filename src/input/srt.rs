//! SRT subtitles, with index lines or without.

use super::cue::{self, Dialect, Mark};
use super::{Export, Fit, Format, Gives, Sink, Times};

/// SRT.
pub(super) struct Srt;

impl Format for Srt {
    fn id(&self) -> &'static str {
        "srt"
    }

    fn about(&self) -> &'static str {
        "SRT subtitles: Otter, Rev, Riverside, Whisper"
    }

    fn told_by(&self) -> String {
        "cues with a decimal comma in their times".to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let head = export.head();
        if cue::mark(head) == Mark::Comma && !head.trim_start().starts_with("WEBVTT") { Fit::Sure } else { Fit::No }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        sink(self.id(), Ok(cue::read(export.text(), Dialect::Srt)));
    }
}
