//! What other tools know a finding by from one run to the next.

use std::collections::BTreeMap;

/// Gives each finding a name of its own: its fingerprint with the call's name and id, and, should two of a run still be
/// alike, the number of the later one. Neither line, time nor speaker, so it survives another transcription.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// How often each was given.
    given: BTreeMap<String, u32>,
}

impl Identities {
    /// The name of the next finding: 32 hexadecimal digits.
    pub(super) fn next(&mut self, call: &str, id: &str, rule: &str, fingerprint: &str) -> String {
        let base = hash(&[call, id, rule, fingerprint]);
        let number = self.given.entry(base.clone()).or_default();
        *number += 1;
        if *number == 1 { base } else { hash(&[&base, &number.to_string()]) }
    }
}

/// Half of the hash tells any number of findings apart.
fn hash(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
    }
    hasher.finalize().to_hex().as_str().chars().take(32).collect()
}

#[cfg(test)]
mod tests {
    use super::Identities;

    #[test]
    fn no_two_are_alike_and_each_is_the_same_in_the_next_run() {
        let names = || {
            let mut all = Identities::default();
            [("a.vtt", "x"), ("a.vtt", "x"), ("b.vtt", "x"), ("a.vtt", "y")]
                .map(|(call, print)| all.next(call, "a", "check.verdict", print))
        };
        let first = names();
        assert_eq!(first, names());
        assert!(first.iter().all(|one| one.len() == 32 && first.iter().filter(|other| *other == one).count() == 1));
    }
}
