//! `weights.toml`: what the terms of the raw score count for.

use std::fmt::{self, Write as _};

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::load::Place;
use crate::call::Points;
use crate::error::Error;

/// What the file says. Weights are points of the score, in thousandths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weights {
    /// Where the figures come from.
    pub origin: String,
    /// When they were written down, `2026-03-02`.
    pub date: String,
    /// For each point of the balance above or below 50.
    pub balance: Points,
    /// For the share of words that the buyer says unasked.
    pub unasked: Unasked,
    /// For points of some kind, in the order of [`Filling::ALL`].
    pub fillings: [Fill; Filling::ALL.len()],
}

/// How the buyer's unasked words count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unasked {
    /// For a whole share.
    pub weight: Points,
    /// The share that is usual.
    pub usual: Points,
    /// A share above it counts as this.
    pub most: Points,
    /// A balance up to which the share counts for less.
    pub even: Points,
    /// Points of push and pull together at which it counts for half.
    pub half_at: Points,
    /// The share that a buyer who pursues says unasked, at least.
    pub least: Points,
}

/// How points of some kind count: `weight m / (m + half_at)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    /// For as many points as there can be.
    pub weight: Points,
    /// Points at which half of it is reached.
    pub half_at: Points,
}

/// Points that fill up a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Push and pull together.
    Evidence,
    /// What the buyer did of his own accord.
    Initiative,
    /// What the buyer named or asked for.
    Pain,
    /// What the buyer put against it.
    Resistance,
}

impl Default for Weights {
    /// The balance of push and pull alone (METHOD 4.2).
    fn default() -> Self {
        let nothing = Fill { weight: Points::ZERO, half_at: Points::ONE };
        Self {
            origin: "METHOD 4.2".to_owned(),
            date: String::new(),
            balance: Points::ONE,
            unasked: Unasked {
                weight: Points::ZERO,
                usual: Points::ZERO,
                most: Points::ONE,
                even: Points(50_000),
                half_at: Points::ONE,
                least: Points::ZERO,
            },
            fillings: [nothing; Filling::ALL.len()],
        }
    }
}

impl Weights {
    /// The same where it does not matter what the buyer says unasked.
    #[must_use]
    pub fn without_unasked(mut self) -> Self {
        (self.unasked.weight, self.unasked.least) = (Points::ZERO, Points::ZERO);
        self
    }
}

impl Filling {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Evidence, Self::Initiative, Self::Pain, Self::Resistance];

    /// The stable name, in the file and in output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Evidence => "evidence",
            Self::Initiative => "initiative",
            Self::Pain => "pain",
            Self::Resistance => "resistance",
        }
    }

    /// The signs that its weight may have: what a buyer does of his own accord never speaks for the seller's effort.
    #[must_use]
    pub fn signs(self) -> (bool, bool) {
        match self {
            Self::Evidence => (true, true),
            Self::Initiative | Self::Pain => (false, true),
            Self::Resistance => (true, false),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "for the reader of the file")]
    why: String,
    origin: String,
    date: String,
    balance: FileBalance,
    unasked_above_usual: FileUnasked,
    evidence: FileFill,
    initiative: FileFill,
    pain: FileFill,
    resistance: FileFill,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileBalance {
    weight: Spanned<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileUnasked {
    weight: Spanned<f64>,
    usual: Spanned<f64>,
    most: Spanned<f64>,
    even: Spanned<f64>,
    half_at: Spanned<f64>,
    least: Spanned<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileFill {
    weight: Spanned<f64>,
    half_at: Spanned<f64>,
}

/// The most that a weight may be, either way: ten times the whole score.
const MOST: f64 = 1000.0;

/// Reads the file.
///
/// # Errors
/// With path, line and column, as [`load`](super::load()): numbers out of their range, weights of the wrong sign.
pub fn load_weights(path: &str, source: &str) -> Result<Weights, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let within = |value: &Spanned<f64>, (low, high): (f64, f64)| {
        let points = Points::from_decimal(*value.get_ref()).filter(|_| (low..=high).contains(value.get_ref()));
        points.ok_or_else(|| place.at(value.span().start, &format!("this is a number from {low} to {high}")))
    };
    let half_at = |value: &Spanned<f64>| within(value, (0.001, MOST));
    let of = file.unasked_above_usual;
    let unasked = Unasked {
        weight: within(&of.weight, (0.0, MOST))?,
        usual: within(&of.usual, (0.0, 1.0))?,
        most: within(&of.most, (0.0, 1.0))?,
        even: within(&of.even, (0.001, 100.0))?,
        half_at: half_at(&of.half_at)?,
        least: within(&of.least, (0.0, 1.0))?,
    };
    let fill = |(kind, of): (Filling, FileFill)| {
        let (below, above) = kind.signs();
        let bounds = (if below { -MOST } else { 0.0 }, if above { MOST } else { 0.0 });
        Ok(Fill { weight: within(&of.weight, bounds)?, half_at: half_at(&of.half_at)? })
    };
    let [evidence, initiative, pain, resistance] = Filling::ALL;
    Ok(Weights {
        balance: within(&file.balance.weight, (0.001, MOST))?,
        unasked,
        fillings: [
            fill((evidence, file.evidence))?,
            fill((initiative, file.initiative))?,
            fill((pain, file.pain))?,
            fill((resistance, file.resistance))?,
        ],
        origin: file.origin,
        date: file.date,
    })
}

impl fmt::Display for Weights {
    /// The file again, which [`load_weights`] reads as these weights.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What JSON escapes in a text, TOML reads alike.
        let text = |words: &str| serde_json::Value::from(words).to_string();
        let mut out = String::new();
        writeln!(
            out,
            "# What the terms of the raw score count for: raw = 50 + what each term adds, held within 0 and 100."
        )?;
        writeln!(out, "why = \"Lay it beside your lexicons: a weights.toml takes the place of the built-in one.\"")?;
        writeln!(out, "origin = {}\ndate = {}", text(&self.origin), text(&self.date))?;
        writeln!(out, "\n[balance]\nweight = {}", number(self.balance))?;
        let Unasked { weight, usual, most, even, half_at, least } = self.unasked;
        writeln!(out, "\n[unasked_above_usual]")?;
        let rows = [
            ("weight", weight),
            ("usual", usual),
            ("most", most),
            ("even", even),
            ("half_at", half_at),
            ("least", least),
        ];
        rows.iter().try_for_each(|(key, value)| writeln!(out, "{key} = {}", number(*value)))?;
        for (kind, Fill { weight, half_at }) in Filling::ALL.iter().zip(self.fillings) {
            writeln!(out, "\n[{}]\nweight = {}\nhalf_at = {}", kind.as_str(), number(weight), number(half_at))?;
        }
        f.write_str(&out)
    }
}

/// A decimal that TOML reads as one.
fn number(value: Points) -> String {
    format!("{:?}", value.decimal())
}

#[cfg(test)]
mod tests {
    use super::{Weights, load_weights};
    use crate::lexicon::WEIGHTS;

    fn load(source: &str) -> Result<Weights, String> {
        load_weights("weights.toml", source).map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let ours = load(WEIGHTS.1).unwrap();
        let fitted = Weights { origin: "fitted \"here\"".to_owned(), ..ours.clone() };
        assert_eq!(load(&fitted.to_string()), Ok(fitted));
        assert_eq!((ours.balance.0, ours.unasked.weight.0, ours.fillings[1].half_at.0), (1000, 110_000, 2000));
    }

    #[test]
    fn a_weight_has_its_sign_and_a_number_its_range() {
        let with = |old: &str, new: &str| load(&WEIGHTS.1.replacen(old, new, 1)).unwrap_err();
        let error = with(
            "[pain]                            # what the buyer named or asked for\nweight  = 0.0",
            "[pain]\nweight = -2.0",
        );
        assert!(error.starts_with("weights.toml:35:10: this is a number from 0 to 1000"), "{error}");
        assert!(with("usual   = 0.28", "usual = 1.28").contains("from 0 to 1"));
        assert!(with("half_at = 1.0", "half_at = 0.0").contains("from 0.001"));
        assert!(with("[balance]", "[balances]").contains("balances"));
    }
}
