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

/// Edits, and the share of the letters in hundredths, up to which an id is a slip of another. Judgement: stricter than for
/// a word of a list, as another id may well be meant.
const EDITS: (usize, usize) = (2, 20);

/// The id that `typed` is a slip of: other case, its last part alone, or two letters wrong in ten.
pub(crate) fn slip_of<'a>(typed: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = typed.trim().to_lowercase();
    let edits = |id: &str| match id.rsplit('.').next() {
        Some(last) if last == typed => 0,
        _ => strsim::damerau_levenshtein(&typed, id),
    };
    let nearest = known.map(|id| (edits(id), id)).min()?;
    let (most, share) = EDITS;
    let is_slip = nearest.0 <= most && nearest.0 * 100 <= share * typed.chars().count();
    (is_slip && !typed.is_empty()).then_some(nearest.1)
}

#[cfg(test)]
mod tests {
    use super::{instead, slip_of};

    #[test]
    fn a_slip_of_an_id_is_near_it() {
        let known = || ["pain.problem", "pitch.launch"].into_iter();
        let rows = ["pain.problme", "Pain.Problem", "launch", "pitch.launcher", "pain.goal", "launcher", ""];
        let want =
            [Some("pain.problem"), Some("pain.problem"), Some("pitch.launch"), Some("pitch.launch"), None, None, None];
        assert_eq!(rows.map(|typed| slip_of(typed, known())), want);
    }

    #[test]
    fn slips_are_mended_and_other_words_get_the_list() {
        let known = || ["seller", "buyer"].into_iter();
        assert_eq!(instead("selers", known()), "did you mean `seller`?");
        assert_eq!(instead("colour", known()), "use one of: seller, buyer");
    }
}
