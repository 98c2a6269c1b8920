//! Which form of header a text uses, and who its speakers are, over the whole file.

use super::super::cast::Cast;
use super::super::lines::Line;
use super::super::name::{Shapes, is_heading, is_mail};
use super::header::{FORMS, Form, Header, header, untimed};
use super::label::{Labels, Verdict};

/// Turns that a form needs before it is believed.
const FEWEST: usize = 2;

/// Times alone on their lines that a text without names needs before it is believed to be cut by them; judgement.
const FEWEST_BARE: usize = 3;

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
    /// Of all, those with a time.
    timed: usize,
    /// Of all, those that name somebody and whose words stand below.
    below: usize,
}

/// The form that won, with its cast.
#[derive(Debug)]
pub(super) struct Winner {
    /// The form.
    pub(super) form: Form,
    /// Its speakers.
    cast: Cast,
    /// Its labels that are not written like names.
    labels: Labels,
    /// True if its names recur, or are not needed to know the form.
    pub(super) sure: bool,
    /// True if most of its headers have a time, so that a time behind a colon is one and no words.
    pub(super) timed: bool,
}

impl Winner {
    /// What may be a header in a line: it is of the form that won, and its name is not judged.
    pub(super) fn candidate<'t>(
        &self,
        line: &'t str,
        next: Option<&'t str>,
        shapes: &mut Shapes<'t>,
    ) -> Option<Header<'t>> {
        header(line, next, Some(self.form), shapes)
    }

    /// The header in a line, if the name of its candidate is a speaker. A time first line
    /// whose name is none keeps its time, and the name is speech.
    pub(super) fn header<'t>(&self, line: &'t str, mut found: Header<'t>) -> Option<Header<'t>> {
        if self.form == Form::Colon && found.start.is_some() && !self.timed {
            found = untimed(line)?;
        }
        match found.name {
            Some(name) if self.form == Form::TimeAbove && !self.has(name) => Some(Header { name: None, ..found }),
            Some(name) if self.form != Form::Chat && !self.has(name) => {
                (!found.whole.is_empty()).then_some(Header { name: None, rest: found.whole, ..found })
            }
            _ => Some(found),
        }
    }

    /// True if that text before a colon or a time is a speaker.
    fn has(&self, name: &str) -> bool {
        self.cast.has(name) || matches!(self.label(name), Verdict::Speaker | Verdict::Own)
    }

    /// What a text before a colon is that is not written like a name of this file.
    fn label(&self, name: &str) -> Verdict {
        if self.form != Form::Colon || self.cast.has(name) { Verdict::Speech } else { self.labels.verdict(name) }
    }

    /// The label of a candidate that the file does not explain, and true if it was taken as a speaker.
    pub(super) fn doubt<'t>(&self, candidate: &Header<'t>) -> Option<(&'t str, bool)> {
        let name = candidate.name?;
        match self.label(name) {
            Verdict::Own => Some((name, true)),
            Verdict::Unclear => Some((name, false)),
            Verdict::Speaker | Verdict::Speech => None,
        }
    }
}

/// Finds the form with most headers; `None` if no form has two.
pub(super) fn survey<'t>(lines: impl Iterator<Item = Line<'t>>) -> Option<Winner> {
    let mut all: [Candidates; FORMS.len()] = Default::default();
    let mut blocks = 0_usize;
    let mut labels = Labels::default();
    let mut shapes = Shapes::default();
    let mut first = true;
    let mut lines = lines.peekable();
    while let Some(line) = lines.next() {
        if line.is_blank() {
            first = true;
            continue;
        }
        blocks += 1;
        let found = header(line.text, lines.peek().map(|next| next.text), None, &mut shapes);
        let label = found.filter(|found| found.form == Form::Colon).and_then(|found| found.name);
        let is_key = |label: &str| !labels.knows(label) && (is_heading(label) || is_mail(label));
        if !line.text.starts_with('#') && !label.is_some_and(is_key) {
            labels.see(label, std::mem::take(&mut first));
        }
        let Some(found) = found else { continue };
        let Some(form) = all.get_mut(found.form as usize) else { continue };
        form.count += 1;
        form.timed += usize::from(found.start.is_some());
        if let Some(name) = found.name {
            form.below += usize::from(found.rest.is_empty());
            form.cast.see(name, false);
        }
    }
    let mut best: Option<(Form, Candidates)> = None;
    for (form, mut found) in FORMS.into_iter().zip(all) {
        let below = matches!(form, Form::NameFirst | Form::TwoLines | Form::TimeAbove | Form::Tagged)
            || (form == Form::TimeFirst && found.below * 2 > found.count)
            || (form == Form::Colon && found.below.min(found.timed) * 2 > found.count);
        found.held = found.cast.close(if below { blocks / LINES_BELOW } else { blocks });
        found.held = match form {
            Form::TimeFirst | Form::Chat => found.count,
            Form::Colon => found.held + labels.close(&found.cast),
            Form::TimeAbove
                if found.held > 0 || (found.count >= FEWEST_BARE && found.count * LINES_BELOW >= blocks) =>
            {
                found.count
            }
            Form::Screenplay | Form::Headed | Form::Boxed if !found.cast.is_sure() => 0,
            _ => found.held,
        };
        if found.held >= FEWEST && best.as_ref().is_none_or(|(_, best)| found.held > best.held) {
            best = Some((form, found));
        }
    }
    best.map(|(form, found)| {
        let sure = found.cast.is_sure() || form == Form::Chat;
        Winner { form, cast: found.cast, labels, sure, timed: found.timed * 2 > found.count }
    })
}
