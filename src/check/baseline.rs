//! The accepted takes of the demos, in a file that is kept beside them.
//!
//! A baseline is written sorted and one key a line, so that a change of it reads well in a review.

use serde::{Deserialize, Serialize};

use super::Sketch;
use super::finding::{Checked, Measures, Print, Spent};
use crate::call::Points;
use crate::error::{Error, ErrorKind};
use crate::source::Stdin;
use crate::verdict::Class;

/// The form that this version writes.
const SCHEMA: &str = "pursuit-baseline/1.0";

/// The accepted takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The hash of the lexicons with which they were made.
    pub lexicons: String,
    /// The takes, by name and id.
    pub takes: Vec<Take>,
}

/// An accepted take of a demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Take {
    /// As [`Checked::name`].
    pub name: String,
    /// The call's id.
    pub id: String,
    /// What was measured.
    pub measures: Measures,
}

impl Take {
    /// A call as it is now; `None` for what could not be read, and for what came through a pipe.
    #[must_use]
    pub fn of(checked: &Checked) -> Option<Self> {
        let judged = checked.result.as_ref().ok().filter(|_| checked.name != Stdin::NAME)?;
        Some(Self { name: checked.name.clone(), id: checked.id.clone(), measures: judged.measures.clone() })
    }
}

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] with the line, for what is no baseline of this version.
    pub fn read(text: &str) -> Result<Self, Error> {
        let next = "take it from version control, or delete it and make it anew with --update-baseline";
        let wrong = |what: String| Error::new(ErrorKind::Config, what).next(next);
        let broken = |error: serde_json::Error| {
            let (line, column) = (error.line() as u64, error.column() as u64);
            wrong(format!("this is no baseline: {}", plain(&error))).at(line.max(1), column.max(1))
        };
        let Head { schema } = serde_json::from_str(text).map_err(broken)?;
        if schema.split('.').next() != SCHEMA.split('.').next() {
            return Err(wrong(format!("the schema `{schema}` is not one of this version's, {SCHEMA}")));
        }
        let file: FileV1 = serde_json::from_str(text).map_err(broken)?;
        let takes = file.takes.into_iter().map(TakeV1::take).collect::<Result<_, _>>().map_err(wrong)?;
        Ok(Self { lexicons: file.lexicons, takes })
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut takes: Vec<TakeV1> = self.takes.iter().map(TakeV1::of).collect();
        takes.sort_by(|a, b| (&a.path, &a.id).cmp(&(&b.path, &b.id)));
        let file = FileV1 { schema: SCHEMA.to_owned(), lexicons: self.lexicons.clone(), takes };
        let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// The message of the parser without its place.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(&*text, |(message, _)| message).to_owned()
}

/// What tells the version.
#[derive(Deserialize)]
#[serde(expecting = "an object with the key `schema`")]
struct Head {
    schema: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct FileV1 {
    schema: String,
    lexicons: String,
    takes: Vec<TakeV1>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct TakeV1 {
    path: String,
    id: String,
    class: String,
    score: u8,
    raw: f64,
    low: f64,
    high: f64,
    bursts: u32,
    before_pain: SpentV1,
    hits: Vec<PrintV1>,
    words: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct SpentV1 {
    words: u32,
    turns: u32,
    milliseconds: i64,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct PrintV1 {
    code: String,
    fingerprint: String,
    quote: String,
}

impl TakeV1 {
    fn of(take: &Take) -> Self {
        let Measures { class, score, raw, bursts, before_pain, hits, sketch } = &take.measures;
        let print = |Print { code, fingerprint, quote, .. }: &Print| PrintV1 {
            code: code.clone(),
            fingerprint: fingerprint.clone(),
            quote: quote.clone(),
        };
        let [raw, low, high] = raw.map(Points::decimal);
        Self {
            path: take.name.clone(),
            id: take.id.clone(),
            class: class.as_str().to_owned(),
            score: *score,
            raw,
            low,
            high,
            bursts: *bursts,
            before_pain: SpentV1 {
                words: before_pain.words,
                turns: before_pain.turns,
                milliseconds: before_pain.millis,
            },
            hits: hits.iter().map(print).collect(),
            words: sketch.text(),
        }
    }

    fn take(self) -> Result<Take, String> {
        let class = Class::ALL.into_iter().find(|class| class.as_str() == self.class);
        let class = class.ok_or_else(|| format!("there is no class `{}`", self.class))?;
        let points = |number: f64| Points::from_decimal(number).ok_or_else(|| format!("{number} is no score"));
        let print = |PrintV1 { code, fingerprint, quote }| Print {
            code,
            fingerprint,
            quote,
            around: String::new(),
            is_first: true,
        };
        let sketch = Sketch::read(&self.words).ok_or_else(|| "`words` is no sketch".to_owned())?;
        let SpentV1 { words, turns, milliseconds } = self.before_pain;
        let measures = Measures {
            class,
            score: self.score,
            raw: [points(self.raw)?, points(self.low)?, points(self.high)?],
            bursts: self.bursts,
            before_pain: Spent { words, turns, millis: milliseconds },
            hits: self.hits.into_iter().map(print).collect(),
            sketch,
        };
        Ok(Take { name: self.path, id: self.id, measures })
    }
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Measures, Print, Spent, Take};
    use crate::call::Points;
    use crate::verdict::Class;

    #[test]
    fn what_is_written_is_read_again_and_what_is_broken_is_told() {
        let print = Print {
            code: "pressure.urgency".into(),
            fingerprint: "0f".into(),
            quote: "to\u{2028}day".into(),
            around: String::new(),
            is_first: true,
        };
        let measures = Measures {
            class: Class::Mutual,
            score: 58,
            raw: [58_250, 40_000, 61_007].map(Points),
            bursts: 1,
            before_pain: Spent { words: 12, turns: 2, millis: 4_100 },
            hits: vec![print],
            sketch: super::Sketch::of(["one two three four"].into_iter()),
        };
        let take = |name: &str| Take { name: name.to_owned(), id: "a".to_owned(), measures: measures.clone() };
        let baseline = Baseline { lexicons: "blake3:1".to_owned(), takes: vec![take("a.vtt"), take("b.vtt")] };
        let text = baseline.text();
        assert_eq!(Baseline::read(&text).unwrap(), baseline);
        let error = |text: &str| Baseline::read(text).unwrap_err().to_string();
        assert!(error(&text.replace("\"mutual\"", "\"mutal\"")).contains("there is no class `mutal`"));
        assert!(error(&text.replace("baseline/1.0", "baseline/2.0")).contains("is not one of this version's"));
        assert!(error("{\n\"takes\": 3}").starts_with(":2:"), "{}", error("{\n\"takes\": 3}"));
    }
}
