//! Files that are written whole or not at all: into a neighbour first, which takes the name at the end.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::neighbour::{Neighbour, undisturbed};
use crate::error::{Error, ErrorKind};

/// What standard output is called.
pub(super) const STDOUT: &str = "<stdout>";

/// Does `-o`, or a form, name standard output?
pub(super) fn is_stdout(path: &Path) -> bool {
    ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path.as_os_str() == *name)
}

/// Does it name standard error?
fn is_stderr(path: &Path) -> bool {
    ["/dev/stderr", "/dev/fd/2", "/proc/self/fd/2"].iter().any(|name| path.as_os_str() == *name)
}

/// Is it one of the names that the system gives to what a process has open already?
fn is_handle(path: &Path) -> bool {
    ["/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd"].iter().any(|place| path.starts_with(place))
        || path.starts_with("/proc") && path.parent().is_some_and(|folder| folder.ends_with("fd"))
}

/// What is open already and has that name, if there is any: itself, or where its links lead.
pub(super) fn handle(path: &Path) -> Option<PathBuf> {
    links(path).find(|path| is_handle(path))
}

/// Opens it so that it goes on where others have written to.
fn go_on(handle: &Path) -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        if is_stdout(handle) {
            return io::stdout().as_fd().try_clone_to_owned().map(File::from);
        }
        if is_stderr(handle) {
            return io::stderr().as_fd().try_clone_to_owned().map(File::from);
        }
    }
    OpenOptions::new().append(true).open(handle)
}

/// The path, and where one link after the other leads.
fn links(path: &Path) -> impl Iterator<Item = PathBuf> {
    /// Links in a row; systems follow as many.
    const LINKS: usize = 40;
    let next = |path: &PathBuf| Some(path.with_file_name("").join(fs::read_link(path).ok()?));
    std::iter::successors(Some(path.to_owned()), next).take(LINKS)
}

/// Where a link leads in the end, also where nothing is there yet: it keeps pointing there, and that is replaced.
pub(super) fn target(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| links(path).last().unwrap_or_default())
}

/// Lets those read the new file who may read the old one, and nobody else, as far as the system lets us.
#[cfg(unix)]
fn keep_rights(new: &Path, old: &Metadata) {
    use std::fs::Permissions;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

    // Only who may give files away can do that.
    let _ = chown(new, Some(old.uid()), None);
    let is_its_group = fs::metadata(new).is_ok_and(|new| new.gid() == old.gid());
    let has_group = is_its_group || chown(new, None, Some(old.gid())).is_ok();
    // A group that is not the old one's may do what all others may.
    let others = old.mode() & 0o707 | (old.mode() & 0o007) << 3 & old.mode();
    let rights = if has_group { old.mode() & 0o777 } else { others };
    let _ = fs::set_permissions(new, Permissions::from_mode(rights));
}

/// Elsewhere rights are not the file's.
#[cfg(not(unix))]
fn keep_rights(_: &Path, _: &Metadata) {}

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
        let old = fs::metadata(path).ok();
        let open = handle(path).or_else(|| old.as_ref().is_some_and(|old| !old.is_file()).then(|| path.to_owned()));
        if let Some(open) = open {
            let file = go_on(&open).map_err(|error| unwritable(path, &error))?;
            return Ok(Self { path: path.to_owned(), neighbour: None, writer: BufWriter::new(file) });
        }
        let path = target(path);
        let fails = |error: io::Error| unwritable(&path, &error);
        let (neighbour, file) = Neighbour::file(&path, old.is_some()).map_err(fails)?;
        if let Some(old) = old {
            keep_rights(neighbour.path(), &old);
        }
        Ok(Self { path, neighbour: Some(neighbour), writer: BufWriter::new(file) })
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
    pub(super) fn finish(self) -> Result<(), Error> {
        finish(Some(self), None)
    }

    /// Writes what was kept back.
    fn complete(&mut self) -> Result<(), Error> {
        // Who reads a pipe may have read enough.
        is_read(self.writer.flush(), &self.path).map(drop)
    }

    fn take_place(&self) -> Result<(), Error> {
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
        self.complete()?;
        let fails = |error: io::Error| unwritable(&self.path, &error);
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

/// Files in the making that belong into one folder. Dropped without [`finish`], it leaves the old ones.
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

    /// Puts them in their place, with the rights of what points to them. Whatever else is in the folder stays.
    fn take_place(&self, rights: Option<&Metadata>) -> Result<(), Error> {
        let fails = |error: io::Error| unwritable(&self.path, &error);
        fs::create_dir_all(&self.path).map_err(fails)?;
        self.names.iter().try_for_each(|name| {
            let new = self.neighbour.path().join(name);
            if let Some(rights) = rights {
                keep_rights(&new, rights);
            }
            fs::rename(new, self.path.join(name)).map_err(fails)
        })
    }
}

/// Puts a file in its place, and with it the files that it points to: no signal comes between them.
///
/// # Errors
/// [`ErrorKind::Usage`] if they cannot be written to the end.
pub(super) fn finish(mut file: Option<NewFile>, folder: Option<NewFolder>) -> Result<(), Error> {
    file.as_mut().map_or(Ok(()), NewFile::complete)?;
    let rights = file.as_ref().and_then(|file| file.writer.get_ref().metadata().ok());
    undisturbed(|| {
        folder.as_ref().map_or(Ok(()), |folder| folder.take_place(rights.as_ref()))?;
        file.as_ref().map_or(Ok(()), NewFile::take_place)
    })
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
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
