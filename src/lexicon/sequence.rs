//! Order rules: what follows what in a call, as data. TOML to a checked [`OrderRule`].
//!
//! A rule is a row of steps over lexicon ids (`step`), with talks that prove it. It finds nothing by itself: `signal/`
//! runs it over the hits of a call.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::lazy::Lazy;
use super::load::Place;
use super::step::{self, Line, Sight, Step, StepError, When};
use super::{Lexicon, Mass, is_named};
use crate::call::{Points, Role};
use crate::error::Error;

/// One rule about the order of things, checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct OrderRule {
    /// `structure.name`, stable.
    pub id: String,
    /// Its file, as messages call it.
    pub path: String,
    /// It is a team's own, not one of ours.
    pub is_team: bool,
    /// What it is, in a few words.
    pub name: String,
    /// The side its points count for; a tracker has none.
    pub mass: Mass,
    /// What each hit of the counted step adds.
    pub points: Points,
    /// The most that it can add to one call.
    pub cap: Points,
    /// Instead of that: the points times the share of first turns that were followed so.
    pub share: bool,
    /// What must be there, in order; never empty.
    pub steps: Vec<Step>,
    /// What must stand nowhere in the call.
    pub never: Vec<Sight>,
    /// The step whose hits are counted, from 0.
    pub counts: usize,
    /// The steps whose words are quoted, from 0, rising.
    pub quotes: Vec<usize>,
    /// The flag that it raises.
    pub flag: Option<String>,
    /// What happened, for the because-sentence; `{count}` stands for the number of quotes.
    pub words: String,
    /// What happened, in a sentence for a list of moments.
    pub moment: String,
    /// What to try instead, or again.
    pub advice: String,
    /// What it is, and why it weighs what it does.
    pub why: String,
    /// Keys of METHOD's list of sources.
    pub sources: Vec<String>,
    /// Talks that it finds.
    pub finds: Lazy<Vec<Example>>,
    /// Talks that it must not find.
    pub passes: Lazy<Vec<Example>>,
}

/// A talk that proves a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Who says what.
    pub turns: Vec<(Role, String)>,
    /// Why it must not be found; empty for one that must.
    pub because: String,
    /// Line of its first turn in the file, from 1.
    pub line: u64,
}

/// Signals that are arithmetic and stand in the code; no file may take their ids.
pub const COMPUTED: &[&str] = &[
    "pitch.premature",
    "structure.buyer_questions",
    "structure.opener",
    "structure.repeated_ask",
    "structure.sum_raised",
];

/// The family of all order rules.
pub(super) const FAMILY: &str = "structure.";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: Spanned<String>,
    name: String,
    mass: Spanned<String>,
    points: Option<Spanned<f64>>,
    cap: Option<Spanned<f64>>,
    #[serde(default)]
    share: Option<Spanned<bool>>,
    steps: Spanned<Vec<Spanned<String>>>,
    counts: Option<Spanned<usize>>,
    quotes: Option<Spanned<Vec<usize>>>,
    flag: Option<Spanned<String>>,
    words: String,
    #[serde(default)]
    moment: String,
    #[serde(default)]
    advice: String,
    #[serde(default)]
    why: String,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    finds: Vec<FileFind>,
    #[serde(default)]
    passes: Vec<FilePass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileFind {
    turns: Spanned<Vec<Spanned<String>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePass {
    turns: Spanned<Vec<Spanned<String>>>,
    because: String,
}

/// Reads one file; `path` is how messages call it, `guards` holds the known guard ids in their order.
///
/// # Errors
/// With path, line and column: broken TOML, unknown keys, steps that can't be read, numbers that don't fit.
pub fn load_sequence(path: &str, source: &str, guards: &[&str]) -> Result<OrderRule, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let id = file.id.get_ref();
    let name = id.strip_prefix(FAMILY).unwrap_or_default();
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
        return Err(place.wrong(&file.id, "the id of an order rule is `structure.` and a name in small letters"));
    }
    if COMPUTED.contains(&id.as_str()) {
        return Err(place.wrong(&file.id, &format!("`{id}` is computed by the program; choose another name")));
    }
    let mass = place.mass(&file.mass)?;
    let (steps, never) = steps(&place, &file.steps, guards)?;
    let step_number = |number: usize, span: usize| match number.checked_sub(1).filter(|&step| step < steps.len()) {
        Some(step) => Ok(step),
        None => {
            let what = format!("there is no step {number}; `not between` and `never` don't count");
            Err(place.at(span, &what))
        }
    };
    let counts = match &file.counts {
        Some(counts) => step_number(*counts.get_ref(), counts.span().start)?,
        None => steps.len() - 1,
    };
    let mut quotes = match &file.quotes {
        Some(quotes) => quotes
            .get_ref()
            .iter()
            .map(|&number| step_number(number, quotes.span().start))
            .collect::<Result<Vec<_>, _>>()?,
        None => (0..steps.len()).collect(),
    };
    quotes.sort_unstable();
    quotes.dedup();
    let (points, cap) = weigh(&place, &file, mass, &steps)?;
    if let Some(flag) = &file.flag
        && (flag.get_ref().is_empty() || !flag.get_ref().bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    {
        return Err(place.wrong(flag, "a flag is words in small letters with underscores"));
    }
    let example = |turns: &Spanned<Vec<Spanned<String>>>, because: String| -> Result<Example, Error> {
        let line = place.line(turns.get_ref().first().map_or(turns.span(), Spanned::span).start);
        let turns = turns.get_ref().iter().map(|turn| place.turn(turn)).collect::<Result<_, _>>()?;
        Ok(Example { turns, because, line })
    };
    let finds = file.finds.iter().map(|find| example(&find.turns, String::new())).collect::<Result<_, _>>()?;
    let passes = file.passes.iter().map(|pass| example(&pass.turns, pass.because.clone())).collect::<Result<_, _>>()?;
    Ok(OrderRule {
        path: path.to_owned(),
        is_team: false,
        mass,
        points,
        cap,
        share: file.share.is_some_and(Spanned::into_inner),
        steps,
        never,
        counts,
        quotes,
        flag: file.flag.map(Spanned::into_inner),
        finds,
        passes,
        id: file.id.into_inner(),
        name: file.name,
        words: file.words,
        moment: file.moment,
        advice: file.advice,
        why: file.why.trim().to_owned(),
        sources: file.sources,
    })
}

/// Points and cap. A tracker has none of them, everything else must have points, so that each rule either can move a
/// verdict or can't.
fn weigh(place: &Place<'_>, file: &File, mass: Mass, steps: &[Step]) -> Result<(Points, Points), Error> {
    let share = file.share.as_ref().filter(|share| *share.get_ref());
    if mass == Mass::Tracker {
        let spans = [file.points.as_ref().map(Spanned::span), file.cap.as_ref().map(Spanned::span)];
        return match spans.into_iter().flatten().chain(share.map(Spanned::span)).next() {
            Some(span) => Err(place.at(span.start, "a tracker only shows; it has no points, cap or share")),
            None => Ok((Points::ZERO, Points::ZERO)),
        };
    }
    if mass == Mass::Gate {
        return Err(place.wrong(&file.mass, "an order rule is no gate; a rule that only shows is a tracker"));
    }
    let read = |value: &Spanned<f64>| {
        let points = Points::from_decimal(*value.get_ref()).filter(|points| *points > Points::ZERO);
        points.ok_or_else(|| place.at(value.span().start, "points are over 0 and at most a million"))
    };
    let Some(points) = &file.points else {
        return Err(place.wrong(&file.mass, "this rule has no `points`; a rule that only shows is a tracker"));
    };
    let each = read(points)?;
    let cap = file.cap.as_ref().map_or(Ok(each), read)?;
    if let Some(share) = share {
        let fits = steps.get(1).is_some_and(|step| step.when == When::Next);
        if !fits || file.cap.is_some() || file.counts.is_some() {
            let what = "`share` needs a second step `next ... turn:`, and neither `cap` nor `counts`";
            return Err(place.at(share.span().start, what));
        }
    }
    Ok((each, cap))
}

/// Steps in order, each with what must not stand before it, and what must stand nowhere.
fn steps(
    place: &Place<'_>,
    lines: &Spanned<Vec<Spanned<String>>>,
    guards: &[&str],
) -> Result<(Vec<Step>, Vec<Sight>), Error> {
    let (mut steps, mut never): (Vec<Step>, Vec<Sight>) = (Vec::new(), Vec::new());
    let mut between: Vec<Sight> = Vec::new();
    let mut last = lines.span().start;
    for line in lines.get_ref() {
        last = line.span().start;
        let here = |mut sight: Sight| {
            line.get_ref().clone_into(&mut sight.says);
            (sight.line, sight.column) = place.line_and_column(last + 1);
            sight
        };
        let read = step::parse(line.get_ref(), guards);
        match read.map_err(|StepError { at, what }| place.at(last + 1 + at, &what))? {
            Line::Never(sight) => never.push(here(sight)),
            Line::NotBetween(sight) if steps.is_empty() => {
                drop(sight);
                return Err(place.at(last, "`not between` stands between two steps"));
            }
            Line::NotBetween(sight) => between.push(here(sight)),
            Line::Step(step) => {
                let begins = matches!(step.when, When::Anywhere | When::First);
                if begins != steps.is_empty() {
                    let what = if begins {
                        "a later step says where it stands: `then`, `next seller turn` or `within 4 turns`"
                    } else {
                        "the first step begins with a side or with `first`: nothing stands before it"
                    };
                    return Err(place.at(last, what));
                }
                steps.push(Step { sight: here(step.sight), without: std::mem::take(&mut between), ..step });
            }
        }
    }
    match (steps.is_empty(), between.is_empty()) {
        (true, _) => Err(place.at(last, "a rule needs a step that must be there")),
        (false, false) => Err(place.at(last, "`not between` stands between two steps")),
        (false, true) => Ok((steps, never)),
    }
}

impl OrderRule {
    /// Can it move a verdict?
    #[must_use]
    pub fn weighs(&self) -> bool {
        self.points > Points::ZERO
    }

    /// All that it looks for, in one order that never changes.
    pub fn sights(&self) -> impl Iterator<Item = &Sight> {
        self.steps.iter().flat_map(|step| step.without.iter().chain([&step.sight])).chain(&self.never)
    }

    fn sights_mut(&mut self) -> impl Iterator<Item = &mut Sight> {
        let steps = self.steps.iter_mut().flat_map(|step| step.without.iter_mut().chain([&mut step.sight]));
        steps.chain(&mut self.never)
    }

    /// Finds the lexicons that it names, and numbers what it looks for from `number` on. A rule with points sees only
    /// lexicons that weigh, so that nothing weightless moves a verdict.
    ///
    /// # Errors
    /// With path, line and column: a name that no lexicon has, a name of lexicons without points in a rule with points.
    pub fn bind(&mut self, lexicons: &[Lexicon], number: &mut usize) -> Result<(), Error> {
        let (path, weighs) = (self.path.clone(), self.weighs());
        let place = Place::new(&path, "");
        for sight in self.sights_mut() {
            for name in &sight.names {
                let named = || lexicons.iter().filter(|lexicon| is_named(&lexicon.id, &[&name.says]));
                let what = match named().next() {
                    None => format!("there is no lexicon `{}`; `pursuit lexicon list` shows them all", name.says),
                    Some(_) if weighs && !named().any(Lexicon::weighs) => {
                        format!(
                            "`{}` has no points, so a rule with points can't hang on it; make the rule a tracker without points and cap, to show it only",
                            name.says
                        )
                    }
                    Some(_) => continue,
                };
                let at = sight.column + u64::try_from(name.at).unwrap_or_default();
                return Err(place.says(&what).at(sight.line, at));
            }
            let names: Vec<&str> = sight.names.iter().map(|name| name.says.as_str()).collect();
            let is_seen = |lexicon: &Lexicon| (lexicon.weighs() || !weighs) && is_named(&lexicon.id, &names);
            sight.member = lexicons.iter().map(is_seen).collect();
            sight.number = *number;
            *number += 1;
        }
        Ok(())
    }
}
