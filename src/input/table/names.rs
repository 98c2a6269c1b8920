//! What columns are called: the one place that knows their names.
//!
//! Names are compared without case, blanks, underscores, dashes and dots, so `Speaker Name`, `speaker_name`,
//! `speakerName` and the nested key `speaker.name` are one.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::super::time::Unit;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Meaning {
    /// The words.
    Text,
    /// Who speaks: a name or a label.
    Speaker,
    /// Who speaks, as a number or a key that names nobody.
    Id,
    /// A user of the tool who speaks, where the address of the line stands for the name (Quo): only insiders have one.
    Insider,
    /// The address of who speaks.
    Email,
    /// The side of who speaks, or the channel.
    Role,
    /// When it begins.
    Start,
    /// When it ends.
    End,
    /// How long it takes.
    Duration,
    /// Which call it belongs to.
    Call,
    /// The row itself; of a row that holds a whole transcript, the call.
    Record,
    /// Its place in the call.
    Order,
    /// The title of the call.
    Title,
    /// The date of the call.
    Date,
}

/// The names of each meaning, the surest first; after FORMATS 7.1 and the tools that FORMATS 3.5, 3.9, 3.12 and 4.8 name.
#[rustfmt::skip]
const NAMES: &[(Meaning, &[&str])] = &[
    (Meaning::Text, &[
        "text", "utterance", "transcript", "content", "message", "sentence", "quote", "body", "dialogue", "dialog",
        "phrase", "words", "utterance_text", "message_text", "transcript_text", "turn_text", "raw_text", "spoken_text",
        "caption", "subtitle", "snippet", "speech", "transcription", "conversation", "live_transcript", "original_text",
        "display_text", "msg", "said", "what",
    ]),
    (Meaning::Speaker, &[
        "speaker_name", "speaker_display_name", "speaker", "speaker_label", "display_name", "who", "author_name",
        "author", "participant_name", "participant_display_name", "participant", "actor_name", "actor", "sender_name",
        "sender", "from_name", "from", "user_name", "person_name", "person", "attendee_name", "attendee", "talker",
        "spoken_by", "name", "identifier",
    ]),
    (Meaning::Id, &[
        "speaker_id", "speaker_tag", "speaker_number", "speaker_index", "participant_id", "person_id", "actor_id",
        "sender_id", "author_id", "user_id", "spk",
    ]),
    (Meaning::Insider, &["actor_id", "user_id"]),
    (Meaning::Email, &[
        "speaker_email", "email", "participant_email", "author_email", "sender_email", "user_email", "email_address",
        "speaker_email_address",
    ]),
    (Meaning::Role, &[
        "role", "speaker_role", "participant_role", "speaker_type", "sender_type", "author_role", "author_type",
        "actor_type", "participant_type", "user_type", "side", "party", "affiliation", "scope", "is_rep", "is_agent",
        "is_internal", "is_external", "is_customer", "channel", "channel_id", "channel_tag", "channel_number",
        "media_channel", "type",
    ]),
    (Meaning::Start, &[
        "start", "start_time", "begin", "begin_time", "start_offset", "in", "time_in", "start_ts", "start_timestamp",
        "time_start", "start_at", "started_at", "seconds_from_start", "time_in_call", "offset", "begin_offset",
        "audio_offset", "timestamp", "timestamps", "time", "ts", "snippet_time", "entry_time",
        "client_timestamp", "event_time", "created_at", "sent_at", "datetime", "from",
    ]),
    (Meaning::End, &[
        "end", "end_time", "stop", "finish", "out", "time_out", "end_ts", "end_timestamp", "time_end", "end_offset",
        "end_at", "ended_at", "to",
    ]),
    (Meaning::Duration, &["duration", "dur", "length", "client_duration"]),
    (Meaning::Call, &[
        "call_id", "conversation_id", "transcript_id", "meeting_id", "session_id", "dialogue_id", "dialog_id",
        "recording_id", "interaction_id", "conversation_identifier", "call_uuid", "contact_id", "chat_id", "thread_id",
        "file_id", "file", "file_name", "audio_file", "call", "conversation", "dialogue", "dialog", "meeting", "session",
        "episode",
    ]),
    (Meaning::Record, &["id", "uuid", "record_id"]),
    (Meaning::Order, &[
        "index", "turn_number", "turn_index", "turn_id", "turn", "seq", "sequence", "sequence_number", "utterance_idx",
        "utterance_index", "utterance_number", "sentence_index", "message_index", "segment_index", "item_idx", "order",
        "position", "n", "no", "nr", "line_number", "line", "row",
    ]),
    (Meaning::Title, &["title", "call_title", "call_name", "meeting_title", "meeting_name", "subject"]),
    (Meaning::Date, &[
        "date", "call_date", "meeting_date", "recorded_at", "happened_at", "started", "call_start", "start_date_time",
        "start_date", "call_time", "conversation_start_time",
    ]),
];

/// What a column of time counts by the end of its name; longer ends first.
const UNITS: &[(&str, Unit)] = &[
    ("milliseconds", Unit::Millis),
    ("microseconds", Unit::Micros),
    ("nanoseconds", Unit::Nanos),
    ("inseconds", Unit::Seconds),
    ("inticks", Unit::Ticks),
    ("seconds", Unit::Seconds),
    ("micros", Unit::Micros),
    ("millis", Unit::Millis),
    ("nanos", Unit::Nanos),
    ("ticks", Unit::Ticks),
    ("inms", Unit::Millis),
    ("msec", Unit::Millis),
    ("secs", Unit::Seconds),
    ("usec", Unit::Micros),
    ("sec", Unit::Seconds),
    ("ms", Unit::Millis),
    ("ns", Unit::Nanos),
    ("us", Unit::Micros),
    ("s", Unit::Seconds),
];

/// Names that tell their unit in another way.
const TOLD: &[(&str, Unit)] = &[("client_duration", Unit::Millis), ("seconds_from_start", Unit::Seconds)];

/// One thing that a column may be by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Named {
    /// What it holds.
    pub(in super::super) meaning: Meaning,
    /// Its place among the names of that meaning; the lowest is the surest.
    pub(in super::super) rank: usize,
    /// The name as it stands in the list.
    pub(in super::super) known: &'static str,
    /// What its numbers count, where the name says so.
    pub(in super::super) unit: Option<Unit>,
}

/// All names, as [`plain`] writes them.
static KNOWN: LazyLock<BTreeMap<String, Vec<Named>>> = LazyLock::new(|| {
    let mut all: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for (meaning, names) in NAMES {
        for (rank, known) in names.iter().enumerate() {
            let unit = TOLD.iter().find(|(told, _)| told == known).map(|(_, unit)| *unit);
            all.entry(plain(known)).or_default().push(Named { meaning: *meaning, rank, known, unit });
        }
    }
    all
});

/// All that a column of that name may hold, in the order of [`Meaning`].
pub(in super::super) fn named(raw: &str) -> Vec<Named> {
    let name = plain(raw);
    let mut found = KNOWN.get(&name).cloned().unwrap_or_default();
    for (end, unit) in UNITS {
        let Some(timed) = name.strip_suffix(end).and_then(|base| KNOWN.get(base)) else { continue };
        let is_time = |named: &&Named| {
            matches!(named.meaning, Meaning::Start | Meaning::End | Meaning::Duration)
                && found.iter().all(|known| known.meaning != named.meaning)
        };
        let timed: Vec<Named> =
            timed.iter().filter(is_time).map(|named| Named { unit: Some(*unit), ..*named }).collect();
        found.extend(timed);
    }
    found
}

/// The letters and digits of a name in lower case.
pub(in super::super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::{Meaning, NAMES, UNITS, Unit, named, plain};

    /// The first meaning of a name and its unit.
    fn first(raw: &str) -> Option<(Meaning, Option<Unit>)> {
        named(raw).first().map(|named| (named.meaning, named.unit))
    }

    #[test]
    fn one_name_in_every_spelling_is_one() {
        for name in ["Speaker Name", "speaker_name", "speakerName", "speaker.name", "SPEAKER-NAME", " Speaker  name "] {
            assert_eq!(first(name), Some((Meaning::Speaker, None)), "{name}");
        }
        assert_eq!(first("Word Count"), None);
    }

    #[test]
    fn the_end_of_a_name_tells_the_unit() {
        for (name, unit) in [
            ("start_ms", Unit::Millis),
            ("startTimeMillis", Unit::Millis),
            ("Start (s)", Unit::Seconds),
            ("start_timestamp_usec", Unit::Micros),
            ("offsetInTicks", Unit::Ticks),
            ("time_in_call_secs", Unit::Seconds),
            ("secondsFromStart", Unit::Seconds),
            ("offset.milliseconds", Unit::Millis),
        ] {
            assert_eq!(first(name), Some((Meaning::Start, Some(unit))), "{name}");
        }
        assert_eq!(first("start"), Some((Meaning::Start, None)));
        assert_eq!(first("ClientDuration"), Some((Meaning::Duration, Some(Unit::Millis))));
    }

    #[test]
    fn lists_hold_no_name_twice_and_longer_units_stand_first() {
        for (meaning, names) in NAMES {
            let plain: std::collections::BTreeSet<String> = names.iter().map(|name| plain(name)).collect();
            assert_eq!(plain.len(), names.len(), "{meaning:?}");
        }
        assert!(UNITS.is_sorted_by_key(|(end, _)| std::cmp::Reverse(end.len())));
    }
}
