//! Compact JSON into memory: the bytes that `serde_json` writes with [`Escape`](super::escape::Escape), in a third of
//! the time.
//!
//! An object of ours is mostly strings that need no escape and decimals of three digits, for which there are shorter
//! ways in [`scalar`](super::scalar); and nothing goes through a writer that has to be called for each comma.

use std::fmt::Display;
use std::io::{self, Write};
use std::mem;

use serde::Serialize;
use serde::ser::{self, Impossible, SerializeSeq, SerializeStruct, Serializer};
use serde_json::Error;

use super::scalar::{decimal, plain, string, thousandths, whole};
use crate::call::Points;

/// Bytes of a value that are held at most where it need not be: a long call's are twice as long as what is said in it.
/// Judgement: an hour's call has some 300 kB.
pub(super) const MOST: usize = 1 << 20;

/// Appends a value to `out`; false if it has more than a mebibyte, of which only the beginning is there then.
///
/// # Errors
/// For kinds of values that no object of ours has.
pub(super) fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<bool, Error> {
    let mut page = Page { bytes: mem::take(out), rest: Rest::Lost(false) };
    let written = value.serialize(Line { page: &mut page });
    *out = page.bytes;
    match page.rest {
        Rest::Lost(true) => Ok(false),
        _ => written.map(|()| true),
    }
}

/// Writes a value to `out`, and never holds much more of it than a mebibyte.
///
/// # Errors
/// As [`write`], and those of the writer.
pub(super) fn stream(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut page = Page { bytes: Vec::new(), rest: Rest::To(out) };
    value.serialize(Line { page: &mut page })?;
    let Page { bytes, rest: Rest::To(out) } = page else { return Ok(()) };
    out.write_all(&bytes)
}

/// What is held of a value.
struct Page<'w> {
    bytes: Vec<u8>,
    rest: Rest<'w>,
}

/// What becomes of the bytes when they are too many.
enum Rest<'w> {
    /// They are written.
    To(&'w mut dyn Write),
    /// The value is given up; true once that has happened.
    Lost(bool),
}

impl Page<'_> {
    /// Makes room for more.
    #[cold]
    fn turn(&mut self) -> Result<(), Error> {
        match &mut self.rest {
            Rest::To(out) => {
                out.write_all(&self.bytes).map_err(Error::io)?;
                self.bytes.clear();
                Ok(())
            }
            Rest::Lost(lost) => {
                *lost = true;
                Err(ser::Error::custom("too long"))
            }
        }
    }
}

struct Line<'p, 'w> {
    page: &'p mut Page<'w>,
}

/// The parts of a list or an object.
struct Parts<'p, 'w> {
    page: &'p mut Page<'w>,
    begun: bool,
    end: u8,
}

impl<'p, 'w> Parts<'p, 'w> {
    fn begin(page: &'p mut Page<'w>, sign: u8, end: u8) -> Self {
        page.bytes.push(sign);
        Self { page, begun: false, end }
    }

    fn comma(&mut self) {
        if self.begun {
            self.page.bytes.push(b',');
        }
        self.begun = true;
    }

    fn close(self) {
        self.page.bytes.push(self.end);
    }
}

impl SerializeSeq for Parts<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma();
        if self.page.bytes.len() > MOST {
            self.page.turn()?;
        }
        value.serialize(Line { page: self.page })
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

impl SerializeStruct for Parts<'_, '_> {
    type Ok = ();
    type Error = Error;

    // So that the length of the key is known where it is copied.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.comma();
        // The names of our fields need no escape.
        self.page.bytes.push(b'"');
        self.page.bytes.extend_from_slice(key.as_bytes());
        self.page.bytes.extend_from_slice(b"\":");
        value.serialize(Line { page: self.page })
    }

    fn end(self) -> Result<(), Error> {
        self.close();
        Ok(())
    }
}

/// What no object of ours has.
fn missing<T>(kind: impl Display) -> Result<T, Error> {
    Err(ser::Error::custom(format_args!("no result holds {kind}")))
}

impl<'p, 'w> Serializer for Line<'p, 'w> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Parts<'p, 'w>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Parts<'p, 'w>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.page.bytes.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        if value < 0 {
            self.page.bytes.push(b'-');
        }
        whole(value.unsigned_abs(), &mut self.page.bytes);
        Ok(())
    }

    /// Thousandths of a decimal: no object of ours has wider numbers.
    fn serialize_i128(self, value: i128) -> Result<(), Error> {
        let number = i64::try_from(value).map_err(ser::Error::custom)?;
        if thousandths(number, &mut self.page.bytes) { Ok(()) } else { self.serialize_f64(Points(number).decimal()) }
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        whole(value, &mut self.page.bytes);
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        serde_json::to_writer(&mut self.page.bytes, &value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        if decimal(value, &mut self.page.bytes) { Ok(()) } else { serde_json::to_writer(&mut self.page.bytes, &value) }
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        string(value, &mut self.page.bytes);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Error> {
        missing("bytes")
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.page.bytes.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    /// One of our stable words.
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        plain(variant, &mut self.page.bytes);
        Ok(())
    }

    /// Asks our own types for what is quicker to write: see [`parts`](super::parts).
    fn is_human_readable(&self) -> bool {
        false
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        missing(variant)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'p, 'w>, Error> {
        Ok(Parts::begin(self.page, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        missing("a tuple")
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        missing(name)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        missing(variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        missing("a map")
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'p, 'w>, Error> {
        Ok(Parts::begin(self.page, b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        missing(variant)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde::Serialize;

    use super::super::escape::Escape;

    /// As it is written here, and as `serde_json` writes it.
    fn both(value: &(impl Serialize + ?Sized)) -> (String, String) {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        super::write(&value, &mut here).unwrap();
        value.serialize(&mut serde_json::Serializer::with_formatter(&mut there, Escape)).unwrap();
        (String::from_utf8(here).unwrap(), String::from_utf8(there).unwrap())
    }

    #[derive(Serialize)]
    struct Everything<'a> {
        text: &'a str,
        texts: Vec<String>,
        none: Option<u32>,
        some: Option<f64>,
        yes: bool,
        numbers: (),
        whole: &'a [i64],
    }

    proptest! {
        #[test]
        fn strings_are_those_of_serde_json(text in "(\\PC|[\\x00-\\x7f]|[’\u{80}-\u{9f}\u{200e}-\u{202e}\u{2060}-\u{206f}\u{61c}]){0,40}") {
            let (here, there) = both(text.as_str());
            prop_assert_eq!(here, there);
        }

        #[test]
        fn decimals_are_those_of_serde_json(thousandths in any::<i64>(), shift in 0_u32..64, any in any::<f64>()) {
            #[expect(clippy::cast_precision_loss)]
            for number in [(thousandths >> shift) as f64 / 1000.0, any, (thousandths >> shift) as f64] {
                let (here, there) = both(&number);
                prop_assert_eq!(here, there);
            }
        }

        #[test]
        fn objects_are_those_of_serde_json(text in ".{0,9}", texts in prop::collection::vec(".{0,3}", 0..3), whole in prop::collection::vec(any::<i64>(), 0..3)) {
            let value = Everything { text: &text, texts, none: None, some: Some(-0.0), yes: true, numbers: (), whole: &whole };
            let (here, there) = both(&value);
            prop_assert_eq!(here, there);
        }
    }

    #[test]
    fn what_is_too_long_to_be_held_is_written_as_it_is_made() {
        for count in [3, 3000] {
            let value = vec!["a quote of the call, ".repeat(50); count];
            let (mut held, mut streamed) = (Vec::new(), Vec::new());
            let fits = super::write(&value, &mut held).unwrap();
            super::stream(&value, &mut streamed).unwrap();
            assert_eq!(streamed, serde_json::to_vec(&value).unwrap());
            assert_eq!((fits, held == streamed), (streamed.len() < super::MOST, fits));
        }
    }

    #[test]
    fn every_character_of_one_word_is_told() {
        for c in (0..=0x3000).filter_map(char::from_u32) {
            let text = format!("abc{c}defghijk{c}l");
            let (here, there) = both(text.as_str());
            assert_eq!(here, there, "{c:?}");
        }
        for number in [0.0, -0.0, 0.001, 0.01, 0.1, 1.0, 12.34, -0.05, 999_999_999_999.999, f64::NAN, f64::INFINITY] {
            let (here, there) = both(&number);
            assert_eq!(here, there);
        }
    }
}
