//! `pursuit lexicon list`: a row a lexicon.

use std::io::{self, Write};

use serde::Serialize;

use super::{answer, count, decimal, folder};
use crate::cli::args::{Global, Sheet};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::report::visible;
use crate::scan::Rules;

/// A row for programs.
#[derive(Serialize)]
struct Row<'l> {
    id: &'l str,
    name: &'l str,
    said_by: &'static str,
    mass: &'static str,
    points: f64,
    phrases: usize,
    path: &'l str,
    own: bool,
}

impl<'l> Row<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        Self {
            id: &lexicon.id,
            name: &lexicon.name,
            said_by: said_by(lexicon),
            mass: lexicon.mass.as_str(),
            points: decimal(lexicon.points),
            phrases: lexicon.phrases.len(),
            path: &lexicon.path,
            own: lexicon.is_team,
        }
    }
}

pub(super) fn run(sheet: &Sheet, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let rules = Rules::of(&folder::library(global, config)?)?;
    let rows = || rules.lexicons().iter().map(Row::of).collect::<Vec<_>>();
    answer(sheet, streams, rows, |out| write(&rules, out))?;
    Ok(Exit::Done)
}

/// Whose words count.
pub(super) fn said_by(lexicon: &Lexicon) -> &'static str {
    lexicon.said_by.map_or("any", |role| role.as_str())
}

fn write(rules: &Rules, out: &mut dyn Write) -> io::Result<()> {
    let lexicons = rules.lexicons();
    let widest = lexicons.iter().map(|lexicon| lexicon.id.len()).max().unwrap_or_default();
    writeln!(out, "{:widest$}  said by  counts for         points  phrases  what it is", "lexicon")?;
    for lexicon in lexicons {
        let points = if lexicon.points.0 == 0 { "–".to_owned() } else { lexicon.points.to_string() };
        let (mass, phrases) = (lexicon.mass.as_str(), lexicon.phrases.len());
        let own = if lexicon.is_team { format!(" ({})", visible(&lexicon.path)) } else { String::new() };
        let (id, said_by, name) = (&lexicon.id, said_by(lexicon), visible(&lexicon.name));
        writeln!(out, "{id:widest$}  {said_by:7}  {mass:16}  {points:>7}  {phrases:>7}  {name}{own}")?;
    }
    let phrases: usize = lexicons.iter().map(|lexicon| lexicon.phrases.len()).sum();
    let own = lexicons.iter().filter(|lexicon| lexicon.is_team).count();
    let own = if own == 0 { String::new() } else { format!(", {own} of them your own") };
    let (lexicons, phrases) = (count(lexicons.len(), "lexicon"), count(phrases, "phrase"));
    writeln!(out, "\n{lexicons} with {phrases}{own}; built-in version {}", rules.version())
}
