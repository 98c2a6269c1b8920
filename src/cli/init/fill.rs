//! The templates, with what was asked for in them. What is put in was checked by `wish`.

use super::wish::{Origin, Wish};
use crate::source::endings;

/// The address that is to be filled in: no address at all, so that nothing of anybody's can be had from it.
pub(super) const NOWHERE: &str = "<REPOSITORY>";
/// What is said of it in the files.
const FILL_IN: &str = " Put the address in the place of <REPOSITORY>.";
/// What `.gitlab-ci.yml` needs.
pub(super) const GITLAB_INCLUDE: &str = include_str!("templates/gitlab_include.yml");

/// `pursuit.toml`.
pub(super) fn policy(wish: &Wish) -> String {
    let list = |names: &[String]| names.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    let sellers = match wish.sellers.as_slice() {
        [] => "# seller = [\"@ourco.example\", \"Sam Reyes\"]".to_owned(),
        names => format!("seller = [{}]", list(names)),
    };
    filled(include_str!("templates/pursuit.toml"), &[("@SELLER@", sellers), ("@FOLDER@", below(wish))])
}

/// The workflow of GitHub.
pub(super) fn github(wish: &Wish) -> String {
    let on_github = wish.from.as_ref().and_then(Origin::on_github);
    let install = match on_github {
        Some(action) => {
            let action = format!("{action}/.github/actions/pursuit@{}", revision(wish));
            filled(include_str!("templates/github_action.yml"), &[("@ACTION@", action)])
        }
        None => filled(include_str!("templates/github_cargo.yml"), &origin(wish)),
    };
    filled(include_str!("templates/github.yml"), &[("@INSTALL@", install), ("@PATHS@", quoted(&wish.folder))])
}

/// The job of GitLab.
pub(super) fn gitlab(wish: &Wish) -> String {
    let paths = ("@PATHS@", quoted(&wish.folder));
    filled(include_str!("templates/gitlab.yml"), &[origin(wish).as_slice(), &[paths]].concat())
}

/// The entry for pre-commit.
pub(super) fn pre_commit(wish: &Wish) -> String {
    let files = format!("'^{}.*\\.(?i:{})$'", regex::escape(&below(wish)), endings().join("|"));
    let [address, revision, (blank, fill)] = origin(wish);
    let fill = if fill.is_empty() { fill } else { format!("\n  #{fill}") };
    filled(include_str!("templates/pre_commit.yml"), &[address, revision, (blank, fill), ("@FILES@", files)])
}

/// A word of a command line, in quotes if it needs some.
pub(super) fn word(text: &str) -> String {
    let plain = |sign: char| sign.is_alphanumeric() || "._/-+:@%".contains(sign);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

/// Where pursuit is installed from.
fn origin(wish: &Wish) -> [(&'static str, String); 3] {
    let (address, fill) = match &wish.from {
        Some(from) => (from.address.as_str(), ""),
        None => (NOWHERE, FILL_IN),
    };
    [("@FROM@", quoted(address)), ("@REVISION@", revision(wish)), ("@FILL@", fill.to_owned())]
}

/// The revision to install: the one named, else the tag of this version.
fn revision(wish: &Wish) -> String {
    let named = wish.from.as_ref().and_then(|from| from.revision.clone());
    named.unwrap_or_else(|| concat!("v", env!("CARGO_PKG_VERSION")).to_owned())
}

/// The folder of recordings as the beginning of a path; empty for all.
fn below(wish: &Wish) -> String {
    if wish.folder == "." { String::new() } else { format!("{}/", wish.folder) }
}

/// A string in double quotes, as TOML and YAML both read it.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A template with its blanks filled.
fn filled(template: &str, blanks: &[(&str, String)]) -> String {
    // A checkout may have given the template line ends of its own.
    let template = template.replace("\r\n", "\n");
    blanks.iter().fold(template, |text, (blank, with)| text.replace(blank, with))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{github, gitlab, policy, pre_commit};
    use crate::cli::config;
    use crate::cli::init::wish::{Kind, Origin, Wish};

    fn wish(folder: &str, from: Option<&str>) -> Wish {
        let from = from.map(|from| Origin::of(from).unwrap());
        let sellers = vec!["@ourco.example".to_owned(), "Ina \"Bo\\b\" Quill".to_owned()];
        Wish { kinds: Kind::ALL.to_vec(), folder: folder.to_owned(), sellers, from }
    }

    /// The policy with all that is commented out, too.
    fn whole(policy: &str) -> String {
        let is_key = |line: &str| {
            let name = |sign: char| sign.is_ascii_alphanumeric() || "_\".*".contains(sign);
            line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| key.chars().all(name))
        };
        let bare = |line: &str| line.strip_prefix("# ").filter(|line| is_key(line)).unwrap_or(line).to_owned();
        policy.lines().map(|line| bare(line) + "\n").collect()
    }

    #[expect(clippy::disallowed_methods, reason = "a test makes files of its own")]
    #[test]
    fn the_policy_loads_as_it_is_and_with_all_that_is_commented_out() {
        let top = tempfile::tempdir().unwrap();
        let file = top.path().join("pursuit.toml");
        let text = policy(&wish("demos", None));
        fs::write(&file, &text).unwrap();
        let config = config::load(Some(&file)).unwrap();
        assert_eq!((config.without_effect.len(), config.sides.len(), config.check.overrides.len()), (0, 2, 0));
        fs::write(&file, whole(&text)).unwrap();
        let config = config::load(Some(&file)).unwrap();
        assert_eq!((config.without_effect.len(), config.check.overrides.len()), (0, 1));
        assert_eq!((config.check.acceptances.len(), config.check.changes.before_pain.words), (1, Some(80)));
    }

    #[test]
    fn no_blank_is_left_and_nothing_is_invented() {
        for from in [None, Some("https://github.com/ourco/pursuit"), Some("https://git.example/x#abc")] {
            for folder in ["demos", ".", "our demos/2027"] {
                let wish = wish(folder, from);
                for text in [policy(&wish), github(&wish), gitlab(&wish), pre_commit(&wish)] {
                    let blanks = ["@SELLER@", "@FOLDER@", "@PATHS@", "@FROM@", "@REVISION@", "@FILL@", "@FILES@"];
                    assert!(blanks.iter().all(|blank| !text.contains(blank)), "{text}");
                    assert!(!text.contains("@INSTALL@") && !text.contains("@ACTION@"), "{text}");
                    assert!(!text.contains("http") || from.is_some(), "{text}");
                }
            }
        }
        assert!(
            github(&wish("demos", Some("git@github.com:ourco/p.git#v9")))
                .contains("ourco/p/.github/actions/pursuit@v9")
        );
    }

    #[test]
    fn the_hook_and_the_entry_know_the_endings_of_a_walk() {
        let endings = format!("(?i:{})$", crate::source::endings().join("|"));
        assert!(include_str!("../../../.pre-commit-hooks.yaml").contains(&endings), "{endings}");
        assert!(pre_commit(&wish("a.b", None)).contains(&format!("'^a\\.b/.*\\.{endings}'")));
    }
}
