//! Files that are written whole or not at all: into a neighbour first, which takes the name at the end.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::neighbour::{Neighbour, undisturbed};
use crate::error::{Error, ErrorKind};

/// What standard output is called.
pub(super) const STDOUT: &str = "<stdout>";

/// Does `-o`, or a form, name standard output?
pub(super) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-" || path.as_os_str() == "/dev/stdout"
}

/// A file in the making. Dropped without [`NewFile::finish`], it leaves the old one as it was.
#[derive(Debug)]
pub(super) struct NewFile {
    path: PathBuf,
    writer: BufWriter<File>,
    /// `None` where the path is a device or a pipe, which is written directly. Behind the writer: it is dropped when that
    /// is closed.
    neighbour: Option<Neighbour>,
}

impl NewFile {
    /// Opens a neighbour of `path`, so that it is known before any work that it can be written.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if it cannot.
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        // A link keeps pointing where it does: its target is replaced, or made.
        let target = fs::canonicalize(path).or_else(|_| Ok(path.with_file_name("").join(fs::read_link(path)?)));
        let target = target.unwrap_or_else(|_: io::Error| path.to_owned());
        let path = target.as_path();
        let fails = |error: io::Error| unwritable(path, &error);
        if fs::metadata(path).is_ok_and(|meta| !meta.is_file()) {
            let file = OpenOptions::new().write(true).open(path).map_err(fails)?;
            return Ok(Self { path: path.to_owned(), neighbour: None, writer: BufWriter::new(file) });
        }
        let (neighbour, file) = Neighbour::file(path).map_err(fails)?;
        // Who may read the old file may read the new one, and nobody else; some file systems know of no such thing.
        if let Ok(old) = fs::metadata(path) {
            let _ = file.set_permissions(old.permissions());
        }
        Ok(Self { path: path.to_owned(), neighbour: Some(neighbour), writer: BufWriter::new(file) })
    }

    /// Where it will be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// False for a device or a pipe.
    pub(super) fn is_plain(&self) -> bool {
        self.neighbour.is_some()
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if it cannot be written to the end.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.writer.flush().map_err(|error| unwritable(&self.path, &error))?;
        let Some(neighbour) = &self.neighbour else { return Ok(()) };
        fs::rename(neighbour.path(), &self.path).map_err(|error| unwritable(&self.path, &error))
    }
}

impl NewFile {
    /// Puts the file in its place if nothing is there, not even a link that leads nowhere; gives whether it did.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if it cannot be written to the end.
    pub(super) fn finish_new(mut self) -> Result<bool, Error> {
        let fails = |error: io::Error| unwritable(&self.path, &error);
        self.writer.flush().map_err(fails)?;
        let Some(neighbour) = &self.neighbour else { return Ok(false) };
        match fs::hard_link(neighbour.path(), &self.path) {
            Ok(()) => return Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
            // Some file systems know no second name for a file.
            Err(_) => {}
        }
        match OpenOptions::new().write(true).create_new(true).open(&self.path) {
            // The name is ours now, so what is renamed over it is only our own empty file.
            Ok(_) => self.finish().map(|()| true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(fails(error)),
        }
    }
}

/// Files in the making that belong into one folder. Dropped without [`NewFolder::finish`], it leaves the old ones.
#[derive(Debug)]
pub(super) struct NewFolder {
    path: PathBuf,
    /// In which they are made.
    neighbour: Neighbour,
    names: Vec<String>,
}

impl NewFolder {
    /// Makes a neighbour of `path`.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if it cannot, or if `path` is a file.
    pub(super) fn create(path: &Path) -> Result<Self, Error> {
        if fs::metadata(path).is_ok_and(|meta| !meta.is_dir()) {
            let what = "is a file, but the pages of the report need a folder of that name";
            let error = Error::new(ErrorKind::Usage, what).next("name the report otherwise, or take the file away");
            return Err(error.in_file(path.to_string_lossy()));
        }
        let neighbour = Neighbour::folder(path).map_err(|error| unwritable(path, &error))?;
        Ok(Self { path: path.to_owned(), neighbour, names: Vec::new() })
    }

    /// Where they will be.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// Writes one of them.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if it cannot be written.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.neighbour.put(name, bytes).map_err(|error| unwritable(&self.path.join(name), &error))?;
        self.names.push(name.to_owned());
        Ok(())
    }

    /// Puts them in their place. Whatever else is in the folder stays.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] if that fails.
    pub(super) fn finish(self) -> Result<(), Error> {
        let fails = |error: io::Error| unwritable(&self.path, &error);
        fs::create_dir_all(&self.path).map_err(fails)?;
        let put = |name: &String| fs::rename(self.neighbour.path().join(name), self.path.join(name)).map_err(fails);
        undisturbed(|| self.names.iter().try_for_each(put))
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Sees to it that results replace no transcript: a file that is to be read, by itself or in a folder, may be
/// written over only if it holds results of an earlier run.
///
/// # Errors
/// [`ErrorKind::Usage`] if it holds anything else.
pub(super) fn spare_inputs(output: &Path, inputs: &[PathBuf]) -> Result<(), Error> {
    /// How the results of each format begin.
    const RESULTS: [&str; 7] = [
        "{\"schema\":\"pursuit/",
        "[\n{\"schema\":\"pursuit/",
        "[]",
        "call  ",
        "path,id,title,date,",
        "path,call_id,call_date,",
        "<!doctype html>\n<!-- pursuit -->",
    ];
    let Ok(real) = fs::canonicalize(output) else { return Ok(()) };
    let read = |input: &PathBuf| fs::canonicalize(input).is_ok_and(|input| real.starts_with(input));
    if !inputs.iter().any(read) {
        return Ok(());
    }
    let mut head = Vec::new();
    #[expect(clippy::disallowed_methods, reason = "the output is the command line's to look at")]
    let file = File::open(&real);
    let seen = file.and_then(|file| file.take(64).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    if seen.is_ok() && (head.is_empty() || RESULTS.iter().any(|start| head.starts_with(start))) {
        return Ok(());
    }
    let what = "the results would overwrite one of the inputs";
    Err(Error::new(ErrorKind::Usage, what).next("name another file").in_file(output.to_string_lossy()))
}

/// What writing to standard output came to. A reader that has closed it has read enough.
///
/// # Errors
/// [`ErrorKind::Usage`] if it cannot be written.
pub(super) fn printed(written: io::Result<()>) -> Result<(), Error> {
    is_read(written, Path::new(STDOUT)).map(drop)
}

/// After something was written to a file that may be a pipe: is there still a reader?
///
/// # Errors
/// [`ErrorKind::Usage`] if it cannot be written for any other reason.
pub(super) fn is_read(written: io::Result<()>, path: &Path) -> Result<bool, Error> {
    match written {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(unwritable(path, &error)),
    }
}

/// The error for a file that cannot be written.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> Error {
    let (what, next) = match error.kind() {
        io::ErrorKind::NotFound => ("cannot be written: no such folder".to_owned(), "make the folder first"),
        io::ErrorKind::PermissionDenied => ("cannot be written: permission denied".to_owned(), "name another place"),
        _ => (format!("cannot be written: {error}"), "name another place, or make room"),
    };
    Error::new(ErrorKind::Usage, what).next(next).in_file(path.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::NewFile;

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let top = tempfile::tempdir().unwrap();
        let path = top.path().join("out.txt");
        let files = || fs::read_dir(top.path()).unwrap().count();
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(files(), 0);
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"whole").unwrap();
        assert!(!path.exists());
        file.finish().unwrap();
        assert_eq!((files(), fs::metadata(&path).unwrap().len()), (1, 5));
        let error = NewFile::create(&top.path().join("none/out.txt")).unwrap_err();
        assert_eq!(error.what(), "cannot be written: no such folder");
        let longest = top.path().join(format!("{}.html", "é".repeat(125)));
        NewFile::create(&longest).unwrap().finish().unwrap();
        assert!(longest.exists());
    }
}
