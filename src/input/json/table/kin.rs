//! Rows that belong together: inside of somebody's turn or track, or in lists beside each other.

use super::super::super::side;
use super::super::super::table::{Column, Meaning, Named, Plan, plain};
use super::super::Kind;

/// The mark before the names of columns that stand not in the rows but around them.
pub(super) const AROUND: char = '^';
/// The column of what the key of a list says.
const KEY: &str = "^key";

/// Begins of names that say who speaks in an object; `name` or `user_id` alone may be those of a whole call.
const SPEAKERS: &[&str] = &["speaker", "spk", "spoken_by", "talker"];
/// Names that say of which side the speaker of an object is.
const ROLES: &[&str] = &[
    "is_agent",
    "is_customer",
    "is_rep",
    "participant_role",
    "participant_type",
    "role",
    "speaker_role",
    "speaker_type",
];
/// Keys of the lists of one talk by who speaks, as [`plain`] writes them, besides those that name a side.
const TRACKS: &[&str] = &["callee", "caller", "left", "leftchannel", "right", "rightchannel"];
/// Begins of such keys that a number ends.
const NUMBERED: &[&str] = &["channel", "ch", "speaker", "spk", "track"];

/// What an object around rows is to them.
pub(super) enum Around {
    /// What one speaker says; the columns that say who.
    Turn(Vec<Column>),
    /// A row itself, with its own words.
    Row,
    /// Something else, such as a call.
    Other,
}

/// Judges an object around rows by its columns with what stands in them; `page` says that it is one of several pages
/// that hold the rows, which go on from page to page.
pub(super) fn around(plan: Option<&Plan>, columns: &[(Column, Kind)], page: bool) -> Around {
    let column = |(column, kind): &(Column, Kind)| match column.as_.meaning {
        Meaning::Speaker | Meaning::Id => SPEAKERS.iter().any(|start| column.as_.known.starts_with(start)),
        Meaning::Role if column.as_.known.contains("channel") => *kind == Kind::Whole,
        Meaning::Role => ROLES.contains(&column.as_.known),
        _ => false,
    };
    let of_call = |(column, _): &(Column, Kind)| {
        matches!(column.as_.meaning, Meaning::Title | Meaning::Date) || column.as_.meaning == Meaning::Call
    };
    if columns.iter().any(of_call) || !(page || columns.iter().any(column)) {
        return Around::Other;
    }
    if page {
        return Around::Turn(Vec::new());
    }
    let words = |(column, kind): &(Column, Kind)| column.as_.meaning == Meaning::Text && *kind == Kind::Text;
    if plan.is_some() && columns.iter().any(words) {
        return Around::Row;
    }
    let says = |meaning| matches!(meaning, Meaning::Speaker | Meaning::Id | Meaning::Email);
    let kept = columns.iter().filter(|found| says(found.0.as_.meaning) || column(found));
    Around::Turn(
        kept.map(|(column, _)| Column { name: format!("{AROUND}{}", column.name), ..column.clone() }).collect(),
    )
}

/// The one key in which two paths differ, in each of them; `None` if they differ in more, or not.
pub(super) fn differing<'p>(one: &'p str, other: &'p str) -> Option<(&'p str, &'p str)> {
    let (ours, theirs): (Vec<_>, Vec<_>) = (one.split('.').collect(), other.split('.').collect());
    if ours.len() != theirs.len() {
        return None;
    }
    let mut apart = ours.into_iter().zip(theirs).filter(|(a, b)| a != b);
    let (a, b) = apart.next().filter(|_| apart.next().is_none())?;
    let (a_key, b_key) = (a.trim_end_matches("[]"), b.trim_end_matches("[]"));
    let lists = a.len() - a_key.len() == b.len() - b_key.len();
    (lists && !a_key.is_empty() && !b_key.is_empty()).then_some((a_key, b_key))
}

/// True for the key of a list that holds what one side or one channel says.
pub(super) fn is_track(key: &str) -> bool {
    let key = plain(key);
    let numbered = |start: &str| {
        let number = key.strip_prefix(start).unwrap_or_default();
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    };
    side::role(&key).is_some() || TRACKS.contains(&&*key) || NUMBERED.iter().any(|start| numbered(start))
}

/// The column in which the key of a list stands for who speaks in it.
pub(super) fn key_column(key: &str) -> Column {
    let meaning = if side::role(&plain(key)).is_some() { Meaning::Role } else { Meaning::Speaker };
    Column { name: KEY.to_owned(), at: 0, as_: Named { meaning, known: "key", rank: 0, unit: None } }
}

#[cfg(test)]
mod tests {
    use super::{differing, is_track};

    #[test]
    fn keys_of_tracks_are_known_and_paths_differ_in_one_key() {
        let keys = ["agent", "Customer", "left", "channel_1", "ch0", "greeting", "channels", "c1", "lines"];
        assert_eq!(keys.map(is_track), [true, true, true, true, true, false, false, false, false]);
        assert_eq!(differing("a.c1.turns[]", "a.c2.turns[]"), Some(("c1", "c2")));
        assert_eq!(
            (differing("agent[]", "customer[]"), differing("a[].b[]", "c[].d[]")),
            (Some(("agent", "customer")), None)
        );
        assert_eq!(differing("[].a[]", "a[]"), None);
    }
}
