//! Where results go: what they replace, what they must not replace, and who may read them.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs the program in a folder; gives how it ended and what it said on standard output and on standard error.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pursuit"));
    let done = command.args(args).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (done.status.code(), said(&done.stdout), said(&done.stderr))
}

const CALL: &str = "Rep: What brings you here?\nBuyer: We keep missing deadlines.\n";

/// A folder with two calls, a configuration and a lexicon.
fn folder() -> tempfile::TempDir {
    let top = tempfile::tempdir().unwrap();
    let put = |name: &str, text: &str| fs::write(top.path().join(name), text).unwrap();
    ["calls", "ours"].iter().for_each(|name| fs::create_dir(top.path().join(name)).unwrap());
    put("calls/a.txt", CALL);
    put("calls/b.txt", CALL);
    put("pursuit.toml", "[scoring]\nlexicons = [\"ours\"]\n");
    put("plain.toml", "[check]\nfail_on = [\"seller_pursuing\"]\n");
    put("limits.toml", "[check.limits]\n\"pressure.*\" = 0\n");
    put("ours/oars.toml", OARS);
    top
}

const OARS: &str = r#"
id      = "tracker.oars"
name    = "Oars"
said_by = "any"
mass    = "tracker"
why     = "What the boats need."

[[phrase]]
says     = "oars"
strength = "strong"
finds    = ["We have 2 spare oars."]
"#;

#[test]
fn no_input_is_written_over_however_it_was_named() {
    let top = folder();
    let kept = || fs::read_to_string(top.path().join("calls/a.txt")).unwrap() == CALL;
    for input in ["calls", "calls/a.txt", "calls/*.txt", "./calls", "."] {
        for args in [&["score", "--format", "csv"][..], &["convert"], &["check"], &["explain", "--call", "a"]] {
            let (code, _, said) =
                run(top.path(), &[args, &[input, "-o", "calls/a.txt", "--config", "plain.toml"]].concat());
            assert!(
                kept() && code == Some(2) && said.contains("overwrite one of the inputs"),
                "{input} {args:?}: {said}"
            );
        }
    }
    // A pattern that does not ask for it leaves it free.
    let (code, ..) =
        run(top.path(), &["score", "calls/b*", "--config", "plain.toml", "--format", "csv", "-o", "calls/a.txt"]);
    assert_eq!((code, kept()), (Some(0), false));
}

#[test]
fn a_second_run_replaces_the_results_of_the_first() {
    let forms = ["table", "json", "ndjson", "csv", "markdown", "html"].map(|form| vec!["score", "--format", form]);
    let gates =
        ["text", "json", "github", "gitlab", "junit", "markdown", "sarif"].map(|form| vec!["check", "--format", form]);
    let rest = [vec!["explain", "--call", "a"], vec!["score", "--color", "always"], vec!["check", "--color", "always"]];
    let top = folder();
    let out = top.path().join("out.txt");
    let solar = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/calls/pressure-solar.txt");
    fs::copy(solar, top.path().join("calls/solar.txt")).unwrap();
    for command in forms.into_iter().chain(gates).chain(rest) {
        for config in ["plain.toml", "limits.toml"] {
            let args = [&command[..], &[".", "--config", config, "-o", "out.txt"]].concat();
            let codes = [(); 2].map(|()| run(top.path(), &args));
            assert!(codes[0].0 == codes[1].0 && codes[0].0 != Some(2), "{args:?}: {codes:?}");
            fs::remove_file(&out).unwrap();
        }
    }
}

#[test]
fn what_rules_a_run_is_not_written_over() {
    let top = folder();
    fs::write(top.path().join(".pursuit-baseline.json"), "{}").unwrap();
    let score: &[&str] = &["score", "--format", "csv"];
    let (check, explain, convert): (&[&str], &[&str], &[&str]) =
        (&["check"], &["explain", "--call", "a"], &["convert"]);
    let files = [("pursuit.toml", score), ("./ours/oars.toml", explain), (".pursuit-baseline.json", check)];
    for (file, command) in files.into_iter().chain(files.map(|(file, _)| (file, convert))) {
        let before = fs::read_to_string(top.path().join(file)).unwrap();
        let (code, _, said) = run(top.path(), &[command, &["calls", "-o", file]].concat());
        assert!(code == Some(2) && said.contains("that this run goes by"), "{file} {command:?}: {said}");
        assert_eq!(fs::read_to_string(top.path().join(file)).unwrap(), before);
    }
    let accepts = ["check", "calls", "--update-baseline", "--baseline", "b.json", "--format", "json", "-o", "./b.json"];
    let (code, _, said) = run(top.path(), &accepts);
    assert!(code == Some(2) && said.contains("that this run goes by"), "{said}");
    let results = ["old.ndjson", "new.ndjson"];
    results.iter().for_each(|name| {
        let args = ["score", "calls", "--config", "plain.toml", "--format", "ndjson", "-o", name];
        assert_eq!(run(top.path(), &args).0, Some(0));
    });
    let (code, _, said) =
        run(top.path(), &["compare", "old.ndjson", "new.ndjson", "--config", "plain.toml", "-o", "new.ndjson"]);
    assert!(code == Some(2) && said.contains("that this run goes by"), "{said}");
}

#[cfg(unix)]
#[test]
fn what_is_open_already_is_written_through_its_handle() {
    let top = folder();
    let args = ["score", "calls", "--config", "plain.toml", "--format", "csv", "-o"];
    let printed = run(top.path(), &args[..6]);
    let (_, _, told) = run(top.path(), &[&args[..], &["/dev/stderr"]].concat());
    assert_eq!(told, format!("{}{}", printed.1, printed.2));
    for handle in ["/dev/fd/1", "/dev/stdout"] {
        let (code, out, said) = run(top.path(), &[&args[..], &[handle]].concat());
        assert_eq!((code, &out), (Some(0), &printed.1), "{handle}: {said}");
        let link = top.path().join("link");
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(handle, &link).unwrap();
        let log = fs::File::create(top.path().join("log")).unwrap();
        let mut others = log.try_clone().unwrap();
        for handle in [handle, "link"] {
            others.write_all(b"before\n").unwrap();
            let mut command = Command::new(env!("CARGO_BIN_EXE_pursuit"));
            let command = command.args(args).arg(handle).current_dir(top.path()).stdout(log.try_clone().unwrap());
            assert!(command.stderr(Stdio::null()).status().unwrap().success());
        }
        let whole = format!("before\n{}", printed.1).repeat(2);
        assert_eq!(fs::read_to_string(top.path().join("log")).unwrap(), whole, "{handle}");
    }
}

#[cfg(unix)]
#[test]
fn links_lead_to_the_file_and_rights_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let top = folder();
    let path = |name: &str| top.path().join(name);
    symlink("second", path("first")).unwrap();
    symlink("third", path("second")).unwrap();
    let write = || {
        assert_eq!(
            run(top.path(), &["score", "calls", "--config", "plain.toml", "--format", "csv", "-o", "first"]).0,
            Some(0)
        )
    };
    write();
    let is_link = |name: &str| fs::symlink_metadata(path(name)).unwrap().is_symlink();
    assert!(is_link("first") && is_link("second") && !is_link("third"));
    fs::set_permissions(path("third"), fs::Permissions::from_mode(0o4640)).unwrap();
    write();
    assert_eq!(fs::metadata(path("third")).unwrap().permissions().mode() & 0o7777, 0o640);
    assert!(is_link("first") && is_link("second"));
}
