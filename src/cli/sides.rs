//! Who is on which side, as flags and configuration say it alike.

use crate::analyze::Analysis;
use crate::call::Role;
use crate::error::{Error, ErrorKind};
use crate::role::SideRule;

/// Rules of the user that have not named anybody yet.
pub(super) struct Unmet(Vec<SideRule>);

impl Unmet {
    /// All rules, before any call.
    pub(super) fn new(rules: &[SideRule]) -> Self {
        Self(rules.to_vec())
    }

    /// Strikes out those that name somebody in this call.
    pub(super) fn see(&mut self, analysis: &Analysis) {
        if !self.0.is_empty() {
            let meets =
                |rule: &SideRule| analysis.parties.iter().any(|party| rule.fits(&party.name, party.email.as_deref()));
            self.0.retain(|rule| !meets(rule));
        }
    }

    /// What to say about those that are left after all calls.
    pub(super) fn warnings(&self, calls: u64) -> Vec<Error> {
        let word = |rule: &SideRule| {
            let flag = if rule.role == Role::Seller { "--seller" } else { "--buyer" };
            let plural = if calls == 1 { "" } else { "s" };
            let what = format!("{flag} \"{}\" matches nobody in {calls} call{plural}", rule.pattern);
            Error::new(ErrorKind::Usage, what).next("see who is there with --seller ?, and give the name in full")
        };
        self.0.iter().map(word).collect()
    }
}

/// What `--seller ?` means: list who is there.
pub(super) const WHO_IS_THERE: &str = "?";

/// The rules in their order: sellers first, then buyers.
///
/// # Errors
/// A sentence if a pattern is empty or stands on both sides; the place is the caller's.
pub(super) fn rules(seller: &[String], buyer: &[String]) -> Result<Vec<SideRule>, Error> {
    let fail = |what: String, next: &str| Err(Error::new(ErrorKind::Usage, what).next(next));
    for pattern in seller.iter().chain(buyer) {
        if pattern.trim().is_empty() || pattern == "@" {
            return fail(format!("`{pattern}` names nobody"), "write a name, an e-mail address or @domain");
        }
        if pattern == WHO_IS_THERE {
            return fail("`?` names nobody".to_owned(), "`pursuit score --seller ?` lists who is in the calls");
        }
    }
    let both = seller.iter().find(|name| buyer.iter().any(|other| other.to_lowercase() == name.to_lowercase()));
    if let Some(both) = both {
        return fail(format!("`{both}` stands on both sides"), "leave it on one of them");
    }
    let rule = |role| move |pattern: &String| SideRule { pattern: pattern.clone(), role };
    Ok(seller.iter().map(rule(Role::Seller)).chain(buyer.iter().map(rule(Role::Buyer))).collect())
}
