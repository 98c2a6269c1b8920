//! Who is on which side, as flags and configuration say it alike.

use crate::call::Role;
use crate::error::{Error, ErrorKind};
use crate::role::SideRule;

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
    }
    let both = seller.iter().find(|name| buyer.iter().any(|other| other.to_lowercase() == name.to_lowercase()));
    if let Some(both) = both {
        return fail(format!("`{both}` stands on both sides"), "leave it on one of them");
    }
    let rule = |role| move |pattern: &String| SideRule { pattern: pattern.clone(), role };
    Ok(seller.iter().map(rule(Role::Seller)).chain(buyer.iter().map(rule(Role::Buyer))).collect())
}
