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

/// Fathom: a meeting of its API.
pub(super) fn fathom(talk: &[Said]) -> Vec<u8> {
    let line = |said: &Said| {
        let speaker = json!({"display_name": NAMES[said.who], "matched_calendar_invitee_email": null});
        json!({"speaker": speaker, "text": said.text, "timestamp": clock(said.start, '.').split_once('.').unwrap().0})
    };
    let transcript: Vec<_> = talk.iter().map(line).collect();
    let recorder = json!({"name": NAMES[0], "email": "sam@ourco.example"});
    json!({"recording_id": 7, "recorded_by": recorder, "calendar_invitees": [], "transcript": transcript})
        .to_string()
        .into_bytes()
}

/// Read.ai's report, with `thousand` units to a second since 1970.
fn report(talk: &[Said], thousand: i64) -> Vec<u8> {
    let at = |millis: i64| (1_772_476_200_000 + millis) * thousand / 1000;
    let block = |said: &Said| json!({"start_time": at(said.start), "end_time": at(said.end), "speaker": {"name": NAMES[said.who]}, "words": said.text});
    let blocks: Vec<_> = talk.iter().map(block).collect();
    json!({"session_id": "s", "start_time": "2026-03-02T18:30:00Z", "transcript": {"speaker_blocks": blocks}})
        .to_string()
        .into_bytes()
}

/// Read.ai: whole seconds.
pub(super) fn readai(talk: &[Said]) -> Vec<u8> {
    report(talk, 1)
}

/// Read.ai: thousandths.
pub(super) fn readai_in_thousandths(talk: &[Said]) -> Vec<u8> {
    report(talk, 1000)
}
