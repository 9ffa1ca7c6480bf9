//! Tables from symbols and the like to what belongs to them. A question knows few of a guide's symbols, and there is a
//! table for each: so only the symbols it knows take room.

use rustc_hash::FxHashMap;

/// Entries by a number, each number's in a row.
#[derive(Debug, Default)]
pub(crate) struct Table<T> {
    /// A bit for each number that has entries.
    known: Vec<u64>,
    /// How many have entries before each word of bits.
    before: Vec<u32>,
    /// Where the entries of each number that has some begin.
    starts: Vec<u32>,
    entries: Vec<T>,
}

impl<T> Table<T> {
    /// A table of these entries.
    pub(crate) fn new(map: FxHashMap<u32, Vec<T>>) -> Self {
        let mut rows: Vec<(u32, Vec<T>)> = map.into_iter().filter(|(_, entries)| !entries.is_empty()).collect();
        rows.sort_unstable_by_key(|(number, _)| *number);
        let words = rows.last().map_or(0, |(number, _)| *number as usize / 64 + 1);
        let mut table = Self {
            known: vec![0; words],
            before: vec![0; words],
            starts: Vec::with_capacity(rows.len() + 1),
            entries: Vec::new(),
        };
        for (number, entries) in rows {
            table.known[number as usize / 64] |= 1 << (number % 64);
            table.starts.push(index(table.entries.len()));
            table.entries.extend(entries);
        }
        table.starts.push(index(table.entries.len()));
        let mut before = 0;
        for (word, count) in table.known.iter().zip(&mut table.before) {
            *count = before;
            before += word.count_ones();
        }
        table
    }

    /// The entries of a number.
    pub(crate) fn get(&self, number: u32) -> &[T] {
        let (word, bit) = (number as usize / 64, 1_u64 << (number % 64));
        match self.known.get(word) {
            Some(known) if known & bit != 0 => {
                let at = (self.before[word] + (known & (bit - 1)).count_ones()) as usize;
                &self.entries[self.starts[at] as usize..self.starts[at + 1] as usize]
            }
            _ => &[],
        }
    }
}

/// Where something stands in a list. Nobody's guide has four thousand million of anything.
pub(crate) fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_finds_its_own_entries_and_no_others() {
        let rows = [(0, vec!['a']), (63, vec!['b', 'c']), (64, vec![]), (65, vec!['d']), (1_000, vec!['e', 'f', 'g'])];
        let table = Table::new(rows.iter().cloned().collect());
        for (number, entries) in &rows {
            assert_eq!(table.get(*number), entries.as_slice());
        }
        for number in [1, 62, 66, 999, 1_001, u32::MAX] {
            assert!(table.get(number).is_empty());
        }
        assert!(Table::<u8>::new(FxHashMap::default()).get(0).is_empty());
    }
}
