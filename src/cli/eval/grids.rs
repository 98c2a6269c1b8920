//! The figures as grids of words, the same for the terminal and for Markdown.

use super::{Answer, Checked};
use crate::call::Points;
use crate::eval::floor::{Bound, Side};
use crate::eval::{Acts, Contrast, Count, DRAWS, Figures, Interval, Kind, METRICS, Metric, Over, Section};
use crate::lexicon::{Filling, Weights};
use crate::verdict::Class;

/// A heading, columns, and what has to be said about them.
pub(super) struct Grid {
    /// What it shows.
    pub(super) title: String,
    /// Names of the columns; that of the first, which holds names, may be empty.
    pub(super) head: Vec<String>,
    /// As wide as the head.
    pub(super) rows: Vec<Vec<String>>,
    /// What has to be said about it; may be empty.
    pub(super) note: String,
}

/// Names of the verdicts over their columns, in the order of [`Class::ALL`].
const VERDICTS: [&str; 5] = ["▶", "◆", "◀", "nobody", "can't tell"];

/// A figure with its three places; `–` where there is none.
pub(super) fn decimal(figure: Option<Points>) -> String {
    let Some(Points(figure)) = figure else { return "–".to_owned() };
    let sign = if figure < 0 { "-" } else { "" };
    format!("{sign}{}.{:03}", figure.abs() / 1000, figure.abs() % 1000)
}

/// A figure that is held to a bound, or the bound: a number of calls has no places.
pub(super) fn held(bound: &Bound, figure: Option<Points>) -> String {
    match figure {
        Some(Points(calls)) if bound.held.counts && calls % 1000 == 0 => (calls / 1000).to_string(),
        figure => decimal(figure),
    }
}

/// One line over everything: what was read.
pub(super) fn headline(answer: &Answer<'_>) -> String {
    let calls = answer.all.figures.calls;
    let sale = answer.sale.figures.calls;
    let talks = if sale == 1 { "a sale talk" } else { "sale talks" };
    let mut text = format!("{calls} labelled call{}, {sale} of them {talks}", s(calls.into()));
    if answer.unlabelled > 0 {
        text.push_str(&format!("; {} without a label left out", answer.unlabelled));
    }
    if answer.failed > 0 {
        text.push_str(&format!("; {} not read", answer.failed));
    }
    text
}

fn s(number: u64) -> &'static str {
    if number == 1 { "" } else { "s" }
}

/// Every grid, in order; one without rows is left out.
pub(super) fn grids(answer: &Answer<'_>) -> Vec<Grid> {
    let evaluation = answer.evaluation;
    let rows: Vec<Grid> = vec![
        bounds(&answer.bounds),
        agreement(&answer.all, &answer.sale),
        confusion(&answer.all.figures),
        calibration(answer),
        sources(answer),
        contrasts("Simpler ways on the same calls", &answer.baselines, answer),
        contrasts("Without", &answer.ablations, answer),
        fitted(answer),
        acts(&evaluation.acts),
        codes(&evaluation.acts),
    ];
    rows.into_iter().filter(|grid| !grid.rows.is_empty()).collect()
}

fn grid(title: &str, head: &[&str], rows: Vec<Vec<String>>, note: &str) -> Grid {
    let head = head.iter().map(|&word| word.to_owned()).collect();
    Grid { title: title.to_owned(), head, rows, note: note.to_owned() }
}

fn bounds(bounds: &[Checked]) -> Grid {
    let row = |checked: &Checked| {
        let side = if checked.bound.side == Side::Min { "at least" } else { "at most" };
        let bound = format!("{side} {}", held(&checked.bound, Some(checked.bound.at)));
        let holds = if checked.holds { "holds" } else { "missed" };
        vec![checked.bound.held.id.to_owned(), held(&checked.bound, checked.figure), bound, holds.to_owned()]
    };
    grid("Bounds", &["", "figure", "bound", ""], bounds.iter().map(row).collect(), "")
}

fn agreement(all: &Section, sale: &Section) -> Grid {
    let interval = |interval: &Option<Interval>| match interval {
        Some(Interval { low, high }) => format!("{} to {}", decimal(Some(*low)), decimal(Some(*high))),
        None => "–".to_owned(),
    };
    let cells = |section: &Section, metric: &Metric, place: usize, over: Over| {
        if metric.over == Over::Both || metric.over == over {
            let bounds = section.intervals.get(place).unwrap_or(&None);
            vec![decimal((metric.of)(&section.figures)), interval(bounds)]
        } else {
            vec!["–".to_owned(), "–".to_owned()]
        }
    };
    let row = |(place, metric): (usize, &Metric)| {
        let name = vec![metric.name.to_owned()];
        [name, cells(all, metric, place, Over::All), cells(sale, metric, place, Over::Sale)].concat()
    };
    let mut rows: Vec<Vec<String>> = METRICS.iter().enumerate().map(row).collect();
    let (crossed, of_sale) = (all.figures.crossed.to_string(), sale.figures.crossed.to_string());
    let empty = String::new;
    rows.push(vec!["seller for buyer or back".to_owned(), crossed, empty(), of_sale, empty()]);
    let note = format!(
        "Beside each share of calls (agreement, accused, firm and right) its Wilson interval of 95 %, beside the other \
         figures the bounds of 95 in 100 of {DRAWS} draws of the calls. Agreement counts what a label allows \
         besides, strict does not. Macro-F1: the mean over the verdicts that labels name. Weighted kappa: linear weights over seller < mutual < buyer, {} calls. AUC: how often \
         the score ranks a seller's (a buyer's) sale talk right against another. Accused: of {} calls labelled as no sale, \
         those in which somebody is said to pursue and the label does not allow it.",
        all.figures.weighted_calls, all.figures.unsold,
    );
    grid("Agreement with the labels", &["", "all calls", "95 %", "sale talks", "95 %"], rows, &note)
}

fn confusion(figures: &Figures) -> Grid {
    let row = |class: Class| {
        let counts = figures.confusion.get(class as usize).copied().unwrap_or_default();
        let counts = counts.iter().map(u32::to_string);
        std::iter::once(class.shown().to_owned()).chain(counts).collect()
    };
    let head = [&["label"], VERDICTS.as_slice()].concat();
    grid("Labels, and the verdicts on them", &head, Class::ALL.into_iter().map(row).collect(), "")
}

fn calibration(answer: &Answer<'_>) -> Grid {
    let row = |level: &crate::eval::Level, of: &str| {
        let name = format!("{}{of}", level.confidence.as_str());
        vec![name, level.calls.to_string(), decimal(level.share), decimal(level.right)]
    };
    let (all, directed) = (answer.evaluation.calibration(), answer.evaluation.directed());
    let all = all.iter().map(|level| row(level, ""));
    let rows = all.chain(directed.iter().map(|level| row(level, ", of a direction"))).collect();
    let note = "Of a direction: among the verdicts that name one, the seller's, both or the buyer's, of which the share is \
                taken, too; most others say that nobody sells.";
    grid("Confidence, and how often it is right", &["", "calls", "share", "right"], rows, note)
}

fn sources(answer: &Answer<'_>) -> Grid {
    let sources = answer.evaluation.sources();
    let row = |(name, figures): (&&str, &Figures)| {
        let decimals = [figures.agreement, figures.kappa, figures.accused].map(decimal);
        [vec![(*name).to_owned(), figures.calls.to_string()], decimals.to_vec()].concat()
    };
    let rows = sources.iter().map(row).collect();
    grid("By source", &["", "calls", "right", "kappa", "accused"], rows, "")
}

/// A row of figures for each way, the method itself first.
fn contrasts(title: &str, others: &[Contrast], answer: &Answer<'_>) -> Grid {
    let row = |name: &str, all: &Figures, sale: &Figures, moved: String| {
        let figures =
            [all.agreement, all.macro_f1, all.kappa, sale.kappa, sale.auc_seller, sale.auc_buyer, all.accused];
        let decimals: Vec<String> = figures.into_iter().map(decimal).collect();
        [vec![name.to_owned()], decimals, vec![all.crossed.to_string(), moved]].concat()
    };
    let mut rows = Vec::new();
    if !others.is_empty() {
        rows.push(row("pursuit", &answer.all.figures, &answer.sale.figures, String::new()));
        rows.extend(others.iter().map(|other| row(&other.name, &other.all, &other.sale, other.moved.to_string())));
    }
    let head = ["", "right", "macro-F1", "kappa", "on sale", "AUC seller", "AUC buyer", "accused", "crossed", "moved"];
    grid(title, &head, rows, "")
}

/// The fitted weights beside those in use, and what they are worth.
fn fitted(answer: &Answer<'_>) -> Grid {
    let Some(fitted) = &answer.fitted else { return grid("", &[], Vec::new(), "") };
    let (old, new) = (answer.rules.weights(), &fitted.weights);
    let row = |name: &str, of: &dyn Fn(&Weights) -> Points| {
        vec![name.to_owned(), decimal(Some(of(old))), decimal(Some(of(new)))]
    };
    let mut rows = vec![row("balance", &|of| of.balance), row("unasked_above_usual", &|of| of.unasked.weight)];
    for (place, kind) in Filling::ALL.iter().enumerate() {
        rows.push(row(kind.as_str(), &|of| of.fillings[place].weight));
    }
    let kappa = |name: &str, of: fn(&Figures) -> Option<Points>, now: &Figures, then: &Figures| {
        vec![name.to_owned(), decimal(of(now)), decimal(of(then))]
    };
    let (all, sale, then) = (&answer.all.figures, &answer.sale.figures, &fitted.contrast);
    rows.push(kappa("kappa", |figures| figures.kappa, all, &then.all));
    rows.push(kappa("kappa on sale talks", |figures| figures.kappa, sale, &then.sale));
    rows.push(kappa("AUC seller", |figures| figures.auc_seller, sale, &then.sale));
    rows.push(kappa("AUC buyer", |figures| figures.auc_buyer, sale, &then.sale));
    let title = format!("Weights fitted to {} sale talks", fitted.calls);
    let note = format!(
        "Weights are points of the score; the figures below them are cross-validated, each call judged by weights \
         fitted without its part. {}",
        fitted.advice()
    );
    grid(&title, &["", "in use", "fitted"], rows, &note)
}

const ACTS: [&str; 5] = ["", "labelled", "precision", "recall", "F1"];

fn count(name: &str, count: Count) -> Vec<String> {
    let figures = [count.precision(), count.recall(), count.f1()].map(decimal);
    [vec![name.to_owned(), count.labelled().to_string()], figures.to_vec()].concat()
}

fn acts(acts: &Acts) -> Grid {
    let kind = |kind: Kind| count(kind.as_str(), acts.kinds.get(&kind).copied().unwrap_or_default());
    let mut rows = Vec::new();
    if acts.calls > 0 {
        rows.extend(Kind::ALL.into_iter().map(kind));
        rows.push(count("all kinds", acts.by_kind()));
        rows.push(count("all codes", acts.exact()));
    }
    let title = format!("Acts in the turns of {} coded call{}", acts.calls, s(acts.calls.into()));
    grid(&title, &ACTS, rows, "")
}

fn codes(acts: &Acts) -> Grid {
    let (given, others): (Vec<_>, Vec<_>) = acts.codes.iter().partition(|(code, _)| acts.given.contains(*code));
    let rows = given.into_iter().map(|(code, found)| count(code, *found)).collect();
    let note = match others.len() {
        0 => String::new(),
        others => format!(
            "{others} code{} found that no label gives, left out of all codes; --format json has them.",
            s(others as u64)
        ),
    };
    grid("The same by code", &ACTS, rows, &note)
}
