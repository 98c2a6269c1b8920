//! Formats: each fixture has one owner whatever it is called, reads as its snapshot says, and no
//! input makes a reader panic.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use pursuit::call::{Call, turns};
use pursuit::error::Error;
use pursuit::input::{Export, Fit, formats, read};

/// One fixture.
pub(crate) struct Fixture {
    /// The folder: the id of the format.
    pub(crate) folder: String,
    /// The file's name.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// All fixtures, sorted by folder and name, read once.
pub(crate) fn fixtures() -> &'static [Fixture] {
    static ALL: LazyLock<Vec<Fixture>> = LazyLock::new(load);
    &ALL
}

/// The formats that this build reads.
fn readable() -> impl Iterator<Item = &'static str> {
    formats().map(|format| format.id()).filter(|id| cfg!(feature = "parquet") || *id != "parquet")
}

/// Reads the fixtures.
#[expect(clippy::disallowed_methods, reason = "tests read the fixtures")]
fn load() -> Vec<Fixture> {
    let sorted = |path: PathBuf| {
        let mut paths: Vec<_> = std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        paths
    };
    let name = |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().to_owned();
    let mut all = Vec::new();
    for folder in sorted(PathBuf::from("fixtures/formats")).into_iter().filter(|path| path.is_dir()) {
        // Without the feature, a Parquet table is told and not read.
        if !cfg!(feature = "parquet") && name(&folder) == "parquet" {
            continue;
        }
        for file in sorted(folder.clone()) {
            let bytes = std::fs::read(&file).unwrap();
            all.push(Fixture { folder: name(&folder), name: name(&file), bytes });
        }
    }
    all
}

/// Everything that a file holds, with the format that read it; an error of the whole file has none.
fn read_all(bytes: &[u8]) -> Vec<(Option<&'static str>, Result<Call, Error>)> {
    let mut all = Vec::new();
    if let Err(error) = read(bytes, &mut |id, result| all.push((Some(id), result))) {
        all.push((None, Err(error)));
    }
    all
}

/// A call in a few lines: `[start-end] name: text`.
fn render(call: &Call, out: &mut String) {
    let about: Vec<&str> = [&call.id, &call.date, &call.title].into_iter().flatten().map(String::as_str).collect();
    writeln!(out, "call {}", about.join(", ")).unwrap();
    for party in &call.parties {
        let role = party.given.map_or(String::new(), |given| format!(" {} {}", given.role.as_str(), given.confidence));
        writeln!(out, "  party {}{role} {}", party.name, party.email.as_deref().unwrap_or_default()).unwrap();
    }
    for said in &call.utterances {
        let time = |time: Option<pursuit::call::Millis>| time.map_or("?".to_owned(), |time| time.seconds().to_string());
        let name = said.party.map_or("?", |party| &call.parties[party.0 as usize].name);
        writeln!(out, "  {} [{}-{}] {name}: {}", said.line, time(said.start), time(said.end), said.text).unwrap();
    }
    for note in &call.notes {
        writeln!(out, "  note {}: {}", note.code, note.text).unwrap();
    }
}

/// An error without the formats that come nearest, as every new format may be one of them.
fn without_nearest(text: &str) -> String {
    let from = ["the nearest format", "none of its keys"].into_iter().find_map(|start| text.find(start));
    let until = text.find("; other programs").or(text.find("; `pursuit formats`"));
    match from.zip(until).filter(|(from, until)| from < until) {
        Some((from, until)) => format!("{}[NEAREST]{}", &text[..from], &text[until..]),
        None => text.to_owned(),
    }
}

#[test]
fn every_fixture_reads_as_its_snapshot_says() {
    let all = fixtures();
    let folders: BTreeSet<&str> = all.iter().map(|fixture| fixture.folder.as_str()).collect();
    let ids: BTreeSet<&str> = readable().collect();
    assert_eq!(folders, ids, "each format has a folder of fixtures");
    for folder in folders {
        let mut out = String::new();
        let (mut good, mut broken) = (0, 0);
        for fixture in all.iter().filter(|fixture| fixture.folder == folder) {
            let wrong = fixture.name.starts_with("err_");
            (good, broken) = (good + usize::from(!wrong), broken + usize::from(wrong));
            writeln!(out, "## {}", fixture.name).unwrap();
            let found = read_all(&fixture.bytes);
            assert_eq!(found.iter().any(|(_, result)| result.is_err()), wrong, "{folder}/{}", fixture.name);
            for (id, result) in found {
                assert!(id.is_none_or(|id| id == folder), "{folder}/{} was read as {id:?}", fixture.name);
                match result {
                    Ok(call) => render(&call, &mut out),
                    Err(error) => {
                        let (place, text) = (error.place(), without_nearest(&error.to_string()));
                        let at = |place: Option<u64>| place.map_or("-".to_owned(), |place| place.to_string());
                        writeln!(out, "{:?} {}:{} {text:?}", error.kind(), at(place.line), at(place.column)).unwrap();
                    }
                }
            }
        }
        assert!(good >= 3 && broken >= 2, "{folder} has {good} good and {broken} broken fixtures");
        insta::assert_snapshot!(folder, out);
    }
}

#[test]
fn one_owner_per_file() {
    for fixture in fixtures().iter().filter(|fixture| !fixture.name.starts_with("err_")) {
        let export = Export::new(&fixture.bytes);
        let fits: Vec<(&str, Fit)> = formats().map(|format| (format.id(), format.recognise(&export))).collect();
        let best = fits.iter().map(|(_, fit)| *fit).max().unwrap();
        let owners: Vec<&str> = fits.iter().filter(|(_, fit)| *fit == best).map(|(id, _)| *id).collect();
        let want = vec![fixture.folder.as_str()];
        assert_eq!(owners, want, "{}/{}", fixture.folder, fixture.name);
    }
}

#[test]
fn every_error_says_what_to_do_next() {
    for fixture in fixtures() {
        let error = read_all(&fixture.bytes).into_iter().find_map(|(_, result)| result.err());
        let told = error.is_none_or(|error| error.advice().is_some());
        assert!(told, "{}/{} says no next step", fixture.folder, fixture.name);
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_parquet_table_says_which_feature_reads_it() {
    let found = read_all(b"PAR1............PAR1");
    let error = found[0].1.as_ref().unwrap_err();
    assert!(error.advice().unwrap().contains("--features parquet"));
}

#[test]
fn an_unknown_file_is_told_what_it_looks_like_what_is_missing_and_what_comes_nearest() {
    let said = |bytes: &[u8]| {
        let found = read_all(bytes);
        let error = found[0].1.as_ref().unwrap_err();
        (error.what().to_owned(), error.advice().unwrap().to_owned())
    };
    let (what, next) = said(br#"{"meeting":{"turn":[],"segments":[{"text":1}]},"metadata":{}}"#);
    assert_eq!(what, "no format claims this file; it looks like JSON with the keys meeting, metadata");
    let nearest =
        next.strip_prefix("the nearest formats are ").or(next.strip_prefix("the nearest format is ")).unwrap();
    assert!(nearest.contains("whisper, of which `segments[].start` is missing"), "{next}");
    assert!(next.ends_with("; `pursuit formats` lists what can be read"), "{next}");
    let (what, next) = said(b"{\"kelvin\":1}");
    assert_eq!(what, "no format claims this file; it looks like JSON with the keys kelvin");
    assert!(next.starts_with("none of its keys belong to a known format; "), "{next}");
    let (what, next) = said(b"fn main() {\n    let x = 1;\n}\n");
    assert!(what.contains("it looks like text without speakers or sentences"), "{what}");
    assert!(next.starts_with("the nearest formats are text and webvtt: a line should look like \"Dana Ng: "), "{next}");
}

/// Who says what, turn by turn.
fn words(call: &Call) -> Vec<(Option<String>, String)> {
    let name = |id: pursuit::call::PartyId| call.parties[id.0 as usize].name.clone();
    turns(call).iter().map(|turn| (turn.party.map(name), turn.text.to_string())).collect()
}

#[test]
fn one_call_reads_alike_in_every_format() {
    let same: Vec<_> = fixtures().iter().filter(|fixture| fixture.name.starts_with("same_call.")).collect();
    assert_eq!(same.len(), readable().count());
    // Formats that cannot hold names still tell the speakers apart: each counts by its first appearance.
    let read = |fixture: &Fixture| {
        let said = words(read_all(&fixture.bytes)[0].1.as_ref().unwrap());
        let names: Vec<Option<String>> = said.iter().map(|(name, _)| name.clone()).collect();
        let first = |name: &Option<String>| names.iter().position(|known| known == name).filter(|_| name.is_some());
        said.into_iter().map(|(name, text)| (first(&name), text)).collect::<Vec<_>>()
    };
    let first = read(same[0]);
    assert_eq!(first.iter().map(|(who, _)| *who).collect::<Vec<_>>(), [Some(0), Some(1), Some(0), Some(1)]);
    for fixture in same {
        assert_eq!(read(fixture), first, "{}", fixture.folder);
    }
}

#[test]
fn who_only_reacts_in_a_chat_is_no_party() {
    let chat = "08:00:01 From Dana Ng to Everyone:\n\tHere it is\n08:00:05 From Lee Ito to Everyone:\n\tReacted to \"Here it is\" with ❤\n08:00:09 From Dana Ng to Everyone:\n\tThanks\n";
    let found = read_all(chat.as_bytes());
    let parties: Vec<&str> = found[0].1.as_ref().unwrap().parties.iter().map(|party| party.name.as_str()).collect();
    assert_eq!(parties, ["Dana Ng"]);
}

/// A transcript with letters beyond ASCII that Windows-1252 has too.
const SAID: &str = "Zoë: Déjà vu, is it?\r\nRené: It is, très bien.\r\nZoë: Fine.\r\n";

/// The text as two-byte units.
fn wide(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

#[test]
fn every_encoding_reads_alike() {
    let with = |mark: &[u8], text: Vec<u8>| [mark, &text].concat();
    let four = |bytes: fn(u32) -> [u8; 4]| SAID.chars().flat_map(|c| bytes(c as u32)).collect::<Vec<u8>>();
    let latin = SAID.chars().map(|c| u8::try_from(c as u32).unwrap()).collect::<Vec<u8>>();
    let rows: Vec<(&str, Vec<u8>)> = vec![
        ("utf-8", SAID.as_bytes().to_vec()),
        ("utf-8 with mark", with(b"\xEF\xBB\xBF", SAID.as_bytes().to_vec())),
        ("utf-16le with mark", with(b"\xFF\xFE", wide(SAID, u16::to_le_bytes))),
        ("utf-16be with mark", with(b"\xFE\xFF", wide(SAID, u16::to_be_bytes))),
        ("utf-16le without mark", wide(SAID, u16::to_le_bytes)),
        ("utf-16be without mark", wide(SAID, u16::to_be_bytes)),
        ("utf-32le", with(b"\xFF\xFE\0\0", four(u32::to_le_bytes))),
        ("utf-32be", with(b"\0\0\xFE\xFF", four(u32::to_be_bytes))),
        ("windows-1252", latin),
        ("line ends \\n", SAID.replace("\r\n", "\n").into_bytes()),
        ("line ends \\r", SAID.replace("\r\n", "\r").into_bytes()),
    ];
    let want = words(read_all(SAID.as_bytes())[0].1.as_ref().unwrap());
    assert_eq!(want[0], (Some("Zoë".to_owned()), "Déjà vu, is it?".to_owned()));
    for (name, bytes) in rows {
        let found = read_all(&bytes);
        let call = found[0].1.as_ref().unwrap();
        assert_eq!(words(call), want, "{name}");
        assert_eq!(call.notes.iter().any(|note| note.code == "encoding_guessed"), name == "windows-1252", "{name}");
    }
}

/// The beginning of a vCon whose transcript is what follows.
const VCON_INSIDE: &str = r#"{"parties":[],"dialog":[],"analysis":[{"type":"transcript","body":"#;
/// The same, with the transcript in a list behind one of another kind.
const VCON_IN_LISTS: &str =
    r#"{"parties":[],"analysis":[{"type":"transcript","body":[{"turns":[]},{"turns":[]},{"turns":[]},"#;

#[test]
fn hostile_files_neither_hang_nor_panic() {
    let cue = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n";
    let many = 200_000;
    for text in [
        format!("{cue}Sam: {}", "&amp;".repeat(many)),
        format!("{cue}{}", "<".repeat(many)),
        format!("{cue}{}", "<v A>x ".repeat(many / 4)),
        format!("{cue}{}", "- a\n".repeat(many / 4)),
        format!("{cue}{}", "-->\n".repeat(many)),
        format!("1\n00:00:01,000 --> 00:00:02,000\nhi\n{}", "\n".repeat(many)),
        (0..10_000).map(|i| format!("Speaker {i}: hi\n")).collect(),
        "Sam: word ".repeat(many),
        "[".repeat(many),
        format!("{{\"turns\":{}", "[".repeat(many)),
        format!("{{\"turns\":[],\"x\":{}{}}}", "[".repeat(many), "]".repeat(many)),
        "{\"a\":".repeat(many),
        format!("[{}{{}}]", "{\"turns\":[{\"text\":1}]},".repeat(many / 20)),
        format!("{}0{}", VCON_INSIDE.repeat(many / 20), "}]}".repeat(many / 20)),
        format!("{}{{}}{}", VCON_IN_LISTS.repeat(many / 20), "]}]}".repeat(many / 20)),
    ] {
        read_all(text.as_bytes());
    }
}

/// Checks what holds for every call, however odd its file.
fn check(bytes: &[u8]) {
    for (_, result) in read_all(bytes) {
        let Ok(call) = result else { continue };
        for said in &call.utterances {
            assert!(!said.text.is_empty() && said.text.trim() == said.text, "{:?}", said.text);
            assert!(said.start.is_none_or(|start| start.get() >= 0 && said.end.is_none_or(|end| end >= start)));
            assert!(said.party.is_none_or(|party| (party.0 as usize) < call.parties.len()));
        }
        let hidden = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        assert!(call.parties.iter().all(|party| !party.name.is_empty() && !party.name.contains(hidden)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        check(&bytes);
    }

    #[test]
    fn no_pieces_of_grammar_panic(pieces in proptest::collection::vec(0..PIECES.len(), 0..40)) {
        check(pieces.iter().map(|piece| PIECES[*piece]).collect::<String>().as_bytes());
    }

    #[test]
    fn no_mutated_fixture_panics(
        which in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let all = fixtures();
        let mut bytes = which.get(all).bytes.clone();
        for (place, byte) in edits.iter().filter(|_| !bytes.is_empty()).cloned().collect::<Vec<_>>() {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        check(&bytes);
        bytes.truncate(cut.index(bytes.len() + 1));
        check(&bytes);
    }
}

/// What files are made of, to be put together at random.
const PIECES: &[&str] = &[
    "WEBVTT",
    "\n",
    "\n\n",
    "\r",
    "1\n",
    "00:00:01.000 --> 00:00:02,500",
    "0:1 --> ",
    "-0:0:1.0-->0:0:0.5\n",
    "NOTE ",
    "STYLE\n",
    "<v Zoë>",
    "</v>",
    "<v ",
    "<00:01>",
    "&amp;",
    "&#x110000;",
    "&#27;",
    "{\\an8}",
    "- ",
    ">> ",
    "(Zoë)\n",
    "[Zoë] ",
    "Zoë Åse: ",
    "Zoë  0:03\n",
    "[00:01] ",
    "00:00:01\t",
    "From Zoë to Everyone:",
    "10:30 PM",
    "**",
    "### ",
    "---\n",
    "<span>",
    "：",
    "王小明",
    "\u{202E}",
    "…",
    "SPEAKER: S1\n",
    "AGENT\n",
    "{\"turns\":[",
    "{\"speaker\":\"",
    "\"text\":",
    "1e999",
    "]}",
    "{\"segments\":[",
    "word ",
    "\u{a0}",
    "\u{feff}",
    "1 \"\" (0)\n",
    "{\"spokenText\":1}",
];
