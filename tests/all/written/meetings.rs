//! Meeting and revenue tools.

use serde_json::{Value, json};

use super::{NAMES, Said, clock, seconds};

/// The ids of Gong's speakers, too long for a number.
const IDS: [&str; 2] = ["6432345678555530067", "6432345678555530068"];

/// Gong's answer with the words.
fn transcripts(talk: &[Said]) -> Value {
    let monologue = |said: &Said| {
        let sentence = json!({"start": said.start, "end": said.end, "text": said.text});
        json!({"speakerId": IDS[said.who], "topic": null, "sentences": [sentence]})
    };
    let transcript: Vec<_> = talk.iter().map(monologue).collect();
    json!([{"callId": "7782342274025937895", "transcript": transcript}])
}

/// Gong: transcript and extensive call in one file.
pub(super) fn gong(talk: &[Said]) -> Vec<u8> {
    let party = |who: usize| {
        let affiliation = ["Internal", "External"][who];
        json!({"id": who.to_string(), "name": NAMES[who], "speakerId": IDS[who], "affiliation": affiliation})
    };
    let head = json!({"id": "7782342274025937895", "title": "Demo", "started": "2026-03-02T10:30:00-08:00"});
    let calls = json!([{"metaData": head, "parties": [party(0), party(1)]}]);
    json!({"requestId": "r", "callTranscripts": transcripts(talk), "calls": calls}).to_string().into_bytes()
}

/// Gong: transcript alone.
pub(super) fn gong_bare(talk: &[Said]) -> Vec<u8> {
    json!({"requestId": "r", "records": {}, "callTranscripts": transcripts(talk)}).to_string().into_bytes()
}

/// Fireflies' API: times are strings.
pub(super) fn fireflies(talk: &[Said]) -> Vec<u8> {
    let sentence = |said: &Said| {
        json!({"index": 0, "speaker_name": NAMES[said.who], "speaker_id": said.who, "text": said.text, "raw_text": said.text,
            "start_time": seconds(said.start).to_string(), "end_time": seconds(said.end).to_string(), "ai_filters": null})
    };
    let sentences: Vec<_> = talk.iter().map(sentence).collect();
    json!({"data": {"transcript": {"id": "t", "title": "Demo", "sentences": sentences}}}).to_string().into_bytes()
}

/// Fireflies' download.
pub(super) fn fireflies_download(talk: &[Said]) -> Vec<u8> {
    let sentence = |said: &Said| {
        json!({"sentence": said.text, "startTime": clock(said.start, '.'), "endTime": clock(said.end, '.'),
            "speaker_name": NAMES[said.who], "speaker_id": said.who})
    };
    serde_json::to_vec(&talk.iter().map(sentence).collect::<Vec<_>>()).unwrap()
}
