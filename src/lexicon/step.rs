//! The step language of order rules: one line to one [`Line`]. What a step meets in a call is `signal/`'s business.
//!
//! ```text
//! line      = head ":" what { "," condition }
//! head      = side | when [side] | "next" [side] "turn"
//! when      = "first" | "then" | "within" N "turns" | "not between" | "never"
//! side      = "buyer" | "seller" | "anyone"
//! what      = name { "|" name } | "anything"          name = an id, or family.*
//! condition = "words >= N" | "words <= N" | "question" | "no question" | "weight >= X" | "force >= X"
//!           | "guard NAME" | "no guard NAME" | "unasked" | "same noun" | "xN"
//! ```

use serde::{Deserialize, Serialize};

use crate::call::{Points, Role};

/// One line of `steps`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Something that must be there.
    Step(Step),
    /// Something that must not stand between the steps before and after it.
    NotBetween(Sight),
    /// Something that must stand nowhere in the call.
    Never(Sight),
}

/// Something that must be there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Where it stands, seen from the step before.
    pub when: When,
    /// What it is.
    pub sight: Sight,
    /// How often, in a row.
    pub times: usize,
    /// It must share a word of some content with the step before.
    pub shares_noun: bool,
    /// What must not stand between the step before and this one.
    pub without: Vec<Sight>,
}

/// Where a step stands, seen from the step before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// A first step: anywhere.
    Anywhere,
    /// A first step: the first of its lexicons in the whole call, and no other.
    First,
    /// In a later clause.
    Then,
    /// In the next turn, or the next turn of the step's side; a short turn of another may stand between.
    Next,
    /// In one of so many turns behind it.
    Within(u32),
}

/// What is looked for: hits of some lexicons, or whole turns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    /// Whose turn it stands in; `None` is anybody's, and then also what the seller said and the buyer confirmed.
    pub side: Option<Role>,
    /// Ids and families; none for whole turns of any words.
    pub names: Vec<Name>,
    /// Fewest words of the turn.
    pub least_words: u32,
    /// Most words of the turn.
    pub most_words: Option<u32>,
    /// The turn asks something, or nothing.
    pub asks: Option<bool>,
    /// What guards must have left of the hit.
    pub weight: Points,
    /// The least strength times weight.
    pub force: Points,
    /// Something of these lexicons in the turn answers no question and agrees to nothing.
    pub unasked: bool,
    /// Guards, by their place in the list of all, that fired or did not fire.
    pub guards: Vec<(usize, bool)>,
    /// The step as it is written.
    pub says: String,
    /// Line of the step in its file, from 1.
    pub line: u64,
    /// Column of the step's first letter, from 1.
    pub column: u64,
    /// By lexicon: is it one of the names? Filled in when the rule meets the lexicons.
    pub member: Vec<bool>,
    /// Its place among all that is looked for in all rules.
    pub number: usize,
}

/// The name of a lexicon, or of a family with `.*`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Name {
    /// The name.
    pub says: String,
    /// Byte in the step.
    pub at: usize,
}

/// Why a step can't be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepError {
    /// Byte in the step.
    pub at: usize,
    /// What is wrong, in lower case.
    pub what: String,
}

/// Most turns of `within`, and most times of `xN`; judgement.
const FARTHEST: u32 = 50;
const OFTENEST: usize = 20;

/// Reads a step; `guards` holds the known guard ids.
///
/// # Errors
/// Words the language does not know, conditions that don't go together.
pub fn parse(step: &str, guards: &[&str]) -> Result<Line, StepError> {
    let Some(colon) = step.find(':') else {
        return wrong(0, "a step is written `side: lexicons`, as in `buyer: pain.*`");
    };
    let (head, rest) = (step.get(..colon).unwrap_or_default(), step.get(colon + 1..).unwrap_or_default());
    let mut parts = parts(rest, ',', colon + 1);
    let (at, what) = parts.remove(0);
    let mut reader = Reader {
        sight: Sight { names: names(what, at)?, ..Sight::default() },
        times: 1,
        shares_noun: false,
        guards,
        last: at,
    };
    let mut asked: Vec<String> = Vec::new();
    for (at, condition) in parts {
        // Its words without figures and `no`; a second one of a kind would only hide the first.
        let kind = condition.split_whitespace().filter(|word| *word != "no").collect::<Vec<_>>().join(" ");
        let kind = kind.trim_end_matches(|sign: char| sign.is_ascii_digit() || sign == '.').to_owned();
        if asked.contains(&kind) {
            return wrong(at, format!("`{condition}` is asked twice, or both ways; leave one of them"));
        }
        asked.push(kind);
        reader.condition(condition, at)?;
    }
    reader.finish(head)
}

fn wrong<T>(at: usize, what: impl Into<String>) -> Result<T, StepError> {
    Err(StepError { at, what: what.into() })
}

/// Pieces between separators without the blanks around them, each with its first byte.
fn parts(text: &str, separator: char, offset: usize) -> Vec<(usize, &str)> {
    let mut at = offset;
    let piece = |part: &'_ str| part.len() - part.trim_start().len();
    text.split(separator)
        .map(|part| {
            let found = (at + piece(part), part.trim());
            at += part.len() + separator.len_utf8();
            found
        })
        .collect()
}

fn names(what: &str, at: usize) -> Result<Vec<Name>, StepError> {
    if what == "anything" {
        return Ok(Vec::new());
    }
    let name = |(at, name): (usize, &str)| {
        let stem = name.strip_suffix(".*").unwrap_or(name);
        let reads = !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_lowercase() || b"._".contains(&byte));
        match reads {
            true => Ok(Name { says: name.to_owned(), at }),
            false => wrong(at, "here stands a lexicon's id, a family such as `pain.*`, or `anything`"),
        }
    };
    parts(what, '|', at).into_iter().map(name).collect()
}

struct Reader<'g> {
    sight: Sight,
    times: usize,
    shares_noun: bool,
    guards: &'g [&'g str],
    /// Where the last condition stands.
    last: usize,
}

impl Reader<'_> {
    fn condition(&mut self, condition: &str, at: usize) -> Result<(), StepError> {
        self.last = at;
        let words: Vec<&str> = condition.split_whitespace().collect();
        let number = |word: &str| match word.parse::<u32>() {
            Ok(number) if (1..=100_000).contains(&number) => Ok(number),
            _ => wrong(at, "`words` needs a whole number"),
        };
        let share = |word: &str| {
            let share = word.parse().ok().and_then(Points::from_decimal);
            match share.filter(|share| (Points(1)..=Points::ONE).contains(share)) {
                Some(share) => Ok(share),
                None => wrong(at, "`weight` and `force` are from 0.001 to 1"),
            }
        };
        let of_hits = matches!(words.first(), Some(&("weight" | "force" | "guard" | "unasked")))
            || words.get(1) == Some(&"guard");
        if of_hits && self.sight.names.is_empty() {
            return wrong(at, format!("`anything` is a whole turn, and `{condition}` is asked of a phrase"));
        }
        match words.as_slice() {
            ["words", ">=", words] => self.sight.least_words = number(words)?,
            ["words", "<=", words] => self.sight.most_words = Some(number(words)?),
            ["question"] => self.sight.asks = Some(true),
            ["no", "question"] => self.sight.asks = Some(false),
            ["weight", ">=", weight] => self.sight.weight = share(weight)?,
            ["force", ">=", force] => self.sight.force = share(force)?,
            ["guard", name] => self.guard(name, true, at)?,
            ["no", "guard", name] => self.guard(name, false, at)?,
            ["unasked"] => self.sight.unasked = true,
            ["same", "noun"] => self.shares_noun = true,
            [times] if times.strip_prefix('x').is_some_and(|times| times.parse::<usize>().is_ok()) => {
                let times = times.get(1..).and_then(|times| times.parse().ok()).unwrap_or_default();
                if !(2..=OFTENEST).contains(&times) {
                    return wrong(at, format!("`xN` is from x2 to x{OFTENEST}"));
                }
                self.times = times;
            }
            _ => {
                let known = "words >= N, words <= N, question, no question, weight >= X, force >= X, guard NAME, \
                             no guard NAME, unasked, same noun, xN";
                return wrong(at, format!("`{condition}` is no condition; there are {known}"));
            }
        }
        Ok(())
    }

    fn guard(&mut self, name: &str, fired: bool, at: usize) -> Result<(), StepError> {
        let Some(place) = self.guards.iter().position(|guard| *guard == name) else {
            return wrong(at, format!("there is no guard `{name}`; there are {}", self.guards.join(", ")));
        };
        self.sight.guards.push((place, fired));
        Ok(())
    }

    /// Reads the head, and checks that all goes together.
    fn finish(mut self, head: &str) -> Result<Line, StepError> {
        let words: Vec<&str> = head.split_whitespace().collect();
        let is_side = |word: &&str| matches!(*word, "buyer" | "seller" | "anyone");
        let (words, mut side) = match words.split_last() {
            Some((last, before)) if is_side(last) => (before, Some(*last)),
            _ => (words.as_slice(), None),
        };
        let absent = self.times > 1 || self.shares_noun;
        let when = match words {
            ["not", "between"] | ["never"] if absent => {
                return wrong(self.last, "`xN` and `same noun` are for what is there, not for what is not");
            }
            ["not", "between"] => return Ok(Line::NotBetween(Sight { side: role(side), ..self.sight })),
            ["never"] => return Ok(Line::Never(Sight { side: role(side), ..self.sight })),
            [] if side.is_some() => When::Anywhere,
            ["first"] => When::First,
            ["then"] => When::Then,
            ["next", "turn"] if side.is_none() => When::Next,
            ["next", of, "turn"] if side.is_none() && is_side(of) => {
                side = Some(of);
                When::Next
            }
            ["within", turns, "turns"] => match turns.parse() {
                Ok(turns) if (1..=FARTHEST).contains(&turns) => When::Within(turns),
                _ => return wrong(0, format!("`within N turns` is from 1 to {FARTHEST}")),
            },
            _ => {
                let known = "buyer:, seller:, anyone:, first buyer:, then seller:, next seller turn:, \
                             within 4 turns seller:, not between buyer:, never buyer:";
                return wrong(0, format!("`{}:` begins no step; one begins like {known}", head.trim()));
            }
        };
        if self.shares_noun && !matches!(when, When::Next | When::Within(_)) {
            return wrong(self.last, "`same noun` needs a `next ... turn` or `within N turns`");
        }
        if self.sight.names.is_empty() && (self.times > 1 || when == When::First) {
            return wrong(self.last, "`anything` goes with neither `first` nor `xN`");
        }
        self.sight.side = role(side);
        let Self { sight, times, shares_noun, .. } = self;
        Ok(Line::Step(Step { when, sight, times, shares_noun, without: Vec::new() }))
    }
}

fn role(side: Option<&str>) -> Option<Role> {
    side.and_then(Role::parse).filter(|role| matches!(role, Role::Seller | Role::Buyer))
}

#[cfg(test)]
mod tests {
    use super::{Line, Name, Sight, Step, When, parse};
    use crate::call::{Points, Role};

    fn name(says: &str, at: usize) -> Name {
        Name { says: says.to_owned(), at }
    }

    #[test]
    fn a_step_says_when_who_what_and_how() {
        let sight = Sight {
            side: Some(Role::Seller),
            names: vec![name("pitch.*", 18), name("neediness", 28)],
            least_words: 40,
            asks: Some(false),
            weight: Points(300),
            guards: vec![(1, false)],
            ..Sight::default()
        };
        assert_eq!(
            parse(
                "next seller turn: pitch.* | neediness, words >= 40, no question, weight >= 0.3, no guard past, x2",
                &["negated", "past"]
            ),
            Ok(Line::Step(Step { when: When::Next, sight, times: 2, shares_noun: false, without: Vec::new() }))
        );
    }

    #[test]
    fn every_head_is_read() {
        let when = |step: &str| match parse(step, &[]) {
            Ok(Line::Step(step)) => Some((step.when, step.sight.side)),
            _ => None,
        };
        let buyer = Some(Role::Buyer);
        for (step, read) in [
            ("buyer: pain.*", (When::Anywhere, buyer)),
            ("anyone: pain.*", (When::Anywhere, None)),
            ("first buyer: pain.*", (When::First, buyer)),
            ("first: pain.*", (When::First, None)),
            ("then buyer: pain.*", (When::Then, buyer)),
            ("next turn: anything", (When::Next, None)),
            ("next buyer turn: anything, words <= 3", (When::Next, buyer)),
            ("within 4 turns buyer: pain.*, same noun", (When::Within(4), buyer)),
        ] {
            assert_eq!(when(step), Some(read), "{step}");
        }
        assert!(matches!(parse("never: pain.*", &[]), Ok(Line::Never(Sight { side: None, .. }))));
        assert!(
            matches!(parse("not between buyer: pain.*", &[]), Ok(Line::NotBetween(Sight { side, .. })) if side == buyer)
        );
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        for (step, at, part) in [
            ("pain.*", 0, "`side: lexicons`"),
            ("after buyer: pain.*", 0, "begins no step"),
            ("buyer: Pain", 7, "a lexicon's id"),
            ("buyer: pain.* | , words >= 3", 15, "a lexicon's id"),
            ("buyer: pain.*, words > 3", 15, "no condition"),
            ("buyer: pain.*, words >= many", 15, "a whole number"),
            ("buyer: pain.*, guard mood", 15, "no guard `mood`"),
            ("buyer: pain.*, x1", 15, "from x2"),
            ("buyer: pain.*, weight >= 2", 15, "0.001 to 1"),
            ("within 99 turns buyer: pain.*", 0, "from 1 to 50"),
            ("then buyer: pain.*, same noun", 20, "needs a `next"),
            ("never buyer: pain.*, x2", 21, "what is not"),
            ("buyer: anything, force >= 0.5", 17, "a whole turn"),
        ] {
            let error = parse(step, &["past"]).expect_err(step);
            assert!(error.at == at && error.what.contains(part), "{step}: {error:?}");
        }
    }
}
