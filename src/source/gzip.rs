//! gzip: one stream, or several behind one another.

use flate2::read::MultiGzDecoder;

use super::unpack::{Opens, Packing};

/// `.gz`.
pub(super) const GZIP: Packing = Packing {
    name: "gzip",
    fits: |head| head.starts_with(b"\x1F\x8B\x08"),
    opens: Opens::Stream(|packed| Box::new(MultiGzDecoder::new(packed))),
};
