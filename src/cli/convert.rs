//! `pursuit convert`: the reader alone. Calls go out in the form that was asked for, as they come in.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::args::{Convert, Global};
use super::config::Config;
use super::exit::Exit;
use super::output::{self, NewFile, STDOUT, unwritable};
use super::plan::{self, Inputs};
use super::progress::Progress;
use super::score;
use super::spare;
use super::streams::Streams;
use crate::batch::{self, Reading};
use crate::convert::{Form, Several};
use crate::error::{Error, ErrorKind};

/// Longest name of a file made from the id of a call, in bytes, without the extension; judgement.
const LONGEST_NAME: usize = 100;

/// Runs the command.
///
/// # Errors
/// What stops it before anything is read, a place that cannot be written to, several calls for one file that holds one.
pub(super) fn run(typed: Convert, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let Convert { files, to, output } = typed;
    let output = output.filter(|path| !output::is_stdout(path));
    let folder = output.as_deref().and_then(plan::folder).map(Path::to_owned);
    let file = output.filter(|_| folder.is_none());
    let inputs = Inputs::new(files, file.as_deref().into_iter())?;
    if let Some(file) = &file {
        spare::both(file, &inputs, &config.rules(global))?;
    }
    let listing = score::listing(&inputs, global, streams);
    let Streams { stdout, stdout_is, stderr, .. } = streams;
    let prints = folder.is_none() && file.is_none();
    let progress = Progress::new(plan::wants_progress(global, stderr.is_terminal(), stdout_is.terminal, prints));
    let mut stdout = BufWriter::new(stdout);
    let mut place = match (folder, file) {
        (Some(folder), _) => Place::Folder(Folder::make(folder, &inputs, config.rules(global))?),
        (None, Some(file)) => Place::One(One::new(to, Some(NewFile::create(&file)?))),
        (None, None) => Place::One(One::new(to, None)),
    };
    let mut stopped = Ok(());
    let mut unwritten = 0;
    let mut totals = batch::read(&listing, inputs.threads, &progress, &mut |reading: Reading| {
        let written = reading.result.and_then(|(id, call)| {
            let text = (to.write)(&id, &call).map_err(|error| error.in_file(&*reading.path));
            text.map(|text| (id, text)).inspect_err(|_| unwritten += 1)
        });
        match written {
            Ok((id, text)) => match place.add(&to, &id, &text, &mut stdout) {
                Ok(flow) => flow,
                Err(error) => {
                    stopped = Err(error);
                    ControlFlow::Break(())
                }
            },
            Err(error) => {
                if !global.quiet {
                    progress.aside(|| stderr.error(&error));
                }
                ControlFlow::Continue(())
            }
        }
    });
    progress.finish();
    stopped?;
    (totals.calls, totals.failed) = (totals.calls - unwritten, totals.failed + unwritten);
    let closed = place.end(&mut stdout)?.is_break();
    if global.verbose {
        score::skipped_inside(&listing, &totals).iter().for_each(|note| stderr.note(note));
    }
    if !global.quiet && !closed {
        stderr.note(&score::summary(&totals));
    }
    Ok(Exit::of(&totals, inputs.strict))
}

/// Where calls go.
enum Place<'i> {
    /// All into one file, or to standard output.
    One(One),
    /// Each into a file of its own.
    Folder(Folder<'i>),
}

impl Place<'_> {
    /// Takes a call. Breaks off where nobody reads any more.
    fn add(&mut self, form: &Form, id: &str, text: &str, stdout: &mut dyn Write) -> Result<ControlFlow<()>, Error> {
        match self {
            Self::One(one) => one.add(text, stdout),
            Self::Folder(folder) => folder.add(form, id, text).map(ControlFlow::Continue),
        }
    }

    /// Ends what is open.
    fn end(self, stdout: &mut dyn Write) -> Result<ControlFlow<()>, Error> {
        match self {
            Self::One(one) => one.end(stdout),
            Self::Folder(_) => Ok(ControlFlow::Continue(())),
        }
    }
}

/// One file, or standard output.
struct One {
    form: Form,
    /// `None` for standard output.
    file: Option<NewFile>,
    /// The first call, as long as it is not known whether there is another.
    first: Option<String>,
    /// Something has been written.
    begun: bool,
}

impl One {
    /// Nothing yet.
    fn new(form: Form, file: Option<NewFile>) -> Self {
        Self { form, file, first: None, begun: false }
    }

    /// Takes a call.
    fn add(&mut self, text: &str, stdout: &mut dyn Write) -> Result<ControlFlow<()>, Error> {
        match (self.form.several, self.first.take()) {
            (Several::Lines, _) => self.put(text, stdout),
            (Several::Apart, Some(_)) => {
                let what = format!("there are several calls, and one file of {} holds one", self.form.id);
                let next = "name a folder, with / behind it, so that each gets a file of its own: -o captions/";
                Err(Error::new(ErrorKind::Usage, what).next(next))
            }
            (Several::List, None) if self.begun => self.put(&format!(",\n{}", text.trim_end()), stdout),
            (Several::List, Some(first)) => {
                self.begun = true;
                self.put(&format!("[\n{},\n{}", first.trim_end(), text.trim_end()), stdout)
            }
            (Several::List | Several::Apart, None) => {
                self.first = Some(text.to_owned());
                Ok(ControlFlow::Continue(()))
            }
        }
    }

    /// Writes what was kept back, and puts the file in its place.
    fn end(mut self, stdout: &mut dyn Write) -> Result<ControlFlow<()>, Error> {
        let rest = match (self.form.several, self.first.take()) {
            (_, Some(first)) => first,
            (Several::List, None) if self.begun => "\n]\n".to_owned(),
            (Several::List, None) => "[]\n".to_owned(),
            (Several::Lines, None) => String::new(),
            // A file without a call would be no captions.
            (Several::Apart, None) => return Ok(ControlFlow::Continue(())),
        };
        let flow = self.put(&rest, stdout)?;
        self.file.map_or(Ok(()), NewFile::finish).map(|()| flow)
    }

    /// Writes; a reader who has closed has read enough.
    fn put(&mut self, text: &str, stdout: &mut dyn Write) -> Result<ControlFlow<()>, Error> {
        let (written, path) = match &mut self.file {
            Some(file) => (file.write_all(text.as_bytes()), file.path().to_owned()),
            None => (stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()), PathBuf::from(STDOUT)),
        };
        let goes_on = output::is_read(written, &path)?;
        Ok(if goes_on { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
    }
}

/// A folder with a file a call.
struct Folder<'i> {
    path: PathBuf,
    /// What is read, and what the run goes by, which must not be written over.
    inputs: &'i Inputs,
    rules: Vec<PathBuf>,
    /// The names given so far, in lower case, as some disks do not tell `A` from `a`.
    names: BTreeSet<String>,
}

impl<'i> Folder<'i> {
    /// The folder, made if it is missing.
    fn make(path: PathBuf, inputs: &'i Inputs, rules: Vec<PathBuf>) -> Result<Self, Error> {
        if !path.is_dir() {
            fs::create_dir(&path).map_err(|error| unwritable(&path, &error))?;
        }
        Ok(Self { path, inputs, rules, names: BTreeSet::new() })
    }

    /// Writes a call into a file named after its id.
    fn add(&mut self, form: &Form, id: &str, text: &str) -> Result<(), Error> {
        let stem = file_name(id);
        let mut name = stem.clone();
        let mut number = 1;
        while !self.names.insert(name.to_lowercase()) {
            number += 1;
            name = format!("{stem}-{number}");
        }
        let path = self.path.join(format!("{name}.{}", form.extension));
        spare::both(&path, self.inputs, &self.rules)?;
        let mut file = NewFile::create(&path)?;
        file.write_all(text.as_bytes()).map_err(|error| unwritable(&path, &error))?;
        file.finish()
    }
}

/// An id as the name of a file that is safe everywhere: letters, digits, `-`, `_` and `.` stay, all else becomes `-`.
fn file_name(id: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '.') { c } else { '-' };
    let mut name: String = id.chars().map(safe).collect();
    let mut end = LONGEST_NAME.min(name.len());
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    name.truncate(end);
    let name = name.trim_matches(['.', '-']);
    if name.is_empty() { "call".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn files_are_named_after_ids_and_stay_in_their_folder() {
        let rows = [
            ("acme-demo", "acme-demo"),
            ("../../etc/passwd", "etc-passwd"),
            ("calls#2", "calls-2"),
            ("Zoë: demo?", "Zoë--demo"),
            ("..", "call"),
            ("a\u{0}b\\c", "a-b-c"),
        ];
        for (id, name) in rows {
            assert_eq!(file_name(id), name);
        }
        assert_eq!(file_name(&"é".repeat(99)).len(), 100);
    }
}
