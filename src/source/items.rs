//! The list of the inputs, in as few bytes as can be: all else that a run holds does not grow with their number.
//!
//! Paths that stand behind one another have most of their bytes in common, so of each only the middle is kept that it
//! shares neither with the beginning nor with the ending of the path before it: some seven bytes a file, where a path
//! and a row for it are a hundred. Each sixteenth path is whole, so that any is had by a look at fifteen at most.

use std::path::PathBuf;
use std::sync::Arc;

use super::filter::Filter;
use super::{Item, Way};

/// Entries of which the first is whole. Judgement: of longer stretches the savings are below a tenth.
const STRETCH: usize = 16;

/// Inputs in their order.
#[derive(Debug, Default)]
pub struct Items {
    /// How many.
    len: usize,
    /// What is wanted of the members of those that are plain.
    filter: Arc<Filter>,
    /// Of each its [`Kind`] and how much of its path is its own; of a file also how much it shares, and those bytes.
    bytes: Vec<u8>,
    /// Where each stretch begins in `bytes`, and how many of `odd` stand before it.
    stretches: Vec<(usize, usize)>,
    /// The path of the last one, if it is plain; else empty.
    last: Vec<u8>,
    /// Those that are more than the path of a file, or whose path is no UTF-8.
    odd: Vec<Item>,
}

/// What an input is, in two bits.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// The next of `odd`.
    Odd,
    /// A file of the common filter that was not asked for itself, or was.
    File { asked: bool },
}

impl Items {
    /// An empty list, for inputs of which that is wanted.
    pub(super) fn new(filter: Arc<Filter>) -> Self {
        Self { filter, ..Self::default() }
    }

    /// An empty list with room for what is in those: what is closer together has more in common, so all of them take
    /// hardly ever more.
    pub(super) fn for_all(lists: &[Self], filter: Arc<Filter>) -> Self {
        let mut all = Self::new(filter);
        all.bytes.reserve_exact(lists.iter().map(|items| items.bytes.len()).sum());
        all
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// True if there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The input at that place.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Item> {
        self.from(index - index % STRETCH).nth(index % STRETCH)
    }

    /// All of them in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        self.from(0)
    }

    /// Those from the beginning of a stretch on.
    fn from(&self, index: usize) -> Iter<'_> {
        let (at, odd) = self.stretches.get(index / STRETCH).copied().unwrap_or((self.bytes.len(), self.odd.len()));
        Iter { items: self, place: Place { index, at, odd, path: Vec::new() } }
    }

    /// Adds one at the end.
    pub(super) fn push(&mut self, item: Item) {
        if self.len.is_multiple_of(STRETCH) {
            self.stretches.push((self.bytes.len(), self.odd.len()));
            self.last.clear();
        }
        self.len += 1;
        let plain = match &item.way {
            Way::File(path) if Arc::ptr_eq(&item.filter, &self.filter) => path.to_str(),
            _ => None,
        };
        let Some(path) = plain.map(str::as_bytes) else {
            put(Kind::Odd.code(), &mut self.bytes);
            self.last.clear();
            self.odd.push(item);
            return;
        };
        let alike = |(a, b): &(&u8, &u8)| a == b;
        let before = self.last.iter().zip(path).take_while(alike).count();
        let most = self.last.len().min(path.len()) - before;
        let after = self.last.iter().rev().zip(path.iter().rev()).take(most).take_while(alike).count();
        let own = &path[before..path.len() - after];
        let kind = Kind::File { asked: item.asked };
        for count in [own.len() << 2 | kind.code(), before, after] {
            put(count, &mut self.bytes);
        }
        self.bytes.extend_from_slice(own);
        self.last.clear();
        self.last.extend_from_slice(path);
    }

    /// Keeps those that are wanted.
    pub(super) fn retain(&mut self, wants: impl Fn(&Item) -> bool) {
        let mut kept = Self::new(Arc::clone(&self.filter));
        kept.extend(self.iter().filter(|item| wants(item)));
        *self = kept.close();
    }

    /// Gives back the room for more.
    pub(super) fn close(mut self) -> Self {
        self.last = Vec::new();
        self.bytes.shrink_to_fit();
        self.stretches.shrink_to_fit();
        self
    }
}

impl Extend<Item> for Items {
    fn extend<T: IntoIterator<Item = Item>>(&mut self, items: T) {
        items.into_iter().for_each(|item| self.push(item));
    }
}

impl FromIterator<Item> for Items {
    fn from_iter<T: IntoIterator<Item = Item>>(items: T) -> Self {
        let mut all = Self::default();
        all.extend(items);
        all.close()
    }
}

impl<'i> IntoIterator for &'i Items {
    type Item = Item;
    type IntoIter = Iter<'i>;

    fn into_iter(self) -> Iter<'i> {
        self.iter()
    }
}

/// Inputs one after the other.
#[derive(Debug)]
pub struct Iter<'i> {
    items: &'i Items,
    place: Place,
}

impl Iterator for Iter<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        self.place.next(self.items)
    }
}

/// A place in a list.
#[derive(Debug, Default)]
pub(super) struct Place {
    /// The number of the next.
    index: usize,
    /// Where it begins in `bytes`.
    at: usize,
    /// How many of `odd` stand before it.
    odd: usize,
    /// The path of the one before, if that is plain and of the same stretch.
    path: Vec<u8>,
}

impl Place {
    /// The next input of that list.
    pub(super) fn next(&mut self, items: &Items) -> Option<Item> {
        if self.index.is_multiple_of(STRETCH) {
            self.path.clear();
        }
        self.index += 1;
        let first = self.count(&items.bytes)?;
        let Kind::File { asked } = Kind::of(first & 3) else {
            self.path.clear();
            self.odd += 1;
            return items.odd.get(self.odd - 1).cloned();
        };
        let (before, after) = (self.count(&items.bytes)?, self.count(&items.bytes)?);
        let own = items.bytes.get(self.at..self.at + (first >> 2))?;
        self.at += own.len();
        self.path.splice(before..self.path.len() - after, own.iter().copied());
        // It was UTF-8 when it was put in.
        let path = PathBuf::from(String::from_utf8_lossy(&self.path).into_owned());
        Some(Item { filter: Arc::clone(&items.filter), asked, ..Item::file(path) })
    }

    /// The next count, as [`put`] wrote it.
    fn count(&mut self, bytes: &[u8]) -> Option<usize> {
        let (mut count, mut shift) = (0, 0);
        loop {
            let byte = bytes.get(self.at).copied()?;
            self.at += 1;
            count |= usize::from(byte & 0x7F) << shift;
            shift += 7;
            if byte < 0x80 {
                return Some(count);
            }
        }
    }
}

impl Kind {
    /// As a number.
    fn code(self) -> usize {
        match self {
            Self::Odd => 0,
            Self::File { asked: false } => 1,
            Self::File { asked: true } => 2,
        }
    }

    /// Of that number.
    fn of(code: usize) -> Self {
        match code {
            0 => Self::Odd,
            code => Self::File { asked: code == 2 },
        }
    }
}

/// Appends a count: seven bits a byte, the lowest first, the last byte below 128.
fn put(mut count: usize, bytes: &mut Vec<u8>) {
    while count >= 0x80 {
        bytes.push(count as u8 | 0x80);
        count >>= 7;
    }
    bytes.push(count as u8);
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::super::Item;
    use super::super::filter::Filter;
    use super::super::tests::{item, told};
    use super::Items;

    proptest! {
        #[test]
        fn what_goes_in_comes_out(paths in prop::collection::vec(("([ab]|é|👍|/){0,9}", 0_usize..7), 0..70)) {
            let filter = Arc::new(Filter::default());
            let plain: Vec<Item> = paths.iter().map(|(path, kind)| item(path, *kind, &filter)).collect();
            let mut items = Items::new(Arc::clone(&filter));
            items.extend(plain.iter().cloned());
            let want: Vec<String> = plain.iter().map(told).collect();
            prop_assert_eq!(items.iter().map(|item| told(&item)).collect::<Vec<_>>(), want.clone());
            let single: Vec<String> = (0..items.len() + 40).filter_map(|place| items.get(place)).map(|item| told(&item)).collect();
            prop_assert_eq!(single, want);
            items.retain(|item| item.asked);
            let want: Vec<String> = plain.iter().filter(|item| item.asked).map(told).collect();
            prop_assert_eq!(items.iter().map(|item| told(&item)).collect::<Vec<_>>(), want);
        }
    }

    #[test]
    fn a_file_of_a_series_takes_few_bytes() {
        let filter = Arc::new(Filter::default());
        let mut items = Items::new(Arc::clone(&filter));
        items.extend((0..4000).map(|n| item(&format!("a/long/way/to/calls/call-{n:06}.txt"), 0, &filter)));
        let items = items.close();
        assert!(items.bytes.len() < 7 * items.len(), "{}", items.bytes.len());
    }
}
