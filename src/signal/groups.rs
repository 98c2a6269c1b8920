//! Lexicons that signals and gates speak of together, and where their hits stand in a call.

use super::Kind;
use crate::lexicon::step::Sight;
use crate::lexicon::{Lexicon, Mass, OrderRule, is_named};
use crate::scan::{Judgement, LexiconId, Rules};

/// Some lexicons, and the places of their kept hits.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// By lexicon; none of those without any kept hit, which nobody asks about.
    member: Vec<bool>,
    /// Places among the kept hits, rising.
    pub places: Vec<usize>,
}

impl Group {
    fn new(rules: &Rules, heard: &Heard, belongs: impl Fn(&Lexicon) -> bool) -> Self {
        let mut member = vec![false; rules.lexicons().len()];
        for (id, _) in &heard.lexicons {
            member[usize::from(id.0)] = belongs(rules.lexicon(*id));
        }
        let places = heard.places(&member);
        Self { member, places }
    }

    /// Is the lexicon, of which some hit is kept, one of them?
    #[must_use]
    pub fn holds(&self, id: LexiconId) -> bool {
        self.member.get(usize::from(id.0)).copied().unwrap_or_default()
    }
}

/// Where the kept hits of each lexicon stand: most lexicons have none in a call, and a name costs more than a hit.
struct Heard {
    /// Each lexicon once, rising, with the places of its hits, rising.
    lexicons: Vec<(LexiconId, Vec<usize>)>,
}

impl Heard {
    fn of(judged: &Judgement, rules: &Rules) -> Self {
        let mut all = vec![Vec::new(); rules.lexicons().len()];
        for (place, kept) in judged.kept.iter().enumerate() {
            all[usize::from(kept.hit.lexicon.0)].push(place);
        }
        let lexicons = (0..).map(LexiconId).zip(all).filter(|(_, places)| !places.is_empty());
        Self { lexicons: lexicons.collect() }
    }

    /// Places of the hits of some lexicons, rising.
    fn places(&self, member: &[bool]) -> Vec<usize> {
        let is_one = |id: LexiconId| member.get(usize::from(id.0)) == Some(&true);
        let mut places = Vec::new();
        let mut lists = 0;
        for (_, of_lexicon) in self.lexicons.iter().filter(|(id, _)| is_one(*id)) {
            places.extend_from_slice(of_lexicon);
            lists += 1;
        }
        if lists > 1 {
            places.sort_unstable();
        }
        places
    }
}

/// Every group. The names are those of the built-in lexicons; a user's join by their family.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// Talk about the offer.
    pub pitch: Group,
    /// Pain in the buyer's mouth.
    pub pain: Group,
    /// Pressure and need: what answers resistance by pushing.
    pub pushing: Group,
    /// Turns that ask for the sale (FINDINGS 3, asks).
    pub asks: Group,
    /// What makes a pitch no longer premature.
    pub opens: Group,
    /// Questions about the buyer's world.
    pub discovery: Group,
    /// Ways to take the initiative.
    pub initiative: Group,
    /// Codes of effort on either side (METHOD 4.2, rule 4).
    pub effort: Group,
    /// Codes that vouch for a sale (FINDINGS 3, sale-gate).
    pub vouches: Group,
    /// By place in [`Kind::ALL`]: signs of that kind of talk.
    pub kinds: [Group; Kind::ALL.len()],
    /// A purchase that is put on the table.
    pub on_offer: Group,
    /// Recorded greetings.
    pub voicemail: Group,
    /// Stop requests.
    pub callout: Group,
    /// Acts that law or a regulator may look at (METHOD 1.2, compliance_alert).
    pub alarming: Group,
    /// By number of what an order rule looks for: the places of its lexicons' kept hits, rising.
    sights: Vec<Vec<usize>>,
}

impl Groups {
    /// The groups of some rules with the hits of one call.
    #[must_use]
    pub fn of(rules: &Rules, judged: &Judgement) -> Self {
        let heard = Heard::of(judged, rules);
        let but = |names: &[&str], but: &[&str]| {
            let named = |lexicon: &Lexicon| is_named(&lexicon.id, names) && !is_named(&lexicon.id, but);
            Group::new(rules, &heard, |lexicon| lexicon.weighs() && named(lexicon))
        };
        let group = |names: &[&str]| but(names, &[]);
        let gate = |name: &str| {
            Group::new(rules, &heard, |lexicon| lexicon.mass == Mass::Gate && is_named(&lexicon.id, &[name]))
        };
        Self {
            pitch: group(&["pitch.*"]),
            pain: group(&["pain.*"]),
            pushing: group(&["pressure.*", "neediness"]),
            asks: group(&[
                "pressure.ask",
                "pressure.assumptive_close",
                "pressure.guilt_or_persistence",
                "pressure.hard_ask",
                "pressure.trial_close",
            ]),
            opens: group(&["pain.*", "pursuit.bid", "pursuit.buying_question", "pursuit.requests_pitch"]),
            discovery: group(&["process.discovery_question"]),
            initiative: but(&["pursuit.*"], &["pursuit.requests_pitch"]),
            effort: group(&["pitch.*", "pressure.*", "neediness", "pain.*", "pursuit.*"]),
            vouches: but(
                &["pitch.*", "pressure.*", "neediness", "pursuit.*"],
                &["pursuit.change_talk", "pursuit.requests_pitch"],
            ),
            kinds: Kind::ALL.map(|kind| gate(kind.lexicon())),
            on_offer: gate("ctx.on_offer"),
            voicemail: gate("ctx.voicemail"),
            callout: group(&["resist.pressure_callout"]),
            alarming: group(&["pressure.isolate", "pressure.guilt_or_persistence"]),
            sights: sights(rules, &heard),
        }
    }

    /// Places of the kept hits that may be what an order rule looks for.
    pub(super) fn sight(&self, number: usize) -> &[usize] {
        self.sights.get(number).map_or(&[], Vec::as_slice)
    }
}

fn sights(rules: &Rules, heard: &Heard) -> Vec<Vec<usize>> {
    let places = |sight: &Sight| heard.places(&sight.member);
    rules.orders().iter().flat_map(OrderRule::sights).map(places).collect()
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
        let mut judged = Judgement::default();
        for (id, _) in (0..).map(LexiconId).zip(rules.lexicons()) {
            let hit = Hit {
                lexicon: id,
                phrase: 0,
                turn: 0,
                clause: 0,
                first: 0,
                end: 1,
                span: Span::default(),
                strength: Points::ONE,
                confirmed_by: None,
            };
            judged.kept.push(Kept { hit, base: Points::ONE, fired: Fired::default() });
        }
        let groups = format!("{:?}", Groups::of(&rules, &judged));
        // A group whose names met no lexicon would print members that are all false.
        for group in groups.split("member: [").skip(1) {
            let members = group.split(']').next().unwrap();
            assert!(members.contains("true"), "a group is empty: {members}");
        }
        for name in GUARDS.iter().flat_map(|guard| guard.listens_for()) {
            assert!(rules.lexicons().iter().any(|lexicon| is_named(&lexicon.id, &[name])), "{name}");
        }
    }
}
