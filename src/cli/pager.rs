//! A pager, as git has it: what is longer than the screen is shown in the reader's own program.

use std::io::Write;
use std::process::{Command, Stdio};

/// What is used where the environment names nothing.
const USUAL: &str = "less -FRX";

/// The pager's command line: `$PURSUIT_PAGER`, else `$PAGER`, else `less`. `None` if it is empty or `cat`.
#[expect(clippy::disallowed_methods, reason = "the environment is the command line's to look at")]
pub(super) fn command() -> Option<String> {
    let named = ["PURSUIT_PAGER", "PAGER"].iter().find_map(|name| std::env::var(name).ok());
    let command = named.unwrap_or_else(|| USUAL.to_owned());
    (!command.trim().is_empty() && command.trim() != "cat").then_some(command)
}

/// Shows the page and waits until the reader is done; false if the pager could not be started or failed, so that the
/// page must be shown in another way. The command is cut at blanks, no shell reads it.
pub(super) fn show(page: &[u8], command: Option<&str>) -> bool {
    let mut words = command.unwrap_or_default().split_whitespace();
    let Some(program) = words.next() else { return false };
    let mut pager = Command::new(program);
    pager.args(words).stdin(Stdio::piped());
    #[expect(clippy::disallowed_methods, reason = "the environment is the command line's to look at")]
    if std::env::var_os("LESS").is_none() {
        // A plain `less` would show colours as letters.
        pager.env("LESS", "FRX");
    }
    let Ok(mut child) = pager.spawn() else { return false };
    if let Some(mut pipe) = child.stdin.take() {
        // A reader that has seen enough closes the pipe.
        let _ = pipe.write_all(page);
    }
    // Ended by a signal, the reader wanted no more; ended with a number, the program did not work.
    child.wait().is_ok_and(|status| status.code().unwrap_or_default() == 0)
}

#[cfg(test)]
mod tests {
    use super::show;

    #[test]
    fn a_pager_that_is_not_there_shows_nothing_and_harms_nothing() {
        assert!(!show(b"page", None));
        assert!(!show(b"page", Some("no-such-pager-anywhere -x")));
    }

    #[cfg(unix)]
    #[test]
    fn a_pager_gets_the_page_and_one_that_fails_is_told() {
        let top = tempfile::tempdir().unwrap();
        let file = top.path().join("page.txt");
        assert!(show(b"a page\n", Some(&format!("cp /dev/stdin {}", file.display()))));
        assert_eq!(std::fs::metadata(&file).unwrap().len(), 7);
        assert!(!show(&[b'x'; 1 << 20], Some("false")));
    }
}
