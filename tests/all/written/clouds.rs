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

/// A result of Azure's batch transcription around its phrases.
fn azure_file(phrases: &[Value], talk: &[Said]) -> Vec<u8> {
    let text: Vec<&str> = talk.iter().map(|said| said.text.as_str()).collect();
    let combined = json!([{"channel": 0, "display": text.join(" ")}]);
    let file = json!({"source": "https://store.example/one.wav", "timestamp": "2026-03-02T18:30:00Z", "duration": "PT19S",
        "combinedRecognizedPhrases": combined, "recognizedPhrases": phrases});
    file.to_string().into_bytes()
}

/// A phrase of Azure's batch transcription, its times in ticks.
fn azure_phrase(said: &Said) -> Value {
    json!({"recognitionStatus": "Success", "offsetInTicks": said.start * 10_000, "durationInTicks": (said.end - said.start) * 10_000,
        "nBest": [{"lexical": said.text.to_lowercase(), "display": said.text}, {"display": "something else"}]})
}

/// Azure's batch transcription with speakers.
pub(super) fn azure(talk: &[Said]) -> Vec<u8> {
    let phrase = |said: &Said| {
        let mut phrase = azure_phrase(said);
        phrase["speaker"] = json!(said.who + 1);
        phrase["channel"] = json!(0);
        phrase
    };
    azure_file(&talk.iter().map(phrase).collect::<Vec<_>>(), talk)
}

/// Azure's batch transcription of a stereo file: one channel after the other, times as durations.
pub(super) fn azure_stereo(talk: &[Said]) -> Vec<u8> {
    let phrase = |said: &Said| {
        json!({"recognitionStatus": "Success", "channel": said.who, "offset": format!("PT{}S", seconds(said.start)),
            "duration": format!("PT{}S", seconds(said.end - said.start)), "nBest": [{"display": said.text}]})
    };
    let channel = |who: usize| talk.iter().filter(move |said| said.who == who).map(phrase);
    azure_file(&channel(0).chain(channel(1)).collect::<Vec<_>>(), talk)
}

/// Azure's fast transcription.
pub(super) fn azure_fast(talk: &[Said]) -> Vec<u8> {
    let phrase = |said: &Said| {
        json!({"speaker": said.who + 1, "offsetMilliseconds": said.start, "durationMilliseconds": said.end - said.start,
            "text": said.text, "locale": "en-US", "confidence": 0.9})
    };
    let text: Vec<&str> = talk.iter().map(|said| said.text.as_str()).collect();
    let phrases: Vec<_> = talk.iter().map(phrase).collect();
    let file =
        json!({"durationMilliseconds": 19_000, "combinedPhrases": [{"text": text.join(" ")}], "phrases": phrases});
    file.to_string().into_bytes()
}

/// Watson's result of some pieces of speech.
fn watson_result(talk: &[Said]) -> Value {
    let words: Vec<_> = talk.iter().flat_map(Said::words).collect();
    let text: Vec<&str> = talk.iter().map(|said| said.text.as_str()).collect();
    let times: Vec<_> = words.iter().map(|(word, start, end)| json!([word, seconds(*start), seconds(*end)])).collect();
    json!({"final": true, "alternatives": [{"transcript": format!("{} ", text.join(" ")), "timestamps": times, "confidence": 0.9}]})
}

/// Watson's speaker labels, one a word.
fn watson_labels(talk: &[Said]) -> Vec<Value> {
    let labels = |said: &Said| {
        let label =
            |(_, start, end)| json!({"from": seconds(start), "to": seconds(end), "speaker": said.who, "final": false});
        said.words().into_iter().map(label).collect::<Vec<_>>()
    };
    talk.iter().flat_map(labels).collect()
}

/// Watson's answer: a result for each piece.
pub(super) fn watson(talk: &[Said]) -> Vec<u8> {
    let results: Vec<_> = talk.iter().map(|said| watson_result(std::slice::from_ref(said))).collect();
    json!({"result_index": 0, "results": results, "speaker_labels": watson_labels(talk)}).to_string().into_bytes()
}

/// Watson's job: an answer inside, whose results each hold two pieces.
pub(super) fn watson_job(talk: &[Said]) -> Vec<u8> {
    let results: Vec<_> = talk.chunks(2).map(watson_result).collect();
    let answer = json!({"result_index": 0, "results": results, "speaker_labels": watson_labels(talk)});
    json!({"created": "2026-03-02T18:30:00Z", "id": "one", "status": "completed", "results": [answer]})
        .to_string()
        .into_bytes()
}
