//! `pursuit eval`: which labelled calls, what is left out, and what the figures must reach.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::call::Points;
use crate::eval::floor::{Bound, HELD, Side};
use crate::suggest;

/// `pursuit eval`.
#[derive(Debug, clap::Args)]
pub(crate) struct Eval {
    /// What to read.
    #[command(flatten)]
    pub(crate) files: super::Files,
    /// Judge the calls once more without NAME, and say what changes (repeatable)
    ///
    /// NAME is a guard, a lexicon, a structural signal or a family of them ("pressure.*"), `guards` for all of them,
    /// `exchange` for who initiates and who responds, `gate` for the gates of talk without a sale, `roles` for who says
    /// a thing.
    #[arg(long, value_name = "NAME", help_heading = "Figures")]
    pub(crate) ablate: Vec<String>,
    #[arg(long, value_name = "NAME=VALUE", value_parser = min, help = min_help(), help_heading = "Figures")]
    pub(crate) min: Vec<Bound>,
    /// Exit with 1 if a figure passes this: accused=0.03, crossed=2 (repeatable)
    #[arg(long, value_name = "NAME=VALUE", value_parser = max, help_heading = "Figures")]
    pub(crate) max: Vec<Bound>,
    /// Fit the weights of the score's terms to the labels, and write them to FILE as a weights.toml
    ///
    /// What is fitted is judged by cross-validation and shown beside the weights in use. To use it, put it into a
    /// folder of lexicons (--lexicons, or `lexicons` in pursuit.toml) as weights.toml.
    #[arg(long, value_name = "FILE", help_heading = "Figures")]
    pub(crate) fit: Option<PathBuf>,
    /// Form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub(crate) format: EvalForm,
    /// File for the answer; written whole or not at all
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// List the calls whose verdict is wrong, in the table; --format json has every call
    #[arg(long, help_heading = "Output")]
    pub(crate) wrong: bool,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum EvalForm {
    /// For people, in the terminal
    #[default]
    Table,
    /// For programs, with a row a call
    Json,
    /// For a page or a pull request: figures alone, no call is named
    Markdown,
}

/// The help of `--min`, from the table of figures.
fn min_help() -> String {
    format!("Exit with 1 if a figure is below this: kappa=0.6 (repeatable); there are {}", names().join(", "))
}

fn names() -> Vec<&'static str> {
    HELD.iter().map(|held| held.id).collect()
}

fn min(typed: &str) -> Result<Bound, String> {
    bound(typed, Side::Min)
}

fn max(typed: &str) -> Result<Bound, String> {
    bound(typed, Side::Max)
}

/// Reads `NAME=VALUE`.
fn bound(typed: &str, side: Side) -> Result<Bound, String> {
    let way = "write a figure and its bound, as kappa=0.6";
    let (name, value) = typed.split_once('=').ok_or(way)?;
    let held = HELD.iter().find(|held| held.id == name).ok_or_else(|| suggest::instead(name, names().into_iter()))?;
    let at = value.parse().ok().and_then(Points::from_decimal);
    let at = at.ok_or_else(|| format!("`{value}` is no number; {way}"))?;
    Ok(Bound { held, side, at })
}

#[cfg(test)]
mod tests {
    use super::{Side, bound};
    use crate::call::Points;

    #[test]
    fn bounds_are_a_name_and_a_number() {
        let read = |typed: &str| bound(typed, Side::Min).map(|bound| (bound.held.id, bound.at));
        assert_eq!(read("kappa=0.6"), Ok(("kappa", Points(600))));
        assert_eq!(read("kapa=0.6"), Err("did you mean `kappa`?".to_owned()));
        assert_eq!(read("kappa"), Err("write a figure and its bound, as kappa=0.6".to_owned()));
        for typed in ["kappa=", "kappa=high", "kappa=NaN", "kappa=inf"] {
            assert!(read(typed).is_err_and(|error| error.contains("is no number")), "{typed}");
        }
    }
}
