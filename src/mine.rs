//! Phrases that tell one pile of calls from another: counted by call, compared by log-odds, each with an interval.
//!
//! A phrase is one to four words of one clause on one side's lips. It counts once a call, so that one talkative call
//! is one witness. The log-odds of being heard are taken with half a call added to each cell (Haldane, Anscombe), and
//! their interval is the usual one, 1.96 standard errors either way. Many phrases are tried, so that some will stand
//! apart by chance: the list is something to read, not a finding.

use std::collections::{BTreeMap, BTreeSet};

use crate::call::{self, Call, Role};
use crate::role::{self, Sides};
use crate::scan::{self, Rules};
use crate::text::{self, Clause, Text};

/// Words of a phrase at most; judgement.
const LONGEST: usize = 4;
/// Calls that must hold a phrase; judgement.
const LEAST_CALLS: u32 = 3;
/// Standard errors of a 95 % interval.
const ERRORS: f64 = 1.96;
/// Words that make no phrase by themselves; the commonest of English.
const COMMON: &[&str] = &[
    "a", "about", "all", "am", "an", "and", "are", "as", "at", "be", "been", "but", "by", "can", "could", "did", "do",
    "does", "for", "from", "get", "go", "going", "got", "had", "has", "have", "he", "her", "him", "his", "how", "i",
    "if", "in", "is", "it", "like", "me", "my", "no", "not", "of", "okay", "on", "one", "or", "our", "out", "right",
    "she", "so", "some", "that", "the", "their", "them", "then", "there", "they", "this", "to", "up", "us", "was",
    "we", "well", "were", "what", "when", "which", "who", "will", "with", "would", "yeah", "yes", "you", "your",
];

/// The phrases of a pile of calls.
#[derive(Clone, Debug, Default)]
pub struct Pile {
    /// Calls in it.
    pub calls: u32,
    heard: BTreeMap<(Role, String), Heard>,
}

/// Where a phrase was heard.
#[derive(Clone, Debug)]
struct Heard {
    calls: u32,
    /// The clause of the first time, as it was said.
    example: String,
    /// The lexicon that finds that clause already, on that side.
    known: Option<String>,
}

/// A phrase that stands apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Whose words.
    pub said_by: Role,
    /// The phrase, as a lexicon would write it.
    pub says: String,
    /// Calls of the first pile that hold it.
    pub in_a: u32,
    /// Calls of the second pile that hold it.
    pub in_b: u32,
    /// Log-odds: above 0 it belongs to the first pile.
    pub log_odds: f64,
    /// The ends of their interval.
    pub low: f64,
    /// See `low`.
    pub high: f64,
    /// A clause that holds it, as it was said.
    pub example: String,
    /// A lexicon that finds that clause already.
    pub known: Option<String>,
}

impl Pile {
    /// Counts the phrases of one call in.
    pub fn add(&mut self, call: &Call, sides: &Sides, rules: &Rules) {
        let turns = call::turns(call);
        let text = text::prepare(&turns);
        let found = scan::find(&text, rules);
        let roles: Vec<Role> = role::assign(call, &turns, sides).into_iter().map(|assigned| assigned.role).collect();
        let mut seen: BTreeSet<(Role, String)> = BTreeSet::new();
        for (number, clause) in text.clauses().iter().enumerate() {
            let Some(turn) = turns.get(clause.turn as usize) else { continue };
            let role = turn.party.and_then(|party| roles.get(party.0 as usize)).copied().unwrap_or_default();
            if !matches!(role, Role::Seller | Role::Buyer) {
                continue;
            }
            for says in phrases(&text, clause) {
                if !seen.insert((role, says.clone())) {
                    continue;
                }
                let heard = self.heard.entry((role, says)).or_insert_with(|| Heard {
                    calls: 0,
                    example: text.span_of_clause(clause).map_or(String::new(), |span| span.of(&turn.text).to_owned()),
                    known: known(&found, number, role, rules),
                });
                heard.calls += 1;
            }
        }
        self.calls += 1;
    }
}

/// All rows of words of a clause, numbers as `#`; without those of common words alone.
fn phrases<'t>(text: &'t Text, clause: &Clause) -> impl Iterator<Item = String> + use<'t> {
    let words: Vec<&str> = text.words_of(clause).map(|word| if text::is_number(word) { "#" } else { word }).collect();
    let rows = (0..words.len()).flat_map(move |first| {
        let words = words.clone();
        (first + 1..=words.len().min(first + LONGEST)).map(move |end| words[first..end].to_vec())
    });
    // What a phrase cannot be written with is left out: the rest of a contraction, a sign.
    let can_be_written = |word: &&str| *word == "#" || word.chars().all(char::is_alphanumeric);
    let says_something = |word: &&str| *word != "#" && !COMMON.contains(word);
    rows.filter(move |row| row.iter().all(can_be_written) && row.iter().any(says_something)).map(|row| row.join(" "))
}

/// A lexicon of that side that finds something in the clause.
fn known(found: &scan::Found, clause: usize, role: Role, rules: &Rules) -> Option<String> {
    let hits = found.hits();
    let first = hits.partition_point(|hit| (hit.clause as usize) < clause);
    let here = hits.get(first..)?.iter().take_while(|hit| hit.clause as usize == clause);
    let mut fitting = here.map(|hit| rules.lexicon(hit.lexicon)).filter(|lexicon| lexicon.said_by == Some(role));
    fitting.next().map(|lexicon| lexicon.id.clone())
}

/// Phrases that tell the piles apart, those surest of the first pile first, then those surest of the second.
///
/// A phrase inside of a longer one that is heard in the very same number of calls is left out.
#[must_use]
pub fn compare(a: &Pile, b: &Pile, said_by: Option<Role>) -> (Vec<Finding>, Vec<Finding>) {
    let keys: BTreeSet<&(Role, String)> = a.heard.keys().chain(b.heard.keys()).collect();
    let count = |pile: &Pile, key: &(Role, String)| pile.heard.get(key).map_or(0, |heard| heard.calls);
    let (mut of_a, mut of_b) = (Vec::new(), Vec::new());
    for key in keys {
        let (in_a, in_b) = (count(a, key), count(b, key));
        if in_a.max(in_b) < LEAST_CALLS || said_by.is_some_and(|side| side != key.0) {
            continue;
        }
        let (log_odds, error) = log_odds(in_a, a.calls, in_b, b.calls);
        let (low, high) = (log_odds - ERRORS * error, log_odds + ERRORS * error);
        let heard = if log_odds > 0.0 { a.heard.get(key) } else { b.heard.get(key) };
        let Some(heard) = heard.or(a.heard.get(key)).or(b.heard.get(key)) else { continue };
        let finding = Finding {
            said_by: key.0,
            says: key.1.clone(),
            in_a,
            in_b,
            log_odds,
            low,
            high,
            example: heard.example.clone(),
            known: heard.known.clone(),
        };
        if low > 0.0 {
            of_a.push(finding);
        } else if high < 0.0 {
            of_b.push(finding);
        }
    }
    // What is sure comes first; of those alike, the longer phrase.
    of_a.sort_by(|x, y| y.low.total_cmp(&x.low).then(y.says.len().cmp(&x.says.len())).then(x.says.cmp(&y.says)));
    of_b.sort_by(|x, y| x.high.total_cmp(&y.high).then(y.says.len().cmp(&x.says.len())).then(x.says.cmp(&y.says)));
    (without_parts(of_a), without_parts(of_b))
}

/// Log-odds of being heard in a call of the first pile against the second, and their standard error.
fn log_odds(in_a: u32, calls_a: u32, in_b: u32, calls_b: u32) -> (f64, f64) {
    let cell = |calls: u32| f64::from(calls) + 0.5;
    let cells = [cell(in_a), cell(calls_a - in_a), cell(in_b), cell(calls_b - in_b)];
    let [a, not_a, b, not_b] = cells;
    let error: f64 = cells.iter().map(|cell| 1.0 / cell).sum();
    (libm::log(a) - libm::log(not_a) - libm::log(b) + libm::log(not_b), error.sqrt())
}

/// Leaves out each phrase that is a part of an earlier one with the same counts.
fn without_parts(findings: Vec<Finding>) -> Vec<Finding> {
    let mut wholes: BTreeMap<(Role, u32, u32), Vec<String>> = BTreeMap::new();
    let is_whole = |finding: &Finding| {
        let alike = wholes.entry((finding.said_by, finding.in_a, finding.in_b)).or_default();
        let framed = format!(" {} ", finding.says);
        let is_part = alike.iter().any(|whole| whole.contains(&framed));
        if !is_part {
            alike.push(framed);
        }
        !is_part
    };
    findings.into_iter().filter(is_whole).collect()
}

#[cfg(test)]
mod tests {
    use super::{Pile, compare, log_odds};
    use crate::call::{Draft, Role};
    use crate::role::Sides;
    use crate::scan::Rules;

    #[test]
    fn log_odds_are_those_of_the_book() {
        // 8 of 10 against 2 of 10, half a call added to each cell: ln(8.5 / 2.5) - ln(2.5 / 8.5).
        let (odds, error) = log_odds(8, 10, 2, 10);
        assert!((odds - 2.447_55).abs() < 1e-5, "{odds}");
        assert!((error - 1.017_59).abs() < 1e-3, "{error}");
        assert_eq!(log_odds(5, 10, 5, 10).0, 0.0);
    }

    #[test]
    fn what_only_one_pile_says_is_found_whole() {
        let rules = Rules::builtin().unwrap();
        let pile = |words: &str| {
            let mut pile = Pile::default();
            for _ in 0..12 {
                let mut draft = Draft::new();
                let party = draft.party("Rep");
                draft.role(party, Role::Seller, 1000, "role");
                draft.say(Some(party), words, None, None, 1);
                pile.add(&draft.finish(), &Sides::default(), &rules);
            }
            pile
        };
        let (a, b) = (pile("So the pen is in your hand. Fine."), pile("Take your time with it. Fine."));
        let (of_a, of_b) = compare(&a, &b, None);
        let says: Vec<&str> = of_a.iter().map(|finding| finding.says.as_str()).collect();
        assert_eq!(says, ["is in your hand", "pen is in your", "so the pen is", "the pen is in"]);
        assert_eq!((of_a[0].in_a, of_a[0].in_b, of_a[0].example.as_str()), (12, 0, "So the pen is in your hand"));
        assert_eq!(of_b[0].says, "take your time with");
        assert!(compare(&a, &b, Some(Role::Buyer)).0.is_empty());
    }
}
