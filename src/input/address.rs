//! Whose address is whose: exports list people with addresses apart from the speakers, who have only names.

use std::borrow::Cow;

use super::name::{clean, safe};

/// An address as it is written, safe to keep; `None` for what is none, such as a name or `None` in quotes.
pub(super) fn address(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.filter(|text| text.contains('@')).map(safe)
}

/// The addresses of a call's people.
#[derive(Debug, Default)]
pub(super) struct Addresses<'t> {
    /// Each address, with the name that the export gives to its owner, in lower case.
    known: Vec<(Option<String>, &'t str)>,
}

impl<'t> Addresses<'t> {
    /// Adds an address; text that is none, such as `None`, is left out.
    pub(super) fn add(&mut self, name: Option<&str>, address: &'t str) {
        let address = address.trim();
        if address.contains('@') {
            self.known.push((name.and_then(folded), address));
        }
    }

    /// The address of a speaker: the one listed with the same name, else the one that spells the name before its
    /// `@`. `None` if none or more than one does.
    pub(super) fn of(&self, speaker: &str) -> Option<&'t str> {
        let speaker = folded(speaker)?;
        let named = self.known.iter().filter(|(name, _)| name.as_deref() == Some(speaker.as_str()));
        let spelt = self.known.iter().filter(|(name, address)| name.is_none() && spells(address, &speaker));
        only(named.map(|(_, address)| *address)).or_else(|| only(spelt.map(|(_, address)| *address)))
    }
}

/// The only address of some, whatever its case.
fn only<'t>(mut addresses: impl Iterator<Item = &'t str>) -> Option<&'t str> {
    let first = addresses.next()?;
    addresses.all(|other| other.eq_ignore_ascii_case(first)).then_some(first)
}

/// A name to compare: clean, lower case; an address in its place is no name.
fn folded(name: &str) -> Option<String> {
    clean(name).filter(|name| !name.contains('@')).map(|name| name.to_lowercase())
}

/// True if an address spells a name of two words or more before its `@`: `sam.reyes`, `reyessam`. An initial is not
/// enough: it may be somebody else's.
fn spells(address: &str, name: &str) -> bool {
    let local = address.split(['@', '+']).next().unwrap_or_default();
    let local: String = local.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let words: Vec<String> = name.split_whitespace().map(|word| word.replace(['\'', '’', '-', '.'], "")).collect();
    let [first, .., last] = words.as_slice() else { return false };
    [words.concat(), format!("{first}{last}"), format!("{last}{first}")].contains(&local)
}

#[cfg(test)]
mod tests {
    use super::Addresses;

    #[test]
    fn addresses_are_found_by_name_or_by_how_they_are_spelt() {
        let mut all = Addresses::default();
        all.add(Some("Sam Reyes"), "sales@ourco.example");
        all.add(None, "dana.ng@borg.example");
        all.add(None, "lee.ito@borg.example");
        all.add(None, "itolee@borg.example");
        all.add(None, "k.oh@borg.example");
        all.add(Some("Ann Able"), "None");
        let of = |name| all.of(name);
        assert_eq!(
            (of("sam reyes (Host)"), of("Dana Ng")),
            (Some("sales@ourco.example"), Some("dana.ng@borg.example"))
        );
        assert_eq!((of("Lee Ito"), of("Ann Able"), of("Dana"), of("Kim Oh")), (None, None, None, None));
    }
}
