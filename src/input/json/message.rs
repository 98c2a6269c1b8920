//! A JSON parser's messages in plain words.

/// Beginnings of messages, and what they mean.
const MEANINGS: &[(&str, &str)] = &[
    ("EOF while parsing a string", "it ends inside a string"),
    ("EOF while parsing a list", "it ends inside a list"),
    ("EOF while parsing an object", "it ends inside an object"),
    ("EOF while parsing a value", "it ends where a value should stand"),
    ("control character", "a control character or a line end stands inside a string"),
    ("duplicate field ", "it has twice the key "),
    ("expected ident", "a word stands here without quotes"),
    ("expected value", "a value is missing here"),
    ("expected `:`", "a colon is missing after a key"),
    ("expected `,` or `]`", "a comma or the end of a list is missing here"),
    ("expected `,` or `}`", "a comma or the end of an object is missing here"),
    ("invalid escape", "a backslash inside a string stands before a letter that it cannot go with"),
    ("key must be a string", "a key stands here without quotes"),
    ("lone leading surrogate", "a character inside a string is cut in half"),
    ("missing field ", "it lacks the key "),
    ("recursion limit exceeded", "its lists and objects are nested too deeply"),
    ("trailing characters", "more text stands after its end"),
    ("trailing comma", "a comma stands before the end of a list or an object"),
    ("unexpected end of hex escape", "a character inside a string is cut in half"),
];
/// Types as the parser calls them, and as people do.
const TYPES: &[(&str, &str)] = &[
    ("boolean", "the value"),
    ("floating point", "the number"),
    ("integer", "the number"),
    ("map", "an object"),
    ("null", "null"),
    ("sequence", "a list"),
    ("string", "the text"),
];
/// What is wanted as the parser calls it, and as people do.
const WANTED: &[(&str, &str)] =
    &[("a map", "an object"), ("a sequence", "a list"), ("f64", "a number"), ("i64", "a whole number")];

/// The message in plain words; one that is not known stays as it is.
pub(super) fn plain(message: &str) -> String {
    if let Some((found, wanted)) = mismatch(message) {
        let wanted = WANTED.iter().find(|(word, _)| *word == wanted).map_or(wanted, |(_, plain)| plain);
        return format!("{wanted} should stand here, not {found}");
    }
    let known = MEANINGS.iter().find_map(|(beginning, plain)| Some((message.strip_prefix(beginning)?, *plain)));
    match known {
        Some((rest, plain)) if plain.ends_with(' ') => format!("{plain}{rest}"),
        Some((_, plain)) => plain.to_owned(),
        None => message.to_owned(),
    }
}

/// What was found and what was wanted, if that is what the message says.
fn mismatch(message: &str) -> Option<(String, &str)> {
    if let Some(rest) = message.strip_prefix("invalid length ") {
        return Some(("a list".to_owned(), rest.rsplit_once(", expected ")?.1));
    }
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    let (found, wanted) = rest.rsplit_once(", expected ")?;
    let found = TYPES.iter().find_map(|(word, plain)| Some(format!("{plain}{}", found.strip_prefix(word)?)));
    Some((found?.replace('`', ""), wanted))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn no_inner_words_are_left() {
        for (message, want) in [
            ("invalid type: sequence, expected a string", "a string should stand here, not a list"),
            ("invalid type: integer `2`, expected a call", "a call should stand here, not the number 2"),
            ("invalid type: string \"late\", expected f64", "a number should stand here, not the text \"late\""),
            ("invalid length 1, expected a call", "a call should stand here, not a list"),
            ("missing field `turns`", "it lacks the key `turns`"),
            ("expected ident", "a word stands here without quotes"),
            ("EOF while parsing a string", "it ends inside a string"),
            ("number out of range", "number out of range"),
        ] {
            assert_eq!(plain(message), want);
        }
    }
}
