//! Telephone systems, and what they leave in a CRM.

use serde_json::{Value, json};

use super::meetings::date;
use super::{NAMES, Said, seconds};

/// Each piece of speech as `piece` writes it.
fn pieces(talk: &[Said], piece: impl Fn(&Said) -> Value) -> Vec<Value> {
    talk.iter().map(piece).collect()
}

/// Aircall: a user, and somebody at a number.
pub(super) fn aircall(talk: &[Said]) -> Vec<u8> {
    let utterances = pieces(talk, |said| {
        let (start, end) = (seconds(said.start), seconds(said.end));
        match said.who {
            0 => {
                json!({"start_time": start, "end_time": end, "text": said.text, "participant_type": "internal", "user_id": 7})
            }
            _ => json!({"start_time": start, "end_time": end, "text": said.text, "participant_type": "external",
                "phone_number": "+1 415 555 0100"}),
        }
    });
    let content = json!({"language": "en", "utterances": utterances});
    json!({"transcription": {"id": 1, "call_id": 2, "type": "call", "content": content}}).to_string().into_bytes()
}

/// Dialpad: a mark where the call begins, then a line for each piece of speech.
pub(super) fn dialpad(talk: &[Said]) -> Vec<u8> {
    let mut lines = vec![json!({"type": "moment", "content": "call_start", "name": null, "time": date(0)})];
    lines.extend(pieces(talk, |said| {
        let (user, contact) = [(Some("4"), None), (None, Some("5"))][said.who];
        json!({"type": "transcript", "content": said.text, "name": NAMES[said.who], "time": date(said.start).trim_end_matches('Z'),
            "user_id": user, "contact_id": contact})
    }));
    json!({"call_id": "6", "lines": lines}).to_string().into_bytes()
}

/// HubSpot: what is sent to it.
pub(super) fn hubspot(talk: &[Said]) -> Vec<u8> {
    let utterances = pieces(talk, |said| {
        json!({"speaker": {"id": said.who.to_string(), "name": NAMES[said.who]}, "text": said.text, "languageCode": "en-US",
            "startTimeMillis": said.start, "endTimeMillis": said.end})
    });
    json!({"engagementId": 21, "transcriptCreateUtterances": utterances}).to_string().into_bytes()
}

/// RingSense: the event of its webhook.
pub(super) fn ringsense(talk: &[Said]) -> Vec<u8> {
    let transcript = pieces(
        talk,
        |said| json!({"speakerId": format!("p-{}", said.who), "text": said.text, "start": seconds(said.start), "end": seconds(said.end)}),
    );
    let extension = [json!("62"), json!(null)];
    let speaker = |who: usize| json!({"speakerId": format!("p-{who}"), "name": NAMES[who], "accountId": null, "extensionId": extension[who]});
    let insights = json!({"Transcript": transcript, "Summary": [{"name": "Summary", "value": "They spoke."}]});
    json!({"uuid": "1", "event": "/ai/ringsense", "body": {"title": "Call", "speakerInfo": [speaker(0), speaker(1)], "insights": insights}})
        .to_string()
        .into_bytes()
}

/// RingCentral's speech to text.
pub(super) fn ringcentral(talk: &[Said]) -> Vec<u8> {
    let utterances = pieces(talk, |said| {
        let word =
            |(word, start, end): (&str, i64, i64)| json!({"word": word, "start": seconds(start), "end": seconds(end)});
        json!({"speakerId": said.who.to_string(), "text": said.text, "start": seconds(said.start), "end": seconds(said.end),
            "confidence": 0.9, "wordTimings": said.words().into_iter().map(word).collect::<Vec<_>>()})
    });
    json!({"jobId": "1", "status": "Success", "response": {"speakerCount": 2, "utterances": utterances}})
        .to_string()
        .into_bytes()
}
