//! Phrases in text: found in one pass, blind to roles; then judged, with roles, one by one.
//!
//! [`find`] takes the text and gives every match of every phrase. [`judge`] takes those and
//! the turns' [`Facts`], and gives what stands and what was dropped, each with its reason.
//! [`Scales`] weigh what stands by what was said before. Nothing here adds up points.
//!
//! One sentence followed through: the buyer says "We don't keep missing dates, but we lost two clients." The text
//! has two clauses. `find` gives two [`Hit`]s, *keep missing dates* and *lost two clients*. `judge` drops the first
//! (guard `negated`: *not* stands before it) and keeps the second as [`Kept`]; its place among the kept hits is
//! how others speak of it. `weigh` asks the guards that look at earlier turns and gives it a weight, 1 here. What it
//! adds to a signal is its strength times that weight, and in the output it is a piece of [`Evidence`]; the
//! first hit stands there as a [`Discard`]. A phrase in the mouth of the other side is no hit of its lexicon and
//! leaves no trace, but for another vendor's pressure that a buyer tells of.

mod anchor;
mod aside;
mod before;
mod commonest;
mod echo;
mod evidence;
mod exchange;
mod facts;
mod find;
mod guard;
mod hit;
mod judge;
mod need;
mod numbers;
mod opening;
mod phrases;
mod precedence;
mod probe;
mod program;
mod reflection;
mod row;
mod rules;
mod sale;
mod scene;
mod sets;
mod signs;
mod told;
mod trie;
mod vocabulary;
mod weigh;
mod without;

pub use echo::{Changed, Echo};
pub use evidence::{Discard, Evidence};
pub use exchange::{Acts, Exchange, TurnActs, before, cut, responds, status, unasked};
pub use facts::{facts, is_open};
pub use find::{CueHit, Found, Introduction, find};
pub use guard::{Fired, GUARDS, Guard, Reach};
pub use hit::{Hit, LexiconId};
pub(crate) use judge::HEARSAY;
pub use judge::{Dropped, Judgement, Kept};
pub use probe::Probe;
pub use rules::Rules;
pub use sale::{ANCHORS_A_TURN, is_sale};
pub use scene::{Cause, ClauseScene, Facts, TurnScene, Words};
pub use weigh::{ECHO, Scales, Weights};

use std::cell::LazyCell;

use crate::call::{self, Millis, Turn, narrow};
use crate::lexicon::Window;
use crate::text::Text;

/// Sorts out all hits of a call: what stands, and what does not and why.
#[must_use]
pub fn judge(found: &Found, text: &Text, turns: &[Turn<'_>], facts: &[Facts], rules: &Rules) -> Judgement {
    // Looked for once: it is a look at every piece of the call.
    let duration = LazyCell::new(|| call::duration(turns));
    judge::judge(found, text, facts, &|hit| is_outside(hit, text, turns, &duration, rules), rules)
}

/// Does the hit lie outside of its lexicon's window, by the time (or else the word) of the match?
fn is_outside<F: FnOnce() -> Option<Millis>>(
    hit: &Hit,
    text: &Text,
    turns: &[Turn<'_>],
    duration: &LazyCell<Option<Millis>, F>,
    rules: &Rules,
) -> bool {
    let window = rules.lexicon(hit.lexicon).within;
    if window == Window::Whole {
        return false;
    }
    let by_words = |word: usize| Millis::of_words(narrow(word));
    let start = turns.get(hit.turn as usize).and_then(|turn| turn.start_of(hit.span));
    let timed = start.and_then(|start| Some((start, (**duration)?)));
    let (at, whole) = timed.unwrap_or((by_words(hit.first as usize), by_words(text.tokens().len())));
    match window {
        Window::Whole => false,
        Window::First(seconds) => at.get() > seconds * 1000,
        Window::Last(seconds) => at.get() < whole.get() - seconds * 1000,
        Window::FirstPercent(percent) => at.get() * 100 > whole.get() * percent,
        Window::LastPercent(percent) => at.get() * 100 < whole.get() * (100 - percent),
    }
}
