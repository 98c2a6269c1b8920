//! `pursuit.toml`: found upward from the current folder, checked whole before anything else is read.
//!
//! [`schema`](self::schema) says which keys there are, [`page`](self::page) reads values with their
//! place. Keys of commands that this build lacks are checked as strictly as the others.

mod gate;
mod page;
mod schema;

use std::env;
use std::path::{Path, PathBuf};
use std::{fs, io};

pub(super) use self::gate::Gate;
use self::page::{Page, Section};
use super::args::Global;
use super::lexicon;
use super::sides;
use crate::analyze::DealSize;
use crate::error::{Error, ErrorKind};
use crate::role::SideRule;

/// The name that is looked for.
const NAME: &str = "pursuit.toml";
/// The baseline that is looked for where nobody names one.
const BASELINE: &str = ".pursuit-baseline.json";

/// What the configuration says.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// Where it stands; `None` if there is none.
    pub(super) path: Option<String>,
    /// `[parties]`.
    pub(super) sides: Vec<SideRule>,
    /// `scoring.deal_size`.
    pub(super) deal_size: DealSize,
    /// `scoring.lexicons`, from where the file stands.
    pub(super) lexicons: Vec<PathBuf>,
    /// `[check]`.
    pub(super) check: Gate,
    /// Keys that are right but have no effect yet, to be said aloud.
    pub(super) without_effect: Vec<Error>,
}

impl Config {
    /// The files that rule a run, which no results may replace.
    pub(super) fn rules(&self, global: &Global) -> Vec<PathBuf> {
        let lexicons = self.lexicons.iter().chain(&global.lexicons).flat_map(|path| lexicon::files(path).flatten());
        self.path.iter().map(PathBuf::from).chain([self.baseline()]).chain(lexicons).collect()
    }

    /// Where the baseline is, or would be, if no other is named.
    pub(super) fn baseline(&self) -> PathBuf {
        let folder = self.path.as_deref().and_then(|path| Path::new(path).parent()).unwrap_or(Path::new(""));
        folder.join(self.check.baseline.as_deref().unwrap_or(BASELINE))
    }
}

/// Reads the file named, or the one found upward from the current folder, or none.
///
/// # Errors
/// [`ErrorKind::Config`] with path, line and column.
pub(super) fn load(named: Option<&Path>) -> Result<Config, Error> {
    let Some(path) = named.map(Path::to_owned).or_else(find) else { return Ok(Config::default()) };
    let shown = path.to_string_lossy().into_owned();
    if fs::metadata(&path).is_ok_and(|meta| !meta.is_file()) {
        let what = "is no file, so no configuration can be read from it";
        return Err(Error::new(ErrorKind::Config, what)
            .next("move it away, or name another with --config")
            .in_file(&*shown));
    }
    #[expect(clippy::disallowed_methods, reason = "the configuration is the command line's to read")]
    let text = fs::read_to_string(&path).map_err(|error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "no such file".to_owned(),
            io::ErrorKind::InvalidData => "this is no text in UTF-8".to_owned(),
            _ => format!("cannot be read: {error}"),
        };
        let next = match error.kind() {
            io::ErrorKind::NotFound => "name another file with --config, or leave the flag out",
            _ => "mend it, or name another file with --config",
        };
        Error::new(ErrorKind::Config, what).next(next).in_file(&*shown)
    })?;
    parse(&text, &shown)
}

/// The nearest file of that name, here or above.
fn find() -> Option<PathBuf> {
    // Whatever bears the name is taken for the configuration: one that can't be read must not be passed over.
    let stands = |path: &Path| fs::symlink_metadata(path).is_ok();
    if stands(Path::new(NAME)) {
        return Some(PathBuf::from(NAME));
    }
    env::current_dir().ok()?.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|path| stands(path))
}

/// Checks and reads the text of a file.
fn parse(text: &str, path: &str) -> Result<Config, Error> {
    let page = Page::new(text, path);
    let document = page.document()?;
    let root = document.get_ref();
    page.check(root, &schema::ROOT)?;
    let mut config = Config { path: Some(path.to_owned()), ..Config::default() };
    if let Some(parties) = root.section("parties") {
        let rules = sides::rules(&parties.texts("seller"), &parties.texts("buyer"));
        config.sides = rules.map_err(|error| page.locate(error, root, "parties"))?;
    }
    if let Some(scoring) = root.section("scoring") {
        if scoring.text("deal_size") == Some("small") {
            config.deal_size = DealSize::Small;
        }
        let folder = Path::new(path).parent().unwrap_or(Path::new(""));
        config.lexicons = scoring.texts("lexicons").iter().map(|lexicons| folder.join(lexicons)).collect();
        if scoring.text("call_type").is_some_and(|kind| kind != "auto") {
            let what = "`call_type` has no effect in this version";
            let warning = Error::new(ErrorKind::Config, what).next("every call is scored alike");
            config.without_effect.push(page.locate(warning, scoring, "call_type"));
        }
    }
    if let Some(check) = root.section("check") {
        config.check = gate::read(check, &page)?;
    }
    Ok(config)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::parse;
    use crate::analyze::DealSize;
    use crate::call::Role;
    use crate::role::SideRule;

    /// The whole file of the documentation.
    const FULL: &str = r#"
[parties]
seller = ["@ourco.com", "Sam Reyes"]
buyer  = []
[scoring]
deal_size = "small"
call_type = "auto"
lexicons  = ["lexicons/ours"]
[check]
fail_on   = ["seller_pursuing"]
min_score = 40
max_drop  = 10
baseline  = ".pursuit-baseline.json"
on_insufficient = "warn"
[check.limits]
"pressure.*"      = 0
"pitch.premature" = 2
[check.before_pain]
words = 80
[[check.override]]
paths = ["demos/closing/**"]
min_score = 30
[[check.accept]]
paths = ["demos/legacy.vtt"]
code = "pressure.urgency"
reason = "the grant's own deadline"
until = 2027-03-31
"#;

    fn error(text: &str) -> String {
        parse(text, "pursuit.toml").unwrap_err().to_string()
    }

    #[test]
    fn a_full_file_loads() {
        let rule = |pattern: &str| SideRule { pattern: pattern.to_owned(), role: Role::Seller };
        let config = parse(FULL, "pursuit.toml").unwrap();
        assert_eq!(config.sides, [rule("@ourco.com"), rule("Sam Reyes")]);
        assert_eq!(config.deal_size, DealSize::Small);
        assert_eq!(config.lexicons, [Path::new("lexicons/ours")]);
        let said: Vec<_> = parse(&FULL.replace("auto", "demo"), "pursuit.toml").unwrap().without_effect;
        let said: Vec<_> = said.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["pursuit.toml:7:1: `call_type` has no effect in this version; every call is scored alike"]);
    }

    #[test]
    fn an_empty_file_says_nothing() {
        let config = parse("", "x").unwrap();
        assert_eq!((config.path.as_deref(), config.sides.len(), config.lexicons.len()), (Some("x"), 0, 0));
    }

    #[test]
    fn unknown_keys_are_errors_with_a_place_and_a_suggestion() {
        let cases = [
            ("[scorring]\n", "pursuit.toml:1:2: unknown key `scorring`; did you mean `scoring`?"),
            (
                "[scoring]\n  dealsize = \"small\"",
                "pursuit.toml:2:3: unknown key `dealsize` in [scoring]; did you mean `deal_size`?",
            ),
            (
                "[parties]\nclosers = []",
                "pursuit.toml:2:1: unknown key `closers` in [parties]; use one of: buyer, seller",
            ),
            (
                "[[check.override]]\npaths = []\nminscore = 3",
                "pursuit.toml:3:1: unknown key `minscore` in [[check.override]]; did you mean `min_score`?",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(error(text), want);
        }
    }

    #[test]
    fn wrong_values_are_errors_with_a_place_and_the_way_out() {
        let cases = [
            (
                "[scoring]\ndeal_size = \"smal\"",
                "pursuit.toml:2:13: `deal_size` cannot be `smal`; did you mean `small`?",
            ),
            ("[scoring]\ndeal_size = 3", "pursuit.toml:2:13: `deal_size` is no string; write it in quotes"),
            ("parties = 3", "pursuit.toml:1:11: `parties` is no table; write [parties] above its keys"),
            ("[parties]\nseller = [1]", "pursuit.toml:2:11: `seller` is no list of strings; write [\"...\", \"...\"]"),
            (
                "[check]\nmin_score = 101",
                "pursuit.toml:2:13: `min_score` is no whole number from 0 to 100; write such a number",
            ),
            (
                "[check.limits]\n\"a.b\" = -1",
                "pursuit.toml:2:9: `a.b` is no whole number from 0 to 1000000; write such a number",
            ),
            (
                "[[check.accept]]\npaths = []\ncode = \"a.b\"",
                "pursuit.toml:1:1: `reason` is missing in [[check.accept]]; add it",
            ),
            (
                "[parties]\nseller = [\"A\"]\nbuyer = [\"a\"]",
                "pursuit.toml:1:2: `A` stands on both sides; leave it on one of them",
            ),
        ];
        for (text, want) in cases {
            assert_eq!(error(text), want);
        }
        assert!(error("[a\nb").starts_with("pursuit.toml:1:3: "), "{}", error("[a\nb"));
    }
}
