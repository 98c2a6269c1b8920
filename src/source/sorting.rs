//! Inputs as a walk finds them, put in order.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::mem;
use std::sync::Arc;

use super::Item;
use super::filter::Filter;
use super::items::{Items, Place};

/// Inputs that come in no order, on their way to a sorted list.
///
/// They are sorted some thousand at a time, and the sorted lists are merged at the end, so that there are never more
/// than some thousand paths in full.
#[derive(Debug, Default)]
pub(super) struct Sorting {
    filter: Arc<Filter>,
    /// The last that came.
    loose: Vec<Item>,
    /// Sorted lists of those before.
    sorted: Vec<Items>,
}

/// Inputs that are sorted at once. Judgement: some 100 kB of them.
const LOOSE: usize = 1024;

impl Sorting {
    /// None yet, for inputs of which that is wanted.
    pub(super) fn new(filter: Arc<Filter>) -> Self {
        Self { filter, ..Self::default() }
    }

    /// Adds one.
    pub(super) fn push(&mut self, item: Item) {
        self.loose.push(item);
        if self.loose.len() == LOOSE {
            self.settle();
        }
    }

    /// Sorts what is loose.
    fn settle(&mut self) {
        self.loose.sort_by(Item::by_path);
        let mut items = Items::new(Arc::clone(&self.filter));
        items.extend(self.loose.drain(..));
        self.sorted.push(items.close());
    }

    /// All of them, by path; those of one path as they came.
    pub(super) fn finish(mut self) -> Items {
        self.settle();
        self.loose = Vec::new();
        let mut all = Items::for_all(&self.sorted, self.filter);
        let lists = self.sorted.into_iter().enumerate();
        let mut fronts: BinaryHeap<Front> = lists.filter_map(|(number, items)| Front::of(number, items)).collect();
        while let Some(mut first) = fronts.peek_mut() {
            let Front { item, items, rest, .. } = &mut *first;
            match rest.next(items) {
                Some(next) => all.push(mem::replace(item, next)),
                None => all.push(PeekMut::pop(first).item),
            }
        }
        all.close()
    }
}

/// A sorted list whose first inputs have been taken; that which has the smallest path is the greatest.
struct Front {
    /// The first of the others.
    item: Item,
    /// The number of the list.
    number: usize,
    items: Items,
    /// What is behind `item`.
    rest: Place,
}

impl Front {
    /// All of a list; `None` if it is empty.
    fn of(number: usize, items: Items) -> Option<Self> {
        let mut rest = Place::default();
        rest.next(&items).map(|item| Self { item, number, items, rest })
    }
}

impl Ord for Front {
    fn cmp(&self, other: &Self) -> Ordering {
        other.item.by_path(&self.item).then_with(|| other.number.cmp(&self.number))
    }
}

impl PartialOrd for Front {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Front {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Front {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::Item;
    use super::super::filter::Filter;
    use super::super::tests::{item, told};
    use super::{LOOSE, Sorting};

    #[test]
    fn any_number_is_sorted_as_at_once() {
        let filter = Arc::new(Filter::default());
        for count in [0, 1, LOOSE, 7 * LOOSE + 5] {
            let mut sorting = Sorting::new(Arc::clone(&filter));
            let path = |n: usize| format!("calls/{}/{:03}.txt", n * 7919 % 13, n * 104_729 % 9973);
            // Of some paths there are two, told apart by what they are.
            let mut plain: Vec<Item> = (0..count).map(|n| item(&path(n / 2), n % 7, &filter)).collect();
            plain.iter().for_each(|item| sorting.push(item.clone()));
            plain.sort_by(Item::by_path);
            let sorted = sorting.finish();
            assert_eq!(sorted.len(), count);
            assert!(sorted.iter().map(|item| told(&item)).eq(plain.iter().map(told)), "{count}");
        }
    }
}
