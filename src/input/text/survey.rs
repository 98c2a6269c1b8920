//! Which form of header a text uses, and who its speakers are, over the whole file.

use super::super::cast::Cast;
use super::super::lines::Line;
use super::header::{FORMS, Form, Header, header};

/// Turns that a form needs before it is believed.
const FEWEST: usize = 2;

/// Lines of a turn in the forms whose words stand below the header, the header included; judgement.
const LINES_BELOW: usize = 3;

/// What the lines of one form say.
#[derive(Debug, Default)]
struct Candidates {
    /// The names shown.
    cast: Cast,
    /// Headers of this form.
    count: usize,
    /// Of these, the ones that count.
    held: usize,
}

/// The form that won, with its cast.
#[derive(Debug)]
pub(super) struct Winner {
    /// The form.
    pub(super) form: Form,
    /// Its speakers.
    cast: Cast,
    /// True if its names recur, or are not needed to know the form.
    pub(super) sure: bool,
}

impl Winner {
    /// The header in a line, if it is of the form that won and its name is a speaker. A time first line
    /// whose name is none keeps its time, and the name is speech.
    pub(super) fn header<'t>(&self, line: &'t str, next: Option<&str>) -> Option<Header<'t>> {
        let found = header(line, next, Some(self.form))?;
        match found.name {
            Some(name) if self.form != Form::Chat && !self.cast.has(name) => {
                (!found.whole.is_empty()).then_some(Header { name: None, rest: found.whole, ..found })
            }
            _ => Some(found),
        }
    }
}

/// Finds the form with most headers; `None` if no form has two.
pub(super) fn survey<'t>(lines: impl Iterator<Item = Line<'t>>) -> Option<Winner> {
    let mut all: [Candidates; FORMS.len()] = Default::default();
    let mut blocks = 0_usize;
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        if line.is_blank() {
            continue;
        }
        blocks += 1;
        let Some(found) = header(line.text, lines.peek().map(|next| next.text), None) else { continue };
        let Some(form) = all.get_mut(found.form as usize) else { continue };
        form.count += 1;
        if let Some(name) = found.name {
            form.cast.see(name, false);
        }
    }
    let mut best: Option<(Form, Candidates)> = None;
    for (form, mut found) in FORMS.into_iter().zip(all) {
        let below = matches!(form, Form::NameFirst | Form::TwoLines | Form::Tagged);
        found.held = found.cast.close(if below { blocks / LINES_BELOW } else { blocks });
        found.held = match form {
            Form::TimeFirst | Form::Chat => found.count,
            Form::Screenplay if !found.cast.is_sure() => 0,
            _ => found.held,
        };
        if found.held >= FEWEST && best.as_ref().is_none_or(|(_, best)| found.held > best.held) {
            best = Some((form, found));
        }
    }
    best.map(|(form, found)| {
        let sure = found.cast.is_sure() || form == Form::Chat;
        Winner { form, cast: found.cast, sure }
    })
}
