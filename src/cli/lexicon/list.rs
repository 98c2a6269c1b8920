//! `pursuit lexicon list`: a row a lexicon.

use std::io::{self, Write};

use serde::Serialize;

use super::{answer, folder};
use crate::call::Points;
use crate::cli::args::{Global, Sheet};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::lexicon::{Lexicon, OrderRule};
use crate::report::{count, visible};
use crate::scan::Rules;

/// A row for programs.
#[derive(Serialize)]
struct Row<'l> {
    kind: &'static str,
    id: &'l str,
    name: &'l str,
    said_by: Option<&'static str>,
    mass: &'static str,
    points: f64,
    phrases: usize,
    path: &'l str,
    own: bool,
}

impl<'l> Row<'l> {
    fn of(lexicon: &'l Lexicon) -> Self {
        Self {
            kind: "lexicon",
            id: &lexicon.id,
            name: &lexicon.name,
            said_by: Some(said_by(lexicon)),
            mass: lexicon.mass.as_str(),
            points: lexicon.points.decimal(),
            phrases: lexicon.phrases.len(),
            path: &lexicon.path,
            own: lexicon.is_team,
        }
    }

    fn of_order(order: &'l OrderRule) -> Self {
        Self {
            kind: "order_rule",
            id: &order.id,
            name: &order.name,
            said_by: None,
            mass: order.mass.as_str(),
            points: order.cap.decimal(),
            phrases: 0,
            path: &order.path,
            own: order.is_team,
        }
    }
}

pub(super) fn run(sheet: &Sheet, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let rules = folder::compiled(global, config)?;
    let rows =
        || rules.lexicons().iter().map(Row::of).chain(rules.orders().iter().map(Row::of_order)).collect::<Vec<_>>();
    answer(sheet, streams, rows, |out| write(&rules, out))?;
    Ok(Exit::Done)
}

/// Whose words count.
pub(super) fn said_by(lexicon: &Lexicon) -> &'static str {
    lexicon.said_by.map_or("any", |role| role.as_str())
}

fn write(rules: &Rules, out: &mut dyn Write) -> io::Result<()> {
    let (lexicons, orders) = (rules.lexicons(), rules.orders());
    let ids = lexicons.iter().map(|lexicon| lexicon.id.len()).chain(orders.iter().map(|order| order.id.len()));
    let widest = ids.max().unwrap_or_default();
    let most = |points: Points| if points.0 == 0 { "–".to_owned() } else { points.to_string() };
    let named = |name: &str, path: &str, is_team: bool| match is_team {
        true => format!("{} ({})", visible(name), visible(path)),
        false => visible(name).into_owned(),
    };
    writeln!(out, "{:widest$}  said by  counts for         points  phrases  what it is", "lexicon")?;
    for lexicon in lexicons {
        let (mass, phrases, points) = (lexicon.mass.as_str(), lexicon.phrases.len(), most(lexicon.points));
        let (id, said_by) = (&lexicon.id, said_by(lexicon));
        let name = named(&lexicon.name, &lexicon.path, lexicon.is_team);
        writeln!(out, "{id:widest$}  {said_by:7}  {mass:16}  {points:>7}  {phrases:>7}  {name}")?;
    }
    writeln!(out, "\n{:widest$}           counts for         points           what it is", "order rule")?;
    for order in orders {
        let (id, mass, points) = (&order.id, order.mass.as_str(), most(order.cap));
        let name = named(&order.name, &order.path, order.is_team);
        writeln!(out, "{id:widest$}           {mass:16}  {points:>7}           {name}")?;
    }
    let phrases: usize = lexicons.iter().map(|lexicon| lexicon.phrases.len()).sum();
    let own =
        lexicons.iter().filter(|lexicon| lexicon.is_team).count() + orders.iter().filter(|order| order.is_team).count();
    let own = if own == 0 { String::new() } else { format!(", {own} of them your own") };
    let (lexicons, phrases) = (count(lexicons.len(), "lexicon"), count(phrases, "phrase"));
    let orders = count(orders.len(), "order rule");
    writeln!(out, "\n{lexicons} with {phrases} and {orders}{own}; built-in version {}", rules.version())
}
