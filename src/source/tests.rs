//! What is listed, in which order, under which names.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Filter, Item, Listing, Stdin, list, stem};
use crate::error::{Error, ErrorKind};

/// What can be told of an item.
pub(super) fn told(item: &Item) -> String {
    format!("{item:?}")
}

/// An item of that path and one of seven kinds: of the filter, of a filter of its own, a lost one, standard input.
pub(super) fn item(path: &str, kind: usize, filter: &Arc<Filter>) -> Item {
    match kind {
        0..4 => Item { filter: Arc::clone(filter), asked: kind.is_multiple_of(2), ..Item::file(path) },
        4 => Item::file(path),
        5 => Item::lost(PathBuf::from(path), Error::new(ErrorKind::Unreadable, "gone")),
        _ => Item::stdin(Stdin::default()),
    }
}

/// A folder with files of these names, each holding its name.
fn folder(names: &[&str]) -> tempfile::TempDir {
    let top = tempfile::tempdir().unwrap();
    for name in names {
        let path = top.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
        fs::write(&path, name).unwrap();
    }
    top
}

/// Lists paths below `top`.
fn listed(top: &Path, paths: &[&str], filter: &Filter) -> Listing {
    let paths: Vec<PathBuf> = paths.iter().map(|path| top.join(path)).collect();
    list(&paths, filter, Stdin::new(Box::new(&b""[..])))
}

/// The names, without the folder they are in.
fn names(top: &Path, listing: &Listing) -> Vec<String> {
    let top = format!("{}/", top.display());
    listing.items.iter().map(|item| item.name().trim_start_matches(&top).to_owned()).collect()
}

/// The bytes of an item that is no archive.
fn bytes(item: &Item) -> Result<Vec<u8>, Error> {
    let mut all = Vec::new();
    item.each(&mut |member| {
        all.push(member.bytes);
        std::ops::ControlFlow::Continue(())
    });
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn items_are_sorted_by_bytes_and_listed_once_whatever_the_arguments() {
    let top = folder(&["a.txt", "a/x.vtt", "b.srt", "B.json", "new\nline.txt", "-dash.txt", "esc\x1b[31m.txt"]);
    let all = ["-dash.txt", "B.json", "a.txt", "a/x.vtt", "b.srt", "esc\x1b[31m.txt", "new\nline.txt"];
    for paths in [&["."][..], &["a.txt", ".", "./a", "a/x.vtt"], &["a/../a", "b.srt", ".", "a/x.vtt"]] {
        let listing = listed(top.path(), paths, &Filter::default());
        let found = names(top.path(), &listing);
        assert_eq!(found.len(), all.len(), "{paths:?}: {found:?}");
        assert!(listing.items.iter().is_sorted_by_key(|item| item.name()));
    }
    assert_eq!(names(top.path(), &listed(top.path(), &["."], &Filter::default())), all);
}

#[test]
fn a_walk_skips_and_counts_what_promises_no_transcript() {
    let top = folder(&["a.vtt", "b.PNG", "c.png", "LICENSE", "d.rs", ".hidden.vtt", "out/e.txt", "f.log", "skip.txt"]);
    #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
    fs::write(top.path().join(".gitignore"), "out/\n").unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test makes its own files")]
    fs::write(top.path().join(".pursuitignore"), "skip.txt\n").unwrap();
    let listing = listed(top.path(), &["."], &Filter::default());
    assert_eq!(names(top.path(), &listing), ["a.vtt"]);
    let skipped: Vec<_> = listing.skipped.iter().map(|(reason, count)| (reason.as_str(), *count)).collect();
    assert_eq!(skipped, [(".log", 1), (".png", 2), (".rs", 1), ("no extension", 1)]);
    let named = listed(top.path(), &["LICENSE", "out", ".hidden.vtt"], &Filter::default());
    assert_eq!(names(top.path(), &named), [".hidden.vtt", "LICENSE", "out/e.txt"]);
}

#[test]
fn include_and_exclude_narrow_and_include_widens_the_promise() {
    let top = folder(&["a.vtt", "f.log", "old/b.vtt", "old/deep/c.vtt"]);
    let filter = |include: &[&str], exclude: &[&str]| {
        let own = |patterns: &[&str]| patterns.iter().map(|&pattern| pattern.to_owned()).collect::<Vec<_>>();
        Filter::new(&own(include), &own(exclude)).unwrap()
    };
    let get = |filter: &Filter| names(top.path(), &listed(top.path(), &["."], filter));
    assert_eq!(get(&filter(&["*.log"], &[])), ["f.log"]);
    assert_eq!(get(&filter(&[], &["old"])), ["a.vtt"]);
    assert_eq!(get(&filter(&[], &["old/*.vtt"])), ["a.vtt", "old/deep/c.vtt"]);
    assert_eq!(get(&filter(&["*.vtt"], &["deep/"])), ["a.vtt", "old/b.vtt"]);
    assert_eq!(Filter::new(&["[a".to_owned()], &[]).unwrap_err().kind(), ErrorKind::Usage);
}

#[test]
fn the_output_of_a_run_is_not_its_input() {
    let top = folder(&["a.vtt", "results.ndjson"]);
    let filter = Filter::default().without_output(&top.path().join("results.ndjson"));
    assert_eq!(names(top.path(), &listed(top.path(), &["."], &filter)), ["a.vtt"]);
}

#[test]
fn globs_match_where_no_such_file_exists() {
    let top = folder(&["a/x.vtt", "a/y.log", "a/b/z.vtt", "[1].txt"]);
    let get = |path: &str| names(top.path(), &listed(top.path(), &[path], &Filter::default()));
    assert_eq!(get("a/*"), ["a/x.vtt", "a/y.log"]);
    assert_eq!(get("a/**/*.vtt"), ["a/b/z.vtt", "a/x.vtt"]);
    assert_eq!(get("[1].txt"), ["[1].txt"]);
    let none = listed(top.path(), &["a/*.srt"], &Filter::default());
    let error = bytes(&none.items.get(0).unwrap()).unwrap_err();
    assert_eq!((error.kind(), error.what()), (ErrorKind::Unreadable, "no file matches this glob"));
}

#[test]
#[cfg(unix)]
fn links_are_counted_not_followed_and_loops_end() {
    let top = folder(&["a/x.vtt"]);
    std::os::unix::fs::symlink("..", top.path().join("a/loop")).unwrap();
    std::os::unix::fs::symlink("x.vtt", top.path().join("a/same.vtt")).unwrap();
    let listing = listed(top.path(), &["."], &Filter::default());
    assert_eq!(names(top.path(), &listing), ["a/x.vtt"]);
    assert_eq!(listing.skipped.get("symbolic link"), Some(&2));
    let both = listed(top.path(), &["a/same.vtt", "a/x.vtt"], &Filter::default());
    assert_eq!(names(top.path(), &both), ["a/same.vtt"]);
}

#[test]
fn stdin_comes_last_and_once() {
    let top = folder(&["z.txt"]);
    let paths = ["-".into(), top.path().join("z.txt"), "-".into()];
    let listing = list(&paths, &Filter::default(), Stdin::new(Box::new(&b"hello"[..])));
    let stdin = listing.items.iter().last().unwrap();
    assert_eq!((listing.items.len(), stdin.name()), (2, "<stdin>".to_owned()));
    assert_eq!(bytes(&stdin).unwrap(), b"hello");
    assert_eq!(bytes(&stdin).unwrap_err().place().path, "<stdin>");
}

#[test]
fn a_missing_file_is_an_item_that_says_so() {
    let listing = list(&["./nowhere.vtt".into()], &Filter::default(), Stdin::default());
    let error = bytes(&listing.items.get(0).unwrap()).unwrap_err();
    assert_eq!((error.kind(), error.what()), (ErrorKind::Unreadable, "no such file or folder"));
    assert_eq!(error.place().path, "nowhere.vtt");
}

#[test]
fn stems_lose_packing_and_format() {
    assert_eq!([stem("b.vtt.gz"), stem(".x"), stem("a.b.json"), stem("-dash")], ["b", ".x", "a.b", "-dash"]);
}
