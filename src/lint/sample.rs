//! Sentences that a phrase should match, made from the phrase itself.

use std::ops::Range;

use super::tree::{Branch, Kind};
use crate::lexicon::phrase::Lists;

/// Words that no phrase names, for gaps and for what stands around.
const STRANGERS: [&str; 20] = [
    "zibbo", "zabbu", "zobba", "zubbi", "zebbu", "vibbo", "vabbu", "vobba", "vubbi", "vebbu", "quibbo", "quabbu",
    "quobba", "quubbi", "quebbu", "xibbo", "xabbu", "xobba", "xubbi", "xebbu",
];

/// How the choices are made that a phrase leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// The first alternative, nothing optional, nothing in a gap.
    First,
    /// The same, with as many words in each gap as it takes.
    Wide,
    /// By lot; the number picks the lots.
    Lot(u64),
}

/// A sentence that goes through the alternative at `target` (bytes of the phrase). Where that stands in a `!()`, the
/// sentence says what is forbidden, and ends there.
pub(super) fn sentence(tree: &[Branch], target: &Range<usize>, lists: &Lists, choice: Choice) -> String {
    let lot = if let Choice::Lot(seed) = choice { seed } else { 0 };
    let mut teller = Teller { target, lists, choice, lot, strangers: 0, words: Vec::new(), is_done: false };
    teller.one_of(tree);
    let starts = teller.words.first().is_some_and(|word| word == "^");
    let ends = teller.words.last().is_some_and(|word| word == "$");
    let words: Vec<&str> = teller.words.iter().map(String::as_str).filter(|word| !matches!(*word, "^" | "$")).collect();
    let (before, after) = (if starts { "" } else { "zoffo " }, if ends { "" } else { " zaffa" });
    format!("{before}{}{after}.", words.join(" "))
}

struct Teller<'t> {
    target: &'t Range<usize>,
    lists: &'t Lists,
    choice: Choice,
    lot: u64,
    strangers: usize,
    words: Vec<String>,
    is_done: bool,
}

impl Teller<'_> {
    /// A number below `count`: 0, or by lot.
    fn pick(&mut self, count: usize) -> usize {
        if !matches!(self.choice, Choice::Lot(_)) || count < 2 {
            return 0;
        }
        // The multiplier is Knuth's; the upper bits are the better ones.
        self.lot = self.lot.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let upper = usize::try_from(self.lot >> 33).unwrap_or_default();
        upper % count
    }

    fn one_of(&mut self, branches: &[Branch]) {
        let through = branches.iter().position(|branch| holds(branch, self.target));
        let place = through.unwrap_or_else(|| self.pick(branches.len()));
        if let Some(branch) = branches.get(place) {
            self.branch(branch);
        }
    }

    fn branch(&mut self, branch: &Branch) {
        for part in &branch.parts {
            if self.is_done {
                return;
            }
            match &part.kind {
                Kind::Word(word) | Kind::Prefix(word) => self.words.push(word.clone()),
                Kind::List(name) => {
                    let list = self.lists.get(name).map_or(&[][..], Vec::as_slice);
                    let place = self.pick(list.len());
                    self.words.extend(list.get(place).cloned());
                }
                Kind::Gap(width) => {
                    let count = match self.choice {
                        Choice::First => 0,
                        Choice::Wide => *width,
                        Choice::Lot(_) => self.pick(width + 1),
                    };
                    (0..count).for_each(|_| self.stranger());
                }
                Kind::Number => {
                    let place = self.pick(3);
                    self.words.push(["20", "twenty", "$20"][place].to_owned());
                }
                Kind::Any => self.stranger(),
                Kind::Start => self.words.push("^".to_owned()),
                Kind::End => self.words.push("$".to_owned()),
                Kind::OneOf(branches) => self.one_of(branches),
                Kind::Maybe(branches) => {
                    let through = branches.iter().any(|branch| holds(branch, self.target));
                    if through || self.pick(2) == 1 {
                        self.one_of(branches);
                    }
                }
                Kind::Not(branches) => {
                    if branches.iter().any(|branch| holds(branch, self.target)) {
                        // What is forbidden is said, and nothing more.
                        self.one_of(branches);
                        self.is_done = true;
                    }
                }
            }
        }
    }

    fn stranger(&mut self) {
        let word = STRANGERS.get(self.strangers % STRANGERS.len()).copied().unwrap_or("zibbo");
        self.strangers += 1;
        self.words.push(word.to_owned());
    }
}

fn holds(branch: &Branch, target: &Range<usize>) -> bool {
    branch.span.start <= target.start && target.end <= branch.span.end
}

#[cfg(test)]
mod tests {
    use super::{Choice, sentence};
    use crate::lexicon::phrase::Lists;
    use crate::lint::tree::read;

    #[test]
    fn a_sentence_goes_through_the_alternative_that_is_meant() {
        let says = "^ tell me [now] .. (why|how (come|so)) !(not)";
        let tree = read(says);
        let lists = Lists::new();
        let come = says.find("come").unwrap();
        let told = |choice| sentence(&tree, &(come..come + 4), &lists, choice);
        assert_eq!(told(Choice::First), "tell me how come zaffa.");
        assert_eq!(told(Choice::Wide), "tell me zibbo zabbu zobba zubbi how come zaffa.");
        assert!((0..9).all(|lot| told(Choice::Lot(lot)).contains("how come")));
        assert!((0..9).any(|lot| told(Choice::Lot(lot)).contains("now")));
    }
}
