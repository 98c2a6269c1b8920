//! Clauses in the form of a proposal that propose nothing: what is denied, what would have been, what is only supposed.

/// Words of a clause up to which a denial may stand: "I will probably not be able to". Judgement.
const FRONT: usize = 6;
/// Openings behind a denial that propose after all: "I do not want to hurry you, so let us".
const AFTER_ALL: &[&[&str]] =
    &[&["let", "us"], &["how", "about"], &["what", "about"], &["shall"], &["instead"], &["why", "not"]];
/// Verbs whose denial reaches what follows: "I do not think we can".
const REACHING: &[&str] =
    &["believe", "expect", "feel", "guess", "imagine", "know", "like", "say", "see", "suppose", "sure", "think"];
/// What would have been: it was not.
const UNDONE: &[&str] = &["could", "might", "should", "would"];
/// Participles that do not end in *ed*, and the *just* before one.
const DONE: &[&str] = &[
    "been", "brought", "come", "done", "given", "gone", "got", "had", "just", "made", "paid", "sent", "shown", "sold",
    "taken", "told",
];
/// What is only supposed.
const SUPPOSED: &[&[&str]] =
    &[&["let", "us", "assume"], &["let", "us", "imagine"], &["let", "us", "pretend"], &["let", "us", "suppose"]];
/// Words that count a span of time, words before it, and words up to which such a span may still be the date that is
/// proposed; farther behind it belongs to a tale. Judgement.
const SPANS: &[&str] = &["days", "hours", "months", "weeks", "years"];
const TOWARDS: &[&str] = &["before", "by", "in"];
const NEAR: usize = 14;

/// Does the clause only look like a proposal?
pub(super) fn proposes_nothing(words: &[&str]) -> bool {
    is_denied(words) || is_undone(words) || SUPPOSED.iter().any(|opening| holds(words, opening))
}

/// Is the only date of the clause a span of time that stands far behind its beginning?
pub(super) fn tells_of_a_span(words: &[&str], dates: &[&str]) -> bool {
    let is_span = |at: usize| {
        let ahead = at.checked_sub(2).and_then(|before| words.get(before));
        words.get(at).is_some_and(|word| SPANS.contains(word)) && ahead.is_some_and(|word| TOWARDS.contains(word))
    };
    let far = (NEAR..words.len()).any(is_span);
    far && !(0..NEAR.min(words.len())).any(is_span) && !words.iter().any(|word| dates.contains(word))
}

fn holds(words: &[&str], run: &[&str]) -> bool {
    words.windows(run.len()).any(|window| window == run)
}

/// It is said not to be so, near the beginning; who asks *why not* or *can we not* says no such thing.
fn is_denied(words: &[&str]) -> bool {
    let is_denial = |at: usize| {
        let asks = at.checked_sub(1).and_then(|before| words.get(before)) == Some(&"why")
            || matches!(words.get(at + 1), Some(&("i" | "just" | "mind" | "only" | "we" | "you")));
        words.get(at).is_some_and(|word| matches!(*word, "not" | "never" | "nobody")) && !asks
    };
    let Some(denial) = (0..FRONT.min(words.len())).find(|&at| is_denial(at)) else { return false };
    let behind = words.get(denial + 1..).unwrap_or_default();
    if AFTER_ALL.iter().any(|opening| holds(behind, opening)) {
        return false;
    }
    let offers = |pair: &[&str]| matches!(pair, ["i" | "we", "can" | "could" | "shall" | "will" | "would"]);
    behind.first().is_some_and(|verb| REACHING.contains(verb)) || !behind.windows(2).any(offers)
}

/// It would have been so: "could have sent", but not "could have it ready".
pub(super) fn is_undone(words: &[&str]) -> bool {
    words.windows(3).any(|run| match run {
        [would, "have", done] => UNDONE.contains(would) && (done.ends_with("ed") || DONE.contains(done)),
        _ => false,
    })
}
