//! Results of `pursuit score`, for the commands that read them again.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::streams::Streams;
use crate::error::{Error, ErrorKind};

/// The text of a result, from a file or from standard input (`-`), and how that is called in messages. `next` says what to
/// name instead.
///
/// # Errors
/// It cannot be read.
pub(super) fn read(path: &Path, next: &str, streams: &mut Streams<'_>) -> Result<(String, String), Error> {
    let is_piped = path.as_os_str() == "-";
    let name = if is_piped { "<stdin>".to_owned() } else { path.to_string_lossy().into_owned() };
    let mut text = String::new();
    let seen = if is_piped {
        streams.stdin.read_to_string(&mut text)
    } else {
        #[expect(clippy::disallowed_methods, reason = "a result of ours is the command line's to read")]
        File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    match seen {
        Ok(_) => Ok((text, name)),
        Err(error) => {
            let what = match error.kind() {
                io::ErrorKind::NotFound => "there is no such file".to_owned(),
                io::ErrorKind::InvalidData => "this is no text in UTF-8".to_owned(),
                _ => format!("cannot be read: {error}"),
            };
            Err(Error::new(ErrorKind::Usage, what).in_file(name).next(next))
        }
    }
}
