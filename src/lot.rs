//! Numbers by lot that are the same on every machine, for figures that are drawn again and again.

/// SplitMix64 of Steele, Lea and Flood (2014), from a seed on.
#[derive(Clone, Debug)]
pub(crate) struct Lot(u64);

impl Lot {
    /// Begins at a seed.
    pub(crate) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// True so many times of a hundred.
    pub(crate) fn falls(&mut self, percent: u64) -> bool {
        self.draw() % 100 < percent
    }

    /// A number below `bound`, each as often as any other but for one part in 2^64.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.draw()) * bound as u128;
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Lot;

    #[test]
    fn the_numbers_are_the_published_ones() {
        // First outputs for the seed 1234567, as the author's C code gives them.
        let mut lot = Lot::of(1_234_567);
        let first: Vec<u64> = (0..3).map(|_| lot.draw()).collect();
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }
}
