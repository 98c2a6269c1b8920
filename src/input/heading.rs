//! Words that stand before a colon and head a part of a text.

/// Words before a colon that head a list or a section; they name a speaker only if they recur.
const HEADINGS: &[&str] = &[
    "a",
    "action items",
    "agenda",
    "answer",
    "attendees",
    "chapter",
    "context",
    "date",
    "decision",
    "decisions",
    "duration",
    "example",
    "expect",
    "goal",
    "goals",
    "http",
    "https",
    "link",
    "links",
    "location",
    "meeting",
    "never",
    "next steps",
    "note",
    "notes",
    "outcome",
    "participants",
    "part",
    "ps",
    "q",
    "question",
    "re",
    "recording",
    "reminder",
    "section",
    "source",
    "sources",
    "source links",
    "step",
    "subject",
    "summary",
    "time",
    "tip",
    "title",
    "todo",
    "topic",
    "topics",
    "transcript",
    "transcription",
    "update",
    "verdict",
    "warning",
];

/// Words before a colon in the head of a mail, lower case; they never name a speaker.
const MAIL: &[&str] =
    &["attachments", "bcc", "cc", "from", "fw", "fwd", "importance", "re", "reply-to", "sent", "subject", "to"];
/// True for a word of a list, in any case.
pub(super) fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// True for a word before a colon in the head of a mail.
pub(super) fn is_mail(text: &str) -> bool {
    is_one_of(MAIL, text.trim())
}

/// True for a word before a colon that heads a section.
pub(super) fn is_heading(text: &str) -> bool {
    is_one_of(HEADINGS, text.trim())
}
