//! Lists that grow by turns, all in one block of memory.

use super::table::index;

/// Entries, each of which knows the one before it in its list.
#[derive(Debug)]
pub(crate) struct Chains<T> {
    links: Vec<(T, Last)>,
}

/// The last entry of a list: one more than where it stands, 0 where the list is empty.
pub(crate) type Last = u32;

impl<T> Default for Chains<T> {
    fn default() -> Self {
        Self { links: Vec::new() }
    }
}

impl<T: Copy> Chains<T> {
    /// Empties all lists.
    pub(crate) fn clear(&mut self) {
        self.links.clear();
    }

    /// Adds an entry to the list that ends with `last`.
    pub(crate) fn push(&mut self, last: &mut Last, entry: T) {
        self.links.push((entry, *last));
        *last = index(self.links.len());
    }

    /// The entries of a list, the last one first.
    pub(crate) fn backwards(&self, mut last: Last) -> impl Iterator<Item = T> {
        std::iter::from_fn(move || {
            let (entry, before) = self.links[(last as usize).checked_sub(1)?];
            last = before;
            Some(entry)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_grow_by_turns_keep_their_own_entries() {
        let mut chains = Chains::default();
        let (mut odd, mut even, empty) = (0, 0, 0);
        for number in 1..=5 {
            chains.push(if number % 2 == 0 { &mut even } else { &mut odd }, number);
        }
        assert_eq!(chains.backwards(odd).collect::<Vec<_>>(), [5, 3, 1]);
        assert_eq!(chains.backwards(even).collect::<Vec<_>>(), [4, 2]);
        assert_eq!(chains.backwards(empty).count(), 0);
    }
}
