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
const BUYERS: &[&str] = &["buyer", "client", "customer", "homeowner", "lead", "prospect", "prospective customer"];

/// Behind a label these make another title of it: a client *partner* and a customer *support* engineer sell or serve.
const TITLES: &[&str] = &[
    "agent",
    "care",
    "consultant",
    "director",
    "engineer",
    "executive",
    "experience",
    "generation",
    "lead",
    "manager",
    "officer",
    "partner",
    "relations",
    "rep",
    "representative",
    "service",
    "services",
    "specialist",
    "success",
    "support",
    "team",
];

/// The role that a speaker's label states: the label alone or numbered, before a name, or in brackets behind one.
pub(super) fn role(name: &str) -> Option<Role> {
    let folded = name.to_lowercase();
    let bracketed = folded.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inside, _)| inside);
    bracketed.and_then(by_label).or_else(|| by_label(folded.split('(').next().unwrap_or_default()))
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
        if words.get(count).is_some_and(|next| TITLES.binary_search(next).is_ok()) {
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
    use super::{BUYERS, SELLERS, TITLES, role};
    use crate::call::Role;

    #[test]
    fn labels_state_roles_and_names_do_not() {
        assert!(SELLERS.is_sorted() && BUYERS.is_sorted() && TITLES.is_sorted());
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
            ("Dana (Customer Success)", Some(Role::Seller)),
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
