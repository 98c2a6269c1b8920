//! bzip2: one stream, or several behind one another.

use bzip2::read::MultiBzDecoder;

use super::unpack::{Opens, Packing};

/// `.bz2`. Behind the size of its blocks stands the first block (pi) or, if it is empty, the end (its root).
pub(super) const BZIP2: Packing = Packing {
    name: "bzip2",
    fits: |head| {
        let begins = head.starts_with(b"BZh") && head.get(3).is_some_and(|size| (b'1'..=b'9').contains(size));
        let block = head.get(4..10);
        begins && (block == Some(b"\x31\x41\x59\x26\x53\x59") || block == Some(b"\x17\x72\x45\x38\x50\x90"))
    },
    opens: Opens::Stream(|packed| Box::new(MultiBzDecoder::new(packed))),
};
