//! "Did you mean": the way out of a slip of the pen.

/// Likeness from which a word is taken for a slip of another, 0 to 1. Judgement: two letters in six.
const ALIKE: f64 = 0.6;

/// What to use instead of `typed`: the word it is a slip of, else all of them.
pub(crate) fn instead<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let alike = |word: &&str| (strsim::normalized_damerau_levenshtein(typed, word) * 1000.0).round() as u32;
    match known.iter().copied().max_by_key(alike) {
        Some(word) if f64::from(alike(&word)) >= ALIKE * 1000.0 => format!("did you mean `{word}`?"),
        _ => format!("use one of: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::instead;

    #[test]
    fn slips_are_mended_and_other_words_get_the_list() {
        let known = || ["seller", "buyer"].into_iter();
        assert_eq!(instead("selers", known()), "did you mean `seller`?");
        assert_eq!(instead("colour", known()), "use one of: seller, buyer");
    }
}
