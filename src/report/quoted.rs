//! A quote in the sentence around it: a few words of evidence alone say little.

use crate::call::Span;

/// Characters of the sentence that are shown on either side.
const SHOWN: usize = 90;
/// What ends a sentence.
const END: [char; 3] = ['.', '?', '!'];

/// What stands around a quote within its sentence, as far as there is room; `…` where some is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// Before it.
    pub(super) before: String,
    /// Behind it.
    pub(super) after: String,
}

impl Around {
    /// What stands around the bytes of `span`; `None` where the text has no such bytes.
    pub(super) fn of(text: &str, span: Span) -> Option<Self> {
        let (start, end) = (span.start as usize, span.end as usize);
        let (before, quote, after) = (text.get(..start)?, text.get(start..end)?, text.get(end..)?);
        let first = before.rfind(END).map_or(0, |at| at + 1);
        let last = after.find(END).map_or(after.len(), |at| at + 1);
        let before = before.get(first..)?.trim_start();
        // What ends with its sentence has none of the next.
        let after = if quote.ends_with(END) { "" } else { after.get(..last)?.trim_end() };
        Some(Self { before: end_of(before), after: beginning_of(after) })
    }
}

fn end_of(words: &str) -> String {
    let Some((at, _)) = words.char_indices().rev().nth(SHOWN) else { return words.to_owned() };
    let fitting = words.get(at..).unwrap_or_default();
    format!("… {}", fitting.find(' ').map_or(fitting, |blank| &fitting[blank + 1..]))
}

fn beginning_of(words: &str) -> String {
    let Some((at, _)) = words.char_indices().nth(SHOWN) else { return words.to_owned() };
    let fitting = words.get(..at).unwrap_or_default();
    format!("{} …", fitting.rfind(' ').map_or(fitting, |blank| &fitting[..blank]))
}

#[cfg(test)]
mod tests {
    use super::Around;
    use crate::call::Span;

    #[test]
    fn a_quote_stands_in_its_sentence_and_long_ones_are_cut_at_a_blank() {
        let around = |text: &str, quote: &str| {
            let start = u32::try_from(text.find(quote).unwrap()).unwrap();
            let end = start + u32::try_from(quote.len()).unwrap();
            Around::of(text, Span { start, end }).map(|Around { before, after }| [before, after])
        };
        let both = |before: &str, after: &str| Some([before.to_owned(), after.to_owned()]);
        assert_eq!(around("Well. So it sends mail, too. Fine.", "it sends"), both("So ", " mail, too."));
        assert_eq!(around("Is it so? Yes.", "it so?"), both("Is ", ""));
        let long = format!("{} it sends {}", "word ".repeat(40), "word ".repeat(40));
        let [before, after] = around(&long, "it sends").unwrap();
        assert!(
            before.starts_with("… word") && after.ends_with("word …") && before.chars().count() < 95,
            "{before}|{after}"
        );
        assert_eq!(Around::of("né", Span { start: 2, end: 3 }), None);
    }
}
