//! Who sells and who buys.
//!
//! In order: `--seller` and `--buyer`, `[parties]` of `pursuit.toml`, what the export says, the
//! speaker's label (*Rep*, *Customer*), colleagues by the domain of their addresses, then the words of the
//! call ([`cast()`]). Where none of them speaks clearly the role is unknown; it is never guessed. One conclusion is
//! drawn from what the user says: where he puts all speakers but one on one side, that one is on the other.

mod cast;
mod introduce;
mod label;
mod reading;
mod words;

pub use cast::{Cast, cast};

use crate::call::{Call, Party, Points, Role, RoleSource, Turn};

/// A rule of the user: who is on which side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideRule {
    /// A name, an e-mail address or `@domain`; case does not matter.
    pub pattern: String,
    /// The side.
    pub role: Role,
}

/// What the user says about the sides; the first rule that matches wins, flags before configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sides {
    /// From `--seller` and `--buyer`.
    pub flags: Vec<SideRule>,
    /// From `[parties]` of `pursuit.toml`.
    pub config: Vec<SideRule>,
}

/// A party's role, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assigned {
    /// The side.
    pub role: Role,
    /// Where it comes from.
    pub source: RoleSource,
    /// 0 to 1.
    pub confidence: Points,
}

/// A party with its role and its share of the talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name as exported, cleaned.
    pub name: String,
    /// Address, where the export has one; no report shows it.
    pub email: Option<String>,
    /// The side.
    pub role: Role,
    /// Where the role comes from.
    pub role_source: RoleSource,
    /// 0 to 1.
    pub role_confidence: Points,
    /// Words between blanks.
    pub words: u32,
    /// Share of all words, 0 to 1.
    pub share: Points,
}

/// Trust in a label; judgement.
const LABEL: Points = Points(900);
/// Trust in the side of colleagues; judgement.
const COLLEAGUE: Points = Points(800);
/// Trust in the other side of two; judgement.
const ELIMINATED: Points = Points(900);

impl Sides {
    fn of(&self, party: &Party) -> Option<(Role, RoleSource)> {
        let find = |rules: &[SideRule]| {
            rules.iter().find(|rule| rule.fits(&party.name, party.email.as_deref())).map(|rule| rule.role)
        };
        let flag = find(&self.flags).map(|role| (role, RoleSource::Flag));
        flag.or_else(|| find(&self.config).map(|role| (role, RoleSource::Config)))
    }
}

impl SideRule {
    /// Does the rule name the person? Case, pronouns and other brackets behind the name do not matter, and
    /// *Okafor, Danielle* is *Danielle Okafor*.
    #[must_use]
    pub fn fits(&self, name: &str, email: Option<&str>) -> bool {
        let pattern = self.pattern.trim().to_lowercase();
        if pattern.is_empty() {
            return false;
        }
        // Some exports put the address where the name should be.
        let addresses = [email.unwrap_or_default().to_lowercase(), name.trim().to_lowercase()];
        if pattern.starts_with('@') {
            return addresses.iter().any(|address| address.ends_with(&pattern));
        }
        let [address, name] = &addresses;
        let bare = name.split(['(', '[']).next().unwrap_or_default().trim();
        let turned = bare.split_once(", ").map(|(last, first)| format!("{first} {last}"));
        *address == pattern || *name == pattern || bare == pattern || turned.is_some_and(|turned| turned == pattern)
    }
}

/// The role of every party, in the order of the call's parties.
#[must_use]
pub fn assign(call: &Call, turns: &[Turn<'_>], sides: &Sides) -> Vec<Assigned> {
    let mut roles: Vec<Assigned> = call.parties.iter().map(|party| assign_one(party, sides)).collect();
    let labelled = |role: &Assigned| role.role == Role::Seller && role.source == RoleSource::Label;
    if roles.iter().any(labelled) {
        for (role, party) in roles.iter_mut().zip(&call.parties) {
            if role.source == RoleSource::None && label::is_caller(&party.name) {
                *role = Assigned { role: Role::Buyer, source: RoleSource::Label, confidence: LABEL };
            }
        }
    }
    join_colleagues(call, &mut roles);
    let mut speaks = vec![false; call.parties.len()];
    for party in turns.iter().filter_map(|turn| turn.party) {
        if let Some(speaks) = speaks.get_mut(party.0 as usize) {
            *speaks = true;
        }
    }
    if let Some((party, role)) = eliminate(&roles, &speaks) {
        roles[party] = Assigned { role, source: RoleSource::Elimination, confidence: ELIMINATED };
    }
    roles
}

/// Puts open parties on the side of their colleagues, where all of these are on one.
fn join_colleagues(call: &Call, roles: &mut [Assigned]) {
    let houses = houses(call);
    let stated: Vec<(Option<&str>, Role)> =
        houses.iter().map(Option::as_deref).zip(roles.iter().map(|role| role.role)).collect();
    for (role, house) in roles.iter_mut().zip(&houses) {
        let colleagues = |side: Role| house.is_some() && stated.contains(&(house.as_deref(), side));
        let side = match (colleagues(Role::Seller), colleagues(Role::Buyer)) {
            (true, false) => Role::Seller,
            (false, true) => Role::Buyer,
            _ => continue,
        };
        if role.source == RoleSource::None {
            *role = Assigned { role: side, source: RoleSource::Colleague, confidence: COLLEAGUE };
        }
    }
}

/// By party: the company that its address belongs to. Some exports put the address where the name should be.
fn houses(call: &Call) -> Vec<Option<String>> {
    let house = |party: &Party| crate::call::domain(party.email.as_deref().unwrap_or(&party.name));
    call.parties.iter().map(house).collect()
}

/// The one speaker that the user left open, and the side that is left for him, if the user put all others on one side.
fn eliminate(roles: &[Assigned], speaks: &[bool]) -> Option<(usize, Role)> {
    let by_user = |party: &usize| matches!(roles[*party].source, RoleSource::Flag | RoleSource::Config);
    let (named, open): (Vec<usize>, Vec<usize>) = (0..roles.len()).filter(|&party| speaks[party]).partition(by_user);
    let (&[open], side) = (open.as_slice(), roles[*named.first()?].role) else { return None };
    let other = match side {
        Role::Seller => Role::Buyer,
        Role::Buyer => Role::Seller,
        Role::Other | Role::Unknown => return None,
    };
    let clear = roles[open].source == RoleSource::None && named.iter().all(|&party| roles[party].role == side);
    clear.then_some((open, other))
}

fn assign_one(party: &Party, sides: &Sides) -> Assigned {
    if let Some((role, source)) = sides.of(party) {
        return Assigned { role, source, confidence: Points::ONE };
    }
    if let Some(given) = party.given.filter(|given| given.role != Role::Unknown) {
        let confidence = Points(i64::from(given.confidence));
        return Assigned { role: given.role, source: RoleSource::Export(given.by), confidence };
    }
    match label::role(&party.name) {
        Some(role) => Assigned { role, source: RoleSource::Label, confidence: LABEL },
        None => Assigned { role: Role::Unknown, source: RoleSource::None, confidence: Points::ZERO },
    }
}

/// Every party with its role and its share of the words.
#[must_use]
pub fn speakers(call: &Call, turns: &[Turn<'_>], roles: &[Assigned]) -> Vec<Speaker> {
    let mut words = vec![0u32; call.parties.len()];
    let mut total = 0i64;
    for turn in turns {
        total += i64::from(turn.words);
        if let Some(words) = turn.party.and_then(|party| words.get_mut(party.0 as usize)) {
            *words = words.saturating_add(turn.words);
        }
    }
    let rows = call.parties.iter().zip(roles).zip(words);
    rows.map(|((party, assigned), words)| Speaker {
        name: party.name.clone(),
        email: party.email.clone(),
        role: assigned.role,
        role_source: assigned.source,
        role_confidence: assigned.confidence,
        words,
        share: Points(crate::call::divide(i64::from(words) * 1000, total)),
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::{SideRule, Sides, assign};
    use crate::call::{self, Draft, Role, RoleSource};

    fn roles(names: &[(&str, Option<&str>)], sides: &Sides) -> Vec<(Role, RoleSource)> {
        let mut draft = Draft::new();
        for (name, email) in names {
            let party = draft.party(name);
            email.iter().for_each(|email| draft.email(party, email));
            draft.say(Some(party), "hello", None, None, 1);
        }
        let call = draft.finish();
        assign(&call, &call::turns(&call), sides).into_iter().map(|role| (role.role, role.source)).collect()
    }

    fn seller(pattern: &str) -> Vec<SideRule> {
        vec![SideRule { pattern: pattern.to_owned(), role: Role::Seller }]
    }

    #[test]
    fn flags_win_over_configuration_and_both_over_labels() {
        let sides = Sides {
            flags: seller("customer"),
            config: vec![SideRule { pattern: "@our.example".to_owned(), role: Role::Buyer }],
        };
        let names = [("Customer", None), ("Lee", Some("lee@OUR.example")), ("Rep 2", None)];
        assert_eq!(
            roles(&names, &sides),
            [(Role::Seller, RoleSource::Flag), (Role::Buyer, RoleSource::Config), (Role::Seller, RoleSource::Label)]
        );
    }

    #[test]
    fn a_caller_is_the_customer_only_beside_an_agent() {
        let roles = |other| roles(&[("Caller 1", None), (other, None)], &Sides::default())[0];
        assert_eq!(roles("Agent"), (Role::Buyer, RoleSource::Label));
        assert_eq!(roles("Dana"), (Role::Unknown, RoleSource::None));
    }

    #[test]
    fn a_rule_knows_a_name_in_its_usual_dress() {
        let rule = &seller("Danielle Okafor")[0];
        for name in ["danielle okafor", "Danielle Okafor (She/Her)", "Danielle Okafor [Guest]", "Okafor, Danielle"] {
            assert!(rule.fits(name, None), "{name}");
        }
        assert!(!rule.fits("Danielle", None) && !rule.fits("Danielle Okaforte", None));
    }

    #[test]
    fn colleagues_sit_on_one_side() {
        let sides = Sides { flags: seller("Dana"), config: Vec::new() };
        let kim = |email| roles(&[("Dana", Some("dana@our.example")), ("Kim", Some(email))], &sides)[1];
        assert_eq!(kim("kim@OUR.example"), (Role::Seller, RoleSource::Colleague));
        assert_eq!(kim("kim@their.example"), (Role::Buyer, RoleSource::Elimination));
        let free = [("Dana", Some("dana@gmail.com")), ("Kim", Some("kim@gmail.com")), ("Lee", None)];
        assert_eq!(roles(&free, &sides)[1], (Role::Unknown, RoleSource::None));
    }

    #[test]
    fn the_other_of_two_is_on_the_other_side_only_if_the_user_named_one() {
        let sides = Sides { flags: seller("Dana"), config: Vec::new() };
        let two = [("Dana", None), ("Lee", None)];
        assert_eq!(roles(&two, &sides)[1], (Role::Buyer, RoleSource::Elimination));
        assert_eq!(roles(&two, &Sides::default())[1], (Role::Unknown, RoleSource::None));
        let three = [("Dana", None), ("Lee", None), ("Kim", None)];
        assert_eq!(roles(&three, &sides)[1], (Role::Unknown, RoleSource::None));
        let team = Sides { flags: [seller("Dana"), seller("Kim")].concat(), config: Vec::new() };
        assert_eq!(roles(&three, &team)[1], (Role::Buyer, RoleSource::Elimination));
        let both = Sides {
            flags: [seller("Dana"), vec![SideRule { pattern: "Kim".to_owned(), role: Role::Buyer }]].concat(),
            config: Vec::new(),
        };
        assert_eq!(roles(&three, &both)[1], (Role::Unknown, RoleSource::None));
        assert_eq!(roles(&[("Rep", None), ("Lee", None)], &Sides::default())[1].0, Role::Unknown);
    }
}
