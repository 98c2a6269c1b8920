//! The lines of a text without what wraps them: front matter, HTML, fences and rules of Markdown.

use super::super::lines::{Line, lines, trim};

/// Lines in which front matter must end.
const FRONT: usize = 100;

/// What front matter says about the call.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front {
    /// Lines that it takes.
    lines: u32,
    /// The key `id`.
    pub(super) id: Option<String>,
    /// The key `date`.
    pub(super) date: Option<String>,
    /// The key `title`.
    pub(super) title: Option<String>,
}

/// Reads the front matter between two lines `---` at the start of a text; nothing where there is none.
pub(super) fn front(text: &str) -> Front {
    let mut front = Front::default();
    let mut all = lines(text).take(FRONT);
    if all.next().is_none_or(|line| line.text.trim_end() != "---") {
        return front;
    }
    for line in all {
        if line.text.trim_end() == "---" {
            front.lines = line.number;
            return front;
        }
        let Some((key, value)) = line.text.split_once(':') else { continue };
        let value = Some(value.trim().trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty());
        match key {
            "id" => front.id = value,
            "date" => front.date = value,
            "title" => front.title = value,
            _ => {}
        }
    }
    Front::default()
}

/// The lines after the front matter. Left out are HTML comments and `<span>` blocks, over several lines
/// too, fences and rules; headings stay.
pub(super) fn body<'t>(text: &'t str, front: &Front) -> impl Iterator<Item = Line<'t>> {
    let skip = front.lines;
    let mut closing: Option<&str> = None;
    lines(text).filter(move |line| {
        if line.number <= skip {
            return false;
        }
        let bare = trim(line.text);
        if let Some(end) = closing {
            closing = closing.filter(|_| !bare.contains(end));
            return false;
        }
        let block = match bare.as_bytes().first() {
            Some(b'<') if bare.starts_with("<!--") => Some("-->"),
            Some(b'<') if bare.starts_with("<span") => Some("</span>"),
            Some(b'`' | b'~') => return !(bare.starts_with("```") || bare.starts_with("~~~")),
            Some(b'*' | b'-' | b'_' | b'=') => return !is_rule(bare),
            _ => None,
        };
        closing = block.filter(|end| !bare.contains(end));
        block.is_none()
    })
}

/// True for three or more of one sign and nothing else.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| *c != ' ');
    let first = signs.next();
    signs.clone().count() >= 2 && signs.all(|sign| Some(sign) == first)
}

#[cfg(test)]
mod tests {
    use super::{Front, body, front};

    #[test]
    fn wrappers_are_left_out_and_numbers_stay() {
        let text =
            "---\ntitle: \"Demo\"\n---\n# T\n***\n<!-- a\nb: c -->\n```\nDana: hi\n<span>Bot: x</span>\nLee: ho\n";
        let front = front(text);
        assert_eq!(front.title.as_deref(), Some("Demo"));
        let found: Vec<_> = body(text, &front).filter(|l| !l.is_blank()).map(|l| (l.number, l.text)).collect();
        assert_eq!(found, [(4, "# T"), (9, "Dana: hi"), (11, "Lee: ho")]);
        assert_eq!(super::front("---\nDana: hi\n"), Front::default());
    }
}
