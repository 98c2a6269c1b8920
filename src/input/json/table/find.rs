//! Where in a document the rows of a talk stand, or a whole talk in one string.

use super::super::super::table::{Column, Holds, Meaning, Plan, named, plain};
use super::super::{Keys, Kind};
use super::kin::{Around, around, differing, is_track, key_column};

/// Names of lists that hold a talk, the surest first, as [`plain`] writes them; FORMATS 7.2.
const LISTS: &[&str] = &[
    "transcript",
    "utterances",
    "transcriptentries",
    "sentences",
    "segments",
    "turns",
    "dialogue",
    "dialog",
    "messages",
    "transcriptobject",
    "entries",
    "monologues",
    "lines",
    "conversation",
    "transcripts",
    "cues",
    "captions",
    "phrases",
    "blocks",
    "sections",
    "rows",
    "records",
    "items",
    "data",
    "results",
    "words",
];
/// Names under which no speech stands, as [`plain`] writes them: what tools make of a talk, and who was there.
const ASIDE: &[&str] = &[
    "actionitems",
    "actions",
    "analysis",
    "annotations",
    "articles",
    "articlesources",
    "attachments",
    "attendees",
    "chapters",
    "comments",
    "entities",
    "errors",
    "highlights",
    "insights",
    "invitees",
    "keywords",
    "links",
    "messagesopenaiformatted",
    "moments",
    "notes",
    "outline",
    "participants",
    "questions",
    "speakers",
    "summaries",
    "summary",
    "tags",
    "tasks",
    "toolcalls",
    "toolresults",
    "topics",
    "trackers",
    "users",
];
/// Names of strings that hold a whole talk, the surest first, as [`plain`] writes them.
const STRINGS: &[&str] = &[
    "transcript",
    "fulltranscript",
    "transcripttext",
    "transcription",
    "transcriptiontext",
    "formattedtranscript",
    "conversation",
    "dialogue",
    "dialog",
];
/// Names of lists of people, as [`plain`] writes them; the first three number speakers.
const PEOPLE: &[&str] = &[
    "speakers",
    "participants",
    "parties",
    "attendees",
    "meetingattendees",
    "externalparticipants",
    "internalparticipants",
    "invitees",
    "users",
    "people",
    "members",
];
/// Tables for which those are sought that belong to them: the surest; the others are read only if these hold nothing.
const JOINED: usize = 8;
/// Of [`PEOPLE`], how many number speakers, so that small numbers in rows mean them.
const NUMBERING: usize = 3;

/// Times that stand not in a row but in a list inside it: of numbers, or of words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super::super) struct Inner {
    /// The key of the list.
    pub(super) list: String,
    /// The keys of start and end in its items; empty for a list of numbers.
    pub(super) keys: [String; 2],
}

/// A list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Crowd {
    /// The path of one of them.
    pub(super) path: String,
    /// True if small numbers in rows mean them.
    pub(super) numbers: bool,
    /// The side that the name of the list states, and that name.
    pub(super) side: Option<(&'static str, &'static str)>,
}

/// A place where a talk may stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// Rows.
    Rows(Table),
    /// A string.
    Text { path: String },
}

/// Rows and how they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// The path of one row; `*` stands for any key where the calls of an object have one each.
    pub(super) path: String,
    /// The path of the object around a row that says who speaks, if one does.
    pub(super) turn: Option<String>,
    /// The columns, with those around the rows.
    pub(super) plan: Plan,
    /// Times that stand in a list of a row.
    pub(super) inner: Option<Inner>,
    /// The paths of all lists of the talk with their keys, where each holds what one side says.
    pub(super) tracks: Vec<(String, String)>,
    /// The keys of lists that are alike and are not read.
    pub(super) left: Vec<String>,
}

/// All spots of a document, the surest first: rows with speakers, strings, rows without speakers.
pub(super) fn spots(keys: Keys<'_>) -> Vec<Spot> {
    let mut all: Vec<(&str, Kind)> = keys.all().collect();
    all.sort_by_key(|(path, _)| *path);
    let mut rows: Vec<_> = all
        .iter()
        .filter(|(path, kind)| path.ends_with("[]") && *kind == Kind::Object && !is_aside(path))
        .filter_map(|(path, _)| {
            let mut plan = plan(&all, path)?;
            let mut turn = None;
            for (away, outer) in outer(path).enumerate() {
                let pages = away == 0 && last_key(outer) == "pages";
                match around(self::plan(&all, outer).as_ref(), &columns(&all, outer), pages) {
                    Around::Row => return None,
                    Around::Turn(said) => {
                        if !plan.has_speakers() {
                            plan.columns.extend(said);
                        }
                        turn = Some(outer.to_owned());
                        break;
                    }
                    Around::Other => {}
                }
            }
            let inner = if plan.has(Meaning::Start) { None } else { inner(&all, path) };
            let list = LISTS.iter().position(|list| *list == last_key(path)).unwrap_or(LISTS.len());
            let timed = plan.has(Meaning::Start) || inner.is_some();
            let order = (!plan.has_speakers(), list == LISTS.len(), !timed, depth(path), list);
            let path = (*path).to_owned();
            Some((order, Table { path, turn, plan, inner, ..Table::default() }))
        })
        .collect();
    rows.sort_by_key(|(order, _)| *order);
    let tables: Vec<Table> = rows.iter().map(|(_, table)| table.clone()).collect();
    for ((silent, ..), table) in rows.iter_mut().take(JOINED) {
        join(table, &tables);
        *silent = !table.plan.has_speakers();
    }
    rows.sort_by_key(|(order, _)| *order);
    let mut strings: Vec<(usize, &str)> = all
        .iter()
        .filter(|(path, kind)| *kind == Kind::Text && !is_aside(path))
        .filter_map(|(path, _)| Some((STRINGS.iter().position(|known| *known == last_key(path))?, *path)))
        .collect();
    strings.sort_by_key(|(rank, path)| (depth(path), *rank));
    let silent = rows.iter().position(|((silent, ..), _)| *silent).unwrap_or(rows.len());
    let mut spots: Vec<Spot> = rows.into_iter().map(|(_, table)| Spot::Rows(table)).collect();
    spots.splice(silent..silent, strings.into_iter().map(|(_, path)| Spot::Text { path: path.to_owned() }));
    spots
}

/// Joins a table with those that differ from it in one key: the tracks of one talk, or the calls of an object.
fn join(table: &mut Table, all: &[Table]) {
    let alike: Vec<(&Table, &str, &str)> = all
        .iter()
        .filter(|other| other.plan.columns == table.plan.columns)
        .filter_map(|other| differing(&table.path, &other.path).map(|(own, key)| (other, own, key)))
        .collect();
    let Some((_, own, _)) = alike.first().copied() else { return };
    let same = alike.iter().filter(|(_, mine, _)| *mine == own);
    let tracks: Vec<_> = same.clone().filter(|(_, _, key)| is_track(key)).collect();
    let known = |key: &str| LISTS.contains(&&*plain(key)) || STRINGS.contains(&&*plain(key));
    if is_track(own) && !tracks.is_empty() {
        if !table.plan.has_speakers() {
            table.plan.columns.extend(std::iter::once(own).chain(tracks.iter().map(|(.., key)| *key)).map(key_column));
        }
        let mut paths: Vec<_> = tracks.iter().map(|(other, _, key)| (other.path.clone(), (*key).to_owned())).collect();
        paths.push((table.path.clone(), own.to_owned()));
        paths.sort();
        table.tracks = paths;
        return;
    }
    if known(own) || same.clone().any(|(_, _, key)| known(key)) {
        return;
    }
    if table.plan.has_speakers() && table.turn.is_none() {
        let at = table.path.split('.').position(|part| part.trim_end_matches("[]") == own);
        let star =
            |(place, part): (usize, &str)| if Some(place) == at { part.replacen(own, "*", 1) } else { part.to_owned() };
        table.path = table.path.split('.').enumerate().map(star).collect::<Vec<_>>().join(".");
    } else {
        table.left = same.map(|(_, _, key)| (*key).to_owned()).collect();
    }
}

/// The paths of the objects around a row that stand in lists, the nearest first.
fn outer(row: &str) -> impl Iterator<Item = &str> {
    let ends: Vec<usize> = row.match_indices("[]").map(|(at, _)| at + 2).collect();
    ends.into_iter().rev().skip(1).filter_map(|end| row.get(..end))
}

/// What the keys of an object may mean, with what stands in them.
fn columns(all: &[(&str, Kind)], object: &str) -> Vec<(Column, Kind)> {
    let keys = below(all, object).filter(|(key, _)| key.matches('.').count() <= 1 && !key.contains('['));
    let held = keys.filter(|(_, kind)| matches!(kind, Kind::Text | Kind::Whole | Kind::Flag));
    held.flat_map(|(key, kind)| {
        named(key).into_iter().map(move |as_| (Column { name: key.to_owned(), at: 0, as_ }, kind))
    })
    .collect()
}

/// The path with `*` for the key for which that path of rows has it.
fn starred(path: &str, rows: &str) -> String {
    let Some((before, _)) = rows.split_once('*') else { return path.to_owned() };
    let Some(rest) = path.strip_prefix(before) else { return path.to_owned() };
    let key = rest.find(['.', '[']).unwrap_or(rest.len());
    format!("{before}*{}", rest.get(key..).unwrap_or_default())
}

/// The lists of people that belong to the rows at a path.
pub(super) fn people(keys: Keys<'_>, rows: &str) -> Vec<Crowd> {
    let list = rows.trim_end_matches("[]").rfind("[]").map(|at| at + 2);
    let end = list.max(rows.trim_end_matches("[]").find('*').map(|at| at + 1));
    let call = rows.get(..end.unwrap_or_default()).unwrap_or_default();
    let of_call = |path: &str| path.strip_prefix(call).is_some_and(|rest| rest.matches("[]").count() == 1);
    let mut found: Vec<(usize, Crowd)> = keys
        .all()
        .filter(|(path, kind)| path.ends_with("[]") && *kind == Kind::Object)
        .map(|(path, _)| starred(path, rows))
        .filter(|path| path != rows && of_call(path))
        .filter_map(|path| {
            let rank = PEOPLE.iter().position(|known| *known == last_key(&path))?;
            let side = match last_key(&path).as_str() {
                "externalparticipants" => Some(("external", "external_participants")),
                "internalparticipants" => Some(("internal", "internal_participants")),
                _ => None,
            };
            Some((rank, Crowd { path, numbers: rank < NUMBERING, side }))
        })
        .collect();
    // Clari lists outsiders by themselves; its users are those of the tool.
    if found.iter().any(|(_, crowd)| crowd.side.is_some_and(|(side, _)| side == "external")) {
        let users = found.iter_mut().filter(|(_, crowd)| last_key(&crowd.path) == "users");
        users.for_each(|(_, crowd)| crowd.side = Some(("internal", "users")));
    }
    found.sort_by(|(rank, crowd), (other, next)| (rank, &crowd.path).cmp(&(other, &next.path)));
    found.dedup_by(|(_, crowd), (_, before)| crowd.path == before.path);
    found.into_iter().map(|(_, crowd)| crowd).collect()
}

/// The columns of the rows at a path: their keys, and those of objects in them.
fn plan(all: &[(&str, Kind)], row: &str) -> Option<Plan> {
    let columns = below(all, row).filter(|(key, _)| key.matches('.').count() <= 1 && !key.contains('['));
    Plan::of(columns.map(|(key, kind)| {
        let holds = match kind {
            Kind::Null => Holds::Nothing,
            Kind::Flag => Holds::Flag,
            Kind::Whole | Kind::Fraction => Holds::Number,
            Kind::Text => Holds::Text,
            Kind::Object if is_moment(all, row, key) => Holds::Moment,
            Kind::List | Kind::Object => Holds::Parts,
        };
        (key, holds)
    }))
}

/// True for an object that says when.
fn is_moment(all: &[(&str, Kind)], row: &str, key: &str) -> bool {
    ["seconds", "nanos", "nanoseconds", "milliseconds", "relative"].iter().any(|part| {
        let path = format!("{row}.{key}.{part}");
        all.binary_search_by(|(known, _)| (*known).cmp(&path)).is_ok()
    })
}

/// The list inside the rows at a path that says when they were spoken.
fn inner(all: &[(&str, Kind)], row: &str) -> Option<Inner> {
    let lists = below(all, row).filter(|(key, kind)| *kind == Kind::List && !key.contains(['.', '[']));
    let mut found = lists.filter_map(|(list, _)| {
        let item = format!("{row}.{list}[]");
        let (_, kind) = *all.get(all.binary_search_by(|(path, _)| (*path).cmp(&item)).ok()?)?;
        let timed = |meaning| {
            let mut keys = below(all, &item);
            let is_time = move |key: &str| named(key).iter().any(|named| named.meaning == meaning);
            keys.find(|(key, kind)| is_number(*kind) && is_time(key)).map(|(key, _)| key.to_owned())
        };
        match kind {
            Kind::Object => Some(Inner {
                list: list.to_owned(),
                keys: [timed(Meaning::Start)?, timed(Meaning::End).unwrap_or_default()],
            }),
            kind if is_number(kind) && named(list).iter().any(|named| named.meaning == Meaning::Start) => {
                Some(Inner { list: list.to_owned(), ..Inner::default() })
            }
            _ => None,
        }
    });
    found.next()
}

/// True for numbers.
fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Whole | Kind::Fraction)
}

/// What stands below the path of a row.
fn below<'k>(all: &'k [(&'k str, Kind)], row: &'k str) -> impl Iterator<Item = (&'k str, Kind)> {
    let from = all.partition_point(|(path, _)| *path < row);
    let rest = all.iter().skip(from).take_while(move |(path, _)| path.starts_with(row));
    rest.filter_map(move |(path, kind)| Some((path.strip_prefix(row)?.strip_prefix('.')?, *kind)))
}

/// True if a part of the path names what is no speech.
fn is_aside(path: &str) -> bool {
    path.split(['.', '[', ']']).any(|key| ASIDE.contains(&&*plain(key)))
}

/// The last key of a path, as [`plain`] writes it.
fn last_key(path: &str) -> String {
    plain(path.trim_end_matches("[]").rsplit(['.', ']']).next().unwrap_or_default())
}

/// How many steps lead to a path.
fn depth(path: &str) -> usize {
    path.matches(['.', '[']).count()
}

#[cfg(test)]
mod tests {
    use super::super::super::Outline;
    use super::{Keys, Spot, Table, people, spots};

    /// The paths of all spots of a document.
    fn paths(json: &str) -> Vec<String> {
        let outline = Outline::of(json).unwrap();
        let path = |spot| match spot {
            Spot::Rows(Table { path, .. }) | Spot::Text { path } => path,
        };
        spots(Keys::new(&outline, "")).into_iter().map(path).collect()
    }

    #[test]
    fn rows_with_speakers_come_first_and_asides_never() {
        let json = r#"{"transcript":"A: hi","notes":[{"author":"x","text":"y"}],"sections":[{"text":"A: hi"}],
            "call":{"transcript_object":[{"role":"agent","content":"hi","words":[{"word":"hi","start":0.5,"end":0.7}]}]}}"#;
        assert_eq!(paths(json), ["call.transcript_object[]", "transcript", "sections[]"]);
    }

    #[test]
    fn people_are_those_of_the_call() {
        let json = r#"{"calls":[{"users":[{"id":1}],"speakers":[{"id":0,"name":"A"}],"lines":[{"speaker_id":0,"text":"x"}]}],
            "users":[{"id":7}]}"#;
        let outline = Outline::of(json).unwrap();
        assert_eq!(paths(json), ["calls[].lines[]"]);
        let found = people(Keys::new(&outline, ""), "calls[].lines[]");
        let found: Vec<_> = found.iter().map(|crowd| (crowd.path.as_str(), crowd.numbers)).collect();
        assert_eq!(found, [("calls[].speakers[]", true), ("calls[].users[]", false)]);
    }
}
