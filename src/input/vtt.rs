//! WebVTT: Zoom, Teams, Meet, Webex, YouTube and hand-made files, with or without the header.

use super::cue::{self, Dialect, Mark};
use super::{Export, Fit, Format, Gives, Sink, Times};

/// WebVTT.
pub(super) struct Vtt;

impl Format for Vtt {
    fn id(&self) -> &'static str {
        "webvtt"
    }

    fn about(&self) -> &'static str {
        "WebVTT captions: Zoom, Teams, Google Meet, Webex, YouTube"
    }

    fn told_by(&self) -> String {
        "the first line `WEBVTT`, or cues with a decimal point in their times".to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let head = export.head().trim_start();
        match head.strip_prefix("WEBVTT") {
            Some(rest) if rest.is_empty() || rest.starts_with(char::is_whitespace) => Fit::Sure,
            _ if cue::mark(head) == Mark::Point => Fit::Sure,
            _ => Fit::No,
        }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        sink(self.id(), Ok(cue::read(export.text(), Dialect::WebVtt)));
    }
}
