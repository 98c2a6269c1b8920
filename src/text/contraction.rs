//! Contractions to full words, while the apostrophe is there (METHOD 2.1.2).

/// Whole words and what they stand for; without an apostrophe only what can mean nothing else.
pub(super) const WHOLE: &[(&str, &[&str])] = &[
    ("ain't", &["is", "not"]),
    ("aint", &["is", "not"]),
    ("arent", &["are", "not"]),
    ("can't", &["can", "not"]),
    ("cannot", &["can", "not"]),
    ("cant", &["can", "not"]),
    ("couldnt", &["could", "not"]),
    ("didnt", &["did", "not"]),
    ("doesnt", &["does", "not"]),
    ("dont", &["do", "not"]),
    ("dunno", &["do", "not", "know"]),
    ("gimme", &["give", "me"]),
    ("gonna", &["going", "to"]),
    ("gotta", &["got", "to"]),
    ("hadnt", &["had", "not"]),
    ("hasnt", &["has", "not"]),
    ("havent", &["have", "not"]),
    ("hes", &["he", "is"]),
    ("im", &["i", "am"]),
    ("isnt", &["is", "not"]),
    ("itll", &["it", "will"]),
    ("ive", &["i", "have"]),
    ("kinda", &[]),
    ("lemme", &["let", "me"]),
    ("let's", &["let", "us"]),
    ("shan't", &["shall", "not"]),
    ("shes", &["she", "is"]),
    ("shouldnt", &["should", "not"]),
    ("sorta", &[]),
    ("thats", &["that", "is"]),
    ("theres", &["there", "is"]),
    ("theyre", &["they", "are"]),
    ("theyve", &["they", "have"]),
    ("wanna", &["want", "to"]),
    ("wasnt", &["was", "not"]),
    ("weve", &["we", "have"]),
    ("whats", &["what", "is"]),
    ("won't", &["will", "not"]),
    ("wont", &["will", "not"]),
    ("wouldnt", &["would", "not"]),
    ("y'all", &["you", "all"]),
    ("youll", &["you", "will"]),
    ("youre", &["you", "are"]),
    ("youve", &["you", "have"]),
];

/// By first letter, the last letters of such words, one bit each: most words need no look into the table.
const LAST_LETTERS: [u32; 26] = last_letters();

const fn last_letters() -> [u32; 26] {
    let mut table = [0; 26];
    let mut row = 0;
    while row < WHOLE.len() {
        let word = WHOLE[row].0.as_bytes();
        table[(word[0] - b'a') as usize] |= 1 << (word[word.len() - 1] - b'a');
        row += 1;
    }
    table
}

/// Might the word stand in [`WHOLE`]?
fn may_be_whole(word: &str) -> bool {
    let letter = |byte: &u8| byte.is_ascii_lowercase().then(|| usize::from(byte - b'a'));
    let ends = word.as_bytes().first().and_then(letter).zip(word.as_bytes().last().and_then(letter));
    ends.is_some_and(|(first, last)| LAST_LETTERS[first] >> last & 1 == 1)
}

/// Words whose `'s` is *is*; after any other word it is a possessive and stays a word of its own.
const TAKES_IS: &[&str] = &[
    "everybody",
    "everyone",
    "everything",
    "he",
    "here",
    "how",
    "it",
    "name",
    "nobody",
    "one",
    "she",
    "that",
    "there",
    "this",
    "what",
    "when",
    "where",
    "which",
    "who",
];

/// Does *lets* without an apostrophe mean *let us* behind these words of its clause? "it lets you" does not.
pub(super) fn invites<'w>(mut before: impl Iterator<Item = &'w str>) -> bool {
    /// What may stand before *let's* at the head of a clause.
    const OPENERS: &[&str] = &[
        "alright", "and", "but", "let", "now", "okay", "ok", "or", "right", "so", "then", "us", "well", "yeah", "yes",
    ];
    before.all(|word| OPENERS.contains(&word))
}

/// Calls `part` with each word that the lower-case `word` stands for.
pub fn expand(word: &str, mut part: impl FnMut(&str)) {
    if may_be_whole(word)
        && let Ok(row) = WHOLE.binary_search_by(|(whole, _)| (*whole).cmp(word))
    {
        WHOLE.get(row).into_iter().flat_map(|(_, parts)| *parts).for_each(|&word| part(word));
        return;
    }
    let Some((head, tail)) = word.rsplit_once('\'') else { return part(word) };
    match tail {
        "t" if head.ends_with('n') => {
            part(head.strip_suffix('n').unwrap_or(head));
            part("not");
        }
        "re" => [head, "are"].into_iter().for_each(part),
        "ve" => [head, "have"].into_iter().for_each(part),
        "m" => [head, "am"].into_iter().for_each(part),
        "ll" => [head, "will"].into_iter().for_each(part),
        "d" => [head, "would"].into_iter().for_each(part),
        "s" if TAKES_IS.binary_search(&head).is_ok() => [head, "is"].into_iter().for_each(part),
        "s" => [head, "'s"].into_iter().for_each(part),
        _ => word.split('\'').filter(|piece| !piece.is_empty()).for_each(part),
    }
}

#[cfg(test)]
mod tests {
    use super::{TAKES_IS, WHOLE, expand};

    fn expanded(word: &str) -> String {
        let mut out = Vec::new();
        expand(word, |part| out.push(part.to_owned()));
        out.join(" ")
    }

    #[test]
    fn tables_are_sorted() {
        assert!(WHOLE.is_sorted_by_key(|(word, _)| *word) && TAKES_IS.is_sorted());
    }

    #[test]
    fn only_the_unambiguous_is_expanded() {
        for (word, want) in [
            ("we're", "we are"),
            ("don't", "do not"),
            ("won't", "will not"),
            ("that's", "that is"),
            ("gonna", "going to"),
            ("client's", "client 's"),
            ("o'clock", "o clock"),
            ("were", "were"),
            ("its", "its"),
            ("well", "well"),
            ("kinda", ""),
            ("mustn't've", "mustn't have"),
        ] {
            assert_eq!(expanded(word), want, "{word}");
        }
    }
}
