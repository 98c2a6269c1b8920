//! `pursuit lexicon lint`: findings drawn under the very words, or as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use serde::Serialize;

use super::{answer, folder};
use crate::cli::args::{Global, Lint};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::streams::{Streams, Surface};
use crate::error::Error;
use crate::lint::{self, Finding};
use crate::report::{count, visible};

/// Cells of a drawn line where the terminal does not say.
const WIDTH: usize = 120;

/// Looks at the folders named; without any, at those of `--lexicons` and the configuration, or else at the built-in ones.
pub(super) fn run(typed: &Lint, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let mut library = folder::library(global, config)?;
    let own = !config.lexicons.is_empty() || !global.lexicons.is_empty();
    // The built-in ones are looked at only where there are no others.
    let first = if typed.paths.is_empty() { usize::from(own) } else { library.folders().len() };
    for path in &typed.paths {
        library = library.and(folder::read(path)?);
    }
    let found = lint::lint(&library, first);
    let surface = streams.stdout_is;
    let rows = || found.findings.iter().map(Row::of).collect::<Vec<_>>();
    answer(&typed.sheet, streams, rows, |out| write_text(&found, surface, out))?;
    Ok(if found.findings.is_empty() { Exit::Done } else { Exit::Findings })
}

fn write_text(found: &lint::Lint, surface: Surface, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if surface.color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(surface.width.unwrap_or(WIDTH));
    for finding in &found.findings {
        let (text, help, path) = (visible(&finding.text), visible(&finding.help), visible(&finding.path));
        let snippet = Snippet::source(&finding.excerpt)
            .path(&*path)
            .line_start(finding.line)
            .annotation(AnnotationKind::Primary.span(finding.mark.clone()));
        let group =
            Level::WARNING.primary_title(&*text).id(finding.rule).element(snippet).element(Level::HELP.message(&*help));
        writeln!(out, "{}\n", renderer.render(&[group]))?;
    }
    writeln!(out, "{}", summary(found))
}

/// How many findings, of which rules, in how much.
fn summary(found: &lint::Lint) -> String {
    let looked = [count(found.files, "file"), count(found.lexicons, "lexicon"), count(found.phrases, "phrase")];
    let looked = looked.join(", ");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    found.findings.iter().for_each(|finding| *counts.entry(finding.rule).or_default() += 1);
    let counts: Vec<String> = counts.iter().map(|(rule, count)| format!("{count} {rule}")).collect();
    match found.findings.len() {
        0 => format!("{looked}: nothing to mend"),
        all => format!("{looked}: {} ({})", count(all, "finding"), counts.join(", ")),
    }
}

/// One finding as machines read it.
#[derive(Serialize)]
struct Row<'f> {
    rule: &'f str,
    lexicon: Option<&'f str>,
    path: &'f str,
    line: usize,
    column: usize,
    end_column: usize,
    text: &'f str,
    help: &'f str,
}

impl<'f> Row<'f> {
    fn of(finding: &'f Finding) -> Self {
        Self {
            rule: finding.rule,
            lexicon: finding.lexicon.as_deref(),
            path: &finding.path,
            line: finding.line,
            column: finding.column,
            end_column: finding.end_column,
            text: &finding.text,
            help: &finding.help,
        }
    }
}
