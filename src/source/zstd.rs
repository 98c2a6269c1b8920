//! Zstandard: frames behind one another, of which some may have to be skipped.

use std::io::{self, BufReader, Read};

use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::unpack::{Opens, Packing};

/// `.zst`. RFC 8878, 3.1: a frame, or one to be skipped (`0x184D2A5?`), as parallel packers write in front.
pub(super) const ZSTD: Packing = Packing {
    name: "Zstandard",
    fits: |head| {
        let skipped = head.get(1..4) == Some(b"\x2A\x4D\x18") && head.first().is_some_and(|byte| byte >> 4 == 5);
        head.starts_with(b"\x28\xB5\x2F\xFD") || skipped
    },
    opens: Opens::Stream(|packed| Box::new(Frames { packed: BufReader::new(packed), decoder: None })),
};

/// All frames of a stream.
struct Frames<R> {
    packed: BufReader<R>,
    /// Of the frame being read; `None` between two.
    decoder: Option<FrameDecoder>,
}

impl<R: Read> Frames<R> {
    /// Begins the next frame; false at the end.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            if io::BufRead::fill_buf(&mut self.packed)?.is_empty() {
                return Ok(false);
            }
            let mut decoder = FrameDecoder::new();
            match decoder.init(&mut self.packed) {
                Ok(()) => {
                    self.decoder = Some(decoder);
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut (&mut self.packed).take(u64::from(length)), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

impl<R: Read> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if self.decoder.is_none() && !self.begin()? {
                return Ok(0);
            }
            let Some(decoder) = &mut self.decoder else { return Ok(0) };
            while decoder.can_collect() == 0 && !decoder.is_finished() {
                decoder
                    .decode_blocks(&mut self.packed, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
            }
            let bytes = decoder.read(buffer)?;
            if bytes > 0 {
                return Ok(bytes);
            }
            if let (Some(stated), Some(found)) = (decoder.get_checksum_from_data(), decoder.get_calculated_checksum())
                && stated != found
            {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "the checksum is not that of the content"));
            }
            self.decoder = None;
        }
    }
}
