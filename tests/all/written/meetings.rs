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

/// The addresses of the two.
const ADDRESSES: [&str; 2] = ["sam@ourco.example", "dana@borg.example"];

/// Fireflies' API: times are strings.
pub(super) fn fireflies(talk: &[Said]) -> Vec<u8> {
    let sentence = |said: &Said| {
        json!({"index": 0, "speaker_name": NAMES[said.who], "speaker_id": said.who, "text": said.text, "raw_text": said.text,
            "start_time": seconds(said.start).to_string(), "end_time": seconds(said.end).to_string(), "ai_filters": null})
    };
    let sentences: Vec<_> = talk.iter().map(sentence).collect();
    let person = |who: usize| json!({"displayName": NAMES[who], "email": ADDRESSES[who]});
    let people = json!([person(0), person(1)]);
    json!({"data": {"transcript": {"id": "t", "title": "Demo", "user": {"email": ADDRESSES[0]}, "meeting_attendees": people, "sentences": sentences}}})
        .to_string()
        .into_bytes()
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

/// Recall.ai: word by word, each time from the start and as a date.
pub(super) fn recall(talk: &[Said]) -> Vec<u8> {
    let time = |millis: i64| json!({"relative": seconds(millis), "absolute": date(millis)});
    let word = |(word, start, end): (&str, i64, i64)| json!({"text": word, "start_timestamp": time(start), "end_timestamp": time(end)});
    let piece = |said: &Said| {
        let participant = json!({"id": said.who, "name": NAMES[said.who], "is_host": said.who == 0, "email": null});
        json!({"participant": participant, "words": said.words().into_iter().map(word).collect::<Vec<_>>()})
    };
    serde_json::to_vec(&talk.iter().map(piece).collect::<Vec<_>>()).unwrap()
}

/// Recall.ai, first version: plain seconds, a sentence a word.
pub(super) fn recall_first(talk: &[Said]) -> Vec<u8> {
    let piece = |said: &Said| {
        let word =
            json!({"text": said.text, "start_timestamp": seconds(said.start), "end_timestamp": seconds(said.end)});
        json!({"speaker": NAMES[said.who], "speaker_id": said.who, "language": "en", "words": [word]})
    };
    serde_json::to_vec(&talk.iter().map(piece).collect::<Vec<_>>()).unwrap()
}

/// Zoom's transcript as JSON, with times written by `time`.
fn timeline(talk: &[Said], time: impl Fn(i64) -> String) -> Vec<u8> {
    let piece = |said: &Said| {
        let user =
            json!({"username": NAMES[said.who], "multiple_people": false, "user_id": "4955", "zoom_userid": "w7T"});
        json!({"text": said.text, "ts": time(said.start), "end_ts": time(said.end), "users": [user]})
    };
    let timeline: Vec<_> = talk.iter().map(piece).collect();
    json!({"type": "transcription", "ver": 1, "recording_start": date(0), "timeline": timeline})
        .to_string()
        .into_bytes()
}

/// Zoom: times from the start.
pub(super) fn zoom(talk: &[Said]) -> Vec<u8> {
    timeline(talk, |millis| clock(millis, '.'))
}

/// Zoom: times as dates.
pub(super) fn zoom_dates(talk: &[Said]) -> Vec<u8> {
    timeline(talk, date)
}

/// A moment of a call that began on 2 March 2026, as a date.
pub(super) fn date(millis: i64) -> String {
    format!("2026-03-02T{}Z", clock(18 * 3_600_000 + millis, '.'))
}
