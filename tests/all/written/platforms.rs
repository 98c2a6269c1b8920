//! Voice platforms, engines that they use, containers and corpora.

use serde_json::{Value, json};

use super::Said;

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
