//! What a file's extension promises. It decides only which files a walk reads; what they are is told by content.

use std::path::Path;

/// Extensions that promise a transcript, or an archive of some; the contract's list, sorted.
const PROMISES: &[&str] = &[
    "bz2", "csv", "docx", "gz", "json", "jsonl", "md", "ndjson", "parquet", "srt", "tar", "tbz", "tbz2", "tgz", "tsv",
    "txt", "tzst", "vtt", "zip", "zst",
];
/// Those that promise other files inside, sorted.
const PACKED: &[&str] = &["bz2", "gz", "tar", "tbz", "tbz2", "tgz", "tzst", "zip", "zst"];
/// Extensions of packings of one file, which are no part of a call's name.
const AROUND: &[&str] = &[".gz", ".zst", ".bz2"];

/// Extensions that promise a transcript, or an archive of some, sorted.
pub(crate) fn endings() -> &'static [&'static str] {
    PROMISES
}

/// Why a file met on the way is left out: `.png`, `no extension`. `None` if its extension promises a transcript.
pub(super) fn broken_by(path: &Path) -> Option<String> {
    let Some(extension) = extension(path) else { return Some("no extension".to_owned()) };
    match PROMISES.binary_search(&extension.as_str()) {
        Ok(_) => None,
        Err(_) => Some(format!(".{extension}")),
    }
}

/// True if other files may be inside.
pub(super) fn is_packed(path: &Path) -> bool {
    extension(path).is_some_and(|extension| PACKED.binary_search(&extension.as_str()).is_ok())
}

/// The name without the extension of a packing around it.
pub(super) fn unpacked(name: &str) -> &str {
    AROUND.iter().find_map(|packing| name.strip_suffix(packing)).unwrap_or(name)
}

/// The extension in lower case.
fn extension(path: &Path) -> Option<String> {
    path.extension().map(|extension| extension.to_string_lossy().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{PACKED, PROMISES};

    #[test]
    fn extensions_are_sorted_and_packings_promise_too() {
        assert!(PROMISES.is_sorted() && PACKED.is_sorted());
        assert!(PACKED.iter().all(|extension| PROMISES.contains(extension)));
    }
}
