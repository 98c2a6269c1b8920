//! Text measured in cells of the terminal, where a Chinese character takes two and an accent none.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The text, its end replaced by `…` where it is wider than `width`.
pub(in crate::report) fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let end = last_that_fits(text.char_indices(), width).map_or(0, |(at, c)| at + c.len_utf8());
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

/// The text, its front replaced by `…` where it is wider than `width`: the end of a path tells more. It is cut
/// before a folder's `/` where there is one in what fits.
pub(in crate::report) fn cut_front(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let start = last_that_fits(text.char_indices().rev(), width).map_or(text.len(), |(at, _)| at);
    let fitting = &text[start..];
    let whole = fitting.find('/').filter(|&at| at + 1 < fitting.len()).unwrap_or(0);
    Cow::Owned(format!("…{}", &fitting[whole..]))
}

/// The last of these characters that leaves a cell of `width` for the `…`.
fn last_that_fits(chars: impl Iterator<Item = (usize, char)>, width: usize) -> Option<(usize, char)> {
    let mut cells = 0;
    let fits = |&(_, c): &(usize, char)| {
        cells += c.width().unwrap_or(0);
        cells < width
    };
    chars.take_while(fits).last()
}

/// The text with blanks behind it.
pub(in crate::report) fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", blanks(text, width))
}

/// The text with blanks in front of it.
pub(in crate::report) fn pad_front(text: &str, width: usize) -> String {
    format!("{}{text}", blanks(text, width))
}

/// What is missing to `width`, in blanks.
fn blanks(text: &str, width: usize) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{cut, cut_front, pad, pad_front};

    #[test]
    fn what_fits_stays_and_what_does_not_is_cut_to_the_width() {
        assert_eq!((&*cut("abcd", 4), &*cut("abcde", 4), &*cut("ab cd", 4)), ("abcd", "abc…", "ab…"));
        assert_eq!((&*cut_front("abcd", 4), &*cut_front("abcde", 4)), ("abcd", "…cde"));
        assert_eq!((&*cut_front("ab/cd/ef.vtt", 10), &*cut_front("abcdef/", 4)), ("…/ef.vtt", "…ef/"));
        for width in 1..8 {
            assert!(cut("中文字幕", width).width() <= width && cut_front("中文字幕", width).width() <= width);
        }
        assert_eq!((pad("中", 3), pad_front("7", 3)), ("中 ".to_owned(), "  7".to_owned()));
    }
}
