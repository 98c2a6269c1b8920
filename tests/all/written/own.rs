//! The canonical call, and Whisper.

use serde_json::json;

use super::{NAMES, Said, seconds};

/// The turns of the canonical call.
fn turns(talk: &[Said]) -> serde_json::Value {
    let turn = |said: &Said| json!({"speaker": NAMES[said.who], "start": seconds(said.start), "end": seconds(said.end), "text": said.text});
    json!({"id": "one", "turns": talk.iter().map(turn).collect::<Vec<_>>()})
}

/// One canonical call.
pub(super) fn pursuit(talk: &[Said]) -> Vec<u8> {
    serde_json::to_vec_pretty(&turns(talk)).unwrap()
}

/// Two canonical calls, one a line.
pub(super) fn ndjson(talk: &[Said]) -> Vec<u8> {
    format!("{0}\n{0}\n", turns(talk)).into_bytes()
}

/// WhisperX with speakers on its segments.
pub(super) fn whisper(talk: &[Said]) -> Vec<u8> {
    let segment = |said: &Said| {
        json!({"start": seconds(said.start), "end": seconds(said.end), "text": format!(" {}", said.text),
            "speaker": format!("SPEAKER_{:02}", said.who), "words": []})
    };
    let segments: Vec<_> = talk.iter().map(segment).collect();
    json!({"segments": segments, "word_segments": [], "language": "en"}).to_string().into_bytes()
}
