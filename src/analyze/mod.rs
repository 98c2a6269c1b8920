//! One call from words to verdict, all steps on one page.

mod places;
mod quotes;
mod settings;
mod stability;
mod transcript;

use crate::call::{self, Call, Millis, Note, Points, Role, RoleSource, narrow};
use crate::error::Error;
use crate::proposal;
use crate::role::{self, Cast, Sides, Speaker};
use crate::scan::{self, Discard, Dropped, Facts, Rules, Scales};
use crate::signal::{self, Groups, Signal, Structure, Talk, Tally};
use crate::story::{self, Scene, Story};
use crate::text::{self, Text};
use crate::verdict::{self, Books, Class, Confidence, Masses, Reading, Verdict};
use quotes::Quotes;

pub use crate::verdict::DealSize;
pub use quotes::Proposed;
pub use settings::Settings;
pub use stability::{Draws, Stability};
pub use transcript::{Mark, MarkOf, Passage, Run, Transcript};

/// Everything besides the call that a verdict depends on.
#[derive(Debug)]
pub struct Method {
    /// The phrases.
    pub rules: Rules,
    /// What the user says about the sides.
    pub sides: Sides,
    /// Whether closing weighs in full.
    pub deal_size: DealSize,
    /// Worsened copies of each call on which the verdict is tried; it costs as much as so many calls.
    pub draws: u32,
    /// The words of the whole call are kept for reports that show them; without, a result holds its quotes alone.
    pub keeps_transcript: bool,
    /// The text of each file goes along with what came of its calls, for those who point into it.
    pub keeps_original: bool,
}

impl Method {
    /// The built-in lexicons, nothing said about the sides, closes in full weight.
    ///
    /// # Errors
    /// As [`Rules::builtin`].
    pub fn builtin() -> Result<Self, Error> {
        Rules::builtin().map(Self::of)
    }

    /// These lexicons, nothing said about the sides, closes in full weight.
    #[must_use]
    pub fn of(rules: Rules) -> Self {
        Self {
            rules,
            sides: Sides::default(),
            deal_size: DealSize::default(),
            draws: 0,
            keeps_transcript: false,
            keeps_original: false,
        }
    }
}

/// All that is known of one call. Owns its words, so that it outlives the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The export's own id, else the file's stem.
    pub id: String,
    /// The date as exported.
    pub date: Option<String>,
    /// The title as exported.
    pub title: Option<String>,
    /// From the start of the call to the last word, where there are times.
    pub duration: Option<Millis>,
    /// Words between blanks.
    pub words: u32,
    /// Turns after merging.
    pub turns: u32,
    /// `en`, or `und` where it does not read as English.
    pub language: &'static str,
    /// Everybody in the call.
    pub parties: Vec<Speaker>,
    /// The verdict.
    pub verdict: Verdict,
    /// The masses.
    pub masses: Masses,
    /// Stable words for what stands out, sorted.
    pub flags: Vec<String>,
    /// The shape of the talk.
    pub structure: Structure,
    /// Every signal: lexicons by id, then structure by id, then gates by id.
    pub signals: Vec<Signal>,
    /// Every hit that does not count, by turn.
    pub discarded: Vec<Discard>,
    /// Trouble that was mended, and doubts.
    pub warnings: Vec<Note>,
    /// Every step, sum and date that one side proposed, in order.
    pub proposals: Vec<Proposed>,
    /// What is shown beyond the verdict.
    pub story: Story,
    /// How well the verdict holds on worsened copies; `None` if that was not asked for.
    pub stability: Option<Stability>,
    /// All that was said, if it was asked for.
    pub transcript: Option<Transcript>,
}

/// From a call to its verdict. The order of these lines is the method.
///
/// `name` becomes the id where the export has none.
#[must_use]
pub fn analyze(mut call: Call, name: &str, method: &Method) -> Analysis {
    let rules = &method.rules;
    // Worsened copies are made of the utterances as read.
    let mut words = (method.draws == 0).then(|| call::Words::take(&mut call));
    let turns = words.as_ref().map_or_else(|| call::turns(&call), |words| words.turns(&call));
    let mut text = text::prepare(&turns);
    // From here on all words are had of the text: those of a long call are not held twice.
    let turns = call::wordless(turns);
    if let Some(words) = &mut words {
        words.give_back(&mut call);
    }
    let mut found = scan::find(&text, rules);
    let cast = role::cast(&call, &turns, &text, &found, &method.sides, rules);
    let assigned = &cast.assigned;
    let roles: Vec<Role> = assigned.iter().map(|assigned| assigned.role).collect();
    let facts = scan::facts(&turns, &text, &found, &roles, rules);
    found.let_go_of_cues();
    let judged = scan::judge(&found, &text, &turns, &facts, rules);
    let acts = found.into_acts();
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let weights = scales.weigh_all();
    let groups = Groups::of(rules, &judged);
    let scene = proposal::Scene { turns: &turns, text: &text, acts: &acts, facts: &facts, rules, judged: &judged };
    let proposals = proposal::find(&scene);
    let raises = proposal::raises(&scene, &proposals);
    let talk = Talk { scales, weights: &weights, groups: &groups, raises: &raises, skip: None };
    let tally = Tally::of(&talk);
    let reading = verdict::read(&talk, &tally, method.deal_size);
    let parties = role::speakers(&call, &turns, assigned);
    let names: Vec<String> = parties.iter().map(|party| party.name.clone()).collect();
    let mut books = Books::of(&reading, &talk, &tally, method.deal_size);
    let mut verdict = verdict::decide(&reading, &mut books, &names);
    if cast.looks_swapped || cast.is_weak && verdict.class.is_directional() {
        verdict.confidence = Confidence::Fragile;
    }
    let outlines = places::outlines(&talk, &reading, &tally);
    let weightless = places::weightless(&talk);
    let scene = Scene {
        turns: &turns,
        talk: &talk,
        tally: &tally,
        reading: &reading,
        signals: &outlines,
        acts: &acts,
        proposals: &proposals,
    };
    let story = story::tell(&scene, &mut books);
    drop(books);
    let structure = signal::shape(&talk, &tally, &proposals, &turns);
    let flags = flags(&talk, &reading, judged.dropped.iter().chain(&weightless), &story);
    // All places are known: what is left to do is to quote, which is most of what a long call's result takes.
    drop((groups, acts));
    text.let_go_of_clauses();
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let quotes = Quotes::new(&call, &turns, scales, &weights);
    let signals = quotes.signals(outlines);
    let discarded = quotes.discarded(&weightless);
    let tried = || stability::of(&call, method, reading.ruling.class, method.draws);
    let stability = (method.draws > 0).then(tried);
    let kept = || Transcript::of(&turns, &text, &facts, &signals, &discarded);
    let transcript = method.keeps_transcript.then(kept);
    Analysis {
        transcript,
        duration: call::duration(&turns),
        words: tally.words + tally.foreign_words + tally.aside_words,
        turns: narrow(turns.len()),
        language: text.language(),
        masses: reading.masses,
        flags,
        structure,
        proposals: proposals.iter().map(|proposal| quotes.proposed(proposal)).collect(),
        signals,
        story,
        stability,
        discarded,
        verdict,
        parties,
        id: call.id.clone().unwrap_or_else(|| name.to_owned()),
        date: call.date.clone(),
        title: call.title.clone(),
        warnings: warnings(&call, &cast, &text, &facts).into_iter().chain(verdict::remedy(&reading)).collect(),
    }
}

/// The class alone, by the same steps.
fn class_of(call: &Call, method: &Method) -> Class {
    let rules = &method.rules;
    let turns = call::turns(call);
    let text = text::prepare(&turns);
    let found = scan::find(&text, rules);
    let assigned = role::cast(call, &turns, &text, &found, &method.sides, rules).assigned;
    let roles: Vec<Role> = assigned.iter().map(|assigned| assigned.role).collect();
    let facts = scan::facts(&turns, &text, &found, &roles, rules);
    let judged = scan::judge(&found, &text, &turns, &facts, rules);
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let weights = scales.weigh_all();
    let groups = Groups::of(rules, &judged);
    let scene =
        proposal::Scene { turns: &turns, text: &text, acts: found.acts(), facts: &facts, rules, judged: &judged };
    let raises = proposal::raises(&scene, &proposal::find(&scene));
    let talk = Talk { scales, weights: &weights, groups: &groups, raises: &raises, skip: None };
    verdict::read(&talk, &Tally::of(&talk), method.deal_size).ruling.class
}

/// Stable words for what stands out, sorted (METHOD 1.2).
fn flags<'d>(
    talk: &Talk<'_>,
    reading: &Reading,
    mut discarded: impl Iterator<Item = &'d Dropped>,
    story: &Story,
) -> Vec<String> {
    let callout = talk.hits(&talk.groups.callout).next().map(|place| talk.turn_of(place));
    let pushed_on = callout.is_some_and(|turn| talk.hits(&talk.groups.pushing).any(|place| talk.turn_of(place) > turn));
    let alarming = talk.hits(&talk.groups.alarming).any(|place| talk.force(place) >= Points::ONE);
    let rows = signal::structural(talk.scales.rules).zip(&reading.structural);
    let raised = rows.filter(|(_, measured)| measured.is_some()).filter_map(|(signal, _)| signal.flag());
    let mut flags: Vec<String> = raised.map(str::to_owned).collect();
    if alarming || pushed_on {
        flags.push("compliance_alert".to_owned());
    }
    if discarded.any(|dropped| dropped.is_reported_pressure(talk.scales.rules)) {
        flags.push("reported_pressure".to_owned());
    }
    if story.turning_point.is_some() {
        flags.push("dynamic_reversed".to_owned());
    }
    if story.is_stuffed {
        flags.push("stuffed".to_owned());
    }
    flags.sort_unstable();
    flags.dedup();
    flags
}

/// What was mended on the way, and what makes the verdict doubtful.
fn warnings(call: &Call, cast: &Cast, text: &Text, facts: &[Facts]) -> Vec<Note> {
    let mut notes = call.notes.clone();
    let mut note = |code, words: &str| notes.push(Note::new(code, words));
    if cast.assigned.iter().any(|role| role.source == RoleSource::Elimination) {
        note("roles_eliminated", "all other speakers were put on one side, so the one left open was put on the other");
    }
    notes.extend(cast.notes.iter().cloned());
    let mut note = |code, words: &str| notes.push(Note::new(code, words));
    if text.is_bare() {
        note(
            "no_punctuation",
            "hardly any punctuation: clauses were cut at conjunctions, questions told by word order",
        );
    }
    let aside: u32 = facts.iter().filter(|facts| facts.aside).map(|facts| facts.words).sum();
    if aside > 0 {
        let all: u32 = facts.iter().map(|facts| facts.words).sum();
        note(
            "set_aside",
            &format!("{aside} of {all} words are far from everything that belongs to a sale and do not count"),
        );
    }
    let foreign = (0..).zip(facts).filter(|(_, facts)| facts.foreign);
    let numbers: Vec<u32> = foreign.map(|(turn, _): (u32, _)| turn + 1).collect();
    if text.language() != text::ENGLISH || numbers.len() == facts.len() && !facts.is_empty() {
        note("other_language", "too few of the commonest English words: only English phrases are known");
    } else if let Some(first) = numbers.first() {
        let (of, all) = (numbers.len(), facts.len());
        note(
            "other_language",
            &format!("{of} of {all} turns are in another language and do not count, the first is turn {first}"),
        );
    }
    notes
}
