//! What would flip the verdict: the fewest pieces of evidence without which the class is another.

use super::{Said, Scene};
use crate::call::Points;
use crate::verdict::{Books, Class};

/// Evidence without which the class is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flip {
    /// What is taken away, in the order of the call.
    pub evidence: Vec<Removed>,
    /// The class without it.
    pub to: Class,
    /// The raw score without it, in thousandths.
    pub raw: Points,
    /// Every smaller set was tried and does not do it; else the set was found by taking away the heaviest first.
    pub is_smallest: bool,
}

/// A piece of evidence that is taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    /// Its lexicon.
    pub id: String,
    /// Its words.
    pub said: Said,
}

/// Pieces of evidence that are taken away one by one, the strongest first: an hour's call has fewer, and a longer call
/// does not hang on the weakest of them. All bounds here hold the work of one call to some hundreds of readings, a part
/// of what leaving out turns costs. Judgement.
const SINGLES: usize = 160;
/// Pieces of evidence of which all pairs are tried, and those of which all threes are.
const PAIRS: usize = 28;
const TRIPLES: usize = 12;
/// Work that the whole search may cost, in readings times hits: a day's transcript tries fewer of them.
const WORK: usize = 4_000_000;
/// The largest set from which a smaller one is looked for, and the largest that is told at all.
const NEAR: usize = 5;
const MOST: usize = 12;

/// The smallest set of hits that flips the class, each taken as not heard while all others weigh what they weigh.
/// `None` if the class does not hang on evidence, or if nothing up to [`MOST`] hits flips it.
///
/// Every hit is tried alone; then hits are taken away by what each moved the score, towards one side and towards the
/// other, until the class is another, and put back where it stays so. Where that leaves three to five, pairs and threes
/// of the heaviest are tried.
pub(super) fn find(scene: &Scene<'_>, books: &mut Books<'_>) -> Option<Flip> {
    if !scene.is_directional() {
        return None;
    }
    let mut bench = Bench { scene, books, class: scene.reading.ruling.class };
    let all = bench.candidates();
    let mut singles: Vec<(i64, usize)> = Vec::new();
    let kept = scene.talk.scales.judged.kept.len().max(1);
    let most = SINGLES.min(WORK / kept);
    for &place in all.iter().take(most) {
        let (class, raw) = bench.without(&[place]);
        if class != bench.class {
            return Some(bench.flip(vec![place], true));
        }
        singles.push((raw.0 - scene.reading.raw.0, place));
    }
    let are_all = all.len() <= most;
    let has_time = kept * (PAIRS * PAIRS / 2 + TRIPLES * TRIPLES * TRIPLES / 6) <= WORK;
    let class = bench.class;
    let mut best: Option<Vec<usize>> = None;
    for sign in [1, -1] {
        if class == Class::SellerPursuing && sign < 0 || class == Class::BuyerPursuing && sign > 0 {
            continue;
        }
        let mut order: Vec<(i64, usize)> =
            singles.iter().map(|&(moved, place)| (-sign * moved, place)).filter(|(moved, _)| *moved < 0).collect();
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, place)| place).collect();
        let most = best.as_ref().map_or(MOST, |best| best.len() - 1);
        let Some(mut set) = bench.greedy(&order, most) else { continue };
        let mut is_proven = set.len() == 2;
        if has_time && (3..=NEAR).contains(&set.len()) {
            let heaviest = &order[..order.len().min(PAIRS)];
            if let Some(pair) = bench.pair(heaviest) {
                set = pair;
            } else if set.len() > 3
                && let Some(triple) = bench.triple(&order[..order.len().min(TRIPLES)])
            {
                set = triple;
            }
            is_proven = set.len() == 2;
        }
        if is_proven && are_all {
            return Some(bench.flip(set, true));
        }
        best = Some(set);
    }
    let set = best?;
    // Three are the fewest if no two do it, whatever they are.
    let is_smallest = are_all && set.len() == 3 && all.len() <= PAIRS && bench.pair(&all).is_none();
    Some(bench.flip(set, is_smallest))
}

/// A call from which hits are taken away and put back.
struct Bench<'b, 'k> {
    scene: &'b Scene<'b>,
    books: &'b mut Books<'k>,
    class: Class,
}

impl Bench<'_, '_> {
    /// All hits that weigh, the strongest first, the earlier first among equals.
    fn candidates(&self) -> Vec<usize> {
        let talk = self.scene.talk;
        let weighs = |place: usize| talk.scales.rules.lexicon(talk.kept(place).hit.lexicon).weighs();
        let all = (0..talk.scales.judged.kept.len()).map(|place| (-talk.force(place).0, place));
        let mut places: Vec<(i64, usize)> = all.filter(|&(force, place)| force < 0 && weighs(place)).collect();
        places.sort_unstable();
        places.into_iter().map(|(_, place)| place).collect()
    }

    /// Class and raw score without some hits, by the verdict's own reading.
    fn without(&mut self, places: &[usize]) -> (Class, Points) {
        self.books.without_hits(places)
    }

    fn flips(&mut self, places: &[usize]) -> bool {
        self.without(places).0 != self.class
    }

    /// Takes away in that order until the class is another, then puts back what is not needed for it.
    fn greedy(&mut self, order: &[usize], most: usize) -> Option<Vec<usize>> {
        let needed = (2..=order.len().min(most)).find(|&count| self.flips(&order[..count]))?;
        let mut set = order[..needed].to_vec();
        for place in order[..needed].iter().rev() {
            let less: Vec<usize> = set.iter().copied().filter(|other| other != place).collect();
            if less.len() > 1 && self.flips(&less) {
                set = less;
            }
        }
        Some(set)
    }

    fn pair(&mut self, of: &[usize]) -> Option<Vec<usize>> {
        let mut pairs = of.iter().enumerate().flat_map(|(at, &a)| of[at + 1..].iter().map(move |&b| [a, b]));
        pairs.find(|pair| self.flips(pair)).map(Vec::from)
    }

    fn triple(&mut self, of: &[usize]) -> Option<Vec<usize>> {
        let rest = |at: usize| of[at + 1..].iter().enumerate().map(move |(next, &b)| (at + 1 + next, b));
        for (at, &a) in of.iter().enumerate() {
            for (next, b) in rest(at) {
                for &c in &of[next + 1..] {
                    if self.flips(&[a, b, c]) {
                        return Some(vec![a, b, c]);
                    }
                }
            }
        }
        None
    }

    fn flip(&mut self, mut set: Vec<usize>, is_smallest: bool) -> Flip {
        set.sort_unstable();
        let (to, raw) = self.without(&set);
        let talk = self.scene.talk;
        let removed = |&place: &usize| {
            let hit = &talk.kept(place).hit;
            let id = talk.scales.rules.lexicon(hit.lexicon).id.clone();
            Removed { id, said: self.scene.said(hit.turn, hit.span) }
        };
        Flip { evidence: set.iter().map(removed).collect(), to, raw, is_smallest }
    }
}
