//! Packed inputs: what is in them, under which names, what is left out, and what no archive can do.

use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use flate2::write::GzEncoder;
use proptest::prelude::*;
use pursuit::batch::{self, Outcome, Totals};
use pursuit::error::ErrorKind;
use pursuit::monitor::Silent;
use pursuit::source::{Filter, Item, Stdin, list};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::talks::method;

/// A call, whose words hold a number.
fn call(number: usize) -> Vec<u8> {
    format!("Rep: call {number}, how do you plan your work?\nCustomer: we miss dates.\n").into_bytes()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
}

/// An archive of members by name; a name that ends in `/` is a folder.
fn zip(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        if name.ends_with('/') {
            writer.add_directory(*name, SimpleFileOptions::default()).unwrap();
        } else {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
    }
    writer.finish().unwrap().into_inner()
}

fn tar(members: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = tar::Header::new_gnu();
        // The name is put in as it is: the builder refuses what a hostile one would not.
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_entry_type(if name.ends_with('/') { tar::EntryType::Directory } else { tar::EntryType::Regular });
        header.set_cksum();
        builder.append(&header, &**bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

/// A folder with one file.
fn folder(name: &str, bytes: &[u8]) -> (tempfile::TempDir, PathBuf) {
    let top = tempfile::tempdir().unwrap();
    let path = top.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    (top, path)
}

/// All outcomes of a run over one path.
fn run(path: &Path, filter: &Filter, threads: usize) -> (Vec<Outcome>, Totals) {
    let listing = list(&[path.to_owned()], filter, Stdin::new(Box::new(&b""[..])));
    let mut out = Vec::new();
    let totals = batch::run(&listing, method(), threads, &Silent, &mut |outcome| {
        out.push(outcome);
        ControlFlow::Continue(())
    });
    (out, totals)
}

/// For each row its name without the folder, and its id or error.
fn rows(name: &str, bytes: &[u8], filter: &Filter) -> (Vec<(String, String)>, Totals) {
    let (top, path) = folder(name, bytes);
    let (out, totals) = run(&path, filter, 1);
    let from = format!("{}/", top.path().display());
    let row = |outcome: &Outcome| {
        let what = match &outcome.result {
            Ok(analysis) => analysis.id.clone(),
            Err(error) => {
                assert_eq!(error.place().path, outcome.path);
                assert!(error.advice().is_some(), "{error}");
                format!("{:?} {}", error.kind(), error.what())
            }
        };
        (outcome.path.replace(&from, ""), what)
    };
    (out.iter().map(row).collect(), totals)
}

/// The same with everything wanted.
fn all_rows(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    rows(name, bytes, &Filter::default()).0
}

/// Rows as they are compared.
fn want(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(name, what)| ((*name).to_owned(), (*what).to_owned())).collect()
}

#[test]
fn a_call_reads_alike_in_every_packing_whatever_its_name() {
    let plain = call(1);
    let (skippable, two) = ([&b"\x50\x2A\x4D\x18\x03\0\0\0abc"[..], &zstd(&plain)].concat(), plain.split_at(20));
    let packed = [
        gzip(&plain),
        [gzip(two.0), gzip(two.1)].concat(),
        bzip2(&plain),
        zstd(&plain),
        skippable,
        [zstd(two.0), zstd(two.1)].concat(),
        gzip(&zstd(&bzip2(&plain))),
    ];
    for (number, bytes) in packed.iter().enumerate() {
        for name in ["one.txt.gz", "one.json", "one"] {
            let (_top, path) = folder(name, bytes);
            let (out, _) = run(&path, &Filter::default(), 1);
            let analysis = out[0].result.as_ref().unwrap_or_else(|error| panic!("{number}: {error}"));
            assert_eq!((analysis.id.as_str(), analysis.words, out.len()), ("one", 11, 1), "{number}");
        }
    }
}

#[test]
fn members_are_items_of_their_own_in_the_order_of_the_archive() {
    let members = [
        ("b.txt", call(1)),
        ("a/", Vec::new()),
        ("a/x.txt", call(2)),
        ("../../up.txt", call(3)),
        ("/root.txt", call(4)),
        ("a/x.txt.gz", gzip(&call(5))),
        ("logo.png", vec![1]),
        ("LICENSE", vec![2]),
        (".hidden.txt", call(6)),
        ("__MACOSX/a/._x.txt", vec![3]),
        ("broken.txt", vec![0; 99]),
        ("inner.zip", zip(&[("c.txt", call(7))])),
    ];
    let names = ["b.txt", "a/x.txt", "../../up.txt", "/root.txt", "a/x.txt.gz", "broken.txt", "inner.zip!c.txt"];
    let broken = "Binary this is binary data, not the text of a call";
    let ids = ["b", "x", "up", "root", "x", broken, "c"];
    let want: Vec<_> = names.iter().zip(ids).map(|(name, id)| (format!("calls!{name}"), id.to_owned())).collect();
    for bytes in [zip(&members), tar(&members), gzip(&tar(&members)), zstd(&tar(&members)), bzip2(&tar(&members))] {
        let (found, totals) = rows("calls", &bytes, &Filter::default());
        assert_eq!(found, want);
        let skipped: Vec<_> = totals.skipped.iter().map(|(reason, files)| (reason.as_str(), *files)).collect();
        assert_eq!(skipped, [(".png", 1), ("no extension", 1)]);
        assert_eq!((totals.items, totals.calls, totals.failed), (1, 6, 1));
    }
}

#[test]
fn include_and_exclude_hold_inside_of_archives() {
    let inner = zip(&[("deep.vtt", call(1)), ("deep.txt", call(2))]);
    let members = [("old/a.txt", call(1)), ("b.log", call(2)), ("c.vtt.gz", gzip(&call(3))), ("d.zip", inner)];
    let bytes = zip(&members);
    let read = |include: &[&str], exclude: &[&str]| {
        let own = |patterns: &[&str]| patterns.iter().map(|&pattern| pattern.to_owned()).collect::<Vec<_>>();
        let (found, totals) = rows("calls.zip", &bytes, &Filter::new(&own(include), &own(exclude)).unwrap());
        let names: Vec<String> = found.iter().map(|(name, _)| name.replace("calls.zip!", "")).collect();
        (names.join(" "), totals.skipped.values().sum::<usize>())
    };
    let deep = "d.zip!deep.vtt d.zip!deep.txt";
    assert_eq!(read(&[], &[]), (format!("old/a.txt c.vtt.gz {deep}"), 1));
    assert_eq!(read(&["*.zip"], &[]), (format!("old/a.txt c.vtt.gz {deep}"), 1));
    assert_eq!(read(&["*.log"], &[]), ("b.log".to_owned(), 4));
    assert_eq!(read(&["*.vtt"], &[]), ("c.vtt.gz d.zip!deep.vtt".to_owned(), 3));
    assert_eq!(read(&["old/*"], &[]), ("old/a.txt".to_owned(), 4));
    assert_eq!(read(&[], &["old"]), (format!("c.vtt.gz {deep}"), 2));
    assert_eq!(read(&[], &["d.zip", "*.gz"]), ("old/a.txt".to_owned(), 3));
    assert_eq!(read(&["*.srt"], &[]), (String::new(), 5));
}

#[test]
fn what_a_tar_holds_besides_files_is_counted() {
    let mut builder = tar::Builder::new(Vec::new());
    for (kind, name) in
        [(tar::EntryType::Symlink, "link.txt"), (tar::EntryType::Link, "same.txt"), (tar::EntryType::Fifo, "pipe.txt")]
    {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        builder.append_link(&mut header, name, "/etc/passwd").unwrap();
    }
    let (found, totals) = rows("x.tar", &builder.into_inner().unwrap(), &Filter::default());
    let nothing = "Empty there is no transcript in this archive, only 3 other files";
    assert_eq!(found, want(&[("x.tar", nothing)]));
    let reasons: Vec<&str> = totals.skipped.keys().map(String::as_str).collect();
    assert_eq!(reasons, ["hard link", "no plain file", "symbolic link"]);
    let empty = "Empty there is nothing in this archive";
    assert_eq!(all_rows("x.zip", &zip(&[])), want(&[("x.zip", empty)]));
}

/// The bytes with those at `at` changed.
fn with(bytes: &[u8], at: usize, new: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    bytes[at..at + new.len()].copy_from_slice(new);
    bytes
}

#[test]
fn a_broken_member_costs_its_own_row() {
    let stored = |method| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, number) in [("a.txt", 1), ("b.txt", 2)] {
            writer.start_file(name, SimpleFileOptions::default().compression_method(method)).unwrap();
            writer.write_all(&call(number)).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let bytes = stored(zip::CompressionMethod::Stored);
    let damaged = with(&bytes, 40, b"XX");
    let found = all_rows("z.zip", &damaged);
    assert!(found[0].1.starts_with("Unreadable the zip data is damaged: "), "{found:?}");
    assert_eq!(found[1], ("z.zip!b.txt".to_owned(), "b".to_owned()));
    // Bit 0 of the flags, in the member's own header and in the directory, says that it is encrypted.
    let directory = bytes.windows(4).position(|sign| sign == b"PK\x01\x02").unwrap();
    let encrypted = with(&with(&bytes, 6, &[1]), directory + 8, &[1]);
    let locked = "Unreadable this member is encrypted";
    assert_eq!(all_rows("z.zip", &encrypted), want(&[("z.zip!a.txt", locked), ("z.zip!b.txt", "b")]));
    let rare = with(&with(&bytes, 8, &[12]), directory + 10, &[12]);
    let other = "Unreadable this member is packed in a way that is not read: only store and deflate are";
    assert_eq!(all_rows("z.zip", &rare), want(&[("z.zip!a.txt", other), ("z.zip!b.txt", "b")]));
}

#[test]
fn an_archive_that_breaks_off_gives_what_came_before() {
    let bytes = tar(&[("a.txt", call(1)), ("b.txt", call(2))]);
    let found = all_rows("t.tar", &bytes[..1600]);
    let cut = "Unreadable the tar data is cut off";
    assert_eq!(found[..2], want(&[("t.tar!a.txt", "a"), ("t.tar!b.txt", cut)]));
    assert!(found.len() == 3 && found[2].1.starts_with("Unreadable the tar data is "), "{found:?}");
    let packed = gzip(&call(1));
    let cut = "Unreadable the gzip data is cut off";
    assert_eq!(all_rows("a.txt.gz", &packed[..packed.len() - 9]), want(&[("a.txt.gz", cut)]));
    let packed = zip(&[("a.txt", call(1))]);
    let found = all_rows("z.zip", &packed[..packed.len() - 30]);
    assert!(found.len() == 1 && found[0].1.starts_with("Unreadable the zip data is "), "{found:?}");
}

#[test]
fn limits_hold_and_are_named() {
    let bomb = vec![b'a'; 3 << 20];
    let filter = Filter::default().at_most(1 << 20);
    let kind = |bytes: &[u8]| rows("x", bytes, &filter).0;
    let large = "TooLarge larger than 1 MiB, the most that is read of one input";
    assert_eq!(kind(&bomb), want(&[("x", large)]));
    let whole = "TooLarge what is packed here comes to more than 1 MiB and more than 200 times its size, the most that \
                 is unpacked of one input; nothing behind this was read";
    assert_eq!(kind(&gzip(&bomb)), want(&[("x", whole)]));
    // A member that is too large costs itself, as long as the whole is within the limits.
    let noise: Vec<u8> = (0..20_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let members = [("a.txt", bomb.clone()), ("b.txt", call(1)), ("noise.txt", noise)];
    assert_eq!(kind(&zip(&members))[..2], want(&[("x!a.txt", large), ("x!b.txt", "b")]));
    let many: Vec<(String, Vec<u8>)> = (0..9).map(|n| (format!("{n}.txt"), vec![b'a'; 500_000])).collect();
    let many: Vec<(&str, Vec<u8>)> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let found = kind(&zip(&many));
    assert_eq!((found.len(), found[2].1.as_str()), (3, whole));
    let mut deep = zip(&[("a.txt", call(1))]);
    for _ in 0..3 {
        deep = zip(&[("z.zip", deep)]);
    }
    assert_eq!(all_rows("z", &deep)[0].1, "a");
    let found = all_rows("z", &gzip(&deep));
    assert_eq!(found[0].1, "TooLarge packed more than 4 times over, the most that is unpacked");
}

#[test]
fn an_office_document_is_one_input_and_no_archive() {
    let parts = [("[Content_Types].xml", b"<Types/>".to_vec()), ("word/document.xml", b"<w/>".to_vec())];
    let document = zip(&parts);
    for (name, bytes) in [("a.docx", document.clone()), ("calls.zip", zip(&[("a.docx", document)]))] {
        let found = all_rows(name, &bytes);
        let what = if name == "a.docx" { name } else { "calls.zip!a.docx" };
        assert_eq!((found.len(), found[0].0.as_str()), (1, what), "{found:?}");
    }
}

#[test]
fn standard_input_is_unpacked_too_and_so_is_a_single_item() {
    let bytes = gzip(&tar(&[("a.txt", call(1)), ("b.txt", call(2))]));
    let (calls, trouble) = batch::calls(&Item::stdin(Stdin::new(Box::new(Cursor::new(bytes)))));
    let names: Vec<&str> = calls.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!((names, trouble.len()), (vec!["a", "b"], 0));
    let (_, trouble) = batch::calls(&Item::stdin(Stdin::new(Box::new(&b"PK\x03\x04"[..]))));
    assert_eq!((trouble[0].kind(), trouble[0].place().path.as_str()), (ErrorKind::Unreadable, "<stdin>"));
}

#[test]
fn an_archive_gives_the_same_on_any_number_of_threads() {
    let members: Vec<(String, Vec<u8>)> = (0..60).map(|n| (format!("{:02}.txt", (n * 7) % 60), call(n))).collect();
    let members: Vec<(&str, Vec<u8>)> = members.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    let (_top, path) = folder("calls.zip", &zip(&members));
    let want = run(&path, &Filter::default(), 1);
    assert_eq!(want.0.len(), 60);
    for threads in [2, 7] {
        assert_eq!(run(&path, &Filter::default(), threads), want);
    }
}

#[test]
fn an_archive_is_left_when_nobody_reads_any_more() {
    let members: Vec<(String, Vec<u8>)> = (0..9).map(|n| (format!("{n}.txt"), call(n))).collect();
    let members: Vec<(&str, Vec<u8>)> = members.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    for bytes in [zip(&members), tar(&members), zip(&[("inner.tar", tar(&members)), ("last.txt", call(9))])] {
        let mut seen = 0;
        Item::stdin(Stdin::new(Box::new(Cursor::new(bytes)))).each(&mut |_| {
            seen += 1;
            if seen == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert_eq!(seen, 3);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damaged_archive_panics(
        which in 0_usize..6,
        cut in any::<prop::sample::Index>(),
        edits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let members = [("a.txt", call(1)), ("b/c.txt.gz", gzip(&call(2))), ("d.zip", zip(&[("e.txt", call(3))]))];
        let (zip, tar) = (zip(&members), tar(&members));
        let mut bytes = vec![gzip(&tar), bzip2(&tar), zstd(&tar), zstd(&zip), zip, tar].swap_remove(which);
        for (place, byte) in edits {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        for cut in [bytes.len(), cut.index(bytes.len() + 1)] {
            let (_, trouble) = batch::calls(&Item::stdin(Stdin::new(Box::new(Cursor::new(bytes[..cut].to_vec())))));
            prop_assert!(trouble.iter().all(|error| error.kind() != ErrorKind::Internal), "{:?}", trouble);
        }
    }
}
