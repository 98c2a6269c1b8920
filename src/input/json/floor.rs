//! Who has the floor when several channels are recorded side by side.
//!
//! Each channel tells only its own words, so that a pause in one may be the turn of another. An utterance ends at
//! such a pause. A word said into the running speech of another channel ends nothing: the two stay whole and overlap.

use crate::call::Millis;

use super::speech::Times;

/// When the words of all channels were said.
#[derive(Debug, Default)]
pub(super) struct Floor {
    /// The words, by start once [`Floor::close`] was called.
    words: Vec<Word>,
}

/// When a word was said. All words of a call are held, so that each takes as little room as it can: 32 bits are more
/// than the 30 days that a call may last, and more than its channels.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Word {
    /// Start, in milliseconds.
    start: u32,
    /// End, in milliseconds.
    end: u32,
    /// Channel.
    channel: u32,
}

impl Floor {
    /// Adds a word of a channel.
    pub(super) fn add(&mut self, channel: i64, times: Times) {
        let (Some(start), Some(end)) = times else { return };
        if let (Ok(start), Ok(end), Ok(channel)) = (start.get().try_into(), end.get().try_into(), channel.try_into()) {
            self.words.push(Word { start, end, channel });
        }
    }

    /// Ends the adding.
    pub(super) fn close(&mut self) {
        self.words.sort_unstable();
    }

    /// True if another channel says a whole word between `from` and `to`.
    pub(super) fn taken(&self, channel: i64, from: Option<Millis>, to: Option<Millis>) -> bool {
        let (Some(from), Some(to)) = (from, to) else { return false };
        let after = self.words.partition_point(|word| i64::from(word.start) < from.get());
        let mut inside = self.words.iter().skip(after).take_while(|word| i64::from(word.start) < to.get());
        inside.any(|word| i64::from(word.channel) != channel && i64::from(word.end) <= to.get())
    }
}

#[cfg(test)]
mod tests {
    use super::Floor;
    use crate::call::Millis;

    #[test]
    fn a_pause_is_taken_only_by_a_whole_word_of_another_channel() {
        let mut floor = Floor::default();
        for (channel, start, end) in [(1, 2_000, 3_000), (0, 0, 1_000), (0, 4_000, 5_000), (1, 4_500, 6_000)] {
            floor.add(channel, (Some(Millis::new(start)), Some(Millis::new(end))));
        }
        floor.close();
        let taken = |channel, from, to| floor.taken(channel, Some(Millis::new(from)), Some(Millis::new(to)));
        assert!(taken(0, 1_000, 4_000) && !taken(1, 3_000, 4_500));
        assert!(!taken(0, 5_000, 5_500) && !taken(1, 1_000, 4_000) && !floor.taken(0, None, Some(Millis::new(9_000))));
    }
}
