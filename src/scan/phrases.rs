//! A set of phrases, all looked for in one pass.
//!
//! At each word of a clause, softeners left out, a tree of anchors is followed backwards ([`Trie`]); where an anchor
//! ends, the phrases that own it are tried on the words around, but for those whose [needs](super::need) the clause does not
//! meet.
//! A word that ends no anchor costs one look, however many phrases there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::anchor::{Chooser, LONGEST};
use super::need::{Answers, Asked, Met, Need, Needs};
use super::numbers::{self, Column};
use super::program::Programs;
use super::row::{Bits, Row};
use super::trie::Trie;
use super::vocabulary::{Vocabulary, WordId};
use crate::call::narrow;
use crate::lexicon::phrase::Sequence;

/// A phrase found: its number in the set and its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) phrase: usize,
    /// First token, from 0 in the clause.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
}

/// A phrase that owns an anchor, and how many words of its match stand before.
#[derive(Clone, Copy, Debug, Default)]
struct Owner {
    phrase: u32,
    /// What the clause must meet.
    needs: [Need; 2],
    least: u16,
    most: u16,
}

/// An owner, and the places of the sets that it needs.
type Asking = (Owner, [Option<usize>; 2]);

/// With what matches of a phrase begin; it follows from its program.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// The first word.
    first: Bits,
    /// What stands behind that.
    second: Bits,
    /// The match begins with the clause.
    starts: bool,
}

/// Phrases compiled together.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Packed<'de>", into = "Packed<'_>")]
pub(super) struct Phrases {
    trie: Trie,
    /// Of all anchors, one behind the other: the phrases to try.
    owners: Vec<Owner>,
    /// By anchor: its first owner; and the number of owners at the end.
    bounds: Vec<u32>,
    answers: Answers,
    programs: Programs,
    /// By phrase.
    heads: Vec<Head>,
}

/// Phrases as they are packed, column by column, without what follows.
#[derive(Serialize, Deserialize)]
struct Packed<'d> {
    trie: Trie,
    /// By owner.
    #[serde(borrow)]
    phrase: Column<'d, u32>,
    #[serde(borrow)]
    least: Column<'d, u16>,
    #[serde(borrow)]
    most: Column<'d, u16>,
    #[serde(borrow)]
    first_need: Column<'d, u16>,
    #[serde(borrow)]
    second_need: Column<'d, u16>,
    #[serde(with = "numbers")]
    bounds: Vec<u32>,
    answers: Answers,
    programs: Programs,
}

impl From<Phrases> for Packed<'_> {
    fn from(phrases: Phrases) -> Self {
        let Phrases { trie, owners, bounds, answers, programs, heads: _ } = phrases;
        Self {
            trie,
            phrase: owners.iter().map(|owner| owner.phrase).collect(),
            least: owners.iter().map(|owner| owner.least).collect(),
            most: owners.iter().map(|owner| owner.most).collect(),
            first_need: owners.iter().map(|owner| owner.needs[0].number()).collect(),
            second_need: owners.iter().map(|owner| owner.needs[1].number()).collect(),
            bounds,
            answers,
            programs,
        }
    }
}

impl From<Packed<'_>> for Phrases {
    fn from(packed: Packed) -> Self {
        let Packed { trie, phrase, least, most, first_need, second_need, bounds, answers, programs } = packed;
        let needs =
            first_need.iter().zip(second_need.iter()).map(|(first, second)| [first, second].map(Need::of_number));
        let rows = phrase.iter().zip(least.iter().zip(most.iter())).zip(needs);
        let owners = rows.map(|((phrase, (least, most)), needs)| Owner { phrase, needs, least, most });
        Self { heads: heads(&programs), trie, owners: owners.collect(), bounds, answers, programs }
    }
}

/// With what matches of each phrase begin.
fn heads(programs: &Programs) -> Vec<Head> {
    let head = |phrase| Head {
        first: programs.first(phrase),
        second: programs.second(phrase),
        starts: programs.starts_clauses(phrase),
    };
    (0..programs.count()).map(head).collect()
}

/// Why a set can't be compiled: a match of the phrase of this number may hold no word to look for.
#[derive(Debug)]
pub(super) struct NoAnchor(pub(super) usize);

/// What a pass needs to remember, kept from pass to pass.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// What the clause meets.
    met: Met,
    /// Owners of an anchor whose needs are met.
    open: Vec<Owner>,
    /// The clause without softeners.
    words: Vec<WordId>,
    /// By word of those: its place in the clause.
    places: Vec<u32>,
    /// By phrase: the word of the clause from which it may begin again; all 0 between two clauses.
    from: Vec<u32>,
    /// Phrases for which it is not 0.
    found: Vec<u32>,
}

impl Phrases {
    /// Compiles the phrases; their numbers are their places.
    pub(super) fn compile<'s>(
        sequences: impl Iterator<Item = &'s Sequence>,
        words: &Vocabulary,
    ) -> Result<Self, NoAnchor> {
        let chooser = Chooser::new(words);
        let mut programs = Programs::default();
        let mut asked = Asked::default();
        let mut by_anchor: BTreeMap<Vec<WordId>, Vec<Asking>> = BTreeMap::new();
        let short = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        for (phrase, sequence) in sequences.enumerate() {
            programs.add(sequence, words);
            let mut needs = Needs::of(sequence, words, &|id| chooser.share(id));
            for anchor in chooser.choose(sequence).ok_or(NoAnchor(phrase))? {
                let needs = needs.beside(&anchor.ids, &mut asked);
                let owner = Owner {
                    phrase: narrow(phrase),
                    needs: [Need::NOTHING; 2],
                    least: short(anchor.least),
                    most: short(anchor.most),
                };
                by_anchor.entry(anchor.ids).or_default().push((owner, needs));
            }
        }
        let trie = Trie::of(by_anchor.keys().map(Vec::as_slice), words.len());
        let (answers, bits) = asked.share_out(words, &|id| chooser.share(id));
        let bit = |place: usize| bits.get(place).copied().unwrap_or(Need::NOTHING);
        let mut bounds = vec![0];
        let mut owners = Vec::new();
        for of_anchor in by_anchor.into_values() {
            let with_bits =
                |(owner, needs): Asking| Owner { needs: needs.map(|place| place.map_or(Need::NOTHING, bit)), ..owner };
            owners.extend(of_anchor.into_iter().map(with_bits));
            bounds.push(narrow(owners.len()));
        }
        programs.finish(words);
        Ok(Self { heads: heads(&programs), trie, owners, bounds, answers, programs })
    }

    /// The phrases that own an anchor.
    fn owners_of(&self, anchor: u32) -> &[Owner] {
        let Some(&[first, last]) = self.bounds.get(anchor as usize..anchor as usize + 2) else { return &[] };
        self.owners.get(first as usize..last as usize).unwrap_or_default()
    }

    /// Those of them whose needs the clause meets; `open` is a buffer.
    ///
    /// Each is copied, and overwritten by the next if it is not open: most are not, and which is nothing that a branch
    /// could guess.
    fn open_owners<'o>(&self, anchor: u32, met: &Met, open: &'o mut Vec<Owner>) -> &'o [Owner] {
        let owners = self.owners_of(anchor);
        if open.len() < owners.len() {
            open.resize(owners.len(), Owner::default());
        }
        let mut count = 0;
        for &owner in owners {
            open[count] = owner;
            count += usize::from(met.holds_all(owner.needs));
        }
        &open[..count]
    }

    /// Hands over each match of each phrase in a clause, in the order in which their anchors end; matches of one phrase
    /// do not overlap.
    pub(super) fn find(&self, row: Row<'_>, words: &Vocabulary, stream: &mut Stream, mut each: impl FnMut(Match)) {
        let Stream { met, words: bare, places, open, from, found } = stream;
        bare.clear();
        places.clear();
        from.resize(self.heads.len(), 0);
        self.answers.put_together(row.ids(), met);
        for ((place, &id), bits) in (0..).zip(row.ids()).zip(row.all_bits()) {
            if !bits.meets(Bits::SOFTENER) {
                bare.push(id);
                places.push(place);
            }
        }
        for end in 1..=bare.len() {
            let ending = self.trie.ending(&bare[..end]);
            for length in (1..=LONGEST).rev() {
                let Some(anchor) = ending[length - 1] else { continue };
                let Some(&at) = places.get(end - length) else { continue };
                let at = at as usize;
                for owner in self.open_owners(anchor, met, open) {
                    let Some(latest) = at.checked_sub(usize::from(owner.least)) else { continue };
                    let phrase = owner.phrase as usize;
                    let (Some(head), Some(from)) = (self.heads.get(phrase), from.get_mut(phrase)) else { continue };
                    let latest = if head.starts { 0 } else { latest };
                    let earliest = at.saturating_sub(usize::from(owner.most)).max(*from as usize);
                    let may_begin =
                        |&begin: &usize| head.first.meets(row.bits(begin)) && head.second.meets(row.bits(begin + 1));
                    let begins = (earliest..=latest)
                        .filter(may_begin)
                        .find_map(|begin| Some((begin, self.programs.end_of_match(phrase, row, begin, words)?)));
                    if let Some((begin, end)) = begins {
                        *from = narrow(end);
                        found.push(owner.phrase);
                        each(Match { phrase, first: begin, end });
                    }
                }
            }
        }
        // Far fewer are found in a clause than there are.
        while let Some(phrase) = found.pop() {
            from[phrase as usize] = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Match, Need, Phrases, Stream};
    use crate::lexicon::phrase::{Lists, Sequence, parse};
    use crate::scan::row::Row;
    use crate::scan::vocabulary::{SOFTENERS_SKIPPED, Vocabulary, WordId};

    fn matches(phrases: &Phrases, says: &str, words: &Vocabulary) -> Vec<Match> {
        let ids: Vec<WordId> = says.split(' ').map(|word| words.id(word)).collect();
        let (mut bits, mut found) = (Vec::new(), Vec::new());
        phrases.find(Row::of(&ids, words, &mut bits), words, &mut Stream::default(), |each| found.push(each));
        found
    }

    /// Matches of one phrase, and those that are found without any shortcut.
    fn both_ways(says: &[String], text: &str) -> (Vec<Match>, Vec<Match>) {
        let sequences: Vec<Sequence> = says.iter().filter_map(|says| parse(says, &Lists::new()).ok()).collect();
        let words = Vocabulary::of(sequences.iter()).unwrap();
        let sequences: Vec<Sequence> =
            sequences.into_iter().filter(|says| Phrases::compile(std::iter::once(says), &words).is_ok()).collect();
        let phrases = Phrases::compile(sequences.iter(), &words).unwrap();
        let mut plain = phrases.clone();
        for owner in &mut plain.owners {
            owner.needs = [Need::NOTHING; 2];
            owner.most = owner.most.max(u16::try_from(SOFTENERS_SKIPPED).unwrap());
        }
        (matches(&phrases, text, &words), matches(&plain, text, &words))
    }

    #[test]
    fn a_match_that_begins_before_another_anchor_of_its_phrase_is_met_there() {
        let (found, plain) = both_ways(&["(a b c d|b c)".to_owned()], "a b c d");
        assert_eq!(found, [Match { phrase: 0, first: 0, end: 4 }]);
        assert_eq!(found, plain);
    }

    #[test]
    fn however_many_parts_may_be_left_out_a_phrase_is_compiled_at_once() {
        let (found, _) = both_ways(&[format!("{} c", "([a]|[b]) ".repeat(60))], "a b c");
        assert_eq!(found, [Match { phrase: 0, first: 0, end: 3 }]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn needs_and_beginnings_leave_out_only_what_does_not_match(
            says in prop::collection::vec(prop_oneof![
                "(\\^ )?((a|b|c|d|just|#|_|\\[a\\]|\\[just b\\]|\\.\\.2|!\\(a\\)|\\((a|b|c d|a b c|just d|# d|b\\* a)(\\|(d|b c|c|a just b|#)){1,2}\\)) ){1,5}(a|b|c)( \\$)?",
                // Anchors that stand within others of their phrase.
                "\\(([a-c] ){1,3}[a-c](\\|([a-c] ){0,2}[a-c]){1,2}\\)( [a-c])?",
            ], 1..6),
            text in prop_oneof!["((a|b|c|d|just|so|seven|42|x) ){0,14}(a|b|c|d)", "([a-c] ){0,14}[a-c]"],
        ) {
            let (found, plain) = both_ways(&says, &text);
            prop_assert_eq!(found, plain);
        }
    }
}
