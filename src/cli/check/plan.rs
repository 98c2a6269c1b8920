//! What `pursuit check` was asked for: flags and configuration become one plan, before anything is read.

use std::env;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::baseline::{Accepted, Place};
use super::usage;
use crate::analyze::Method;
use crate::batch::Totals;
use crate::check::{Bounds, Names, Policy};
use crate::cli::args::{Check, Global, Update};
use crate::cli::config::Config;
use crate::cli::lexicon;
use crate::cli::plan::{Inputs, Target, targets};
use crate::cli::sides::{self, WHO_IS_THERE};
use crate::error::Error;
use crate::report::{self, Desk, FORMS};
use crate::role::Sides;

/// The form for people.
const FOR_PEOPLE: &str = "text";

/// A run of `pursuit check`.
pub(super) struct Plan {
    /// What to read.
    pub(super) inputs: Inputs,
    /// What a verdict depends on.
    pub(super) method: Method,
    /// What is asked of the calls.
    pub(super) policy: Policy,
    /// The day on which acceptances are looked at.
    pub(super) today: Date,
    /// Where findings go; at least one.
    pub(super) targets: Vec<Target<report::Form>>,
    /// The file of the accepted takes.
    pub(super) baseline: Place,
    /// How that is to be written.
    pub(super) update: Option<Update>,
    /// Only what changed since then is checked.
    pub(super) changed_since: Option<String>,
    /// Stay and check again.
    pub(super) watches: bool,
    /// The configuration, if there is one.
    pub(super) config: Option<String>,
    /// Folders and files of lexicons that are not the built-in ones.
    pub(super) lexicons: Vec<PathBuf>,
    /// The files of the policy, which no findings may overwrite.
    pub(super) spared: Vec<PathBuf>,
}

/// The plan.
///
/// # Errors
/// [`ErrorKind::Usage`](crate::error::ErrorKind) for words that contradict each other, an error of the configuration for codes
/// that are none, lexicons that are broken.
pub(super) fn plan(typed: Check, global: &Global, config: Config) -> Result<Plan, Error> {
    if typed.parties.seller.iter().chain(&typed.parties.buyer).any(|who| who == WHO_IS_THERE) {
        return Err(usage("`?` lists who is in the calls, and check judges them", "use it with pursuit score"));
    }
    if typed.watch && typed.files.paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(usage("standard input is not saved, so there is nothing to watch", "name files or folders"));
    }
    let flags = sides::rules(&typed.parties.seller, &typed.parties.buyer)?;
    let people = FORMS.iter().find(|form| form.id == FOR_PEOPLE);
    let targets = targets(&typed.format, typed.output.as_deref(), people, |form| form.extension)?;
    let rules = lexicon::rules(global, &config)?;
    let lexicons = rules.lexicons().iter().map(|lexicon| lexicon.id.as_str());
    let structural = crate::signal::structural(&rules).map(crate::signal::Structural::id);
    let codes: Vec<&str> = lexicons.chain(structural).collect();
    config.check.check_codes(&codes)?;
    let folder = config.path.as_deref().map(|path| Path::new(path).parent().unwrap_or(Path::new("")).to_owned());
    let here = env::current_dir().unwrap_or_default();
    let root = folder.as_ref().map(|folder| here.join(folder)).unwrap_or_default();
    let names = Names::new(&root, &here);
    let spared = config.rules(global).into_iter().chain(typed.baseline.clone()).collect();
    let baseline = match (typed.no_baseline, typed.baseline, &config.check.baseline) {
        (true, ..) => Place::None,
        (_, Some(file), _) => Place::Named(file),
        (_, _, Some(_)) => Place::Named(config.baseline()),
        _ => Place::Usual(config.baseline()),
    };
    let mut bounds = Bounds::default();
    bounds.change(&config.check.changes);
    let outputs = targets.iter().filter_map(|target| target.file.as_deref()).chain(baseline.path());
    let inputs = Inputs::new(typed.files, outputs)?;
    Ok(Plan {
        policy: Policy {
            bounds,
            overrides: config.check.overrides,
            acceptances: config.check.acceptances,
            unread_fails: config.check.unread_fails || inputs.strict,
            names,
        },
        inputs,
        method: Method {
            sides: Sides { flags, config: config.sides },
            deal_size: config.deal_size,
            keeps_original: true,
            ..Method::of(rules)
        },
        today: today(),
        targets,
        baseline,
        update: typed.update_baseline,
        changed_since: typed.changed_since,
        watches: typed.watch,
        config: config.path,
        lexicons: global.lexicons.iter().chain(&config.lexicons).cloned().collect(),
        spared,
    })
}

impl Plan {
    /// What the forms are told.
    pub(super) fn desk<'d>(&'d self, totals: &'d Totals, accepted: &Accepted) -> Desk<'d> {
        Desk {
            rules: &self.method.rules,
            totals,
            config: self.config.as_deref(),
            has_baseline: accepted.baseline().is_some(),
            color: false,
            width: None,
        }
    }
}

/// The day, in UTC; `SOURCE_DATE_EPOCH` stands for the clock, so that a build can be had again.
fn today() -> Date {
    #[expect(clippy::disallowed_methods, reason = "the environment is the command line's to read")]
    let fixed = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let fixed = fixed.and_then(|seconds| Timestamp::from_second(seconds).ok());
    TimeZone::UTC.to_datetime(fixed.unwrap_or_else(Timestamp::now)).date()
}
