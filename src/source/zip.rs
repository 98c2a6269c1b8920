//! zip: members with a directory at the end.
//!
//! An Office document (`.docx`) is a zip, too, but one input; it is handed over as it is.

use std::io::{BufReader, Read, Seek, SeekFrom};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::feed::{Feed, Seekable};
use super::unpack::{Opens, Packing, Spot, Unpacking};
use super::{damaged, too_large};
use crate::error::{Error, ErrorKind};

/// What people call it.
const NAME: &str = "zip";

/// `.zip`; an empty one begins with the end of its directory.
pub(super) const ZIP: Packing = Packing {
    name: NAME,
    fits: |head| head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06"),
    opens: Opens::Archive(open),
};

/// An archive that is being read.
type Zip = ZipArchive<BufReader<Box<dyn Seekable>>>;

/// Hands over the members, or the whole of it if it is an Office document.
fn open(unpacking: &mut Unpacking<'_>, spot: &Spot, feed: Feed<'_>) {
    let bytes = match feed.seekable(unpacking.most_bytes()) {
        Ok(Some(bytes)) => bytes,
        Ok(None) => return unpacking.lose(spot, too_large(unpacking.most_bytes())),
        Err(error) => return unpacking.lose(spot, unpacking.word(&error)),
    };
    match ZipArchive::new(BufReader::new(bytes)) {
        Ok(archive) if is_document(&archive) => {
            let mut bytes = archive.into_inner().into_inner();
            match bytes.seek(SeekFrom::Start(0)).and_then(|_| Feed::new(bytes)) {
                Ok(feed) => unpacking.give(spot, feed),
                Err(error) => unpacking.lose(spot, unpacking.word(&error)),
            }
        }
        Ok(archive) => unpacking.archive(spot, |unpacking| members(unpacking, spot, archive)),
        Err(error) => unpacking.lose(spot, word(error)),
    }
}

/// True for the documents of Office programs, which are zips with a list of their parts.
fn is_document(archive: &Zip) -> bool {
    let own = |name: &[u8]| matches!(name, b"[Content_Types].xml" | b"mimetype") || name.starts_with(b"word/");
    archive.file_names_raw().any(own)
}

/// Hands over the members in the order of the directory.
fn members(unpacking: &mut Unpacking<'_>, spot: &Spot, mut archive: Zip) {
    if archive.has_duplicate_names() {
        let what = "several members of this archive have one name; of those only the last was read";
        unpacking.lose(spot, Error::new(ErrorKind::Unreadable, what).next("pack them under names of their own"));
    }
    for index in 0..archive.len() {
        let (name, is_link, is_known) = match archive.by_index_data(index) {
            Ok(entry) if entry.is_dir() => continue,
            Ok(entry) => {
                let name = entry.name().map_or_else(|_| lossy(entry.name_raw()), |name| name.into_owned());
                let is_known = matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
                (name.replace('\\', "/"), entry.is_symlink(), is_known)
            }
            Err(error) => {
                unpacking.lose(spot, word(error));
                continue;
            }
        };
        if is_link {
            unpacking.skip("symbolic link");
            continue;
        }
        unpacking.member(spot, NAME, &name, || match archive.by_index(index) {
            Ok(_) if !is_known => Err(rare()),
            Ok(file) => Ok(Box::new(file) as Box<dyn Read + '_>),
            Err(error) => Err(word(error)),
        });
        if unpacking.is_over() {
            return;
        }
    }
}

/// A name in an unknown encoding.
fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

/// Words the trouble with an archive or a member.
fn word(error: ZipError) -> Error {
    match error {
        ZipError::Io(error) => damaged(NAME, &error),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Error::new(ErrorKind::Unreadable, "this member is encrypted").next("unpack it with its password first")
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => rare(),
        error => damaged(NAME, &std::io::Error::other(error)),
    }
}

/// The error for a member of a rare method.
fn rare() -> Error {
    Error::new(ErrorKind::Unreadable, "this member is packed in a way that is not read: only store and deflate are")
        .next("pack it again as an ordinary zip, or unpack it first")
}
