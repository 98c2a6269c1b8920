//! Tags and entities of cue text. Tags are taken out first, then entities are decoded once, so
//! `&lt;i&gt;` stays as literal text. Unknown tags are text.

use std::borrow::Cow;

use memchr::memchr3;

use super::lines::beginning;

/// Bytes within which a tag must close; a longer one is text, so a line of `<` costs little.
const LONGEST_TAG: usize = 256;
/// Tags of VTT and SRT that mean nothing here.
const TAGS: &[&str] = &["v", "c", "br", "i", "b", "u", "s", "ruby", "rt", "lang", "font"];

/// The text without tags, with entities decoded; borrowed where there are none.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if memchr3(b'<', b'&', b'{', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr3(b'<', b'&', b'{', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let read = if from.starts_with('&') { entity(from, &mut out) } else { tag(from).map_or(0, |tag| tag.len) };
        if read > 0 && from.as_bytes().get(..3).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<br")) {
            out.push(' ');
        }
        let step = if read == 0 { push_first(from, &mut out) } else { read };
        rest = from.get(step..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Copies the first character, whatever it is, and returns its length.
fn push_first(text: &str, out: &mut String) -> usize {
    let first = text.chars().next().unwrap_or_default();
    out.push(first);
    first.len_utf8()
}

/// A tag at the start of some text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Bytes with both brackets.
    pub(super) len: usize,
    /// For `<v Name>` what stands for the name, raw; for `</v>` the empty text.
    pub(super) voice: Option<&'t str>,
}

/// The known tag at the start of `text`: `<v Name>`, `</i>`, `<00:00:19.000>`, `{\an8}`.
pub(super) fn tag(text: &str) -> Option<Tag<'_>> {
    let near = beginning(text, LONGEST_TAG);
    if near.starts_with("{\\") {
        return Some(Tag { len: near.find('}')? + 1, voice: None });
    }
    let len = near.find('>')? + 1;
    let inner = near.get(1..len - 1).filter(|_| near.starts_with('<'))?;
    let closing = inner.starts_with('/');
    let body = inner.strip_prefix('/').unwrap_or(inner).trim_end_matches('/');
    let name = body.split(|c: char| c == '.' || c.is_whitespace()).next().unwrap_or_default();
    let known = TAGS.iter().any(|known| known.eq_ignore_ascii_case(name));
    let time = !name.is_empty() && body.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'));
    if !known && !time {
        return None;
    }
    let voice = match name {
        "v" if closing => Some(""),
        "v" => Some(body.split_once(char::is_whitespace).map_or("", |(_, name)| name.trim())),
        _ => None,
    };
    Some(Tag { len, voice })
}

/// Decodes the entity at the start of `text` into `out` and returns its length, 0 if it is none.
/// Control characters are dropped, a non-breaking space becomes a space.
fn entity(text: &str, out: &mut String) -> usize {
    let Some(end) = beginning(text, 12).find(';') else { return 0 };
    let name = text.get(1..end).unwrap_or_default();
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let found = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        "lrm" | "rlm" => Some('\0'),
        _ => match name.strip_prefix('#') {
            Some(rest) => match rest.strip_prefix(['x', 'X']) {
                Some(digits) => number(digits, 16),
                None => number(rest, 10),
            },
            None => None,
        },
    };
    let Some(c) = found else { return 0 };
    if c == '\u{A0}' || c == '\n' {
        out.push(' ');
    } else if !c.is_control() {
        out.push(c);
    }
    end + 1
}

#[cfg(test)]
mod tests {
    use super::{plain, tag};

    #[test]
    fn known_tags_go_and_unknown_ones_stay() {
        for (raw, want) in [
            ("Like a <00:19.000>big-a <c.colorE5>pie</c>", "Like a big-a pie"),
            ("one<br>two<BR/>three", "one two three"),
            ("{\\an8}<font color=\"red\">Top</font> 2<3,5>1", "Top 2<3,5>1"),
            ("<div> {x} a < b", "<div> {x} a < b"),
            ("&lt;i&gt;R&amp;D&lt;/i&gt; &amp;lt; &#39;&#x41;&bogus; &", "<i>R&D</i> &lt; 'A&bogus; &"),
            ("&#27;[31m&nbsp;&lrm;x", "[31m x"),
        ] {
            assert_eq!(plain(raw), want);
        }
    }

    #[test]
    fn a_voice_tag_names_its_speaker() {
        assert_eq!(tag("<v.loud Dana &amp; Lee>Hi").unwrap().voice, Some("Dana &amp; Lee"));
        assert_eq!(tag("</v>").unwrap().voice, Some(""));
        assert_eq!(tag(&format!("<v {}>", "x".repeat(300))), None);
    }
}
