//! The overview: counts, sellers, the trend, what comes up most, the rows of the table, and what was not read.

use minijinja::{Value, context};

use super::call::Page;
use super::{chart, shell};
use crate::batch::{Classes, Rollup, Totals, wilson};
use crate::call::Role;
use crate::error::Error;
use crate::lexicon::Mass;
use crate::report::View;
use crate::report::names;
use crate::report::words::{clock, count, percent};
use crate::verdict::{Class, Confidence};

/// Calls of a seller from which a share is given: fewer say too little (design: no ranking under 10 calls).
const ENOUGH: u64 = 10;
/// Codes of a side, and kinds of moments, that are listed.
const MOST: usize = 8;
/// Sellers and periods that are listed.
const SELLERS: usize = 200;
const PERIODS: usize = 60;
/// Reasons for skipping that are listed.
const REASONS: usize = 12;

/// A row of the table of calls.
pub(super) struct Row {
    number: usize,
    title: String,
    path: String,
    sellers: String,
    date: Option<String>,
    long: Option<String>,
    millis: i64,
    class: Class,
    score: u8,
    confidence: Confidence,
    because: String,
}

/// An input that was not read.
pub(super) struct Failure {
    place: String,
    what: String,
    next: Option<String>,
}

/// What the overview tells of.
pub(super) struct Facts<'f> {
    pub(super) view: &'f View,
    pub(super) rows: &'f [Row],
    pub(super) failures: &'f [Failure],
    pub(super) rollup: &'f Rollup,
    pub(super) totals: &'f Totals,
    /// The folder of the pages, if they are files of their own.
    pub(super) folder: Option<&'f str>,
}

/// The file of a page in its folder.
pub(super) fn file(number: usize) -> String {
    format!("{number:04}.html")
}

/// A name of a file as part of a link.
pub(super) fn in_link(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

impl Row {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let (call, verdict) = (page.call, &page.call.verdict);
        let sellers = call.parties.iter().filter(|party| party.role == Role::Seller);
        Self {
            number: page.number,
            title: page.title().to_owned(),
            path: page.path.to_owned(),
            sellers: sellers.map(|party| party.name.as_str()).collect::<Vec<_>>().join(", "),
            date: call.date.clone(),
            long: call.duration.filter(|long| long.get() > 0).map(clock),
            millis: call.duration.map_or(0, |long| long.get()),
            class: verdict.class,
            score: verdict.score,
            confidence: verdict.confidence,
            because: verdict.because.clone(),
        }
    }

    fn context(&self, folder: Option<&str>) -> Value {
        let Self { number, title, path, sellers, date, long, millis, class, score, confidence, because } = self;
        context! {
            number, title, path, sellers, date, long, millis, score, because,
            day => date.as_deref().map(|date| date.get(..10).unwrap_or(date)),
            link => folder.map_or_else(|| format!("#c{number}"), |folder| format!("{}/{}", in_link(folder), file(*number))),
            class => class.as_str(),
            order => Class::ALL.iter().position(|one| one == class),
            shown => class.shown(),
            sign => chart::sign(*class),
            confidence => confidence.as_str(),
            sure => *confidence as u8,
            directed => class.is_directional(),
        }
    }
}

impl Failure {
    pub(super) fn of(error: &Error) -> Self {
        Self {
            place: error.place().to_string(),
            what: error.what().to_owned(),
            next: error.advice().map(str::to_owned),
        }
    }
}

/// Everything that the overview shows.
pub(super) fn context(facts: &Facts<'_>) -> Value {
    let Facts { view, rows, failures, rollup, totals, folder } = facts;
    let trend = rollup.trend();
    let periods: Vec<Value> = trend
        .iter()
        .rev()
        .take(PERIODS)
        .map(|period| context! { name => &period.name, bar => chart::classes(&period.classes) })
        .collect();
    let unread = failures
        .iter()
        .map(|one| context! { place => &one.place, what => &one.what, next => &one.next })
        .collect::<Vec<_>>();
    let mut names: Vec<&str> = rows.iter().map(|row| row.sellers.as_str()).filter(|name| !name.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    context! {
        shell => shell::context(),
        calls => totals.calls,
        calls_words => count(totals.calls, "call"),
        distribution => chart::classes(&totals.classes),
        classes => classes(totals),
        rows => rows.iter().map(|row| row.context(*folder)).collect::<Vec<_>>(),
        names => names.into_iter().collect::<Value>(),
        sellers => sellers(totals),
        more_sellers => totals.sellers.len().saturating_sub(SELLERS),
        enough => ENOUGH,
        has_weeks => rollup.has_weeks(),
        periods,
        older => trend.len().saturating_sub(PERIODS),
        undated => rollup.undated,
        directed => rollup.directed,
        moments => frequent(rollup.moments(), |kind| names::moment(&view.codes, kind)),
        pushes => frequent(rollup.codes(&[Mass::SellerPursuit]), |id| names::code(&view.codes, id)),
        pulls => frequent(rollup.codes(&[Mass::BuyerPull, Mass::BuyerInitiative]), |id| names::code(&view.codes, id)),
        resists => frequent(rollup.codes(&[Mass::Resistance]), |id| names::code(&view.codes, id)),
        works => frequent(rollup.codes(&[Mass::Process]), |id| names::code(&view.codes, id)),
        failed => totals.failed,
        unread,
        more_unread => totals.failed.saturating_sub(failures.len() as u64),
        skipped_files => totals.skipped_files(),
        skipped => skipped(totals),
        lexicon_version => &view.lexicon_version,
        lexicon_hash => &view.lexicon_hash,
        folder,
        many => rows.len() > 50,
    }
}

/// Each class, with its meaning and its calls.
fn classes(totals: &Totals) -> Vec<Value> {
    let row = |class: Class| {
        let calls = totals.classes.get(&class).copied().unwrap_or_default();
        context! {
            class => class.as_str(),
            shown => class.shown(),
            sign => chart::sign(class),
            meaning => class.meaning(),
            calls,
        }
    };
    Class::ALL.into_iter().map(row).collect()
}

/// Each seller by name, with the counts of the classes, and a share where there are enough calls.
fn sellers(totals: &Totals) -> Vec<Value> {
    let row = |(name, classes): (&String, &Classes)| {
        let calls: u64 = classes.values().sum();
        let pursued = classes.get(&Class::SellerPursuing).copied().unwrap_or_default();
        let share = wilson(pursued, calls).filter(|_| calls >= ENOUGH);
        let share = share.map(|(low, high)| format!("{} to {}", percent(low), percent(high)));
        context! { name, calls, share, bar => chart::classes(classes) }
    };
    totals.sellers.iter().take(SELLERS).map(row).collect()
}

fn frequent(rows: Vec<(&str, u64)>, name: impl Fn(&str) -> String) -> Vec<Value> {
    rows.into_iter().take(MOST).map(|(id, calls)| context! { name => name(id), id, calls }).collect()
}

/// Reasons why files were left out.
fn skipped(totals: &Totals) -> String {
    let mut reasons: Vec<String> = totals.skipped.iter().map(|(reason, files)| format!("{files} {reason}")).collect();
    if reasons.len() > REASONS {
        reasons.truncate(REASONS);
        reasons.push("…".to_owned());
    }
    reasons.join(", ")
}
