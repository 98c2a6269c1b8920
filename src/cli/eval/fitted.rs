//! `pursuit eval --fit`: weights made of the labels, judged on calls that they were not made of.

use crate::call::Points;
use crate::error::{Error, ErrorKind};
use crate::eval::fit::{self, FOLDS, LEAST, RIDGE, Sample, Unfit};
use crate::eval::{self, Case, Contrast, Evaluation, Figures, Interval};
use crate::lexicon::Weights;

/// Fitted weights, and what they are worth.
pub(super) struct Fitted {
    /// Fitted to all samples.
    pub(super) weights: Weights,
    /// Each call judged by weights that were fitted without its part.
    pub(super) contrast: Contrast,
    /// What kappa on sale talks gains by it, and the bounds of that.
    pub(super) gain: Option<Points>,
    pub(super) bounds: Option<Interval>,
    /// Sale talks that were fitted to.
    pub(super) calls: usize,
}

impl Fitted {
    /// Fits to the samples; `judge` gives the cases of all calls, in order, by other weights.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] where the labels do not carry a fit; those of `judge`.
    pub(super) fn of(
        evaluation: &Evaluation,
        samples: &[Option<Sample>],
        in_use: &Weights,
        today: &str,
        judge: &mut dyn FnMut(Weights) -> Result<Vec<Case>, Error>,
    ) -> Result<Self, Error> {
        let known: Vec<Sample> = samples.iter().flatten().cloned().collect();
        fit::suffices(&known).map_err(unfit)?;
        let parts = fit::folds(&known);
        let part_of = |sample: &Sample| parts.get(sample.group()).copied().unwrap_or_default();
        let now = evaluation.cases();
        let mut cases = now.clone();
        for part in 0..FOLDS {
            let others: Vec<&Sample> = known.iter().filter(|sample| part_of(sample) != part).collect();
            let judged = judge(fit::fit(&others, in_use).map_err(unfit)?)?;
            for ((case, new), sample) in cases.iter_mut().zip(judged).zip(samples) {
                if sample.as_ref().is_some_and(|sample| part_of(sample) == part) {
                    *case = new;
                }
            }
        }
        let contrast = evaluation.contrast("fitted, cross-validated", &cases);
        let sale = |cases: &[Case]| -> Vec<Case> { cases.iter().copied().filter(Case::is_sale).collect() };
        let kappa = |figures: &Figures| figures.kappa;
        let before = evaluation.sale_figures().kappa;
        let mut weights = fit::fit(&known.iter().collect::<Vec<_>>(), in_use).map_err(unfit)?;
        let show = |figure: Option<Points>| super::grids::decimal(figure);
        today.clone_into(&mut weights.date);
        weights.origin = format!(
            "pursuit eval --fit on {} sale talks of {} groups, ridge {RIDGE}; kappa on sale talks {} in {FOLDS}-fold \
             cross-validation, {} by the weights before",
            known.len(),
            parts.len(),
            show(contrast.sale.kappa),
            show(before),
        );
        Ok(Self {
            gain: contrast.sale.kappa.zip(before).map(|(after, before)| after - before),
            bounds: eval::gain(kappa, &sale(&now), &sale(&cases)),
            weights,
            contrast,
            calls: known.len(),
        })
    }

    /// Whether the fitted weights are to be taken, in a sentence.
    pub(super) fn advice(&self) -> String {
        let show = |points: Points| {
            let sign = if points.0 > 0 { "+" } else { "" };
            format!("{sign}{}", super::grids::decimal(Some(points)))
        };
        let (Some(gain), Some(Interval { low, high })) = (self.gain, self.bounds) else {
            return "Kappa on sale talks cannot be compared: keep the weights in use.".to_owned();
        };
        let what = format!(
            "Kappa on sale talks {} (95 %: {} to {}) against the weights in use",
            show(gain),
            show(low),
            show(high)
        );
        let then = if low > Points::ZERO {
            "the fitted weights are better on these labels."
        } else if high < Points::ZERO {
            "the fitted weights are worse: keep the ones in use."
        } else {
            "no difference that these labels can show: keep the ones in use."
        };
        format!("{what}: {then}")
    }
}

/// Why nothing was fitted, for people.
fn unfit(why: Unfit) -> Error {
    let (calls, each) = LEAST;
    let (what, next) = match why {
        Unfit::TooFew => (
            format!(
                "a fit needs {calls} labelled sale talks that the verdict takes for one, {each} of each of the three labels"
            ),
            "label more calls, or leave --fit out",
        ),
        Unfit::Flat => (
            "the labels do not rise with the score, so that no weights can be fitted to them".to_owned(),
            "look whether seller and buyer are swapped in the labels or in the roles (--wrong lists the calls)",
        ),
    };
    Error::new(ErrorKind::Usage, what).next(next)
}
