//! Speech engines: words with their times.

use serde_json::{Value, json};

use super::{Said, seconds};

/// Each word of a piece as `word` makes it of the speaker, the text, start and end.
fn words(said: &Said, word: impl Fn(usize, &str, i64, i64) -> Value) -> Vec<Value> {
    said.words().into_iter().map(|(text, start, end)| word(said.who, text, start, end)).collect()
}

/// The words of all pieces, one after the other.
fn all_words(talk: &[Said], word: impl Fn(usize, &str, i64, i64) -> Value + Copy) -> Vec<Value> {
    talk.iter().flat_map(|said| words(said, word)).collect()
}

/// The talk as one text.
fn text(talk: &[Said]) -> String {
    talk.iter().map(|said| said.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// A word of Deepgram.
fn deepgram_word(who: usize, text: &str, start: i64, end: i64) -> Value {
    let bare = text.trim_end_matches(['.', ',', '?']).to_lowercase();
    json!({"word": bare, "punctuated_word": text, "start": seconds(start), "end": seconds(end), "confidence": 0.9,
        "speaker": who, "speaker_confidence": 0.7})
}

/// Deepgram's answer around one channel.
fn deepgram(talk: &[Said], utterances: &Value, paragraphs: &Value) -> Vec<u8> {
    let reading = json!({"transcript": text(talk), "confidence": 0.9, "words": all_words(talk, deepgram_word),
        "paragraphs": paragraphs});
    let results = json!({"channels": [{"alternatives": [reading]}], "utterances": utterances});
    json!({"metadata": {"request_id": "r", "channels": 1}, "results": results}).to_string().into_bytes()
}

/// Deepgram with utterances.
pub(super) fn deepgram_utterances(talk: &[Said]) -> Vec<u8> {
    let utterance = |said: &Said| {
        json!({"start": seconds(said.start), "end": seconds(said.end), "channel": 0, "speaker": said.who,
            "transcript": said.text, "words": words(said, deepgram_word)})
    };
    deepgram(talk, &talk.iter().map(utterance).collect(), &Value::Null)
}

/// Deepgram with paragraphs.
pub(super) fn deepgram_paragraphs(talk: &[Said]) -> Vec<u8> {
    let paragraph = |said: &Said| {
        let sentence = json!({"text": said.text, "start": seconds(said.start), "end": seconds(said.end)});
        json!({"speaker": said.who, "num_words": 1, "start": sentence["start"], "end": sentence["end"],
            "sentences": [sentence]})
    };
    let paragraphs: Vec<Value> = talk.iter().map(paragraph).collect();
    deepgram(talk, &Value::Null, &json!({"transcript": text(talk), "paragraphs": paragraphs}))
}

/// Deepgram with words alone.
pub(super) fn deepgram_words(talk: &[Said]) -> Vec<u8> {
    deepgram(talk, &Value::Null, &Value::Null)
}

/// Deepgram with a channel for each speaker.
pub(super) fn deepgram_channels(talk: &[Said]) -> Vec<u8> {
    let channel = |who: usize| {
        let own: Vec<Said> = talk.iter().filter(|said| said.who == who).cloned().collect();
        let bare = |_: usize, text: &str, start, end| json!({"word": text, "start": seconds(start), "end": seconds(end), "confidence": 0.9});
        json!({"alternatives": [{"transcript": text(&own), "confidence": 0.9, "words": all_words(&own, bare)}]})
    };
    json!({"results": {"channels": [channel(0), channel(1)]}}).to_string().into_bytes()
}

/// Deepgram's live messages, one a line; each piece comes first as a guess.
pub(super) fn deepgram_stream(talk: &[Said]) -> Vec<u8> {
    let message = |said: &Said, is_final: bool| {
        let reading = json!({"transcript": said.text, "confidence": 0.9, "words": words(said, deepgram_word)});
        json!({"type": "Results", "channel_index": [0, 1], "start": seconds(said.start), "is_final": is_final,
            "duration": seconds(said.end - said.start), "channel": {"alternatives": [reading]}})
    };
    let lines = talk.iter().map(|said| format!("{}\n{}\n", message(said, false), message(said, true)));
    lines.collect::<String>().into_bytes()
}

/// A word of Speechmatics and the punctuation behind it.
fn speechmatics_items(said: &Said, channel: Option<&str>) -> Vec<Value> {
    let items = said.words().into_iter().flat_map(|(text, start, end)| {
        let bare = text.trim_end_matches(['.', ',', '?']);
        let speaker = if channel.is_none() { ["S1", "S2"][said.who] } else { "UU" };
        let item = |kind: &str, content: &str, start, end| {
            json!({"type": kind, "start_time": seconds(start), "end_time": seconds(end), "channel": channel,
                "alternatives": [{"content": content, "confidence": 1.0, "language": "en", "speaker": speaker}]})
        };
        let mark = text.strip_prefix(bare).filter(|mark| !mark.is_empty());
        let mark = mark.map(|mark| item("punctuation", mark, end, end));
        [Some(item("word", bare, start, end)), mark].into_iter().flatten().collect::<Vec<_>>()
    });
    items.collect()
}

/// A job of Speechmatics.
pub(super) fn speechmatics(talk: &[Said]) -> Vec<u8> {
    let results: Vec<Value> = talk.iter().flat_map(|said| speechmatics_items(said, None)).collect();
    json!({"format": "2.9", "job": {"id": "j"}, "metadata": {}, "results": results}).to_string().into_bytes()
}

/// A job of Speechmatics with a channel for each speaker, one after the other.
pub(super) fn speechmatics_channels(talk: &[Said]) -> Vec<u8> {
    let labels = ["Agent", "Customer"];
    let channel = |who: usize| {
        let own = talk.iter().filter(move |said| said.who == who);
        own.flat_map(move |said| speechmatics_items(said, Some(labels[who])))
    };
    let results: Vec<Value> = channel(0).chain(channel(1)).collect();
    json!({"format": "2.9", "job": {"id": "j"}, "metadata": {}, "results": results}).to_string().into_bytes()
}

/// A live session of Speechmatics, one message a line; each piece comes first as a guess.
pub(super) fn speechmatics_session(talk: &[Said]) -> Vec<u8> {
    let message = |said: &Said, kind: &str| {
        json!({"message": kind, "format": "2.9", "metadata": {"transcript": said.text},
            "results": speechmatics_items(said, None)})
    };
    let lines = talk
        .iter()
        .map(|said| format!("{}\n{}\n", message(said, "AddPartialTranscript"), message(said, "AddTranscript")));
    lines.collect::<String>().into_bytes()
}

/// A file of Speechmatics v1.
pub(super) fn speechmatics_old(talk: &[Said]) -> Vec<u8> {
    let text = |millis: i64| format!("{:.3}", seconds(millis));
    let word = |_: usize, word: &str, start, end| json!({"name": word, "time": text(start), "duration": text(end - start), "confidence": "1.000"});
    let speaker = |said: &Said| {
        let name = ["M1", "F1"][said.who];
        json!({"name": name, "time": text(said.start), "duration": text(said.end - said.start)})
    };
    let speakers: Vec<Value> = talk.iter().map(speaker).collect();
    json!({"job": {"id": 1}, "speakers": speakers, "words": all_words(talk, word)}).to_string().into_bytes()
}

/// A duration as Google's clients write it in pieces; what is 0 is left out.
fn google_pieces(millis: i64) -> Value {
    let mut parts = serde_json::Map::new();
    if millis >= 1000 {
        parts.insert("seconds".to_owned(), json!((millis / 1000).to_string()));
    }
    if millis % 1000 != 0 {
        parts.insert("nanos".to_owned(), json!(millis % 1000 * 1_000_000));
    }
    Value::Object(parts)
}

/// Google v1: a result for each piece, then all words again with their speakers.
pub(super) fn google_v1(talk: &[Said]) -> Vec<u8> {
    let bare = |_: usize, text: &str, start, end| json!({"startTime": google_pieces(start), "endTime": google_pieces(end), "word": text});
    let tagged = |who: usize, text: &str, start, end| json!({"startTime": google_pieces(start), "endTime": google_pieces(end), "word": text, "speakerTag": who + 1});
    let result = |transcript: &str, words: Vec<Value>| json!({"alternatives": [{"transcript": transcript, "confidence": 0.9, "words": words}], "languageCode": "en-us"});
    let mut results: Vec<Value> = talk.iter().map(|said| result(&said.text, words(said, bare))).collect();
    results.push(result("", all_words(talk, tagged)));
    json!({"results": results}).to_string().into_bytes()
}

/// Google v1 with a channel for each speaker.
pub(super) fn google_channels(talk: &[Said]) -> Vec<u8> {
    let duration = |millis: i64| format!("{}s", seconds(millis));
    let word = |_: usize, text: &str, start, end| json!({"startTime": duration(start), "endTime": duration(end), "word": text});
    let channel = |who: usize| {
        let own: Vec<Said> = talk.iter().filter(|said| said.who == who).cloned().collect();
        let reading = json!({"transcript": text(&own), "confidence": 0.9, "words": all_words(&own, word)});
        json!({"alternatives": [reading], "channelTag": who + 1})
    };
    json!({"results": [channel(0), channel(1)]}).to_string().into_bytes()
}

/// The results of Google v2.
fn google_results(talk: &[Said]) -> Value {
    let duration = |millis: i64| format!("{}s", seconds(millis));
    let word = |who: usize, text: &str, start, end| match start {
        0 => json!({"endOffset": duration(end), "word": text, "speakerLabel": (who + 1).to_string()}),
        _ => json!({"startOffset": duration(start), "endOffset": duration(end), "word": text,
            "speakerLabel": (who + 1).to_string()}),
    };
    let result = |said: &Said| {
        json!({"alternatives": [{"transcript": said.text, "confidence": 0.9, "words": words(said, word)}],
            "resultEndOffset": duration(said.end), "languageCode": "en-us"})
    };
    talk.iter().map(result).collect()
}

/// Google v2: the file of one recording.
pub(super) fn google_v2(talk: &[Said]) -> Vec<u8> {
    json!({"results": google_results(talk), "metadata": {"totalBilledDuration": "9s"}}).to_string().into_bytes()
}

/// Google v2: a batch inside its operation.
pub(super) fn google_batch(talk: &[Said]) -> Vec<u8> {
    let file = json!({"inlineResult": {"transcript": {"results": google_results(talk)}}});
    let response = json!({"results": {"gs://calls.example/2026/one.wav": file}, "totalBilledDuration": "9s"});
    json!({"name": "operations/1", "done": true, "response": response}).to_string().into_bytes()
}

/// WhisperX: one segment, speakers on its words alone.
pub(super) fn whisper_words(talk: &[Said]) -> Vec<u8> {
    let word = |who: usize, text: &str, start, end| {
        json!({"word": format!(" {text}"), "start": seconds(start), "end": seconds(end),
            "speaker": format!("SPEAKER_{who:02}"), "score": 0.9})
    };
    let segment = json!({"start": 0.0, "end": 9999.5, "text": text(talk), "words": all_words(talk, word)});
    json!({"segments": [segment], "language": "en"}).to_string().into_bytes()
}

/// whisper.cpp with a channel for each speaker.
pub(super) fn whisper_cpp(talk: &[Said]) -> Vec<u8> {
    let piece = |said: &Said| {
        json!({"offsets": {"from": said.start, "to": said.end}, "text": format!(" {}", said.text),
            "speaker": said.who.to_string()})
    };
    let pieces: Vec<Value> = talk.iter().map(piece).collect();
    json!({"systeminfo": "x", "result": {"language": "en"}, "transcription": pieces}).to_string().into_bytes()
}
