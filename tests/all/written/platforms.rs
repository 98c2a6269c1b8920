//! Voice platforms, engines that they use, containers and corpora.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::{NAMES, ROLES, Said, seconds};

/// AssemblyAI's letters of two speakers.
const LETTERS: [&str; 2] = ["A", "B"];

/// A word or an utterance of AssemblyAI.
fn piece(who: usize, text: &str, start: i64, end: i64) -> Value {
    json!({"text": text, "start": start, "end": end, "confidence": 0.9, "speaker": LETTERS[who]})
}

/// All words of a talk.
fn pieces(talk: &[Said]) -> Vec<Value> {
    let words = talk.iter().flat_map(|said| said.words().into_iter().map(move |word| (said.who, word)));
    words.map(|(who, (text, start, end))| piece(who, text, start, end)).collect()
}

/// AssemblyAI with speakers told apart.
pub(super) fn assemblyai(talk: &[Said]) -> Vec<u8> {
    let utterances: Vec<_> = talk.iter().map(|said| piece(said.who, &said.text, said.start, said.end)).collect();
    let words = pieces(talk);
    let url = "https://cdn.ourco.example/a.mp3";
    json!({"id": "6a", "status": "completed", "audio_url": url, "words": words, "utterances": utterances})
        .to_string()
        .into_bytes()
}

/// AssemblyAI with words only.
pub(super) fn assemblyai_words(talk: &[Said]) -> Vec<u8> {
    json!({"audio_duration": 60, "utterances": null, "words": pieces(talk)}).to_string().into_bytes()
}

/// The elements of a piece of speech in Rev.ai's way: words, and blanks and marks between them.
fn elements(said: &Said) -> Vec<Value> {
    let mut all = Vec::new();
    for (word, start, end) in said.words() {
        let bare = word.trim_end_matches(['.', ',', '?']);
        if !all.is_empty() {
            all.push(json!({"type": "punct", "value": " "}));
        }
        all.push(json!({"type": "text", "value": bare, "ts": seconds(start), "end_ts": seconds(end)}));
        if bare.len() < word.len() {
            all.push(json!({"type": "punct", "value": &word[bare.len()..]}));
        }
    }
    all
}

/// Rev.ai.
pub(super) fn revai(talk: &[Said]) -> Vec<u8> {
    let monologue = |said: &Said| json!({"speaker": said.who, "elements": elements(said)});
    json!({"monologues": talk.iter().map(monologue).collect::<Vec<_>>()}).to_string().into_bytes()
}

/// Gecko.
pub(super) fn gecko(talk: &[Said]) -> Vec<u8> {
    let term = |(word, start, end): (&str, i64, i64)| json!({"type": "WORD", "text": word, "start": seconds(start), "end": seconds(end)});
    let monologue = |said: &Said| {
        let terms: Vec<_> = said.words().into_iter().map(term).collect();
        json!({"speaker": {"id": said.who.to_string(), "name": NAMES[said.who]}, "terms": terms})
    };
    let monologues: Vec<_> = talk.iter().map(monologue).collect();
    json!({"schemaVersion": "2.0", "monologues": monologues}).to_string().into_bytes()
}

/// Twilio's sentences.
fn sentences(talk: &[Said]) -> Vec<Value> {
    let sentence = |(index, said): (usize, &Said)| {
        let (start, end) = (seconds(said.start).to_string(), seconds(said.end));
        json!({"media_channel": said.who + 1, "sentence_index": index, "start_time": start, "end_time": end,
            "transcript": said.text})
    };
    talk.iter().enumerate().map(sentence).collect()
}

/// Twilio: a page of sentences alone.
pub(super) fn twilio(talk: &[Said]) -> Vec<u8> {
    let meta = json!({"key": "sentences", "page": 0, "page_size": 50});
    json!({"meta": meta, "sentences": sentences(talk)}).to_string().into_bytes()
}

/// Twilio: sentences with the record of the transcript.
pub(super) fn twilio_record(talk: &[Said]) -> Vec<u8> {
    let person = |who: usize| json!({"channel_participant": who + 1, "full_name": NAMES[who], "role": ROLES[who]});
    let channel = json!({"participants": [person(0), person(1)]});
    json!({"sid": "GT1", "service_sid": "GA1", "channel": channel, "sentences": sentences(talk)})
        .to_string()
        .into_bytes()
}

/// Genesys Cloud.
pub(super) fn genesys(talk: &[Said]) -> Vec<u8> {
    let zero: i64 = 1_772_476_200_000;
    let phrase = |said: &Said| {
        let purpose = ["internal", "external"][said.who];
        json!({"participantPurpose": purpose, "text": "x", "decoratedText": said.text,
            "startTimeMs": zero + said.start, "duration": {"milliseconds": said.end - said.start}})
    };
    let transcript = json!({"startTime": zero, "phrases": talk.iter().map(phrase).collect::<Vec<_>>()});
    json!({"conversationId": "5d", "communicationId": "7e", "transcripts": [transcript]}).to_string().into_bytes()
}

/// An utterance of a ConvoKit corpus; `keys` are those of the conversation, of the speaker and of what is answered.
fn utterance(said: &Said, index: usize, [conversation, speaker, reply]: [&str; 3]) -> Value {
    let name = NAMES[said.who];
    json!({"id": index.to_string(), (conversation): "0", (speaker): name, (reply): null, "timestamp": null,
        "text": said.text})
}

/// ConvoKit: one utterance a line.
pub(super) fn convokit(talk: &[Said]) -> Vec<u8> {
    let keys = ["conversation_id", "speaker", "reply_to"];
    let line = |(index, said): (usize, &Said)| format!("{}\n", utterance(said, index, keys));
    talk.iter().enumerate().map(line).collect::<String>().into_bytes()
}

/// ConvoKit: an old corpus, one list.
pub(super) fn convokit_old(talk: &[Said]) -> Vec<u8> {
    let keys = ["root", "user", "reply-to"];
    let all: Vec<_> = talk.iter().enumerate().map(|(index, said)| utterance(said, index, keys)).collect();
    serde_json::to_vec(&all).unwrap()
}

/// A vCon of two people.
fn container(dialog: &Value, analysis: &Value) -> Value {
    json!({"vcon": "0.4.0", "uuid": "019f", "created_at": "2026-03-02T10:30:00Z",
        "parties": [{"name": NAMES[0]}, {"name": NAMES[1]}], "dialog": dialog, "analysis": analysis})
}

/// A vCon with a recording of two channels and AssemblyAI's transcript of it.
fn recorded(talk: &[Said]) -> Value {
    let utterance = |said: &Said| {
        let channel = (said.who + 1).to_string();
        json!({"channel": channel, "speaker": channel, "start": said.start, "end": said.end, "text": said.text})
    };
    let utterances: Vec<_> = talk.iter().map(utterance).collect();
    let body = json!({"status": "completed", "audio_url": "u", "words": [], "utterances": utterances});
    let dialog = json!([{"type": "recording", "start": "2026-03-02T10:30:00Z", "parties": [0, 1]}]);
    container(&dialog, &json!([{"type": "transcript", "dialog": 0, "vendor": "assemblyai", "body": body}]))
}

/// A vCon with a transcript of another vendor.
pub(super) fn vcon(talk: &[Said]) -> Vec<u8> {
    recorded(talk).to_string().into_bytes()
}

/// A signed vCon.
pub(super) fn vcon_signed(talk: &[Said]) -> Vec<u8> {
    let payload = BASE64_URL_SAFE_NO_PAD.encode(recorded(talk).to_string());
    json!({"payload": payload, "signatures": [{"protected": "e30", "signature": "FYAt"}]}).to_string().into_bytes()
}

/// A vCon of text messages without times.
pub(super) fn vcon_messages(talk: &[Said]) -> Vec<u8> {
    let message = |said: &Said| json!({"type": "text", "parties": [0, 1], "originator": said.who, "body": said.text});
    let messages: Vec<_> = talk.iter().map(message).collect();
    container(&json!(messages), &json!([])).to_string().into_bytes()
}
