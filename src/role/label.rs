//! Speaker labels that say the role: *Rep*, *Sales Agent 2*, *Customer (Dana)*.

use crate::call::Role;

/// Labels of sellers, in lower case; FORMATS 0.4. *Caller* and *Host* say nothing about who sells.
const SELLERS: &[&str] = &[
    "account executive",
    "account manager",
    "advisor",
    "ae",
    "agent",
    "bdr",
    "customer success",
    "customer success manager",
    "rep",
    "representative",
    "sales",
    "sales agent",
    "sales consultant",
    "sales executive",
    "sales manager",
    "sales person",
    "sales rep",
    "sales representative",
    "salesman",
    "salesperson",
    "saleswoman",
    "sdr",
    "seller",
    "vendor",
];

/// Labels of buyers, in lower case.
const BUYERS: &[&str] = &["buyer", "client", "customer", "homeowner", "prospect", "prospective customer"];

/// Labels of sellers that in brackets behind a name are a job, which the other side may have, too.
const JOBS: &[&str] = &[
    "account manager",
    "advisor",
    "customer success",
    "customer success manager",
    "sales consultant",
    "sales executive",
    "sales manager",
];

/// Behind a label these make another title of it, whoever has it: a client *partner* and a customer *support*
/// engineer sell or serve, a buyer's *agent* buys, an advisor *to* somebody may do either.
const TITLES: &[&str] = &[
    "account",
    "acquisition",
    "advisor",
    "advocate",
    "ae",
    "agent",
    "analyst",
    "architect",
    "assistant",
    "associate",
    "bdr",
    "care",
    "consultant",
    "coordinator",
    "director",
    "engagement",
    "engineer",
    "engineering",
    "executive",
    "experience",
    "for",
    "gen",
    "generation",
    "growth",
    "happiness",
    "head",
    "hero",
    "implementation",
    "lead",
    "manager",
    "marketing",
    "of",
    "officer",
    "onboarding",
    "operations",
    "owner",
    "partner",
    "product",
    "project",
    "qualifier",
    "relations",
    "relationship",
    "rep",
    "representative",
    "s",
    "sales",
    "sdr",
    "service",
    "services",
    "side",
    "solutions",
    "specialist",
    "strategist",
    "success",
    "support",
    "team",
    "to",
    "trainer",
    "vp",
];

/// The role that a speaker's label states: the label alone or numbered, before a name, or in brackets behind one.
/// Where brackets and the words before them speak of different sides, nothing is stated.
pub(super) fn role(name: &str) -> Option<Role> {
    let folded = name.to_lowercase();
    let before = by_label(folded.split('(').next().unwrap_or_default());
    let Some((inside, _)) = folded.split_once('(').and_then(|(_, rest)| rest.split_once(')')) else { return before };
    let labelled = |side: &[&str]| words(inside).iter().any(|word| side.binary_search(word).is_ok());
    let speaks_of = [(SELLERS, Role::Seller), (BUYERS, Role::Buyer)].map(|(side, role)| labelled(side).then_some(role));
    let inner = by_label(inside).filter(|_| JOBS.binary_search(&words(inside).join(" ").as_str()).is_err());
    match (inner, before) {
        (Some(inner), Some(before)) => (inner == before).then_some(inner),
        (Some(inner), None) => Some(inner),
        (None, Some(before)) => speaks_of.iter().flatten().all(|role| *role == before).then_some(before),
        (None, None) => None,
    }
}

/// Is the speaker called *Caller*? Beside an *Agent* that is the customer; alone it says nothing.
pub(super) fn is_caller(name: &str) -> bool {
    words(&name.to_lowercase()) == ["caller"]
}

fn by_label(text: &str) -> Option<Role> {
    let words = words(text);
    // The longest label first; one word more may be a name ("Agent Mike Rivera").
    (1..=words.len().min(3)).rev().find_map(|count| {
        let label = words.get(..count)?.join(" ");
        if words.iter().skip(count).any(|word| TITLES.binary_search(word).is_ok()) {
            return None;
        }
        let side = [(SELLERS, Role::Seller), (BUYERS, Role::Buyer)];
        side.into_iter().find(|(labels, _)| labels.binary_search(&label.as_str()).is_ok()).map(|(_, role)| role)
    })
}

/// The words of a label, numbers left out.
fn words(text: &str) -> Vec<&str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{BUYERS, JOBS, SELLERS, TITLES, role};
    use crate::call::Role;

    #[test]
    fn labels_state_roles_and_names_do_not() {
        assert!([SELLERS, BUYERS, JOBS, TITLES].iter().all(|list| list.is_sorted()));
        for (name, want) in [
            ("Rep", Some(Role::Seller)),
            ("AGENT 2", Some(Role::Seller)),
            ("Agent Mike Rivera", Some(Role::Seller)),
            ("Sales Rep (Dana)", Some(Role::Seller)),
            ("Dana (Customer)", Some(Role::Buyer)),
            ("Prospect-1", Some(Role::Buyer)),
            ("Speaker 1", None),
            ("Caller", None),
            ("Repa", None),
            ("", None),
            ("Dana Sales", None),
            ("Host", None),
            ("Dana (Customer Success)", None),
            ("Jo Park (Sales Manager)", None),
            ("Jo Park (Lead SDR)", None),
            ("Sam Reyes (AE)", Some(Role::Seller)),
            ("Account Manager Bel Fen", Some(Role::Seller)),
            ("Customer from Borg", Some(Role::Buyer)),
            ("Client Account Executive Pat", None),
            ("Buyer's Agent Kim", None),
            ("Agent (Buyer side)", None),
            ("Sales (customer)", None),
            ("Advisor to CFO", None),
            ("Lead SDR", None),
            ("Customer Success Manager", Some(Role::Seller)),
            ("Customer Support", None),
            ("Client Partner Jo", None),
            ("Lead Consultant", None),
            ("Buyer Agent", None),
        ] {
            assert_eq!(role(name), want, "{name}");
        }
    }
}
