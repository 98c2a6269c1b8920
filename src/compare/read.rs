//! What the JSON forms of `pursuit score` wrote, read again as far as it is compared.

use serde::Deserialize;

use crate::call::Points;
use crate::error::{Error, ErrorKind};
use crate::verdict::Class;

/// One result file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Results {
    /// Calls with a verdict, in order.
    pub calls: Vec<Scored>,
    /// Inputs that gave none.
    pub failed: u64,
}

/// A call with its verdict. Numbers of the score are kept in thousandths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The input.
    pub path: String,
    /// The call's id.
    pub id: String,
    /// The class.
    pub class: Class,
    /// The shown score.
    pub score: i64,
    /// Raw score and its bounds, in thousandths.
    raw: [i64; 3],
    /// How much hung on one turn.
    pub confidence: String,
    /// Names of the sellers.
    pub sellers: Vec<String>,
    /// Evidence that has points, in the order of the result.
    pub evidence: Vec<Piece>,
    /// The hash of the lexicons.
    lexicons: String,
}

/// A piece of evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The code.
    pub code: String,
    /// The turn.
    pub turn: u32,
    /// The words.
    pub quote: String,
}

impl Scored {
    /// The raw score, and its bounds.
    pub(super) fn bounds(&self) -> [Points; 3] {
        self.raw.map(Points)
    }

    /// The raw score.
    #[must_use]
    pub fn raw(&self) -> f64 {
        thousandths(self.raw[0])
    }

    /// The lowest raw score with one turn left out.
    #[must_use]
    pub fn low(&self) -> f64 {
        thousandths(self.raw[1])
    }

    /// The highest raw score with one turn left out.
    #[must_use]
    pub fn high(&self) -> f64 {
        thousandths(self.raw[2])
    }
}

impl Piece {
    /// What makes two pieces alike: the code, and the words without case and punctuation.
    pub(super) fn key(&self) -> (String, String) {
        let words = self.quote.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        (self.code.clone(), words.map(str::to_lowercase).collect::<Vec<_>>().join(" "))
    }
}

impl Results {
    /// The hash of the lexicons, if there is a call.
    pub(super) fn lexicons(&self) -> Option<&str> {
        self.calls.first().map(|call| call.lexicons.as_str())
    }
}

#[expect(clippy::cast_precision_loss, reason = "scores are far below 2^52")]
fn thousandths(number: i64) -> f64 {
    number as f64 / 1000.0
}

#[derive(Deserialize)]
struct Row {
    schema: String,
    path: String,
    id: Option<String>,
    verdict: Option<Verdict>,
    #[serde(default)]
    parties: Vec<Party>,
    #[serde(default)]
    signals: Vec<Signal>,
    lexicon: Option<Lexicon>,
}

#[derive(Deserialize)]
struct Verdict {
    class: String,
    score: i64,
    raw: f64,
    low: f64,
    high: f64,
    confidence: String,
}

#[derive(Deserialize)]
struct Party {
    name: String,
    role: String,
}

#[derive(Deserialize)]
struct Signal {
    id: String,
    points: f64,
    evidence: Vec<Evidence>,
}

#[derive(Deserialize)]
struct Evidence {
    turn: u32,
    quote: String,
}

#[derive(Deserialize)]
struct Lexicon {
    hash: String,
}

/// Reads a result: one object a line, an array of them, or one object.
///
/// # Errors
/// [`ErrorKind::Malformed`] with the line, for what is no result of `pursuit score`.
pub fn read(text: &str) -> Result<Results, Error> {
    let next = "compare what `pursuit score --format ndjson` or `--format json` wrote";
    let wrong = |what: String, line: Option<u64>| {
        let error = Error::new(ErrorKind::Malformed, what).next(next);
        line.map_or(error.clone(), |line| error.at_line(line))
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut results = Results::default();
    if text.trim_start().starts_with('[') {
        let rows: Vec<Row> = serde_json::from_str(text)
            .map_err(|error| wrong(format!("this is no list of results: {error}"), u64::try_from(error.line()).ok()))?;
        rows.into_iter().try_for_each(|row| results.add(row)).map_err(|what| wrong(what, None))?;
        return Ok(results);
    }
    for (number, line) in (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        let row: Row = serde_json::from_str(line)
            .map_err(|error| wrong(format!("this line is no result: {error}"), Some(number)))?;
        results.add(row).map_err(|what| wrong(what, Some(number)))?;
    }
    Ok(results)
}

impl Results {
    fn add(&mut self, row: Row) -> Result<(), String> {
        if !row.schema.starts_with("pursuit/1.") {
            return Err(format!("the schema `{}` is not one of this version's, pursuit/1", row.schema));
        }
        let Some(verdict) = row.verdict else {
            self.failed += 1;
            return Ok(());
        };
        let class = Class::ALL.into_iter().find(|class| class.as_str() == verdict.class);
        let class = class.ok_or_else(|| format!("there is no class `{}`", verdict.class))?;
        let piece = |code: &str, of: Evidence| Piece { code: code.to_owned(), turn: of.turn, quote: of.quote };
        let with_points = row.signals.into_iter().filter(|signal| signal.points > 0.0);
        let pieces =
            |Signal { id, evidence, .. }| -> Vec<Piece> { evidence.into_iter().map(|of| piece(&id, of)).collect() };
        #[expect(clippy::cast_possible_truncation, reason = "a score is from 0 to 100")]
        let whole = |number: f64| (number * 1000.0).round() as i64;
        self.calls.push(Scored {
            id: row.id.unwrap_or_else(|| row.path.clone()),
            path: row.path,
            class,
            score: verdict.score,
            raw: [verdict.raw, verdict.low, verdict.high].map(whole),
            confidence: verdict.confidence,
            sellers: row.parties.into_iter().filter(|party| party.role == "seller").map(|party| party.name).collect(),
            evidence: with_points.flat_map(pieces).collect(),
            lexicons: row.lexicon.map(|lexicon| lexicon.hash).unwrap_or_default(),
        });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn what_is_no_result_is_named_with_its_line() {
        let error = |text: &str| read(text).unwrap_err().to_string();
        assert!(error("\n{\"a\":1}\n").starts_with(":2: this line is no result: missing field"));
        assert!(error("{\"schema\":\"pursuit/2.0\",\"path\":\"a\"}").contains("`pursuit/2.0` is not one"));
        assert!(error("Sam: hello").contains("this line is no result"));
        let failed = read("{\"schema\":\"pursuit/1.0\",\"path\":\"a\",\"error\":{}}\n\n").unwrap();
        assert_eq!((failed.failed, failed.calls.len()), (1, 0));
    }
}
