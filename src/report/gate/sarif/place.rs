//! Places as SARIF has them: URIs, regions, and names where there are no lines.

use super::log::{Artifact, Location, Logical, Physical, Region, Text};
use super::plain;
use crate::check::Spot;
use crate::report::gate::place::Home;
use crate::report::visible;

/// What relative URIs are relative to: the folder in which the run was started.
pub(super) const BASE: &str = "SRCROOT";

/// The place of words.
pub(super) fn spot(home: &Home<'_>, spot: &Spot, message: Option<String>) -> Location {
    let place = &spot.place;
    let line = home.line(spot).map(u64::from);
    let shown = |text: Option<&str>| text.filter(|text| !text.trim().is_empty()).map(|text| Text { text: plain(text) });
    let region = line.map(|start_line| Region {
        start_line,
        start_column: place.column.map(u64::from),
        end_column: place.column.and(place.end_column).map(u64::from),
        snippet: shown(place.excerpt.get(place.mark.clone())),
    });
    let context = line.zip(shown(Some(&place.excerpt))).filter(|_| !place.mark.is_empty());
    let context = context.map(|(start_line, text)| Region { start_line, snippet: Some(text), ..Region::default() });
    let mut logical = member(home);
    if let Some(pointer) = &place.pointer {
        logical.push(named(pointer, "value"));
    }
    match (place.record, place.line) {
        (Some(record), None) => logical.push(named(&format!("piece {record}"), "element")),
        (_, Some(line)) if home.member.is_some() => logical.push(named(&format!("line {line}"), "element")),
        _ => {}
    }
    Location {
        physical_location: Physical { artifact_location: artifact(home), region, context_region: context },
        logical_locations: logical,
        message: message.map(|text| Text { text }),
    }
}

/// The place of a call as a whole, or a line of a file.
pub(super) fn file(home: &Home<'_>, line: Option<u64>, column: Option<u64>) -> Location {
    let line = line.filter(|line| *line > 0 && home.member.is_none());
    let region = line.map(|start_line| Region { start_line, start_column: column, ..Region::default() });
    Location {
        physical_location: Physical { artifact_location: artifact(home), region, context_region: None },
        logical_locations: member(home),
        message: None,
    }
}

/// The file packed in another.
fn member(home: &Home<'_>) -> Vec<Logical> {
    home.member.map(|member| named(member, "resource")).into_iter().collect()
}

fn named(name: &str, kind: &'static str) -> Logical {
    Logical { fully_qualified_name: visible(name).into_owned(), kind }
}

/// The file as a URI: relative to the base, or whole where the path is.
fn artifact(home: &Home<'_>) -> Artifact {
    let path = encoded(&home.file);
    let is_drive = home.file.get(1..3) == Some(":/");
    if path.starts_with('/') {
        Artifact { uri: format!("file://{path}"), uri_base_id: None }
    } else if is_drive {
        Artifact { uri: format!("file:///{}", path.replacen("%3A", ":", 1)), uri_base_id: None }
    } else {
        Artifact { uri: path, uri_base_id: Some(BASE) }
    }
}

/// A path with each byte that has a meaning in a URI, or none, as `%` and two digits.
fn encoded(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Home, artifact};

    #[test]
    fn paths_become_uris() {
        let of = |path| {
            let found = artifact(&Home::of(path));
            (found.uri, found.uri_base_id.is_some())
        };
        assert_eq!(of("./a b/ü,%:?#.vtt"), ("a%20b/%C3%BC%2C%25%3A%3F%23.vtt".to_owned(), true));
        assert_eq!(of("/a/b.vtt"), ("file:///a/b.vtt".to_owned(), false));
        assert_eq!(of("C:/a/b.vtt"), ("file:///C:/a/b.vtt".to_owned(), false));
        assert_eq!(of("calls.zip!a.vtt"), ("calls.zip".to_owned(), true));
    }
}
