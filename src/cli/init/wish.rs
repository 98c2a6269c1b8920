//! What `pursuit init` is asked for, checked so that it can stand in TOML, YAML and a shell without harm.

use std::path::{Component, Path};

use super::usage;
use crate::cli::args::Init;
use crate::cli::sides;
use crate::error::Error;

/// The folder of recordings that is taken if nobody names one.
pub(super) const FOLDER: &str = "demos";
/// Signs that a glob, a workflow, a shell or a regular expression would take for its own.
const SIGNS: &str = "$`*?[]{}<>|\\\"'!@#%";

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// What is written beside the policy, sorted.
    pub(super) kinds: Vec<Kind>,
    /// The folder of recordings, from the folder of the policy, with `/` between its parts; `.` for all.
    pub(super) folder: String,
    /// Who sells.
    pub(super) sellers: Vec<String>,
    /// Where pursuit is installed from, if that is known.
    pub(super) from: Option<Origin>,
}

/// What runs the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A workflow.
    Github,
    /// A job.
    Gitlab,
    /// A hook.
    PreCommit,
}

/// A repository to install from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Its address.
    pub(super) address: String,
    /// A tag or a commit; `None` for the tag of this version.
    pub(super) revision: Option<String>,
}

impl Kind {
    /// All of them.
    pub(super) const ALL: [Self; 3] = [Self::Github, Self::Gitlab, Self::PreCommit];

    /// How it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::PreCommit => "pre-commit",
        }
    }
}

impl Wish {
    /// What the flags say.
    ///
    /// # Errors
    /// One of them cannot be written into the files.
    pub(super) fn of(typed: &Init) -> Result<Self, Error> {
        let asked = |kind| match kind {
            Kind::Github => typed.github,
            Kind::Gitlab => typed.gitlab,
            Kind::PreCommit => typed.pre_commit,
        };
        Ok(Self {
            kinds: Kind::ALL.into_iter().filter(|kind| typed.all || asked(*kind)).collect(),
            folder: typed.paths.as_deref().map_or_else(|| Ok(FOLDER.to_owned()), folder)?,
            sellers: sellers(&typed.seller)?,
            from: typed.from.as_deref().map(Origin::of).transpose()?,
        })
    }
}

impl Origin {
    /// Reads `ADDRESS` or `ADDRESS#REVISION`.
    ///
    /// # Errors
    /// It is none, or holds a password.
    pub(super) fn of(typed: &str) -> Result<Self, Error> {
        let next = "name the address of its repository, such as https://HOST/OWNER/pursuit, behind # a tag or commit";
        let (address, revision) = match typed.split_once('#') {
            Some((address, revision)) => (address, Some(revision)),
            None => (typed, None),
        };
        let plain = |text: &str| !text.is_empty() && text.chars().all(|sign| sign.is_ascii_graphic());
        if !plain(address) || address.starts_with('-') || address.contains(['$', '`', '"', '\'', '\\', '<', '>', '{']) {
            return Err(usage(format!("`{address}` is no address to install from"), next));
        }
        let named = |text: &str| text.chars().all(|sign| sign.is_ascii_alphanumeric() || "._/-+".contains(sign));
        if let Some(revision) = revision.filter(|name| !plain(name) || !named(name) || name.starts_with('-')) {
            return Err(usage(format!("`{revision}` is no tag or commit"), next));
        }
        let user = address.split_once("://").and_then(|(_, rest)| rest.split('/').next()?.rsplit_once('@'));
        if user.is_some_and(|(user, _)| user.contains(':')) {
            return Err(usage("the address holds a password, which would stand in the files", "leave it out"));
        }
        Ok(Self { address: address.to_owned(), revision: revision.map(str::to_owned) })
    }

    /// `OWNER/NAME`, if it is on GitHub, where its action can be used.
    pub(super) fn on_github(&self) -> Option<&str> {
        let starts = ["https://github.com/", "ssh://git@github.com/", "git@github.com:"];
        let rest = starts.iter().find_map(|start| self.address.strip_prefix(start))?;
        let rest = rest.trim_end_matches('/');
        let rest = rest.strip_suffix(".git").unwrap_or(rest);
        let (owner, name) = rest.split_once('/')?;
        let named = |part: &str| {
            !part.is_empty() && part.chars().all(|sign| sign.is_ascii_alphanumeric() || "._-".contains(sign))
        };
        (named(owner) && named(name)).then_some(rest)
    }
}

/// A folder below the one of the policy, with `/` between its parts.
///
/// # Errors
/// It is none, or has a sign in its name that stands for something else in one of the files.
pub(super) fn folder(path: &Path) -> Result<String, Error> {
    let shown = path.to_string_lossy();
    let mut parts = Vec::new();
    for part in path.components() {
        match part {
            Component::Normal(part) => parts.push(part.to_string_lossy()),
            Component::CurDir => {}
            _ => {
                let what = format!("`{shown}` is not below the folder in which pursuit.toml is to stand");
                return Err(usage(what, "name a folder below it, such as demos"));
            }
        }
    }
    let folder = parts.join("/");
    let strange = |sign: &char| {
        sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{fffd}') || SIGNS.contains(*sign)
    };
    if let Some(sign) = folder.chars().find(strange) {
        let what = format!("`{shown}` has `{sign}` in its name, which means something else in a workflow or a pattern");
        return Err(usage(what, "name the folder otherwise"));
    }
    if folder.starts_with(['-', '~']) || shown.is_empty() {
        return Err(usage(format!("`{shown}` is no folder that a shell would find"), "name the folder otherwise"));
    }
    Ok(if folder.is_empty() { ".".to_owned() } else { folder })
}

/// Who sells, as the policy can hold it.
///
/// # Errors
/// One of them names nobody.
pub(super) fn sellers(typed: &[String]) -> Result<Vec<String>, Error> {
    let names: Vec<String> = typed.iter().map(|name| name.trim().to_owned()).collect();
    if let Some(name) = names.iter().find(|name| name.contains(char::is_control)) {
        return Err(usage(format!("`{name}` names nobody"), "write a name, an e-mail address or @domain"));
    }
    sides::rules(&names, &[])?;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Origin, folder, sellers};

    #[test]
    fn folders_are_below_and_harmless() {
        let good = [("demos/", "demos"), ("./a b/c", "a b/c"), (".", "."), ("Vorführungen", "Vorführungen")];
        for (typed, want) in good {
            assert_eq!(folder(Path::new(typed)).as_deref(), Ok(want));
        }
        for typed in ["", "/demos", "../demos", "a/../../b", "${{ x }}", "a\nb", "-x", "~x", "a[b]", "a'b", "a\"b"] {
            assert!(folder(Path::new(typed)).is_err(), "{typed}");
        }
    }

    #[test]
    fn addresses_are_read_with_their_revision() {
        let origin = Origin::of("https://github.com/ourco/pursuit.git#v2").unwrap();
        assert_eq!((origin.on_github(), origin.revision.as_deref()), (Some("ourco/pursuit"), Some("v2")));
        let on_github = |typed: &str| Origin::of(typed).unwrap().on_github().map(str::to_owned);
        assert_eq!(on_github("git@github.com:ourco/pursuit"), Some("ourco/pursuit".to_owned()));
        for typed in
            ["https://git.example/o/pursuit", "../pursuit", "https://github.com/a/b/c", "ssh://git@h.example/p"]
        {
            assert_eq!(on_github(typed), None, "{typed}");
        }
        for typed in
            ["", "#v1", "-x", "a b", "a${{b}}", "https://u:secret@h.example/p", "a#", "a#-x", "a#x y", "a#$(b)"]
        {
            assert!(Origin::of(typed).is_err(), "{typed}");
        }
    }

    #[test]
    fn sellers_name_somebody() {
        let of = |names: &[&str]| sellers(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(of(&[" @ourco.example "]).unwrap(), ["@ourco.example"]);
        for name in ["", "?", "@", "a\nb"] {
            assert!(of(&[name]).is_err(), "{name}");
        }
    }
}
