//! What a team asks of its recordings: bounds, other bounds for some paths, and what it has accepted.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use jiff::civil::Date;

use crate::error::Place;
use crate::lexicon::is_named;
use crate::source::Globs;
use crate::verdict::Class;

/// What the gate asks of a call. What is `None` is not asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Verdicts that fail.
    pub fail_on: Vec<Class>,
    /// The least score of a verdict with a direction.
    pub min_score: Option<u8>,
    /// Points that the score may fall against the accepted take, beyond its uncertainty.
    pub max_drop: Option<u8>,
    /// The most hits of a code, `pressure.urgency`, or of all codes of a family, `pressure.*`.
    pub limits: BTreeMap<String, u32>,
    /// The most stretches of pitch.
    pub max_bursts: Option<u32>,
    /// The most pitch before the buyer names a problem.
    pub before_pain: Allowance,
    /// What a call gets that can't be judged, or in which nobody sells.
    pub on_insufficient: OnInsufficient,
}

/// The most pitch before the first problem.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Allowance {
    /// Words of it.
    pub words: Option<u32>,
    /// Turns with some of it.
    pub turns: Option<u32>,
    /// Seconds of it.
    pub seconds: Option<u32>,
}

/// What a call gets that can't be judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnInsufficient {
    /// The gate fails.
    Fail,
    /// Nothing.
    Pass,
    /// A warning.
    #[default]
    Warn,
}

/// Bounds that some paths change; what is `None` stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// As in [`Bounds`], here and below.
    pub fail_on: Option<Vec<Class>>,
    /// The least score.
    pub min_score: Option<u8>,
    /// The largest fall.
    pub max_drop: Option<u8>,
    /// Limits that are added, or put in the place of those of the same name.
    pub limits: BTreeMap<String, u32>,
    /// The most stretches of pitch.
    pub max_bursts: Option<u32>,
    /// The most pitch before the first problem, each of its three for itself.
    pub before_pain: Allowance,
    /// What a call gets that can't be judged.
    pub on_insufficient: Option<OnInsufficient>,
}

/// Other bounds for some paths.
#[derive(Clone, Debug)]
pub struct Override {
    /// Which.
    pub paths: Globs,
    /// What changes.
    pub changes: Changes,
}

/// A finding that is accepted.
#[derive(Clone, Debug)]
pub struct Acceptance {
    /// Where.
    pub paths: Globs,
    /// What: a code, a family `pressure.*`, or a rule such as `check.verdict`.
    pub code: String,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Where it stands in the configuration.
    pub place: Place,
}

/// The policy of a gate.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// What is asked of every call.
    pub bounds: Bounds,
    /// What is asked of some; where several fit, each changes what those before it left.
    pub overrides: Vec<Override>,
    /// What is accepted.
    pub acceptances: Vec<Acceptance>,
    /// Files that can't be read are findings.
    pub unread_fails: bool,
    /// How paths are named.
    pub names: Names,
}

/// How paths are named: from the folder of the configuration, wherever the run stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The folder of the configuration, absolute; empty where there is none.
    pub root: PathBuf,
    /// The current folder, absolute.
    here: PathBuf,
}

impl Default for Bounds {
    /// A gate without a configuration fails where the seller was selling, and warns where nothing can be told.
    fn default() -> Self {
        Self {
            fail_on: vec![Class::SellerPursuing],
            min_score: None,
            max_drop: None,
            limits: BTreeMap::new(),
            max_bursts: None,
            before_pain: Allowance::default(),
            on_insufficient: OnInsufficient::default(),
        }
    }
}

impl Bounds {
    /// Changes what is named.
    pub fn change(&mut self, changes: &Changes) {
        let Changes { fail_on, min_score, max_drop, limits, max_bursts, before_pain, on_insufficient } = changes;
        if let Some(classes) = fail_on {
            self.fail_on.clone_from(classes);
        }
        self.min_score = min_score.or(self.min_score);
        self.max_drop = max_drop.or(self.max_drop);
        self.limits.extend(limits.iter().map(|(code, limit)| (code.clone(), *limit)));
        self.max_bursts = max_bursts.or(self.max_bursts);
        self.before_pain = Allowance {
            words: before_pain.words.or(self.before_pain.words),
            turns: before_pain.turns.or(self.before_pain.turns),
            seconds: before_pain.seconds.or(self.before_pain.seconds),
        };
        self.on_insufficient = on_insufficient.unwrap_or(self.on_insufficient);
    }

    /// The limit under which a code falls: the one of its very name, else of the narrowest family.
    #[must_use]
    pub fn limit_of(&self, code: &str) -> Option<&str> {
        let fits = self.limits.keys().filter(|name| is_named(code, &[name]));
        fits.max_by_key(|name| (!name.ends_with('*'), name.len())).map(String::as_str)
    }
}

impl Policy {
    /// What is asked of the call of that name.
    #[must_use]
    pub fn bounds_of(&self, name: &str) -> Bounds {
        let mut bounds = self.bounds.clone();
        for change in self.overrides.iter().filter(|change| change.paths.is_match(Path::new(name))) {
            bounds.change(&change.changes);
        }
        bounds
    }
}

impl Acceptance {
    /// True if it covers a finding by that rule in the call of that name.
    #[must_use]
    pub fn covers(&self, name: &str, rule: &str) -> bool {
        is_named(rule, &[&self.code]) && self.paths.is_match(Path::new(name))
    }
}

impl Names {
    /// Names from that folder, for a run that stands in `here`; both absolute, `root` empty where there is no configuration.
    #[must_use]
    pub fn new(root: &Path, here: &Path) -> Self {
        Self { root: plain(root), here: plain(here) }
    }

    /// A path as it was given or found, from the folder of the configuration. One that is not below it stays as it is.
    #[must_use]
    pub fn name(&self, path: &str) -> String {
        let absolute = plain(&self.here.join(path));
        let inside = absolute.strip_prefix(&self.root).ok().filter(|_| !self.root.as_os_str().is_empty());
        let path = inside.map_or_else(|| plain(Path::new(path)), Path::to_owned);
        path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// A path without `.` and, as far as that can be done without a look at the disk, without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if matches!(out.components().next_back(), Some(Component::Normal(_))) => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Allowance, Bounds, Changes, Names};

    #[test]
    fn the_narrowest_limit_counts() {
        let limits = [("pressure.*", 0), ("pressure.ask", 3), ("*", 9), ("pitch.f*", 1)];
        let limits = limits.map(|(code, limit)| (code.to_owned(), limit)).into();
        let bounds = Bounds { limits, ..Bounds::default() };
        let of = |code| bounds.limit_of(code);
        assert_eq!(of("pressure.urgency"), Some("pressure.*"));
        assert_eq!(of("pressure.ask"), Some("pressure.ask"));
        assert_eq!([of("pitch.feature_dump"), of("pain.need")], [Some("pitch.f*"), Some("*")]);
    }

    #[test]
    fn a_change_leaves_what_it_does_not_name() {
        let mut bounds = Bounds { min_score: Some(40), ..Bounds::default() };
        let words = |words| Allowance { words: Some(words), ..Allowance::default() };
        bounds.change(&Changes { before_pain: words(9), ..Changes::default() });
        bounds.change(&Changes { min_score: Some(30), fail_on: Some(Vec::new()), ..Changes::default() });
        assert_eq!(bounds, Bounds { min_score: Some(30), fail_on: vec![], before_pain: words(9), ..Bounds::default() });
    }

    #[test]
    fn names_begin_at_the_configuration() {
        let names = Names::new(Path::new("/other/../repo/"), Path::new("/repo/team"));
        let name = |path| names.name(path);
        assert_eq!(
            [name("./a.vtt"), name("../b/a.vtt"), name("/repo/c.zip!x/y.vtt")],
            ["team/a.vtt", "b/a.vtt", "c.zip!x/y.vtt"]
        );
        assert_eq!([name("../../d.vtt"), name("/else/e.vtt")], ["../../d.vtt", "/else/e.vtt"]);
        assert_eq!(Names::default().name("./demos/a.vtt"), "demos/a.vtt");
    }
}
