//! Whose house an address belongs to.

/// Domains that anybody can have an address at, sorted; they never tell who is inside.
const FREE_MAIL: &[&str] = &[
    "aol.com",
    "fastmail.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "mail.ru",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "web.de",
    "yahoo.co.uk",
    "yahoo.com",
    "yandex.ru",
    "zoho.com",
];

/// The company's part of an address, in lower case; `None` for what is no address or a free one.
#[must_use]
pub fn domain(address: &str) -> Option<String> {
    let (_, domain) = address.trim().trim_end_matches('>').rsplit_once('@')?;
    let domain = domain.to_lowercase();
    (domain.contains('.') && FREE_MAIL.binary_search(&domain.as_str()).is_err()).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::{FREE_MAIL, domain};

    #[test]
    fn a_free_address_belongs_to_no_house() {
        assert!(FREE_MAIL.is_sorted());
        assert_eq!(domain("Ann <ann@Larch.example>").as_deref(), Some("larch.example"));
        assert_eq!((domain("ann@gmail.com"), domain("ann")), (None, None));
    }
}
