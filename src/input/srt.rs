//! SRT subtitles, with index lines or without.

use super::cue::{self, Dialect, Times};
use super::{Export, Fit, Format, Sink};

/// SRT.
pub(super) struct Srt;

impl Format for Srt {
    fn id(&self) -> &'static str {
        "srt"
    }

    fn about(&self) -> &'static str {
        "SRT subtitles: Otter, Rev, Riverside, Whisper"
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let head = export.head();
        if cue::times(head) == Times::Comma && !head.trim_start().starts_with("WEBVTT") { Fit::Sure } else { Fit::No }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        cue::read(export, Dialect::Srt, sink);
    }
}
