//! `acts.toml`: what a clause does in the exchange, told from its form (EXCHANGE 3.1).

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::lazy::Lazy;
use super::load::Place;
use super::phrase::{Lists, Sequence};
use crate::error::Error;

/// What a phrase of the file shows of its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ActKind {
    /// It asks, with or without a question mark.
    Question,
    /// It asks after the other's health, or whether he is there.
    Social,
    /// It tells the other to do something.
    Directive,
    /// It has the form of a proposal.
    Proposing,
    /// It names a step towards a purchase.
    Step,
    /// It names a day or time to come.
    Date,
    /// It names a sum as an offer.
    Sum,
    /// It says yes.
    Agrees,
    /// It says no.
    Refuses,
    /// It says when it would suit.
    Suits,
}

impl ActKind {
    /// Every kind with its word in the file.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Question, "question"),
        (Self::Social, "social"),
        (Self::Directive, "directive"),
        (Self::Proposing, "proposing"),
        (Self::Step, "step"),
        (Self::Date, "date"),
        (Self::Sum, "sum"),
        (Self::Agrees, "agrees"),
        (Self::Refuses, "refuses"),
        (Self::Suits, "suits"),
    ];
}

/// The phrases of one act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ActRow {
    /// The act.
    pub kind: ActKind,
    /// Phrases at the head of a clause, behind lead-ins.
    pub opens: Lazy<Vec<Sequence>>,
    /// Phrases anywhere in a clause.
    pub holds: Lazy<Vec<Sequence>>,
    /// Sentences in which a clause is one.
    pub finds: Lazy<Vec<String>>,
    /// Sentences in which no clause is one.
    pub passes: Lazy<Vec<String>>,
}

/// What the file says.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ActBook {
    /// Words that may stand before an opening.
    pub lead_ins: Vec<String>,
    /// Words that only say: I am listening.
    pub listening: Vec<String>,
    /// Words of questions that ask for nothing.
    pub tags: Vec<String>,
    /// Lexicons whose hits can be agreed to, as ids or `family.*`.
    pub agreeing: Vec<String>,
    /// The acts, one row each.
    pub rows: Vec<ActRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "for the reader of the file")]
    why: String,
    lead_ins: Vec<String>,
    listening: Vec<String>,
    tags: Vec<String>,
    agreeing: Vec<String>,
    act: Vec<FileRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRow {
    act: Spanned<String>,
    #[serde(default)]
    opens: Vec<Spanned<String>>,
    #[serde(default)]
    holds: Vec<Spanned<String>>,
    finds: Vec<String>,
    passes: Vec<String>,
}

/// Reads the file.
///
/// # Errors
/// With path, line and column, as [`load`](super::load()); an act that is not known or stands twice.
pub fn load_acts(path: &str, source: &str, lists: &Lists) -> Result<ActBook, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let mut rows: Vec<ActRow> = Vec::new();
    for row in file.act {
        let word = row.act.get_ref().as_str();
        let Some(&(kind, _)) = ActKind::ALL.iter().find(|(_, known)| *known == word) else {
            let known = ActKind::ALL.map(|(_, known)| known).join(", ");
            return Err(place.wrong(&row.act, &format!("there is no act `{word}`; there are {known}")));
        };
        if rows.iter().any(|row| row.kind == kind) {
            return Err(place.wrong(&row.act, &format!("the act `{word}` stands here twice")));
        }
        let read =
            |says: &[Spanned<String>]| says.iter().map(|says| place.phrase(says, lists)).collect::<Result<_, _>>();
        let (opens, holds) = (read(&row.opens)?, read(&row.holds)?);
        rows.push(ActRow { kind, opens, holds, finds: row.finds.into(), passes: row.passes.into() });
    }
    let File { lead_ins, listening, tags, agreeing, .. } = file;
    Ok(ActBook { lead_ins, listening, tags, agreeing, rows })
}
