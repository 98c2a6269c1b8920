//! Which call of the new result is which of the old one.

use std::collections::BTreeMap;

/// By what a call is known: the input, and its id in it.
#[derive(Clone, Copy, Debug)]
pub struct Named<'c> {
    /// The input.
    pub path: &'c str,
    /// The call's id.
    pub id: &'c str,
}

/// For each new call the place of its old one: by path and id, else by id, else by the name of the recording without
/// what marks a take. A name that stands twice on one side tells nothing, unless it stands as often in the same file: those
/// are told by their order.
#[must_use]
pub fn pairs(old: &[Named<'_>], new: &[Named<'_>]) -> Vec<Option<usize>> {
    let mut places: Vec<Option<usize>> = vec![None; new.len()];
    let mut is_taken = vec![false; old.len()];
    let keys: [&dyn Fn(&Named<'_>) -> String; 3] =
        [&|call| format!("{}\n{}", call.path, call.id), &|call| call.id.to_owned(), &|call| recording(call.path)];
    for (round, key) in keys.into_iter().enumerate() {
        let mut of_old: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, call) in old.iter().enumerate().filter(|(place, _)| !is_taken[*place]) {
            of_old.entry(key(call)).or_default().push(place);
        }
        let mut of_new: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (place, call) in new.iter().enumerate().filter(|(place, _)| places[*place].is_none()) {
            of_new.entry(key(call)).or_default().push(place);
        }
        for (name, here) in of_new {
            let there = of_old.get(&name).filter(|there| there.len() == here.len() && (round == 0 || here.len() == 1));
            for (&new, &old) in here.iter().zip(there.into_iter().flatten()) {
                (places[new], is_taken[old]) = (Some(old), true);
            }
        }
    }
    places
}

/// The name of a recording: that of its file, without folder, endings and what marks a take, such as `take-2`, `v3`,
/// `final` and dates.
fn recording(path: &str) -> String {
    let name = path.rsplit(['/', '\\', '!']).next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    let words: Vec<&str> =
        stem.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_mark = |word: &str| {
        let digits = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
        digits(word)
            || matches!(word, "take" | "version" | "final" | "new" | "old")
            || ["take", "v", "rev"].iter().any(|mark| word.strip_prefix(mark).is_some_and(digits))
    };
    let named: Vec<&str> = words.iter().copied().filter(|word| !is_mark(word)).collect();
    if named.is_empty() { stem } else { named.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::{Named, pairs, recording};

    #[test]
    fn calls_of_one_name_in_one_file_are_told_by_their_order() {
        let call = |path, id| Named { path, id };
        let both = [call("a.ndjson", "x"), call("a.ndjson", "x"), call("b.ndjson", "x")];
        assert_eq!(pairs(&both, &both), [Some(0), Some(1), Some(2)]);
        assert_eq!(pairs(&both[..2], &both[1..]), [None, None]);
        assert_eq!(pairs(&both[1..], &both), [None, None, Some(1)]);
    }

    #[test]
    fn takes_of_one_demo_have_one_name() {
        for path in ["a/Acme-demo.vtt", "b/acme_demo_take2.json", "acme-demo-v3.srt", "x.zip!acme demo 2026-03-02.txt"]
        {
            assert_eq!(recording(path), "acme demo", "{path}");
        }
        assert_eq!(recording("calls/2026-03-02.vtt"), "2026-03-02");
        assert_ne!(recording("acme-demo.vtt"), recording("acme-close.vtt"));
    }
}
