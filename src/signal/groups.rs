//! Lexicons that signals and gates speak of together, and where their hits stand in a call.
//!
//! Which lexicons are in which group hangs on names alone, so it is told once for all calls, a bit for each group; of a
//! call the hits are walked through once.

use std::ops::Range;

use super::Kind;
use crate::lexicon::{Lexicon, Mass, OrderRule, is_named};
use crate::scan::{Judgement, Kept, LexiconId, Rules};

/// Some lexicons, and the places of their kept hits.
#[derive(Clone, Debug, Default)]
pub struct Group<'r> {
    /// Its bit among the marks.
    bit: u32,
    /// By lexicon: the groups that it is in.
    marks: &'r [u32],
    /// Places among the kept hits, rising.
    pub places: Vec<u32>,
}

impl Group<'_> {
    /// Is the lexicon one of them?
    #[must_use]
    pub fn holds(&self, id: LexiconId) -> bool {
        Marks::of(self.marks, id).has(self)
    }
}

/// The groups that a lexicon is in, and whether it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks(u32);

impl Marks {
    fn of(marks: &[u32], id: LexiconId) -> Self {
        Self(marks.get(usize::from(id.0)).copied().unwrap_or_default())
    }

    /// Is it in that group?
    pub(super) fn has(self, group: &Group<'_>) -> bool {
        self.0 & group.bit != 0
    }

    /// [`Lexicon::weighs`].
    pub(super) fn weighs(self) -> bool {
        self.0 & WEIGHS != 0
    }

    /// The kinds of talk of which it is a sign, a bit each in the order of [`Kind::ALL`].
    pub(super) fn kinds(self) -> u32 {
        self.0 >> GROUPS.len() & ((1 << Kind::ALL.len()) - 1)
    }
}

/// The bit of a lexicon that weighs.
const WEIGHS: u32 = 1 << 31;
const _: () = assert!(GROUPS.len() + Kind::ALL.len() < 31, "one bit for each group, and one for what weighs");

/// What a group is made of.
struct Row {
    names: &'static [&'static str],
    but: &'static [&'static str],
    /// `None` for lexicons of that name of whatever mass, `false` for gates, `true` for what weighs.
    weighs: Option<bool>,
}

/// Lexicons of some names that weigh.
const fn weighing(names: &'static [&'static str]) -> Row {
    Row { names, but: &[], weighs: Some(true) }
}

/// A gate.
const fn gate(names: &'static [&'static str]) -> Row {
    Row { names, but: &[], weighs: Some(false) }
}

/// Lexicons of some names.
const fn named(names: &'static [&'static str]) -> Row {
    Row { names, but: &[], weighs: None }
}

impl Row {
    fn holds(&self, lexicon: &Lexicon) -> bool {
        let fits = match self.weighs {
            Some(true) => lexicon.weighs(),
            Some(false) => lexicon.mass == Mass::Gate,
            None => true,
        };
        fits && is_named(&lexicon.id, self.names) && !is_named(&lexicon.id, self.but)
    }
}

/// Writes [`Groups`] with a field for each group, and what they are made of in the order of the fields.
macro_rules! groups {
    ($($(#[$what:meta])+ $name:ident = $row:expr;)+) => {
        /// Every group but those of [`Kind::ALL`], in the order of the fields of [`Groups`].
        const GROUPS: [Row; [$(stringify!($name)),+].len()] = [$($row),+];

        /// Every group. The names are those of the built-in lexicons; a user's join by their family.
        #[derive(Clone, Debug, Default)]
        pub struct Groups<'r> {
            marks: &'r [u32],
            $($(#[$what])+ pub $name: Group<'r>,)+
            /// By place in [`Kind::ALL`]: signs of that kind of talk.
            pub kinds: [Group<'r>; Kind::ALL.len()],
            /// By number of what an order rule looks for: the places of its lexicons' kept hits, rising.
            sights: Vec<Vec<u32>>,
            heard: Heard,
        }

        impl<'r> Groups<'r> {
            /// The groups by their place in [`GROUPS`], and those of kinds; nothing else yet.
            fn by_name(all: [Group<'r>; GROUPS.len()], kinds: [Group<'r>; Kind::ALL.len()]) -> Self {
                let [$($name),+] = all;
                Self { $($name,)+ kinds, ..Self::default() }
            }
        }
    };
}

groups! {
    /// Talk about the offer.
    pitch = weighing(&["pitch.*"]);
    /// Pain in the buyer's mouth.
    pain = weighing(&["pain.*"]);
    /// Pressure and need: what answers resistance by pushing.
    pushing = weighing(&["pressure.*", "neediness"]);
    /// Turns that ask for the sale (FINDINGS 3, asks).
    asks = weighing(&[
        "pressure.ask",
        "pressure.assumptive_close",
        "pressure.guilt_or_persistence",
        "pressure.hard_ask",
        "pressure.trial_close",
    ]);
    /// What makes a pitch no longer premature.
    opens = weighing(&["pain.*", "pursuit.bid", "pursuit.buying_question", "pursuit.requests_pitch"]);
    /// Questions about the buyer's world.
    discovery = weighing(&["process.discovery_question"]);
    /// Ways to take the initiative.
    initiative = Row { but: &["pursuit.requests_pitch"], ..weighing(&["pursuit.*"]) };
    /// Codes of effort on either side (METHOD 4.2, rule 4).
    effort = weighing(&["pitch.*", "pressure.*", "neediness", "pain.*", "pursuit.*"]);
    /// Codes that vouch for a sale (FINDINGS 3, sale-gate).
    vouches = Row {
        but: &["pursuit.change_talk", "pursuit.requests_pitch"],
        ..weighing(&["pitch.*", "pressure.*", "neediness", "pursuit.*"])
    };
    /// A purchase that is put on the table.
    on_offer = gate(&["ctx.on_offer"]);
    /// Recorded greetings.
    voicemail = gate(&["ctx.voicemail"]);
    /// Stop requests.
    callout = weighing(&["resist.pressure_callout"]);
    /// Acts that law or a regulator may look at (METHOD 1.2, compliance_alert).
    alarming = weighing(&["pressure.isolate", "pressure.guilt_or_persistence"]);
    /// What counts for a purchase in the buyer's mouth; METHOD 3.1.
    change = named(&["pursuit.change_talk", "pursuit.commitment", "pursuit.next_step_request", "pursuit.own_urgency"]);
    /// Closes; METHOD 3.1.
    closes = named(&["pressure.assumptive_close", "pressure.hard_ask", "pressure.trial_close"]);
    /// What the seller says back; METHOD 3.1.
    reflections = named(&["process.plain_echo", "process.reflect_summarise"]);
    /// What asks to be told; METHOD 2.3, on request.
    requests = named(&["pursuit.buying_question", "pursuit.next_step_request", "pursuit.requests_pitch"]);
    /// Resistance, also such as weighs nothing.
    resistance = named(&["resist.*"]);
    /// Pain, also such as weighs nothing.
    problems = named(&["pain.*"]);
}

/// All groups that a lexicon is in.
fn marks(lexicon: &Lexicon) -> u32 {
    let kinds = Kind::ALL.map(|kind| lexicon.mass == Mass::Gate && is_named(&lexicon.id, &[kind.lexicon()]));
    let all = GROUPS.iter().map(|row| row.holds(lexicon)).chain(kinds).enumerate();
    let groups = all.filter(|(_, holds)| *holds).fold(0, |marks, (place, _)| marks | 1 << place);
    if lexicon.weighs() { groups | WEIGHS } else { groups }
}

impl<'r> Groups<'r> {
    /// The groups of some rules with the hits of one call.
    #[must_use]
    pub fn of(rules: &'r Rules, judged: &Judgement) -> Self {
        let marks = rules.told.groups.get_or_init(|| rules.lexicons().iter().map(marks).collect());
        let sights_of = rules.told.sights.get_or_init(|| sights_of(rules));
        let mut sights = vec![Vec::new(); rules.orders().iter().map(|order| order.sights().count()).sum()];
        let group = |place: usize| Group { bit: 1 << place, marks, places: Vec::new() };
        let mut all: [Group<'r>; GROUPS.len()] = std::array::from_fn(group);
        let mut kinds: [Group<'r>; Kind::ALL.len()] = std::array::from_fn(|kind| group(GROUPS.len() + kind));
        for (place, kept) in (0..).zip(&judged.kept) {
            let mut rest = Marks::of(marks, kept.hit.lexicon).0 & !WEIGHS;
            while rest != 0 {
                let bit = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                let groups = if bit < all.len() { all.get_mut(bit) } else { kinds.get_mut(bit - GROUPS.len()) };
                groups.into_iter().for_each(|group| group.places.push(place));
            }
            for &sight in sights_of.get(usize::from(kept.hit.lexicon.0)).map_or(&[][..], Vec::as_slice) {
                sights.get_mut(sight).into_iter().for_each(|places: &mut Vec<u32>| places.push(place));
            }
        }
        Self { marks, sights, heard: Heard::of(judged, rules), ..Self::by_name(all, kinds) }
    }

    /// Each lexicon with kept hits, rising, with their places, rising.
    pub fn by_lexicon(&self) -> impl Iterator<Item = (LexiconId, &[u32])> {
        let places = |own: &Range<usize>| self.heard.places.get(own.clone()).unwrap_or_default();
        self.heard.lexicons.iter().map(move |(lexicon, own)| (*lexicon, places(own)))
    }

    /// The groups that a lexicon is in.
    pub(super) fn marks(&self, id: LexiconId) -> Marks {
        Marks::of(self.marks, id)
    }

    /// Places of the kept hits that may be what an order rule looks for.
    pub(super) fn sight(&self, number: usize) -> &[u32] {
        self.sights.get(number).map_or(&[], Vec::as_slice)
    }
}

/// Where the kept hits of each lexicon stand: most lexicons have none in a call.
#[derive(Clone, Debug, Default)]
struct Heard {
    /// Places of the kept hits by lexicon, those of one rising.
    places: Vec<u32>,
    /// Each lexicon with hits once, rising, with the part of `places` that is its own.
    lexicons: Vec<(LexiconId, Range<usize>)>,
}

impl Heard {
    fn of(judged: &Judgement, rules: &Rules) -> Self {
        let lexicon = |kept: &Kept| usize::from(kept.hit.lexicon.0);
        let mut ends = vec![0; rules.lexicons().len()];
        judged.kept.iter().for_each(|kept| ends[lexicon(kept)] += 1);
        let (mut lexicons, mut end) = (Vec::new(), 0);
        for (id, count) in (0..).map(LexiconId).zip(&mut ends).filter(|(_, count)| **count > 0) {
            lexicons.push((id, end..end + *count));
            // From here on where the next of its places belongs.
            (*count, end) = (end, end + *count);
        }
        let mut places = vec![0; judged.kept.len()];
        for (place, kept) in (0..).zip(&judged.kept) {
            let next = &mut ends[lexicon(kept)];
            places[*next] = place;
            *next += 1;
        }
        Self { places, lexicons }
    }
}

/// By lexicon: the numbers of what order rules look for that its hits may be.
fn sights_of(rules: &Rules) -> Vec<Vec<usize>> {
    let mut sights = vec![Vec::new(); rules.lexicons().len()];
    for sight in rules.orders().iter().flat_map(OrderRule::sights) {
        for (sights, _) in sights.iter_mut().zip(&sight.member).filter(|(_, is_one)| **is_one) {
            sights.push(sight.number);
        }
    }
    sights
}

#[cfg(test)]
mod tests {
    use super::Groups;
    use crate::call::{Points, Span};
    use crate::lexicon::is_named;
    use crate::scan::{Fired, GUARDS, Hit, Judgement, Kept, LexiconId, Rules};

    #[test]
    fn every_name_in_the_code_is_a_lexicon() {
        let rules = Rules::builtin().unwrap();
        for name in super::GROUPS.iter().flat_map(|row| row.names.iter().chain(row.but)) {
            assert!(rules.lexicons().iter().any(|lexicon| is_named(&lexicon.id, &[name])), "{name}");
        }
        for name in GUARDS.iter().flat_map(|guard| guard.listens_for()) {
            assert!(rules.lexicons().iter().any(|lexicon| is_named(&lexicon.id, &[name])), "{name}");
        }
    }

    #[test]
    fn a_group_holds_the_lexicons_of_its_names_and_knows_where_their_hits_stand() {
        let rules = Rules::builtin().unwrap();
        let mut judged = Judgement::default();
        let ids = || (0..u16::try_from(rules.lexicons().len()).unwrap()).map(LexiconId);
        // Twice each, the first time backwards, so that places do not stand by lexicon.
        for id in ids().rev().chain(ids()) {
            let hit = Hit {
                lexicon: id,
                phrase: 0,
                turn: 0,
                clause: 0,
                first: 0,
                length: 1,
                span: Span::default(),
                strength: Points::ONE.into(),
                confirmed: false,
            };
            judged.kept.push(Kept { hit, base: Points::ONE.into(), fired: Fired::default() });
        }
        let groups = Groups::of(&rules, &judged);
        let places = |belongs: &dyn Fn(LexiconId) -> bool| -> Vec<u32> {
            (0..).zip(&judged.kept).filter(|(_, kept)| belongs(kept.hit.lexicon)).map(|(place, _)| place).collect()
        };
        let id = |lexicon: LexiconId| rules.lexicon(lexicon).id.as_str();
        let weighs = |lexicon: LexiconId| rules.lexicon(lexicon).weighs();
        assert_eq!(groups.pitch.places, places(&|lexicon| weighs(lexicon) && id(lexicon).starts_with("pitch.")));
        assert_eq!(groups.resistance.places, places(&|lexicon| id(lexicon).starts_with("resist.")));
        assert_eq!(groups.voicemail.places, places(&|lexicon| id(lexicon) == "ctx.voicemail"));
        for (kind, group) in super::Kind::ALL.iter().zip(&groups.kinds) {
            assert_eq!(
                (
                    group.places.len(),
                    groups.marks(judged.kept[group.places[0] as usize].hit.lexicon).kinds().count_ones()
                ),
                (2, 1)
            );
            assert!(group.places.iter().all(|&place| id(judged.kept[place as usize].hit.lexicon) == kind.lexicon()));
        }
        for lexicon in ids() {
            assert_eq!(groups.marks(lexicon).weighs(), weighs(lexicon));
        }
        for sight in rules.orders().iter().flat_map(|order| order.sights()) {
            let holds = |lexicon: LexiconId| sight.member.get(usize::from(lexicon.0)) == Some(&true);
            assert_eq!(groups.sight(sight.number), places(&holds), "{}", sight.says);
        }
    }
}
