//! Findings as a page of Markdown: for a pull request, or the summary of a GitHub job.
//!
//! What fails first, what is excused folded away. A page may have a megabyte there and is read by people: long lists are
//! cut, and what is left out is said.

use std::io::{self, Write};

use super::place::{Home, findings, title, unread, why_unread};
use super::text::said;
use super::{Counts, Desk, excuse};
use crate::check::{Change, Checked, Finding, Gate, Level, State};
use crate::report::escaped_markdown;
use crate::report::words::{count, line};

/// Calls in the table.
const CALLS: usize = 100;
/// Calls whose findings are told, and findings of one.
const TOLD: usize = 30;
const FINDINGS: usize = 10;
/// Lines of a folded list.
const FOLDED: usize = 50;
/// Characters of a sentence, a quote or a name. Judgement: no sentence of ours is longer.
const LONGEST: usize = 600;

/// Writes the page.
pub(super) fn write(gate: &Gate, desk: &Desk<'_>, out: &mut dyn Write) -> io::Result<()> {
    let failed: Vec<&Checked> = gate.calls.iter().filter(|call| call.findings.iter().any(Finding::fails)).collect();
    let read = failed.iter().filter(|call| call.result.is_ok()).count();
    writeln!(out, "## {}", verdict(gate, desk, read))?;
    table(&failed, out)?;
    told(gate, out)?;
    let loose = gate.acceptances.iter().map(|(place, finding)| {
        format!("- {}: {}. *Try:* {}", inert(&place.to_string()), inert(&finding.what), inert(&finding.next))
    });
    folded("acceptance to look at", "acceptances to look at", loose.collect(), out)?;
    let better = gate.calls.iter().filter_map(better);
    folded("take that got better", "takes that got better", better.collect(), out)?;
    let excused = gate.findings().filter(|(_, finding)| finding.state != State::New).map(aside);
    folded("finding that does not count", "findings that do not count", excused.collect(), out)?;
    let unread = gate.calls.iter().filter_map(|call| {
        let error = unread(call)?;
        let line = error.place().line.map(|line| format!(":{line}")).unwrap_or_default();
        Some(format!("- {}{line}: {}", inert(&call.path), inert(&why_unread(error))))
    });
    folded("input that could not be read", "inputs that could not be read", unread.collect(), out)
}

/// What the gate came to, in one line.
fn verdict(gate: &Gate, desk: &Desk<'_>, failed: usize) -> String {
    let counts = Counts::of(gate);
    let calls = count(desk.totals.calls, "call");
    let mut parts = match counts.errors {
        0 if desk.totals.failed == 0 => vec![format!("The gate holds: {calls}")],
        0 => vec![format!("The gate can't tell: {calls}")],
        errors if failed == 0 => vec![format!("The gate fails: {}, {calls}", count(errors, "error"))],
        errors => vec![format!("The gate fails: {} in {failed} of {calls}", count(errors, "error"))],
    };
    let rest = [(counts.known, "known"), (counts.accepted, "accepted")];
    if counts.warnings > 0 {
        parts.push(count(counts.warnings, "warning"));
    }
    if desk.totals.failed > 0 {
        parts.push(format!("{} not read", desk.totals.failed));
    }
    parts.extend(rest.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")));
    parts.join(", ")
}

/// The calls that fail.
fn table(failed: &[&Checked], out: &mut dyn Write) -> io::Result<()> {
    if failed.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| call | direction | score | accepted → now |\n|---|---|---:|---|")?;
    for call in failed.iter().take(CALLS) {
        let (direction, score, moved) = match &call.result {
            Ok(judged) => {
                let now = judged.measures.score;
                let moved = call.against.as_ref().map(|against| {
                    let what = match against.change {
                        Change::Same => String::new(),
                        change => format!(", {}", change.as_str()),
                    };
                    format!("{} → {now}{what}", against.score)
                });
                (judged.measures.class.shown(), now.to_string(), moved)
            }
            Err(_) => ("not read", String::new(), None),
        };
        let call = inert(&title(call));
        writeln!(out, "| {call} | {direction} | {score} | {} |", moved.unwrap_or_default())?;
    }
    rest(failed.len(), CALLS, "call that fails", "calls that fail", out)
}

/// The new findings, by call; calls that fail first.
fn told(gate: &Gate, out: &mut dyn Write) -> io::Result<()> {
    let new = |call: &Checked| findings(call).any(|one| one.state == State::New);
    let mut calls: Vec<&Checked> = gate.calls.iter().filter(|call| new(call)).collect();
    calls.sort_by_key(|call| !call.findings.iter().any(Finding::fails));
    for call in calls.iter().take(TOLD) {
        writeln!(out, "\n### {}\n", inert(&title(call)))?;
        let mut new: Vec<&Finding> = findings(call).filter(|one| one.state == State::New).collect();
        new.sort_by_key(|one| one.level);
        new.iter().take(FINDINGS).try_for_each(|one| bullet(call, one, out))?;
        rest(new.len(), FINDINGS, "finding of this call", "findings of this call", out)?;
    }
    rest(calls.len(), TOLD, "call with findings", "calls with findings", out)
}

/// A finding with its words, their place, and what to try.
fn bullet(call: &Checked, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let word = match finding.level {
        Level::Error => "**error**",
        Level::Warning => "**warning**",
        Level::Note => "note",
    };
    writeln!(out, "- {word} {}: {}", inert(&finding.rule), inert(&finding.what))?;
    if let Some(spot) = finding.spots.first() {
        let place = place(call, finding).map(|place| format!("{place}: ")).unwrap_or_default();
        writeln!(out, "  <br>{place}“{}” ({})", inert(&spot.quote), inert(&said(spot)))?;
    }
    if finding.next.is_empty() { Ok(()) } else { writeln!(out, "  <br>*Try:* {}", inert(&finding.next)) }
}

/// The line of the first words, or what else there is to find them by.
fn place(call: &Checked, finding: &Finding) -> Option<String> {
    let (spot, home) = (finding.spots.first()?, Home::of(&call.path));
    let line = home.line(spot).map(|line| format!("line {line}"));
    let more = home.more(spot).map(|more| inert(&more));
    let parts: Vec<String> = line.into_iter().chain(more).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A finding that does not count, with the reason.
fn aside((call, finding): (&Checked, &Finding)) -> String {
    let place = place(call, finding).map(|place| format!(", {place}")).unwrap_or_default();
    let quote = finding.spots.first().map(|spot| format!(": “{}”", inert(&spot.quote))).unwrap_or_default();
    let (path, rule, excuse) = (inert(&call.path), inert(&finding.rule), excuse(finding).unwrap_or_default());
    format!("- {path}{place}: {rule}{quote} ({})", inert(&excuse))
}

/// What a take gained against the accepted one; of one that fails the rest counts more.
fn better(call: &Checked) -> Option<String> {
    let (against, judged) = (call.against.as_ref()?, call.result.as_ref().ok()?);
    if against.change == Change::Worse || call.findings.iter().any(Finding::fails) {
        return None;
    }
    let mut told = Vec::new();
    if against.change == Change::Better {
        told.push(format!("the score rose from {} to {}", against.score, judged.measures.score));
    }
    if !against.gone.is_empty() {
        told.push(format!("{} of the accepted take gone", count(against.gone.len(), "finding")));
    }
    (!told.is_empty()).then(|| format!("- {}: {}", inert(&title(call)), told.join(", ")))
}

/// A list that opens with a click.
fn folded(one: &str, many: &str, lines: Vec<String>, out: &mut dyn Write) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let what = if lines.len() == 1 { one } else { many };
    writeln!(out, "\n<details><summary>{} {what}</summary>\n", lines.len())?;
    lines.iter().take(FOLDED).try_for_each(|line| writeln!(out, "{line}"))?;
    rest(lines.len(), FOLDED, one, many, out)?;
    writeln!(out, "\n</details>")
}

/// Says what was left out.
fn rest(all: usize, shown: usize, one: &str, many: &str, out: &mut dyn Write) -> io::Result<()> {
    match all.checked_sub(shown) {
        Some(more @ 1..) => {
            let what = if more == 1 { one } else { many };
            writeln!(out, "\nAnd {more} more {what}; `pursuit check --format json` has them all.")
        }
        _ => Ok(()),
    }
}

/// Words on one line with which neither Markdown nor HTML nor the page's host does anything: nobody is called, no issue
/// and no address becomes a link, nothing is set as a formula or struck out.
fn inert(words: &str) -> String {
    let words = line(words);
    let cut = words.char_indices().nth(LONGEST).map_or(&*words, |(at, _)| words.get(..at).unwrap_or(&words));
    let ellipsis = if cut.len() < words.len() { "…" } else { "" };
    let mut out = String::new();
    for letter in escaped_markdown(cut).chars() {
        match letter {
            '@' => out.push_str("@&#8203;"),
            '#' => out.push_str("#&#8203;"),
            '>' => out.push_str("&gt;"),
            '$' | '~' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
    }
    out.replace("://", ":&#8203;//").replace("www.", "www&#8203;.") + ellipsis
}

#[cfg(test)]
mod tests {
    use super::inert;

    #[test]
    fn nobody_is_called_and_nothing_becomes_a_link() {
        assert_eq!(inert("@everyone see #12"), "@&#8203;everyone see #&#8203;12");
        assert_eq!(inert("http://a.example\nwww.a.example"), "http:&#8203;//a.example www&#8203;.a.example");
        assert_eq!(inert("$x$ ~~y~~ <b>"), "\\$x\\$ \\~\\~y\\~\\~ &lt;b&gt;");
        assert_eq!(inert(&"ä".repeat(700)).chars().count(), 601);
    }
}
