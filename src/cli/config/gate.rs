//! `[check]` of `pursuit.toml`: the policy of the gate.

use jiff::civil::Date;
use toml::de::DeTable;

use super::page::{Page, Section};
use crate::check::{Acceptance, Allowance, Changes, OnInsufficient, Override, RULES};
use crate::error::{Error, ErrorKind, Place};
use crate::lexicon::is_named;
use crate::source::Globs;
use crate::suggest;
use crate::verdict::Class;

/// What `[check]` says.
#[derive(Debug, Default)]
pub(in crate::cli) struct Gate {
    /// What changes for every call.
    pub(in crate::cli) changes: Changes,
    /// What changes for some.
    pub(in crate::cli) overrides: Vec<Override>,
    /// What is accepted.
    pub(in crate::cli) acceptances: Vec<Acceptance>,
    /// The file of the accepted takes, from where the configuration stands.
    pub(in crate::cli) baseline: Option<String>,
    /// Files that can't be read are findings.
    pub(in crate::cli) unread_fails: bool,
    /// Codes that are named, with their place, and whether rules may be named there, too.
    codes: Vec<(String, Place, bool)>,
}

impl Gate {
    /// Checks the codes against those in use: a slip would make a limit that nothing can pass.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] with the place of the first that is none.
    pub(in crate::cli) fn check_codes(&self, codes: &[&str]) -> Result<(), Error> {
        for (code, place, may_be_rule) in &self.codes {
            let rules = RULES.iter().map(|rule| rule.id).filter(|_| *may_be_rule);
            let known: Vec<&str> = codes.iter().copied().chain(rules).collect();
            if known.iter().any(|known| is_named(known, &[code])) {
                continue;
            }
            let families = known.iter().filter_map(|code| Some(format!("{}.*", code.split_once('.')?.0)));
            let families: std::collections::BTreeSet<String> = families.collect();
            let is_family = code.ends_with('*');
            let next = if is_family {
                suggest::instead(code, families.iter().map(String::as_str))
            } else {
                let near = suggest::slip_of(code, known.iter().copied());
                near.map_or_else(
                    || "`pursuit lexicon list` shows the codes".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                )
            };
            let what = format!("`{code}` is no {}", if is_family { "family of codes" } else { "code" });
            let (line, column) = (place.line.unwrap_or(1), place.column.unwrap_or(1));
            return Err(Error::new(ErrorKind::Config, what).next(next).at(line, column).in_file(&*place.path));
        }
        Ok(())
    }
}

/// Reads the table, which has been checked.
///
/// # Errors
/// A pattern that is no glob, or a day that is none.
pub(super) fn read(check: &DeTable<'_>, page: &Page<'_>) -> Result<Gate, Error> {
    let mut gate = Gate {
        baseline: check.text("baseline").map(str::to_owned),
        unread_fails: check.text("on_unread") == Some("fail"),
        ..Gate::default()
    };
    gate.changes = changes(check, page, &mut gate.codes);
    for table in check.tables("override") {
        let changes = changes(table, page, &mut gate.codes);
        gate.overrides.push(Override { paths: globs(table, page)?, changes });
    }
    for table in check.tables("accept") {
        let place = page.place_of(table, "code");
        let until = table.date("until").map(|day| {
            let wrong =
                Error::new(ErrorKind::Config, format!("`until` is no day: {day}")).next("write it as 2027-03-31");
            day.parse::<Date>().map_err(|_| page.locate(wrong, table, "until"))
        });
        let code = table.text("code").unwrap_or_default().to_owned();
        gate.codes.push((code.clone(), place.clone(), true));
        let reason = table.text("reason").unwrap_or_default().to_owned();
        if reason.trim().is_empty() {
            let error = Error::new(ErrorKind::Config, "`reason` is empty").next("say why it is accepted");
            return Err(page.locate(error, table, "reason"));
        }
        gate.acceptances.push(Acceptance {
            paths: globs(table, page)?,
            code,
            reason,
            until: until.transpose()?,
            place,
        });
    }
    Ok(gate)
}

/// The paths of a table.
fn globs(table: &DeTable<'_>, page: &Page<'_>) -> Result<Globs, Error> {
    let paths = table.texts("paths");
    if paths.is_empty() {
        let error = Error::new(ErrorKind::Config, "`paths` names nothing").next("write paths = [\"demos/**\"]");
        return Err(page.locate(error, table, "paths"));
    }
    Globs::new(&paths).map_err(|error| {
        let error = Error::new(ErrorKind::Config, error.what()).next(error.advice().unwrap_or_default());
        page.locate(error, table, "paths")
    })
}

/// The bounds that a table changes.
fn changes(table: &DeTable<'_>, page: &Page<'_>, codes: &mut Vec<(String, Place, bool)>) -> Changes {
    let number = |table: &DeTable<'_>, key: &str| table.number(key).and_then(|number| u32::try_from(number).ok());
    let small = |key: &str| table.number(key).and_then(|number| u8::try_from(number).ok());
    let classes = table.keys().any(|key| *key.get_ref() == "fail_on").then(|| {
        let named = table.texts("fail_on");
        Class::ALL.into_iter().filter(|class| named.iter().any(|name| name == class.as_str())).collect()
    });
    let mut limits = std::collections::BTreeMap::new();
    if let Some(counts) = table.section("limits") {
        for key in counts.keys() {
            let code = key.get_ref().to_string();
            codes.push((code.clone(), page.place_of(counts, &code), false));
            limits.insert(code.clone(), number(counts, &code).unwrap_or_default());
        }
    }
    let before = table.section("before_pain");
    let allowed = |key: &str| before.and_then(|before| number(before, key));
    Changes {
        fail_on: classes,
        min_score: small("min_score"),
        max_drop: small("max_drop"),
        limits,
        max_bursts: number(table, "max_bursts"),
        before_pain: Allowance { words: allowed("words"), turns: allowed("turns"), seconds: allowed("seconds") },
        on_insufficient: table.text("on_insufficient").map(|word| match word {
            "fail" => OnInsufficient::Fail,
            "pass" => OnInsufficient::Pass,
            _ => OnInsufficient::Warn,
        }),
    }
}
