//! The command line: case by case in `tests/cmd/*.toml`, each run in the folder beside it, if there is one;
//! and what no shell can show, on streams of our own.

use std::ffi::OsString;
use std::io::{self, Write};

use pursuit::cli::{self, Exit, Streams, Surface, Voice};

#[test]
fn commands_print_and_end_as_their_cases_say() {
    trycmd::TestCases::new().case("tests/cmd/*.toml");
}

/// Runs the program on these streams; gives its end and what went to standard error.
fn run(args: &[&str], stdout: &mut dyn Write, stdout_is: Surface) -> (Exit, String) {
    let mut stderr = Vec::new();
    let streams = Streams {
        stdin: Box::new(&b"\0\0\0"[..]),
        stdin_is_terminal: false,
        stdout,
        stdout_is,
        stderr: Voice::new(&mut stderr, Surface::default()),
    };
    let exit = cli::run(["pursuit"].iter().chain(args).map(OsString::from), streams);
    (exit, String::from_utf8(stderr).unwrap())
}

/// A standard output that takes nothing.
struct Broken(io::ErrorKind);

impl Write for Broken {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Err(self.0.into())
    }
}

/// Commands that print with nothing to read but standard input.
const PRINT: [&[&str]; 7] = [
    &["--help"],
    &["--version"],
    &["formats"],
    &["schema"],
    &["lexicon", "list"],
    &["lexicon", "show", "pressure.ask"],
    &["score", "-"],
];

#[test]
fn a_closed_pipe_is_a_quiet_end() {
    for args in PRINT {
        let (exit, said) = run(args, &mut Broken(io::ErrorKind::BrokenPipe), Surface::default());
        assert!(matches!(exit, Exit::Done | Exit::Unread) && said.is_empty(), "{args:?}: {exit:?} {said}");
    }
}

#[test]
fn a_full_disk_is_an_error_that_says_so() {
    for args in PRINT {
        let (exit, said) = run(args, &mut Broken(io::ErrorKind::StorageFull), Surface::default());
        assert!(exit == Exit::Usage && said.contains("<stdout>"), "{args:?}: {exit:?} {said}");
    }
}

#[test]
fn a_closed_pipe_does_not_cut_the_file_beside_it() {
    let top = tempfile::tempdir().unwrap();
    let file = top.path().join("calls.ndjson");
    let form = format!("ndjson={}", file.display());
    let (exit, _) = run(
        &["score", "-", "--format", "table", "--format", &form],
        &mut Broken(io::ErrorKind::BrokenPipe),
        Surface::default(),
    );
    assert_eq!(exit, Exit::Unread);
    let written = std::fs::read_to_string(file).unwrap();
    assert!(written.starts_with("{\"schema\":\"pursuit/1.3\",\"path\":\"<stdin>\","), "{written}");
    assert!(written.ends_with("}\n"), "{written}");
}

#[test]
fn colour_and_width_follow_the_terminal_and_the_flag() {
    let terminal = Surface { terminal: true, color: true, width: Some(70), height: Some(40) };
    let table = |flags: &[&str], surface| {
        let mut out = Vec::new();
        run(&[&["score", "-"], flags].concat(), &mut out, surface);
        String::from_utf8(out).unwrap()
    };
    assert!(table(&[], terminal).contains("\x1b[31mnot read"));
    assert!(!table(&["--color", "never"], terminal).contains('\x1b'));
    assert!(!table(&[], Surface::default()).contains('\x1b'));
    assert!(table(&["--color=always"], Surface::default()).contains('\x1b'));
}

#[cfg(unix)]
#[test]
fn a_run_that_is_told_to_end_leaves_no_half_a_file() {
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    // A shell that starts the tests in the background has them ignore the first, and the program goes on as it should.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0");
    let ignored = u64::from_str_radix(mask.trim(), 16).unwrap();
    for (signal, number, form) in [("INT", 2, "ndjson"), ("TERM", 15, "html")] {
        if ignored >> (number - 1) & 1 == 1 {
            continue;
        }
        let top = tempfile::tempdir().unwrap();
        std::fs::write(top.path().join("out"), "as it was").unwrap();
        let names = || {
            let mut names: Vec<_> =
                top.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        // It waits for more on its standard input, which stays open to the end: `wait` would close it.
        let mut run = Command::new(env!("CARGO_BIN_EXE_pursuit"))
            .args(["score", "-", "--format", form, "-o", "out"])
            .current_dir(top.path())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let held = run.stdin.take();
        let began = Instant::now();
        while names().len() < 2 && began.elapsed() < Duration::from_secs(60) {
            std::thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(names(), [format!(".out.{}.tmp", run.id()), "out".to_owned()]);
        let told = Command::new("kill").args(["-s", signal, &run.id().to_string()]).status().unwrap();
        assert!(told.success());
        assert_eq!(run.wait().unwrap().signal(), Some(number));
        drop(held);
        assert_eq!(names(), ["out"]);
        assert_eq!(std::fs::read_to_string(top.path().join("out")).unwrap(), "as it was");
    }
}
