//! `--seller ?`: who is in the calls, on which side, and who says so.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::ops::ControlFlow;

use super::args::Global;
use super::exit::Exit;
use super::output::printed;
use super::plan::{self, Plan};
use super::progress::Progress;
use super::score;
use super::streams::Streams;
use crate::analyze::Analysis;
use crate::batch;
use crate::call::{Role, RoleSource};
use crate::error::Error;
use crate::report::visible;

/// Lists everybody, and on standard error what to do about those whose side is unknown.
///
/// # Errors
/// If standard output cannot be written; one that is closed is no error.
pub(super) fn list(plan: &Plan, global: &Global, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let listing = score::listing(&plan.inputs, global, streams);
    let Streams { stdout, stdout_is, stderr, .. } = streams;
    let progress = Progress::new(plan::wants_progress(global, stderr.is_terminal(), stdout_is.terminal, plan.prints()));
    let mut roll = Roll::default();
    let totals = batch::run(&listing, &plan.method, plan.inputs.threads, &progress, &mut |outcome| {
        match &outcome.result {
            Ok(analysis) => roll.add(analysis),
            Err(error) if !global.quiet => progress.aside(|| stderr.error(error)),
            Err(_) => {}
        }
        ControlFlow::Continue(())
    });
    progress.finish();
    printed(roll.write(stdout).and_then(|()| stdout.flush()))?;
    if roll.has_unknown() && !global.quiet {
        stderr.note("to say who is on which side: --seller NAME --buyer NAME, or [parties] in pursuit.toml");
    }
    Ok(Exit::of(&totals, plan.inputs.strict))
}

/// Everybody met so far: name, side and source, with the number of calls.
#[derive(Debug, Default)]
struct Roll(BTreeMap<(String, Role, RoleSource), u64>);

impl Roll {
    /// Notes everybody in a call.
    fn add(&mut self, analysis: &Analysis) {
        for party in &analysis.parties {
            *self.0.entry((party.name.clone(), party.role, party.role_source)).or_default() += 1;
        }
    }

    /// True if somebody's side is unknown.
    fn has_unknown(&self) -> bool {
        self.0.keys().any(|(_, role, _)| *role == Role::Unknown)
    }

    /// One line for each, sorted by name; the name stands last, as nobody knows how long it is.
    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let source = |source: &RoleSource| match source.field() {
            Some(field) => format!("{}: {field}", source.as_str()),
            None => source.as_str().to_owned(),
        };
        let width = self.0.keys().map(|(.., from)| source(from).len()).chain([6]).max().unwrap_or_default();
        writeln!(out, "role     {:<width$}  calls  party", "source")?;
        for ((name, role, from), calls) in &self.0 {
            writeln!(out, "{:<7}  {:<width$}  {calls:>5}  {}", role.as_str(), source(from), visible(name))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Roll;
    use crate::call::{Role, RoleSource};

    #[test]
    fn everybody_stands_on_the_roll_once_a_side_with_hidden_characters_shown() {
        let mut roll = Roll::default();
        roll.0.insert(("Sam Reyes".to_owned(), Role::Seller, RoleSource::Config), 12);
        roll.0.insert(("Speaker\x1b[31m 2".to_owned(), Role::Unknown, RoleSource::None), 1);
        let mut out = Vec::new();
        roll.write(&mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        role     source  calls  party
        seller   config     12  Sam Reyes
        unknown  none        1  Speaker␛[31m 2
        ");
        assert!(roll.has_unknown());
    }
}
