//! Which letters were capitals: with their small letters, all of what was said.
//!
//! The words of a call are kept in small letters, as phrases are looked for in them; beside a bit for each of their bytes
//! the text as it was said, which only quotes ask for, need not be kept as well.

/// The capitals of ASCII in a text that is kept in small letters.
#[derive(Debug, Default)]
pub(super) struct Capitals {
    /// A bit for each byte.
    bits: Vec<u8>,
}

impl Capitals {
    /// Bytes that one byte here stands for: the copy of a turn begins at a multiple.
    pub(super) const STEP: usize = 8;

    /// Notes those of a turn whose copy begins at the byte `at`, behind all copies that were noted.
    pub(super) fn note(&mut self, said: &str, at: usize) {
        self.bits.resize(at / Self::STEP, 0);
        let (steps, rest) = said.as_bytes().as_chunks::<{ Self::STEP }>();
        self.bits.extend(steps.iter().map(|step| capitals(*step)));
        let mut last = [0; Self::STEP];
        last.iter_mut().zip(rest).for_each(|(last, byte)| *last = *byte);
        self.bits.push(capitals(last));
    }

    /// A part of a turn as it was said; `small` begins at the byte `at`.
    pub(super) fn restore(&self, small: &str, at: usize) -> String {
        let mut said = small.to_owned();
        let end = at + small.len();
        for step in at / Self::STEP..end.div_ceil(Self::STEP) {
            let mut bits = self.bits.get(step).copied().unwrap_or_default();
            while bits != 0 {
                let byte = step * Self::STEP + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                let letter = byte.checked_sub(at).and_then(|byte| said.get_mut(byte..byte + 1));
                letter.into_iter().for_each(str::make_ascii_uppercase);
            }
        }
        said
    }
}

/// A bit for each byte that is a capital of ASCII, that of the first the lowest.
fn capitals(step: [u8; Capitals::STEP]) -> u8 {
    /// The number with the byte in all its bytes.
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let eight = u64::from_le_bytes(step);
    // The highest bit of each byte: not below `A`, above `Z`; no sum carries into the next byte.
    let low = eight & all(0x7F);
    let (from_a, above_z) = (low + all(0x80 - b'A'), low + all(0x7F - b'Z'));
    let found = (from_a & !above_z & !eight & all(0x80)) >> 7;
    // Each bit is moved to its place in the highest byte.
    (found.wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Capitals;

    proptest! {
        #[test]
        fn every_part_of_every_turn_is_as_it_was_said(
            turns in prop::collection::vec("([a-zA-Z@\\[`{ .]|[éÉß’中😀]|[A-Z]{1,9}){0,12}", 1..4),
        ) {
            let (mut words, mut capitals, mut copies) = (String::new(), Capitals::default(), Vec::new());
            for said in &turns {
                words.push_str(&"\0".repeat(words.len().next_multiple_of(Capitals::STEP) - words.len()));
                copies.push(words.len());
                capitals.note(said, words.len());
                words.push_str(&said.to_ascii_lowercase());
                words.push_str("odd words");
            }
            for (said, copy) in turns.iter().zip(copies) {
                let borders: Vec<usize> = (0..=said.len()).filter(|&at| said.is_char_boundary(at)).collect();
                for &start in &borders {
                    for &end in borders.iter().filter(|&&end| end >= start) {
                        let small = &words[copy + start..copy + end];
                        prop_assert_eq!(&capitals.restore(small, copy + start), &said[start..end]);
                    }
                }
            }
        }
    }
}
