//! One call against its bounds: what it measures, and what of it the policy does not allow.

use super::finding::{Finding, Judged, Level, Measures, Print, Spent, State};
use super::policy::{Bounds, OnInsufficient};
use super::print::Prints;
use super::rule::{self, BEFORE_PAIN, BURST, SCORE, UNDECIDED, VERDICT};
use super::sketch::{self, Sketch};
use super::trail::{self, Find, Heard, Hit};
use crate::analyze::Analysis;
use crate::call::{Points, narrow};
use crate::lexicon::{Mass, is_named};
use crate::signal::Codes;
use crate::story::Clock;
use crate::verdict::Class;

/// What there is to say of a call before it is laid beside the accepted take.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What was measured.
    pub(super) judged: Judged,
    /// Findings that are no hits.
    pub(super) findings: Vec<Finding>,
    /// Limits that are passed.
    pub(super) over: Vec<Over>,
    /// Hits that an acceptance covers.
    pub(super) accepted: Vec<Finding>,
}

/// A limit that is passed.
#[derive(Clone, Debug)]
pub(super) struct Over {
    /// The most that is allowed.
    pub(super) limit: u32,
    /// Every hit under it, in order.
    pub(super) hits: Vec<Finding>,
}

/// What a call is judged with.
pub(super) struct Desk<'d> {
    /// The call.
    pub(super) call: &'d Analysis,
    /// Its hits, in order.
    pub(super) hits: Vec<Hit<'d>>,
    /// What is asked.
    pub(super) bounds: &'d Bounds,
    /// Whether all words are sketched.
    pub(super) sketches: bool,
    /// What codes are called.
    pub(super) codes: &'d Codes,
    /// Where words stand in the file.
    pub(super) find: Find<'d>,
    /// The state of a finding by its rule: new, unless it is accepted.
    pub(super) state: &'d dyn Fn(&str) -> State,
}

impl Desk<'_> {
    /// Judges a call.
    pub(super) fn judge(&self) -> Found {
        let call = self.call;
        let mut prints = Prints::default();
        let (hits, over, accepted) = self.limits(&mut prints);
        let mut findings = Vec::new();
        self.verdict(&mut findings);
        self.bursts(&mut findings);
        self.before_pain(&mut findings);
        let verdict = &call.verdict;
        let measures = Measures {
            class: verdict.class,
            score: verdict.score,
            raw: [verdict.raw, verdict.low, verdict.high],
            bursts: narrow(call.story.bursts.len()),
            before_pain: call.story.clock.as_ref().map_or_else(Spent::default, spent),
            hits,
            sketch: if self.sketches { Sketch::of(texts(call)) } else { Sketch::default() },
        };
        let (confidence, because) = (verdict.confidence, verdict.because.clone());
        Found { judged: Judged { measures, confidence, because, duration: call.duration }, findings, over, accepted }
    }

    /// Hits under limits: those that count, the limits that are passed, and the hits that are accepted.
    fn limits(&self, prints: &mut Prints) -> (Vec<Print>, Vec<Over>, Vec<Finding>) {
        let (mut counted, mut accepted) = (Vec::new(), Vec::new());
        let mut by_limit: Vec<(&str, Vec<(&Heard<'_>, String)>)> = Vec::new();
        let passages =
            self.call.transcript.as_ref().map(|transcript| transcript.passages.as_slice()).unwrap_or_default();
        for (heard, _) in &self.hits {
            let Some(limit) = self.bounds.limit_of(heard.code) else { continue };
            let (fingerprint, number) = prints.numbered(heard.code, heard.quote);
            let state = (self.state)(heard.code);
            if state != State::New {
                accepted.push(self.hit(heard, fingerprint, "", state));
                continue;
            }
            let quote = heard.quote.to_owned();
            let text = passages.get(heard.turn as usize - 1).map_or("", |passage| &passage.text);
            let around = sketch::around(text, heard.span).to_owned();
            counted.push(Print {
                code: heard.code.to_owned(),
                fingerprint: fingerprint.clone(),
                quote,
                around,
                is_first: number == 1,
            });
            match by_limit.iter_mut().find(|(name, _)| *name == limit) {
                Some((_, hits)) => hits.push((heard, fingerprint)),
                None => by_limit.push((limit, vec![(heard, fingerprint)])),
            }
        }
        let mut over = Vec::new();
        for (name, hits) in by_limit {
            let limit = self.bounds.limits.get(name).copied().unwrap_or_default();
            let count = narrow(hits.len());
            if count <= limit {
                continue;
            }
            let asked = match limit {
                0 => format!(" (`{name}` allows none)"),
                most => format!(" (`{name}` allows {most}, here are {count})"),
            };
            let hits = hits.iter().map(|(heard, print)| self.hit(heard, print.clone(), &asked, State::New)).collect();
            over.push(Over { limit, hits });
        }
        (counted, over, accepted)
    }

    /// A hit of a code as a finding.
    fn hit(&self, heard: &Heard<'_>, fingerprint: String, asked: &str, state: State) -> Finding {
        Finding {
            rule: heard.code.to_owned(),
            level: if state == State::New { Level::Error } else { Level::Note },
            state,
            what: format!("{}{asked}", self.codes.name(heard.code).unwrap_or(heard.code)),
            next: rule::advice(heard.code).to_owned(),
            spots: vec![heard.spot(self.find)],
            trail: Vec::new(),
            fingerprint,
        }
    }

    /// The verdict that fails, the score that is too low, and what can't be judged.
    fn verdict(&self, findings: &mut Vec<Finding>) {
        let call = self.call;
        let verdict = &call.verdict;
        let (class, because) = (verdict.class, &verdict.because);
        let told = call.story.moments.iter().find(|moment| moment.tells());
        let next = told.map_or_else(
            || "see what moved the verdict with `pursuit explain`".to_owned(),
            |moment| lowered(moment.advice.trim_end_matches('.')),
        );
        let fails = self.bounds.fail_on.contains(&class);
        if fails {
            let what = format!("{}: {because}", class.meaning());
            findings.push(self.of_call(VERDICT, Level::Error, what, next.clone(), class.as_str()));
        } else if !class.is_directional() && self.bounds.on_insufficient != OnInsufficient::Pass {
            let fails = self.bounds.on_insufficient == OnInsufficient::Fail;
            let level = if fails { Level::Error } else { Level::Warning };
            let next = match class {
                Class::NoSaleDynamic => "leave the file out, or let such calls pass with on_insufficient = \"pass\"",
                _ => {
                    "`pursuit explain` shows what is known of it; where the sides are not, name them with [parties] or --seller"
                }
            };
            let sign = Prints::default().next(UNDECIDED, class.as_str());
            let spots = signs_of_no_sale(call).map(|heard| heard.spot(self.find)).into_iter().collect();
            let what = format!("{}: {because}", class.shown());
            findings.push(finding(UNDECIDED, level, (self.state)(UNDECIDED), what, next.to_owned(), spots, sign));
        }
        if let Some(least) = self.bounds.min_score.filter(|least| class.is_directional() && verdict.score < *least) {
            let mut what = format!("the score is {}, and {least} is the least that is asked", verdict.score);
            // The reason is the verdict's, and stands there if that fails, too.
            if !fails {
                what.push_str(&format!(": {because}"));
            }
            let score = self.of_call(SCORE, Level::Error, what, next, "");
            let trail = if fails { Vec::new() } else { score.trail };
            findings.push(Finding { trail, ..score });
        }
    }

    /// Stretches of pitch beyond the most that is allowed.
    fn bursts(&self, findings: &mut Vec<Finding>) {
        let call = self.call;
        let Some(most) = self.bounds.max_bursts.filter(|_| call.verdict.class.is_directional()) else { return };
        let pitch = || self.hits.iter().map(|(heard, _)| heard).filter(|heard| is_named(heard.code, &["pitch.*"]));
        for burst in call.story.bursts.iter().skip(most as usize) {
            let (first, last) = burst.turns;
            let inside = pitch().filter(|heard| (first..=last).contains(&heard.turn));
            let spots = inside.map(|heard| heard.spot(self.find)).collect();
            let what = format!(
                "{} pieces of pitch from turn {first} to {last}, in which the buyer says {} words",
                burst.hits, burst.buyer_words
            );
            let next = "stop after the second, and ask what it would change for them".to_owned();
            let fingerprint = Prints::default().next(BURST, &format!("burst {}", findings.len()));
            let state = (self.state)(BURST);
            findings.push(finding(BURST, Level::Error, state, what, next, spots, fingerprint));
        }
    }

    /// Pitch before the first problem beyond what is allowed.
    fn before_pain(&self, findings: &mut Vec<Finding>) {
        let call = self.call;
        let asked = self.bounds.before_pain;
        let Some(clock) = call.story.clock.as_ref().filter(|_| call.verdict.class.is_directional()) else { return };
        let spent = spent(clock);
        let seconds = u32::try_from(spent.millis / 1000).unwrap_or(u32::MAX);
        let rows = [
            ("words", spent.words, asked.words),
            ("turns", spent.turns, asked.turns),
            ("seconds", seconds, asked.seconds),
        ];
        let over: Vec<String> = rows
            .into_iter()
            .filter_map(|(unit, spent, most)| {
                most.filter(|most| spent > *most).map(|most| format!("{spent} {unit} of pitch, {most} allowed"))
            })
            .collect();
        if over.is_empty() {
            return;
        }
        let until = match clock.pain_turn {
            Some(turn) => format!("before the buyer names a problem in turn {turn}"),
            None => "and the buyer names no problem".to_owned(),
        };
        let what = format!("{}, {until}", over.join(", "));
        let next = "ask for their problem before you show anything".to_owned();
        let steps = trail::of(self.call, &self.hits);
        let spots = steps.iter().map(|heard| heard.spot(self.find));
        let (pain, mut spots): (Vec<_>, Vec<_>) = spots
            .filter(|spot| is_named(&spot.code, &["pitch.*", "pain.*"]))
            .partition(|spot| spot.code.starts_with("pain."));
        spots.extend(pain);
        let fingerprint = Prints::default().next(BEFORE_PAIN, "");
        let state = (self.state)(BEFORE_PAIN);
        findings.push(finding(BEFORE_PAIN, Level::Error, state, what, next, spots, fingerprint));
    }

    /// A finding about the call as a whole: its place is the words that push the most.
    fn of_call(&self, rule: &str, level: Level, what: String, next: String, sign: &str) -> Finding {
        let steps = trail::of(self.call, &self.hits);
        let weight = |heard: &Heard<'_>| {
            let signal = self.call.signals.iter().find(|signal| signal.id == heard.code);
            signal.map_or(Points::ZERO, |signal| signal.points)
        };
        let push = |heard: &&Heard<'_>| is_named(heard.code, &["pressure.*", "pitch.*"]);
        let first = steps.iter().filter(push).max_by_key(|heard| (weight(heard), std::cmp::Reverse(heard.order())));
        let spots = first.or(steps.first()).map(|heard| heard.spot(self.find)).into_iter().collect();
        let trail = steps.iter().map(|heard| heard.spot(self.find)).collect();
        let fingerprint = Prints::default().next(rule, sign);
        Finding { trail, ..finding(rule, level, (self.state)(rule), what, next, spots, fingerprint) }
    }
}

/// A finding without a trail; one that is accepted is for the record.
pub(super) fn finding(
    rule: &str,
    level: Level,
    state: State,
    what: String,
    next: String,
    spots: Vec<super::Spot>,
    fingerprint: String,
) -> Finding {
    let level = if state == State::New { level } else { Level::Note };
    Finding { rule: rule.to_owned(), level, state, what, next, spots, trail: Vec::new(), fingerprint }
}

fn spent(clock: &Clock) -> Spent {
    Spent { words: clock.pitch_words, turns: clock.pitch_turns, millis: clock.pitch_time.get() }
}

/// The texts of the turns.
fn texts(call: &Analysis) -> impl Iterator<Item = &str> {
    call.transcript.iter().flat_map(|transcript| &transcript.passages).map(|passage| passage.text.as_str())
}

/// The first words that tell that a call is no sale.
fn signs_of_no_sale(call: &Analysis) -> Option<Heard<'_>> {
    let gates =
        call.signals.iter().filter(|signal| signal.mass == Mass::Gate && call.verdict.class == Class::NoSaleDynamic);
    let loudest = gates.max_by_key(|signal| (signal.strength, std::cmp::Reverse(&signal.id)))?;
    loudest.evidence.first().map(|one| Heard::of(&loudest.id, one))
}

/// A sentence as it stands behind a colon.
fn lowered(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
