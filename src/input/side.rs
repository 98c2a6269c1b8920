//! What exports say about sides: field values such as `Internal` and `AGENT`, and domains of addresses.
//!
//! The tool that made the export belongs to the selling side, so *internal* is the seller. A host or an
//! organiser alone says only who opened the room.

use crate::call::{Draft, PartyId, Role};

pub(super) use crate::call::domain;

/// Values of role fields, in lower case and sorted, with the side they mean; FORMATS 0.4.
const VALUES: &[(&str, Role)] = &[
    ("acd", Role::Other),
    ("admin", Role::Seller),
    ("advisor", Role::Seller),
    ("ae", Role::Seller),
    ("agent", Role::Seller),
    ("bot", Role::Other),
    ("buyer", Role::Buyer),
    ("client", Role::Buyer),
    ("cust", Role::Buyer),
    ("custom_bot", Role::Other),
    ("customer", Role::Buyer),
    ("end_user", Role::Buyer),
    ("enduser", Role::Buyer),
    ("external", Role::Buyer),
    ("human_agent", Role::Seller),
    ("internal", Role::Seller),
    ("ivr", Role::Other),
    ("prospect", Role::Buyer),
    ("rep", Role::Seller),
    ("representative", Role::Seller),
    ("sales", Role::Seller),
    ("sales rep", Role::Seller),
    ("sales_rep", Role::Seller),
    ("salesperson", Role::Seller),
    ("sdr", Role::Seller),
    ("seller", Role::Seller),
    ("supervisor", Role::Seller),
    ("system", Role::Other),
    ("teammate", Role::Seller),
    ("vendor", Role::Seller),
    ("virtual_agent", Role::Other),
];

/// How far a field that names the side in so many words can be trusted, in thousandths; judgement.
pub(super) const STATED: u16 = 950;
/// How far an address at the recorder's own domain can be trusted, in thousandths; judgement.
pub(super) const DOMAIN: u16 = 800;

/// The side that a value of a role field means, in any case.
pub(super) fn role(value: &str) -> Option<Role> {
    let value = value.trim().to_lowercase();
    let found = VALUES.binary_search_by(|(known, _)| (*known).cmp(value.as_str())).ok()?;
    VALUES.get(found).map(|(_, role)| *role)
}

/// States a party's side by the value of a field; `by` names the field. A value that says nothing changes nothing.
pub(super) fn state(draft: &mut Draft, party: PartyId, value: Option<&str>, by: &'static str) {
    if let Some(role) = value.and_then(role) {
        draft.role(party, role, STATED, by);
    }
}

/// States by its address whether a party is of the recorder's own house, where both domains are companies'. One
/// company's domains may differ in their ends, `emea.acme.com` and `acme.co.uk`: those state nothing.
pub(super) fn state_domain(draft: &mut Draft, party: PartyId, email: &str, house: Option<&str>, by: &'static str) {
    let (Some(own), Some(house)) = (domain(email), house) else { return };
    if own == house {
        draft.role(party, Role::Seller, DOMAIN, by);
    } else if !shares_a_name(&own, house) {
        draft.role(party, Role::Buyer, DOMAIN, by);
    }
}

/// True if two domains have a name in common that is longer than a country's or a kind's.
fn shares_a_name(one: &str, other: &str) -> bool {
    let names = |domain: &'_ str| -> Vec<String> {
        let (rest, _) = domain.rsplit_once('.').unwrap_or((domain, ""));
        rest.split('.').filter(|name| name.len() > 3).map(str::to_owned).collect()
    };
    let others = names(other);
    names(one).iter().any(|name| others.contains(name))
}

#[cfg(test)]
mod tests {
    use super::{VALUES, domain, role, shares_a_name};
    use crate::call::Role;

    #[test]
    fn lists_are_sorted_and_lower_case() {
        assert!(VALUES.is_sorted_by_key(|(value, _)| *value));
        assert!(VALUES.iter().all(|(value, _)| *value == value.to_lowercase()));
    }

    #[test]
    fn values_and_domains_are_told() {
        assert_eq!((role("AGENT"), role("External"), role("Unknown")), (Some(Role::Seller), Some(Role::Buyer), None));
        assert_eq!(domain("Ann@OurCo.com").as_deref(), Some("ourco.com"));
        for (own, house, same) in [
            ("emea.acme.com", "acme.com", true),
            ("acme.co.uk", "acme.com", true),
            ("borg.co.uk", "acme.co.uk", false),
            ("borg.com", "acme.com", false),
        ] {
            assert_eq!(shares_a_name(own, house), same, "{own} {house}");
        }
        assert_eq!((domain("ann@gmail.com"), domain("ann"), domain("None")), (None, None, None));
    }
}
