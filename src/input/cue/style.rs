//! How one file names its speakers in cues, judged over the whole file before any cue is read.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use memchr::memchr_iter;

use super::super::cast::{self, Cast};
use super::super::lines::lines;
use super::super::markup::plain;
use super::super::name::{Shape, shape};
use super::stamp::Stamps;
use super::{Cue, prefix};

/// The ways other than voice tags, which speak for themselves.
#[derive(Debug)]
pub(super) enum Style<'t> {
    /// `Name: words`, as Zoom writes; the cast may be empty.
    Colon(Cast),
    /// `(Name)` alone on the first line, a lone `-` before the next speaker, as Meet writes.
    Bracketed,
    /// `[Name] words`.
    Square,
    /// `First Last words`; the names, sorted.
    Prefix(Vec<&'t str>),
    /// A name alone on the first line of each cue, or of each turn; the names.
    Above(BTreeSet<String>),
    /// Nobody is named and each cue repeats the last line of the one before, as YouTube writes.
    Rolling,
}

/// Counts over the cues without voice tags.
#[derive(Default)]
struct Counts {
    /// Cues looked at.
    cues: usize,
    /// Cues with a voice tag.
    voiced: usize,
    /// Cues whose first line is `(Name)` and that go on.
    bracketed: usize,
    /// Cues that start with `[Name] `.
    square: usize,
    /// Cues that start with the last line of the cue before.
    repeats: usize,
}

/// True if a cue holds what may be a voice tag.
pub(super) fn has_voice(text: &str) -> bool {
    memchr_iter(b'<', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) == Some(&b'v'))
}

/// Judges a file. Names with times of their own are looked for beside whatever else it does.
pub(super) fn style<'t>(cues: &[Cue<'t>]) -> (Style<'t>, Stamps) {
    let mut stamps = Stamps::default();
    let style = judge(cues, &mut stamps);
    (style, stamps)
}

/// The style of a file.
fn judge<'t>(cues: &[Cue<'t>], stamps: &mut Stamps) -> Style<'t> {
    let mut counts = Counts::default();
    let mut cast = Cast::default();
    let mut above = BTreeMap::new();
    let mut last = String::new();
    for cue in cues {
        if has_voice(cue.text) {
            counts.voiced += 1;
            continue;
        }
        counts.cues += 1;
        let text = plain(cue.text);
        stamps.see(&text);
        let mut lines = lines(&text).map(|line| line.text.trim()).filter(|line| !line.is_empty());
        let Some(first) = lines.next() else { continue };
        if let Some((name, _)) = cast::split(first) {
            cast.see(name, counts.cues == 1);
        }
        let end = lines.last();
        if end.is_some() && is_alone(first) {
            *above.entry(first.to_owned()).or_default() += 1;
        }
        counts.bracketed += usize::from(end.is_some() && bracketed(first).is_some());
        counts.square += usize::from(square(first).is_some());
        counts.repeats += usize::from(first == last);
        last.clear();
        last.push_str(end.unwrap_or(first));
    }
    let held = cast.close(counts.cues);
    if counts.bracketed * 2 > counts.cues {
        return Style::Bracketed;
    }
    if held == 0 && counts.voiced == 0 {
        if counts.square * 2 > counts.cues {
            return Style::Square;
        }
        if counts.repeats >= 2 && counts.repeats * 5 >= counts.cues {
            return Style::Rolling;
        }
        if is_cast(&above, counts.cues) {
            return Style::Above(above.into_keys().collect());
        }
        let starts: Vec<&str> = cues.iter().map(|cue| cue.text.trim_start()).collect();
        let names = prefix::names(&starts);
        if !names.is_empty() {
            return Style::Prefix(names);
        }
    }
    Style::Colon(cast)
}

/// True for a line that may be a name and nothing else: a label, or capitalised words.
fn is_alone(line: &str) -> bool {
    match shape(line) {
        Shape::Label => true,
        Shape::Strong => line.contains(' ') && !line.ends_with(['.', ',', ':', '…']),
        Shape::Weak | Shape::No => false,
    }
}

/// True if the first lines of cues are a cast: names that come back, one cue in four at least.
fn is_cast(above: &BTreeMap<String, usize>, cues: usize) -> bool {
    let shown: usize = above.values().sum();
    shown >= 3 && shown * 4 >= cues && above.len() * 2 <= shown + 1
}

/// The name in a line that is `(Name)` and nothing else.
pub(super) fn bracketed(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('(')?.strip_suffix(')')?;
    (!name.contains(['(', ')']) && matches!(shape(name), Shape::Strong | Shape::Label)).then_some(name)
}

/// The name and the words of a line `[Name] words`.
pub(super) fn square(line: &str) -> Option<(&str, &str)> {
    let (name, rest) = line.trim().strip_prefix('[')?.split_once(']')?;
    (!rest.trim().is_empty() && matches!(shape(name), Shape::Strong | Shape::Label)).then(|| (name, rest.trim()))
}

/// The speaker in the id line of a Webex cue, `1 "Dana Reyes" (3217481472)`, and the number, which is the participant's;
/// the name is empty where it is unknown, and so is the number where it is missing.
pub(super) fn in_id(id: &str) -> Option<(Cow<'_, str>, &str)> {
    let (index, rest) = id.trim().split_once(' ')?;
    let (name, number) = rest.strip_prefix('"')?.rsplit_once('"')?;
    let number = number.trim().trim_matches(['(', ')']);
    index.bytes().all(|byte| byte.is_ascii_digit()).then(|| (plain(name), number))
}
