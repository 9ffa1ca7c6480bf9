//! Tables from symbols and the like to what belongs to them. A question knows few of a guide's symbols, and there is a
//! table for each: so only the symbols it knows take room.

/// Numbers that are known, each with a row of its own, in their order.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    blocks: Vec<Block>,
}

/// Sixty-four numbers.
#[derive(Debug, Clone, Copy, Default)]
struct Block {
    /// A bit for each that is known.
    known: u64,
    /// How many are known before this block.
    before: u32,
}

impl Rows {
    /// Rows of these numbers.
    pub(crate) fn new(numbers: impl IntoIterator<Item = u32>) -> Self {
        let mut blocks: Vec<Block> = Vec::new();
        for number in numbers {
            let at = number as usize / 64;
            blocks.resize(blocks.len().max(at + 1), Block::default());
            blocks[at].known |= 1 << (number % 64);
        }
        let mut before = 0;
        for block in &mut blocks {
            block.before = before;
            before += block.known.count_ones();
        }
        Self { blocks }
    }

    /// The row of a number.
    pub(crate) fn of(&self, number: u32) -> Option<usize> {
        let (block, bit) = (self.blocks.get(number as usize / 64)?, 1 << (number % 64));
        (block.known & bit != 0).then(|| (block.before + (block.known & (bit - 1)).count_ones()) as usize)
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.blocks.last().map_or(0, |block| (block.before + block.known.count_ones()) as usize)
    }
}

/// Entries by row, those of a row together.
#[derive(Debug)]
pub(crate) struct Table<T> {
    /// Where the entries of each row begin; and where those of the last end.
    starts: Vec<u32>,
    entries: Vec<T>,
}

impl<T> Table<T> {
    /// A table of so many rows with these entries, each with its row; those of a row stay in their order.
    pub(crate) fn new(rows: usize, mut entries: Vec<(usize, T)>) -> Self {
        entries.sort_by_key(|(row, _)| *row);
        let mut starts = vec![0; rows + 1];
        for (row, _) in &entries {
            starts[row + 1] += 1;
        }
        for row in 0..rows {
            starts[row + 1] += starts[row];
        }
        Self { starts, entries: entries.into_iter().map(|(_, entry)| entry).collect() }
    }

    /// The entries of a row; none where there is no such row.
    pub(crate) fn of(&self, row: usize) -> &[T] {
        match self.starts.get(row..row + 2) {
            Some(&[start, end]) => &self.entries[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The entries of a row, each with its number: of all entries of the table, which it is.
    pub(crate) fn numbered(&self, row: usize) -> impl Iterator<Item = (u32, &T)> {
        let first = self.starts.get(row).copied().unwrap_or_default();
        (first..).zip(self.of(row))
    }

    /// The entry of that number.
    pub(crate) fn entry(&self, number: u32) -> &T {
        &self.entries[number as usize]
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
    fn every_known_number_has_a_row_of_its_own_and_no_other_has_one() {
        let numbers = [1_000, 0, 63, 65];
        let rows = Rows::new(numbers);
        assert_eq!(rows.len(), 4);
        assert_eq!(numbers.map(|number| rows.of(number)), [Some(3), Some(0), Some(1), Some(2)]);
        for number in [1, 62, 64, 66, 999, 1_001, u32::MAX] {
            assert_eq!(rows.of(number), None);
        }
        assert_eq!(Rows::default().of(0), None);
    }

    #[test]
    fn every_row_has_its_own_entries() {
        let table = Table::new(4, vec![(2, 'b'), (0, 'a'), (2, 'c')]);
        for (row, entries) in ["a", "", "bc", "", ""].iter().enumerate() {
            assert_eq!(table.of(row).iter().collect::<String>(), *entries);
            assert!(table.numbered(row).all(|(number, entry)| table.entry(number) == entry));
        }
        assert!(Table::<u8>::new(0, Vec::new()).of(0).is_empty());
    }
}
