//! `pursuit lexicon coverage`: what the phrases do on a pile of calls.

use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::Serialize;

use super::answer;
use super::test::no_such;
use crate::analyze::Analysis;
use crate::batch;
use crate::call::Points;
use crate::cli::args::{Coverage as Typed, Global, Output, Score};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::parties;
use crate::cli::plan::{self, Plan};
use crate::cli::progress::Progress;
use crate::cli::score;
use crate::cli::streams::Streams;
use crate::coverage::{Coverage, Row};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::lexicon::is_named;
use crate::report::{count, visible};
use crate::signal::structural;
use crate::verdict::Class;

pub(super) fn run(typed: Typed, global: &Global, config: Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let Typed { files, parties, only, phrases, hits, sheet } = typed;
    let output = Output { format: Vec::new(), table: None, output: None };
    let plan = plan::score(Score { files, parties, output, stability: None }, global, &config)?;
    if plan.lists_parties {
        return parties::list(&plan, global, streams);
    }
    let names: Vec<&str> = only.iter().map(String::as_str).collect();
    let rules = &plan.method.rules;
    for name in &names {
        let mut ids = rules.lexicons().iter().map(|lexicon| lexicon.id.as_str());
        if !ids.any(|id| is_named(id, &[name])) && !structural(rules).any(|signal| is_named(signal.id(), &[name])) {
            return Err(no_such(name));
        }
    }
    let listing = score::listing(&plan.inputs, global, streams);
    let (stderr, stdout_is) = (&mut streams.stderr, streams.stdout_is);
    let progress = Progress::new(plan::wants_progress(global, stderr.is_terminal(), stdout_is.terminal, plan.prints()));
    let mut coverage = Coverage::default();
    let mut heard = hits.then(Vec::new);
    let totals = batch::run(&listing, &plan.method, plan.inputs.threads, &progress, &mut |outcome| {
        match &outcome.result {
            Ok(analysis) => {
                coverage.add(analysis);
                if let Some(heard) = &mut heard {
                    heard.extend(hits_of(&outcome.path, analysis, &names));
                }
            }
            Err(error) if !global.quiet => progress.aside(|| stderr.error(error)),
            Err(_) => {}
        }
        ControlFlow::Continue(())
    });
    progress.finish();
    let view = View { coverage: &coverage, plan: &plan, names: &names, phrases, heard };
    answer(&sheet, streams, || view.sheet(), |out| view.write(out))?;
    Ok(Exit::of(&totals, plan.inputs.strict))
}

/// The hits of the lexicons wanted in one call.
fn hits_of(path: &str, analysis: &Analysis, names: &[&str]) -> Vec<HitRow> {
    let wanted = analysis.signals.iter().filter(|signal| names.is_empty() || is_named(&signal.id, names));
    let rows = wanted.flat_map(|signal| signal.evidence.iter().map(move |evidence| (signal, evidence)));
    let mut rows: Vec<HitRow> = rows
        .map(|(signal, evidence)| HitRow {
            path: path.to_owned(),
            call: analysis.id.clone(),
            turn: evidence.turn,
            speaker: evidence.speaker.to_string(),
            id: signal.id.clone(),
            phrase: evidence.phrase.to_string(),
            quote: evidence.quote.clone(),
        })
        .collect();
    rows.sort_by_key(|row| row.turn);
    rows
}

/// What is shown.
struct View<'v> {
    coverage: &'v Coverage,
    plan: &'v Plan,
    names: &'v [&'v str],
    phrases: bool,
    /// With `--hits`: every hit.
    heard: Option<Vec<HitRow>>,
}

impl View<'_> {
    fn lexicons(&self) -> impl Iterator<Item = &Lexicon> {
        let all = self.plan.method.rules.lexicons().iter();
        all.filter(|lexicon| self.names.is_empty() || is_named(&lexicon.id, self.names))
    }

    fn others(&self) -> Vec<(&str, &Row)> {
        let others = self.coverage.others(self.plan.method.rules.lexicons());
        others.into_iter().filter(|(id, _)| self.names.is_empty() || is_named(id, self.names)).collect()
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let classes = self.coverage.classes();
        let widest = self.lexicons().map(|lexicon| lexicon.id.len() + 4).max().unwrap_or_default().max(30);
        write!(out, "{:widest$}  {:>5}  {:>5}  {:>7}", "lexicon", "calls", "hits", "dropped")?;
        for (class, _) in &classes {
            write!(out, "  {:>8}", short(*class))?;
        }
        writeln!(out)?;
        let line = |name: &str, row: &Row, out: &mut dyn Write| -> io::Result<()> {
            let dropped: u64 = row.dropped.values().sum();
            write!(out, "{name:widest$}  {:>5}  {:>5}  {dropped:>7}", row.calls, row.hits)?;
            for (class, _) in &classes {
                write!(out, "  {:>8}", percent(self.coverage.share(row, *class)))?;
            }
            writeln!(out)
        };
        let (mut fired, mut all) = (0, 0);
        let mut silent = 0;
        for lexicon in self.lexicons() {
            let row = self.coverage.lexicon(&lexicon.id);
            let is_silent = row.hits == 0 && row.dropped.is_empty();
            silent += usize::from(is_silent);
            if !is_silent || self.phrases || !self.names.is_empty() {
                line(&lexicon.id, &row, out)?;
            }
            for (number, phrase) in lexicon.phrases.iter().enumerate() {
                let row = self.coverage.phrase(lexicon, number);
                all += 1;
                fired += usize::from(row.hits > 0);
                if self.phrases {
                    line(&format!("  #{}", number + 1), &row, out)?;
                    writeln!(out, "      {}", visible(&phrase.says))?;
                }
            }
        }
        for (id, row) in self.others() {
            line(id, row, out)?;
        }
        let calls: Vec<String> = classes.iter().map(|(class, calls)| format!("{calls} {}", short(*class))).collect();
        if silent > 0 && !self.phrases && self.names.is_empty() {
            writeln!(out, "and {} that heard nothing", count(silent, "lexicon"))?;
        }
        if self.heard.is_some() {
            writeln!(out)?;
        }
        for row in self.heard.iter().flatten() {
            let (path, speaker, quote) = (visible(&row.path), visible(&row.speaker), visible(&row.quote));
            let by = if row.phrase.starts_with(&row.id) { &row.phrase } else { &row.id };
            writeln!(out, "{path}:{} {speaker}: \"{quote}\" ({by})", row.turn)?;
        }
        writeln!(out)?;
        if all > 0 {
            write!(out, "{fired} of {} fired; ", count(all, "phrase"))?;
        }
        writeln!(out, "calls: {}", calls.join(", "))?;
        writeln!(
            out,
            "shares are of all points in the calls of that verdict; dropped is what guards and precedence took"
        )?;
        if !self.phrases {
            writeln!(out, "--phrases shows each phrase, those that never fired too")?;
        }
        Ok(())
    }

    fn sheet(&self) -> Sheet<'_> {
        let lexicons = self.lexicons().map(|lexicon| {
            let phrases = lexicon.phrases.iter().enumerate().map(|(number, phrase)| PhraseRow {
                phrase: lexicon.phrase_id(number),
                says: &phrase.says,
                counts: self.counts(&self.coverage.phrase(lexicon, number)),
            });
            LexiconRow {
                id: &lexicon.id,
                counts: self.counts(&self.coverage.lexicon(&lexicon.id)),
                phrases: phrases.collect(),
            }
        });
        let others = self.others().into_iter();
        let others = others.map(|(id, row)| LexiconRow { id, counts: self.counts(row), phrases: Vec::new() });
        Sheet {
            calls: self.coverage.classes().iter().map(|(class, calls)| (class.as_str(), *calls)).collect(),
            lexicons: lexicons.chain(others).collect(),
            hits: self.heard.as_deref(),
        }
    }

    fn counts(&self, row: &Row) -> Counts {
        let share = |class: Class| self.coverage.share(row, class).map(|share| (class.as_str(), share.decimal()));
        Counts {
            calls: row.calls,
            hits: row.hits,
            dropped: row.dropped.clone(),
            share: Class::ALL.into_iter().filter_map(share).collect(),
        }
    }
}

/// A class in one word of the table's head.
fn short(class: Class) -> &'static str {
    match class {
        Class::SellerPursuing => "seller",
        Class::Mutual => "mutual",
        Class::BuyerPursuing => "buyer",
        Class::NoSaleDynamic => "no sale",
        Class::InsufficientEvidence => "no tell",
    }
}

fn percent(share: Option<Points>) -> String {
    match share {
        None => "–".to_owned(),
        Some(Points(0)) => "0".to_owned(),
        Some(Points(share)) => format!("{}.{} %", share / 10, share % 10),
    }
}

/// The answer for programs.
#[derive(Serialize)]
struct Sheet<'c> {
    calls: std::collections::BTreeMap<&'static str, u64>,
    lexicons: Vec<LexiconRow<'c>>,
    /// With `--hits`: every hit, by file and turn.
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<&'c [HitRow]>,
}

/// One hit.
#[derive(Serialize)]
struct HitRow {
    path: String,
    call: String,
    turn: u32,
    speaker: String,
    id: String,
    phrase: String,
    quote: String,
}

/// A lexicon, or a structural signal.
#[derive(Serialize)]
struct LexiconRow<'c> {
    id: &'c str,
    #[serde(flatten)]
    counts: Counts,
    phrases: Vec<PhraseRow<'c>>,
}

/// A phrase.
#[derive(Serialize)]
struct PhraseRow<'c> {
    phrase: String,
    says: &'c str,
    #[serde(flatten)]
    counts: Counts,
}

/// What either did.
#[derive(Serialize)]
struct Counts {
    calls: u64,
    hits: u64,
    dropped: std::collections::BTreeMap<&'static str, u64>,
    share: std::collections::BTreeMap<&'static str, f64>,
}
