//! What the command line means: typed words and configuration become one plan, before anything is read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;

use super::args::{Files, Form, Global, Output, Score};
use super::config::Config;
use super::lexicon;
use super::output::is_stdout;
use super::sides::{self, WHO_IS_THERE};
use crate::analyze::Method;
use crate::error::{Error, ErrorKind};
use crate::report::{HTML, REPORTS, Row, SHEETS};
use crate::role::Sides;
use crate::source::{self, Filter};

/// The form for people, which a terminal gets.
pub(super) const FOR_PEOPLE: &str = "table";

/// What is read, and how.
pub(super) struct Inputs {
    /// What to read.
    pub(super) paths: Vec<PathBuf>,
    /// Which of the files found are wanted.
    pub(super) filter: Filter,
    /// Threads.
    pub(super) threads: usize,
    /// Inputs that cannot be read are findings.
    pub(super) strict: bool,
    /// The files that are found, each where it really is, once somebody asks.
    found: OnceLock<BTreeSet<PathBuf>>,
}

impl Inputs {
    /// What was typed, without the files that the run writes.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a pattern that is no glob.
    pub(super) fn new<'o>(typed: Files, outputs: impl Iterator<Item = &'o Path>) -> Result<Self, Error> {
        let filter = Filter::new(&typed.include, &typed.exclude)?.at_most(typed.max_size);
        Ok(Self {
            paths: typed.paths,
            filter: outputs.fold(filter, Filter::without_output),
            threads: typed.threads.map_or_else(cores, usize::from),
            strict: typed.strict,
            found: OnceLock::new(),
        })
    }

    /// Is the file one of those that are found?
    pub(super) fn hold(&self, file: &Path) -> bool {
        let may_hold = source::may_hold(&self.paths, file);
        let find = || source::real_files(&self.paths, &self.filter);
        may_hold && fs::canonicalize(file).is_ok_and(|file| self.found.get_or_init(find).contains(&file))
    }
}

/// A run of `pursuit score`.
pub(super) struct Plan {
    /// What to read.
    pub(super) inputs: Inputs,
    /// What a verdict depends on.
    pub(super) method: Method,
    /// Where results go; at least one.
    pub(super) targets: Vec<Target>,
    /// The table that forms of one table hold.
    pub(super) sheet: &'static str,
    /// Only say who is in the calls.
    pub(super) lists_parties: bool,
}

/// A form of the results, by its row in a table of forms, and where they go.
#[derive(Debug)]
pub(super) struct Target<R: 'static = Row> {
    /// The form.
    pub(super) row: &'static R,
    /// The file; `None` for standard output.
    pub(super) file: Option<PathBuf>,
}

/// The plan of `pursuit score`.
///
/// # Errors
/// [`ErrorKind::Usage`] for words that contradict each other; lexicons that are broken.
pub(super) fn score(typed: Score, global: &Global, config: &Config) -> Result<Plan, Error> {
    let lists_parties = typed.parties.seller.iter().chain(&typed.parties.buyer).any(|who| who == WHO_IS_THERE);
    let flags = if lists_parties { Vec::new() } else { sides::rules(&typed.parties.seller, &typed.parties.buyer)? };
    if lists_parties && (typed.output.output.is_some() || !typed.output.format.is_empty()) {
        let what = "`?` lists who is in the calls on standard output; it takes no --format and no --output";
        return Err(Error::new(ErrorKind::Usage, what).next("leave them out, or name the sides instead of `?`"));
    }
    let people = REPORTS.iter().find(|row| row.id == FOR_PEOPLE);
    let targets = targets(&typed.output.format, typed.output.output.as_deref(), people, |row| row.extension)?;
    let sheet = sheet(&typed.output, &targets)?;
    Ok(Plan {
        inputs: Inputs::new(typed.files, targets.iter().filter_map(|target| target.file.as_deref()))?,
        method: Method {
            sides: Sides { flags, config: config.sides.clone() },
            deal_size: config.deal_size,
            draws: typed.stability.unwrap_or_default(),
            keeps_transcript: targets.iter().any(|target| target.row.id == HTML),
            ..Method::of(lexicon::rules(global, config)?)
        },
        targets,
        sheet,
        lists_parties,
    })
}

impl Plan {
    /// True if results come to standard output as they are made.
    pub(super) fn prints(&self) -> bool {
        !self.lists_parties && self.targets.iter().any(|target| target.file.is_none())
    }
}

/// True if a progress bar may be drawn: a person looks at standard error, and results do not run through the same screen.
pub(super) fn wants_progress(
    global: &Global,
    stderr_is_terminal: bool,
    stdout_is_terminal: bool,
    prints: bool,
) -> bool {
    let unwanted = global.quiet || global.no_progress || (prints && stdout_is_terminal);
    stderr_is_terminal && !unwanted
}

/// The folder that `--output` names, if it is one or ends like one.
pub(super) fn folder(output: &Path) -> Option<&Path> {
    (output.is_dir() || output.to_string_lossy().ends_with(std::path::is_separator)).then_some(output)
}

/// Threads that the machine runs at once.
pub(super) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Where results go: the forms that were asked for, or else `usual`, each into its file, into what `--output` names, or to
/// standard output.
///
/// # Errors
/// [`ErrorKind::Usage`] if two of them go to one place, or none goes to what `--output` names.
pub(super) fn targets<R>(
    asked: &[Form<R>],
    output: Option<&Path>,
    usual: Option<&'static R>,
    extension: fn(&R) -> &'static str,
) -> Result<Vec<Target<R>>, Error> {
    let usage = |what: &str, next: &str| Err(Error::new(ErrorKind::Usage, what).next(next));
    let output = output.filter(|path| !is_stdout(path));
    let folder = output.and_then(folder);
    let usual = usual.map(|row| Form { row, file: None });
    let forms: Vec<Form<R>> = if asked.is_empty() { usual.into_iter().collect() } else { asked.to_vec() };
    let place = |form: Form<R>| Target {
        row: form.row,
        file: match (form.file, folder) {
            (Some(file), _) => (!is_stdout(&file)).then_some(file),
            (None, Some(folder)) => Some(folder.join(format!("pursuit.{}", extension(form.row)))),
            (None, None) => output.map(Path::to_owned),
        },
    };
    let open = forms.iter().filter(|form| form.file.is_none()).count();
    if open == 0 && output.is_some() {
        return usage("every format has a file of its own, so nothing is left for --output", "leave --output out");
    }
    let targets: Vec<Target<R>> = forms.into_iter().map(place).collect();
    let clash = |(n, target): (usize, &Target<R>)| targets.iter().take(n).any(|other| other.file == target.file);
    if targets.iter().enumerate().any(clash) {
        return usage("two formats go to one place", "give each a file of its own: --format FORMAT=FILE");
    }
    Ok(targets)
}

/// The table that was asked for, if a form holds one.
fn sheet(typed: &Output, targets: &[Target]) -> Result<&'static str, Error> {
    let asked = typed.table.as_deref();
    if let (Some(asked), false) = (asked, targets.iter().any(|target| target.row.holds_a_table)) {
        let what = format!("--table {asked} is for forms that hold one table, and none is asked for");
        return Err(Error::new(ErrorKind::Usage, what).next("say --format csv, or leave --table out"));
    }
    let found = SHEETS.iter().find(|sheet| asked.is_none_or(|asked| sheet.id == asked));
    Ok(found.map_or("calls", |sheet| sheet.id))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser;

    use super::targets;
    use crate::cli::args::{Cli, Command};

    /// Form and file of each target, or the error.
    fn planned(flags: &[&str]) -> Result<Vec<(&'static str, Option<String>)>, String> {
        let Command::Score(score) = Cli::parse_from([&["pursuit", "score", "x"], flags].concat()).command else {
            panic!("this is no score");
        };
        let show = |file: &Path| file.to_string_lossy().replace('\\', "/");
        let people = super::REPORTS.iter().find(|row| row.id == super::FOR_PEOPLE);
        match targets(&score.output.format, score.output.output.as_deref(), people, |row| row.extension) {
            Ok(targets) => Ok(targets.iter().map(|t| (t.row.id, t.file.as_deref().map(show))).collect()),
            Err(error) => Err(error.what().to_owned()),
        }
    }

    #[test]
    fn results_go_where_they_were_sent() {
        let some = |file: &str| Some(file.to_owned());
        assert_eq!(planned(&[]), Ok(vec![("table", None)]));
        assert_eq!(planned(&["-o", "-", "--format", "json"]), Ok(vec![("json", None)]));
        assert_eq!(planned(&["-o", "out.txt"]), Ok(vec![("table", some("out.txt"))]));
        let both = [("table", None), ("ndjson", some("a=b.ndjson"))];
        assert_eq!(planned(&["--format", "table", "--format", "ndjson=a=b.ndjson"]), Ok(both.to_vec()));
        let printed = [("json", some("a.json")), ("table", None)];
        assert_eq!(planned(&["--format", "json=a.json", "--format", "table=/dev/stdout"]), Ok(printed.to_vec()));
        let folder = [("table", some("out/pursuit.txt")), ("json", some("out/pursuit.json"))];
        assert_eq!(planned(&["--format", "table", "--format", "json", "-o", "out/"]), Ok(folder.to_vec()));
    }

    #[test]
    fn two_results_in_one_place_are_refused() {
        let one_place = Err("two formats go to one place".to_owned());
        assert_eq!(planned(&["--format", "table", "--format", "json"]), one_place);
        assert_eq!(planned(&["--format", "table", "--format", "json", "-o", "x"]), one_place);
        let nothing = "every format has a file of its own, so nothing is left for --output";
        assert_eq!(planned(&["--format", "json=a.json", "-o", "x"]), Err(nothing.to_owned()));
    }
}
