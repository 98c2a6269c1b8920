//! What to read, and how.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser, ValueParser};

/// What to read, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Files {
    /// Transcripts: a file, a folder, a glob, an archive, or - for standard input
    ///
    /// A folder is walked as .gitignore and .pursuitignore allow, hidden files and links left aside. Files whose
    /// extension promises no transcript are skipped and counted; a file that is named is always read. What is packed
    /// is unpacked (gz, zst, bz2, zip, tar, and one in another); an archive is read like a folder, its files are called
    /// calls.zip!a/b.vtt.
    #[arg(value_name = "PATH", required = true, help_heading = "Arguments", value_parser = path())]
    pub(crate) paths: Vec<PathBuf>,
    /// Read only files that match GLOB, whatever their extension (repeatable)
    ///
    /// Without a / it is matched against the file's name, else against its path.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Leave out files that match GLOB, and all below a folder that does (repeatable)
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Refuse inputs larger than SIZE, unpacked; a file in an archive counts for itself
    ///
    /// A number of bytes, or one with kB, MB, GB, KiB, MiB or GiB behind it. An input is held in memory whole.
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = size)]
    pub(crate) max_size: u64,
    /// Threads to use [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) threads: Option<u16>,
    /// Exit with 1 instead of 3 if an input could not be read
    #[arg(long)]
    pub(crate) strict: bool,
}

/// Reads a number of bytes: `500MB`, `2 GiB`, `4096`.
pub(super) fn size(typed: &str) -> Result<u64, String> {
    const UNITS: [(&str, u64); 8] = [
        ("", 1),
        ("b", 1),
        ("kb", 1000),
        ("kib", 1 << 10),
        ("mb", 1_000_000),
        ("mib", 1 << 20),
        ("gb", 1_000_000_000),
        ("gib", 1 << 30),
    ];
    let way = "write a number of bytes, or one with a unit: 4096, 500MB, 2GiB";
    let digits = typed.len() - typed.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = typed.split_at(digits);
    let unit = unit.trim().to_ascii_lowercase();
    let (_, times) = UNITS.iter().find(|(name, _)| *name == unit).ok_or(way)?;
    match number.parse::<u64>().ok().and_then(|number| number.checked_mul(*times)) {
        Some(0) => Err("nothing is smaller than 1 byte".to_owned()),
        Some(bytes) => Ok(bytes),
        None if number.is_empty() => Err(way.to_owned()),
        None => Err("that is more than can be counted".to_owned()),
    }
}

/// A path of at least one character.
fn path() -> ValueParser {
    PathBufValueParser::new()
        .try_map(|path| if path.as_os_str().is_empty() { Err("a path cannot be empty") } else { Ok(path) })
        .into()
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_have_units_of_both_kinds() {
        let want = [("4096", 4096), ("500MB", 500_000_000), ("2 GiB", 2 << 30), ("1kib", 1024), ("7 b", 7)];
        for (typed, bytes) in want {
            assert_eq!(size(typed), Ok(bytes));
        }
        for typed in ["", "GiB", "-1", "1.5GB", "0", "2 furlongs", "99999999999999999999", "99999999999999GiB"] {
            assert!(size(typed).is_err(), "{typed}");
        }
    }
}
