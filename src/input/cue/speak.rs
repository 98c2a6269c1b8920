//! Cues turned into speech: who says which words of a cue.

use std::collections::BTreeMap;

use memchr::memchr_iter;
use serde::Deserialize;

use crate::call::{Draft, Identity, Millis, PartyId};

use super::super::cast::{self, Cast};
use super::super::lines::lines;
use super::super::markup::{plain, tag};
use super::super::name::clean;
use super::stamp::{Stamps, inside};
use super::style::{self, Style, style};
use super::{Cue, prefix};

/// A cue without a speaker goes on with the last one unless it starts later than this after it, in milliseconds.
/// Zoom leaves the name out within a turn; judgement, after the exports seen.
const LONGEST_GAP: i64 = 10_000;

/// Who says a piece.
#[derive(Clone, Copy, Debug)]
enum Who<'n> {
    /// This raw name.
    Named(&'n str),
    /// Nobody is named: whoever spoke last.
    Same,
    /// Somebody else, unnamed.
    Stranger,
}

/// The speech in the making.
struct Speech<'d> {
    /// Where it goes.
    draft: &'d mut Draft,
    /// Who spoke last.
    party: Option<PartyId>,
    /// When the last cue ended.
    until: Option<Millis>,
    /// The raw name met last and its party, as most cues repeat it.
    known: (String, Option<PartyId>),
    /// The parties behind the numbers that Webex gives them; a name may change, its number does not.
    numbers: BTreeMap<String, PartyId>,
    /// The words of the piece being read.
    words: String,
    /// The line of its first word, from 1.
    line: u32,
}

/// Says all cues.
pub(super) fn speak(cues: &[Cue<'_>], draft: &mut Draft) {
    let (style, stamps) = style(cues);
    let known = (String::new(), None);
    let numbers = BTreeMap::new();
    let mut speech = Speech { draft, party: None, until: None, known, numbers, words: String::new(), line: 0 };
    let mut last = String::new();
    for cue in cues {
        if let (Some(start), Some(until)) = (cue.start, speech.until)
            && start.get() - until.get() > LONGEST_GAP
        {
            speech.party = None;
        }
        speech.line = cue.line;
        if let Some(spoken) = graph(cue.text) {
            speech.words.push_str(&spoken.spoken_text);
            speech.flush(spoken.speaker_name.as_deref().map_or(Who::Stranger, Who::Named), cue);
        } else if let Some((name, number)) = style::in_id(cue.id) {
            speech.words.push_str(&plain(cue.text));
            speech.numbered(&name, number, cue);
        } else if style::has_voice(cue.text) {
            speech.voices(cue);
        } else {
            speech.lines(cue, &style, &stamps, &mut last);
        }
        speech.until = speech.until.max(cue.end.or(cue.start));
    }
}

/// The payload of a Microsoft Graph cue.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Spoken {
    /// Who; may be null.
    #[serde(default)]
    speaker_name: Option<String>,
    /// What.
    spoken_text: String,
}

/// Reads a cue that holds JSON with `spokenText`, as Microsoft Graph's metadata transcript does.
fn graph(text: &str) -> Option<Spoken> {
    let text = text.trim();
    (text.starts_with('{') && text.contains("\"spokenText\"")).then(|| serde_json::from_str(text).ok())?
}

impl Speech<'_> {
    /// Ends the piece: gives its words to the speaker.
    fn flush(&mut self, who: Who<'_>, cue: &Cue<'_>) {
        if self.words.trim().is_empty() {
            self.words.clear();
            return;
        }
        match who {
            Who::Same => {}
            Who::Stranger => self.party = None,
            Who::Named(raw) => {
                if self.known.0 != raw {
                    let party = clean(raw).map(|name| self.draft.party(&name));
                    self.known = (raw.to_owned(), party);
                }
                self.party = self.known.1;
            }
        }
        self.draft.say(self.party, &self.words, cue.start, cue.end, self.line as usize);
        self.words.clear();
    }

    /// Ends the piece of a cue whose id has the speaker's name and number.
    fn numbered(&mut self, name: &str, number: &str, cue: &Cue<'_>) {
        if name.is_empty() {
            return self.flush(Who::Stranger, cue);
        }
        if let Some(&party) = self.numbers.get(number) {
            self.party = Some(party);
            return self.flush(Who::Same, cue);
        }
        if matches!(number, "" | "0") || self.words.trim().is_empty() {
            return self.flush(Who::Named(name), cue);
        }
        self.party = clean(name).map(|name| {
            let party = self.draft.party_of(Identity { name: &name, account: Some(number), ..Identity::default() });
            self.numbers.insert(number.to_owned(), party);
            party
        });
        self.flush(Who::Same, cue);
    }

    /// Adds words of a piece, one space before them.
    fn add(&mut self, text: &str, line: u32) {
        let text = text.trim();
        if self.words.is_empty() {
            self.line = line;
        } else if !text.is_empty() {
            self.words.push(' ');
        }
        self.words.push_str(text);
    }

    /// A cue with voice tags: each tag starts a piece, which its closing tag or the next one ends.
    fn voices(&mut self, cue: &Cue<'_>) {
        let mut name = String::new();
        let mut who = None;
        let mut line = cue.line;
        let mut rest = cue.text;
        loop {
            let next = next_voice(rest);
            let (piece, from) = next.map_or((rest, ""), |(at, _)| rest.split_at(at));
            for (index, part) in lines(piece).enumerate() {
                line += u32::from(index > 0);
                self.add(&plain(part.text), line);
            }
            let Some((_, found)) = next else { break };
            if let Some(voice) = found.voice.filter(|voice| !voice.is_empty()) {
                self.flush(who.map_or(Who::Same, |()| Who::Named(&name)), cue);
                name = plain(voice).into_owned();
                who = Some(());
            }
            rest = from.get(found.len..).unwrap_or_default();
        }
        self.flush(who.map_or(Who::Same, |()| Who::Named(&name)), cue);
    }

    /// Adds words, in whose midst other speakers may stand with times of their own; returns who says the last of them.
    fn stamped<'n>(
        &mut self,
        mut words: &'n str,
        line: u32,
        mut who: Who<'n>,
        cue: &mut Cue<'_>,
        cast: Option<&Cast>,
    ) -> Who<'n> {
        while let Some((before, stamp)) = cast.and_then(|cast| inside(words, cast)) {
            self.add(before, line);
            self.flush(who, cue);
            who = Who::Named(stamp.name);
            move_to(cue, stamp.at);
            words = stamp.words;
        }
        self.add(words, line);
        who
    }

    /// A cue without voice tags, in the file's style. `last` is the last line of the cue before.
    fn lines(&mut self, cue: &Cue<'_>, style: &Style<'_>, stamps: &Stamps, last: &mut String) {
        let mut cue = *cue;
        let text = plain(cue.text);
        let dashes = || text.lines().filter(|line| line.trim_start().starts_with("- ")).nth(1).is_some();
        let mut who = Who::Same;
        let mut fresh = true;
        for (number, line) in (cue.line..).zip(lines(&text)) {
            let line = line.text.trim();
            if line.is_empty() || (matches!(style, Style::Rolling) && fresh && line == last.as_str()) {
                fresh &= line.is_empty();
                continue;
            }
            let named = match style {
                Style::Bracketed => style::bracketed(line).map(|name| (name, "")),
                Style::Square => style::square(line),
                Style::Prefix(names) if fresh => prefix::split(line, names),
                Style::Colon(cast) => cast::split(line).filter(|(name, _)| cast.has(name)),
                Style::Above(names) if fresh => names.contains(line).then_some((line, "")),
                Style::Prefix(_) | Style::Above(_) | Style::Rolling => None,
            };
            fresh = false;
            let cast = if let Style::Colon(cast) = style { Some(cast) } else { None };
            let stamp = stamps.read(line, cast);
            if let Some((name, words)) = stamp.map(|stamp| (stamp.name, stamp.words)).or(named) {
                self.flush(who, &cue);
                if let Some(stamp) = stamp {
                    move_to(&mut cue, stamp.at);
                }
                who = Who::Named(name);
                who = self.stamped(words, number, who, &mut cue, cast);
                continue;
            }
            let (mark, words) = unmark(line, matches!(style, Style::Bracketed));
            if mark && (line.starts_with(">>") || dashes()) {
                self.flush(who, &cue);
                who = Who::Stranger;
            }
            who = self.stamped(words, number, who, &mut cue, cast);
        }
        self.flush(who, &cue);
        if matches!(style, Style::Rolling) {
            last.clear();
            last.push_str(text.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default());
        }
    }
}

/// Moves a cue to a time that stands in its words, if that lies behind it.
fn move_to(cue: &mut Cue<'_>, at: Millis) {
    if cue.end.or(cue.start).is_none_or(|end| at > end) {
        (cue.start, cue.end) = (Some(at), None);
    }
}

/// Where the next voice tag stands in `text`, opening or closing.
fn next_voice(text: &str) -> Option<(usize, super::super::markup::Tag<'_>)> {
    memchr_iter(b'<', text.as_bytes()).find_map(|at| {
        let found = tag(text.get(at..)?)?;
        found.voice.map(|_| (at, found))
    })
}

/// Takes the mark of a new speaker off a line (`- `, `>>`; for Meet a lone `-`), and says if there was one.
fn unmark(line: &str, lone: bool) -> (bool, &str) {
    if lone && line == "-" {
        return (false, "");
    }
    match line.strip_prefix(">>").or_else(|| line.strip_prefix("- ")) {
        Some(rest) => (true, rest.trim_start_matches(['>', ' '])),
        None => (false, line),
    }
}
