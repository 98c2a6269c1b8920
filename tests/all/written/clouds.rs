//! Speech services of the large clouds, and IBM's.

use serde_json::{Value, json};

use super::{Said, seconds};

/// A time as Amazon writes it: seconds in a string.
fn quoted(millis: i64) -> String {
    seconds(millis).to_string()
}

/// The words of one piece as Amazon's items, the mark at its end apart; `label` adds who speaks.
fn aws_items(said: &Said, label: Option<(&str, &str)>) -> Vec<Value> {
    let mut items = Vec::new();
    for (word, start, end) in said.words() {
        let bare = word.trim_end_matches([',', '.', '?', '!']);
        let mut spoken = json!({"type": "pronunciation", "start_time": quoted(start), "end_time": quoted(end),
            "alternatives": [{"confidence": "0.99", "content": bare}]});
        let mut mark =
            json!({"type": "punctuation", "alternatives": [{"confidence": "0.0", "content": &word[bare.len()..]}]});
        if let Some((key, value)) = label {
            spoken[key] = json!(format!("{value}{}", said.who));
            mark[key] = spoken[key].clone();
        }
        items.push(spoken);
        if bare.len() < word.len() {
            items.push(mark);
        }
    }
    items
}

/// The stretches of the speakers.
fn aws_stretches(talk: &[Said]) -> Vec<Value> {
    let stretch = |said: &Said| {
        json!({"start_time": quoted(said.start), "end_time": quoted(said.end), "speaker_label": format!("spk_{}", said.who),
            "transcript": said.text, "items": []})
    };
    talk.iter().map(stretch).collect()
}

/// A file of Amazon Transcribe around its results.
fn aws_file(mut results: Value, talk: &[Said]) -> Vec<u8> {
    let text: Vec<&str> = talk.iter().map(|said| said.text.as_str()).collect();
    results["transcripts"] = json!([{"transcript": text.join(" ")}]);
    let file = json!({"jobName": "one", "accountId": "111122223333", "status": "COMPLETED", "results": results});
    file.to_string().into_bytes()
}

/// Amazon Transcribe: each word with its speaker.
pub(super) fn aws_labels(talk: &[Said]) -> Vec<u8> {
    let items: Vec<_> = talk.iter().flat_map(|said| aws_items(said, Some(("speaker_label", "spk_")))).collect();
    aws_file(json!({"items": items, "audio_segments": aws_stretches(talk), "language_code": "en-US"}), talk)
}

/// Amazon Transcribe, older: speakers by stretches of time; a word at their border is of the one that begins.
pub(super) fn aws_ranges(talk: &[Said]) -> Vec<u8> {
    let items: Vec<_> = talk.iter().flat_map(|said| aws_items(said, None)).collect();
    aws_file(json!({"items": items, "speaker_labels": {"speakers": 2, "segments": aws_stretches(talk)}}), talk)
}

/// Amazon Transcribe with its words left out, as some tools store it.
pub(super) fn aws_segments(talk: &[Said]) -> Vec<u8> {
    aws_file(json!({"items": [], "audio_segments": aws_stretches(talk)}), talk)
}

/// Amazon Transcribe with a channel for each speaker.
pub(super) fn aws_channels(talk: &[Said]) -> Vec<u8> {
    let label = Some(("channel_label", "ch_"));
    let channel = |who: usize| {
        let items: Vec<_> =
            talk.iter().filter(|said| said.who == who).flat_map(|said| aws_items(said, label)).collect();
        json!({"channel_label": format!("ch_{who}"), "items": items})
    };
    let items: Vec<_> = talk.iter().flat_map(|said| aws_items(said, label)).collect();
    let channels = json!({"channels": [channel(0), channel(1)], "number_of_channels": 2});
    aws_file(json!({"items": items, "channel_labels": channels}), talk)
}

/// Roles as Amazon writes them.
const AMAZON: [&str; 2] = ["AGENT", "CUSTOMER"];

/// A turn of Amazon's, its speaker told under `key`.
fn aws_turn(said: &Said, key: &str, content: &str) -> Value {
    let mut turn = json!({"Id": said.start.to_string(), "BeginOffsetMillis": said.start, "EndOffsetMillis": said.end,
        "Sentiment": "NEUTRAL", content: said.text});
    turn[key] = json!(AMAZON[said.who]);
    turn
}

/// Call Analytics: the role in each turn.
pub(super) fn aws_analytics(talk: &[Said]) -> Vec<u8> {
    let turns: Vec<_> = talk.iter().map(|said| aws_turn(said, "ParticipantRole", "Content")).collect();
    let people = json!([{"ParticipantRole": "AGENT"}, {"ParticipantRole": "CUSTOMER"}]);
    let file = json!({"JobStatus": "COMPLETED", "JobName": "one", "Channel": "VOICE", "Participants": people, "Transcript": turns});
    file.to_string().into_bytes()
}

/// Contact Lens: the participant in each turn.
pub(super) fn aws_contact_lens(talk: &[Said]) -> Vec<u8> {
    let turns: Vec<_> = talk.iter().map(|said| aws_turn(said, "ParticipantId", "Content")).collect();
    let people = AMAZON.map(|role| json!({"ParticipantId": role, "ParticipantRole": role}));
    let file = json!({"Version": "1.1.0", "CustomerMetadata": {"ContactId": "one"}, "Participants": people, "Transcript": turns});
    file.to_string().into_bytes()
}

/// Contact Lens in real time: each turn after a part of it.
pub(super) fn aws_segments_live(talk: &[Said]) -> Vec<u8> {
    let segment = |said: &Said| {
        let part = json!({"Utterance": aws_turn(said, "ParticipantRole", "PartialContent")});
        [part, json!({"Transcript": aws_turn(said, "ParticipantRole", "Content")})]
    };
    json!({"Segments": talk.iter().flat_map(segment).collect::<Vec<_>>()}).to_string().into_bytes()
}

/// Post Call Analytics.
pub(super) fn aws_pca(talk: &[Said]) -> Vec<u8> {
    let segment = |said: &Said| {
        json!({"SegmentStartTime": seconds(said.start), "SegmentEndTime": seconds(said.end),
            "SegmentSpeaker": format!("spk_{}", said.who), "OriginalText": said.text, "DisplayText": said.text})
    };
    let labels = json!([{"Speaker": "spk_0", "DisplayText": "Agent"}, {"Speaker": "spk_1", "DisplayText": "Customer"}]);
    let segments: Vec<_> = talk.iter().map(segment).collect();
    json!({"ConversationAnalytics": {"GUID": "one", "SpeakerLabels": labels}, "SpeechSegments": segments})
        .to_string()
        .into_bytes()
}
