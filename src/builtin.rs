//! The built-in lexicons, as `build.rs` compiled them.

use crate::error::{Error, ErrorKind};
use crate::scan::Rules;

/// All of them: read, checked, compiled and packed (format: postcard).
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rules.bin"));

impl Rules {
    /// The lexicons that are compiled in; the same as [`Rules::of`] makes of
    /// [`Library::builtin`](crate::lexicon::Library::builtin), in a thirtieth of the time.
    ///
    /// # Errors
    /// [`ErrorKind::Lexicon`] if they can't be unpacked, which a test rules out.
    pub fn builtin() -> Result<Self, Error> {
        let broken =
            |error| Error::new(ErrorKind::Lexicon, format!("the built-in lexicons can't be unpacked: {error}"));
        Self::unpack(PACKED).map_err(|error| broken(error).next("build the program anew"))
    }
}

#[cfg(test)]
mod tests {
    use super::PACKED;
    use crate::lexicon::Library;
    use crate::scan::Rules;

    #[test]
    fn what_is_packed_is_what_the_files_say() {
        let read = Rules::of(&Library::builtin()).unwrap();
        assert!(postcard::to_allocvec(&read).unwrap() == PACKED);
        assert!(postcard::to_allocvec(&Rules::builtin().unwrap()).unwrap() == PACKED);
    }
}
