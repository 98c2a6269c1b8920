//! Findings for people: each under the line it is about, then what the run came to.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level as Mark, Origin, Renderer, Snippet};

use super::{Counts, Desk, excuse};
use crate::check::{Change, Checked, Finding, Gate, Level, Spot, State};
use crate::report::visible;
use crate::report::words::{clock, count, line};

/// Cells of a drawn line where the terminal does not say.
const WIDTH: usize = 120;

/// Writes the findings by call, those that do not count in one line each, and the sum.
pub(super) fn write(gate: &Gate, desk: &Desk<'_>, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if desk.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(desk.width.unwrap_or(WIDTH));
    for call in &gate.calls {
        for finding in call.findings.iter().filter(|finding| finding.state == State::New) {
            drawn(call, finding, &renderer, out)?;
        }
        for finding in call.findings.iter().filter(|finding| finding.state != State::New) {
            aside(call, finding, out)?;
        }
    }
    for (place, finding) in &gate.acceptances {
        let (what, place) = (line(&finding.what), place.to_string());
        let (what, place, next) = (visible(&what), visible(&place), &finding.next);
        tell(&format!("warning[{}]: {what}\n  --> {place}\n  = help: {next}\n", finding.rule), out)?;
    }
    moved(gate, out)?;
    writeln!(out, "{}", summary(gate, desk))
}

/// Writes text, and a line end. Runners of CI take `##[error]` and `##vso[...]` anywhere in a line for a command.
fn tell(text: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", text.replace("##[", "# #[").replace("##vso[", "# #vso["))
}

/// A finding under its words.
fn drawn(call: &Checked, finding: &Finding, renderer: &Renderer, out: &mut dyn Write) -> io::Result<()> {
    let (what, help) = (visible(&line(&finding.what)).into_owned(), visible(&line(&finding.next)).into_owned());
    let level = match finding.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
        Level::Note => Mark::NOTE,
    };
    let path = visible(&call.path).into_owned();
    let steps: Vec<String> = finding.trail.iter().filter(|_| finding.trail.len() > 1).map(step).collect();
    let shown = finding.spots.first().map(|spot| (spot, excerpt(spot)));
    let title = level.primary_title(&*what).id(&finding.rule);
    let mut group = match &shown {
        Some((spot, (text, mark))) if !mark.is_empty() => {
            let snippet = Snippet::source(text.as_str())
                .line_start(spot.place.line.map_or(1, |line| line as usize))
                .annotation(AnnotationKind::Primary.span(mark.clone()).label(said(spot)));
            // The column is counted from the beginning of what is shown: of a part of a line it would be another.
            let whole =
                spot.place.column.is_some_and(|column| text[..mark.start].chars().count() + 1 == column as usize);
            if whole {
                title.element(snippet.path(&*path))
            } else {
                title.element(origin(&path, spot)).element(snippet)
            }
        }
        Some((spot, _)) => title.element(origin(&path, spot)).element(Mark::NOTE.message(format!(
            "{}: “{}”",
            said(spot),
            visible(&line(&spot.quote))
        ))),
        None => title.element(Origin::path(&*path)),
    };
    if let Some(pointer) = shown.as_ref().and_then(|(spot, _)| spot.place.pointer.as_ref()) {
        group = group.element(Mark::NOTE.message(format!("the value at {}", visible(pointer))));
    }
    for step in &steps {
        group = group.element(Mark::NOTE.message(step));
    }
    group = group.element(Mark::HELP.message(&*help));
    tell(&format!("{}\n", renderer.render(&[group])), out)
}

/// The place in the file.
fn origin<'p>(path: &'p str, spot: &Spot) -> Origin<'p> {
    let place = &spot.place;
    match (place.line, place.record) {
        (Some(line), _) => {
            let origin = Origin::path(path).line(line as usize);
            place.column.map_or(origin.clone(), |column| origin.char_column(column as usize))
        }
        (None, Some(record)) => Origin::path(format!("{path}, piece {record}")),
        (None, None) => Origin::path(path),
    }
}

/// The line of the file, safe to look at, and where in it the words are.
fn excerpt(spot: &Spot) -> (String, Range<usize>) {
    let place = &spot.place;
    let part = |range: Range<usize>| visible(place.excerpt.get(range).unwrap_or_default()).into_owned();
    let (before, words) = (part(0..place.mark.start), part(place.mark.clone()));
    let mark = before.len()..before.len() + words.len();
    (format!("{before}{words}{}", part(place.mark.end..place.excerpt.len())), mark)
}

/// Who said it, and when.
pub(super) fn said(spot: &Spot) -> String {
    let time = spot.start.map(|start| format!(", {}", clock(start))).unwrap_or_default();
    let speaker = if spot.speaker.is_empty() { String::new() } else { format!("{}, ", visible(&line(&spot.speaker))) };
    format!("{speaker}turn {}{time}", spot.turn)
}

/// A step of the way.
pub(super) fn step(spot: &Spot) -> String {
    let time = spot.start.map(|start| format!(", {}", clock(start))).unwrap_or_default();
    format!("{} in turn {}{time}: “{}”", visible(&spot.code), spot.turn, visible(&line(&spot.quote)))
}

/// `:3:7`, or `, paragraph 3`.
fn at(spot: &Spot) -> String {
    let place = &spot.place;
    match (place.line, place.column, place.record) {
        (Some(line), Some(column), _) => format!(":{line}:{column}"),
        (Some(line), None, _) => format!(":{line}"),
        (None, _, Some(record)) => format!(", piece {record}"),
        _ => String::new(),
    }
}

/// A finding that does not count, in one line.
fn aside(call: &Checked, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let place = finding.spots.first().map(at).unwrap_or_default();
    let quote = finding.spots.first().filter(|_| !finding.rule.starts_with("check."));
    let what = quote.map_or_else(|| line(&finding.what), |spot| format!("“{}”", line(&spot.quote)));
    let excuse = excuse(finding).unwrap_or_default();
    let (path, what, excuse) = (visible(&call.path), visible(&what).into_owned(), visible(&line(&excuse)).into_owned());
    tell(&format!("  {}[{}] {path}{place}: {what} ({excuse})", finding.state.as_str(), finding.rule), out)
}

/// What moved against the accepted takes without failing.
fn moved(gate: &Gate, out: &mut dyn Write) -> io::Result<()> {
    for call in &gate.calls {
        let (Some(against), Ok(judged)) = (&call.against, &call.result) else { continue };
        let rose = against.change == Change::Better;
        let fails = call.findings.iter().any(Finding::fails);
        let undecided = against.class.is_directional() && !judged.measures.class.is_directional();
        if fails || undecided || against.change == Change::Worse || !rose && against.gone.is_empty() {
            continue;
        }
        let mut told = Vec::new();
        if rose {
            told.push(format!("the score rose from {} to {}", against.score, judged.measures.score));
        }
        if !against.gone.is_empty() {
            told.push(format!("{} of the accepted take gone", count(against.gone.len(), "finding")));
        }
        tell(&format!("  better: {}: {}", visible(&call.path), told.join(", ")), out)?;
    }
    Ok(())
}

/// What the run came to.
fn summary(gate: &Gate, desk: &Desk<'_>) -> String {
    let counts = Counts::of(gate);
    let failed: BTreeSet<(&str, &str)> = gate
        .findings()
        .filter(|(call, finding)| finding.fails() && call.result.is_ok())
        .map(|(call, _)| (call.path.as_str(), call.id.as_str()))
        .collect();
    let mut parts = vec![count(counts.errors, "error"), count(counts.warnings, "warning")];
    if desk.totals.failed > 0 {
        parts.push(format!("{} not read", desk.totals.failed));
    }
    let hidden = [(counts.known, "known"), (counts.accepted, "accepted")];
    parts.extend(hidden.into_iter().filter(|(number, _)| *number > 0).map(|(number, word)| format!("{number} {word}")));
    let calls = count(desk.totals.calls, "call");
    match failed.len() {
        0 => format!("{calls} checked: {}", parts.join(", ")),
        _ => format!("{calls} checked, {} failed: {}", failed.len(), parts.join(", ")),
    }
}
