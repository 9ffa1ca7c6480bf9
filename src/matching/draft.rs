//! A question's patterns while symbols are still being made, and their way to tables.

use rustc_hash::{FxHashMap, FxHashSet};

use super::compiled::{ByRarest, Compiled, CompiledPattern, CompiledPoint, Phrase};
use super::echo::DraftTexts;
use super::lexicon::Symbol;
use super::pattern::Choice;
use super::table::{Rows, Table, index};
use crate::guide::QuestionKey;

/// A question on its way to [`Compiled`], while symbols are still being made.
pub(super) struct Draft {
    pub(super) key: QuestionKey,
    pub(super) points: Vec<CompiledPoint>,
    pub(super) patterns: Vec<CompiledPattern>,
    pub(super) texts: Vec<String>,
    pub(super) items: Vec<DraftItem>,
    /// The item of the same choices, so that patterns share it.
    pub(super) item_ids: FxHashMap<Vec<Choice>, u32>,
    pub(super) echoes: DraftTexts,
}

impl Draft {
    pub(super) fn new(key: QuestionKey) -> Self {
        Self {
            key,
            points: Vec::new(),
            patterns: Vec::new(),
            texts: Vec::new(),
            items: Vec::new(),
            item_ids: FxHashMap::default(),
            echoes: DraftTexts::default(),
        }
    }

    /// What was gathered, as tables.
    pub(super) fn done(mut self) -> Compiled {
        let rarest = self.rarest_items_first();
        let by_rarest = self.by_rarest(rarest);
        let (symbols, singles, phrases) = self.by_symbol();
        Compiled {
            key: self.key,
            points: self.points,
            patterns: self.patterns,
            texts: self.texts,
            items: self.items.len(),
            symbols,
            singles,
            phrases,
            by_rarest,
            rarest,
            echoes: self.echoes.done(),
        }
    }

    /// The patterns by their rarest items, which are the first ones.
    fn by_rarest(&self, rarest: usize) -> Table<ByRarest> {
        let entries = self.patterns.iter().enumerate().filter_map(|(at, pattern)| {
            let items = self.by_fillings(pattern);
            let (rarest, others) = items.split_first()?;
            let others = std::array::from_fn(|other| *others.get(other).unwrap_or(rarest));
            Some((*rarest as usize, ByRarest { pattern: index(at), others }))
        });
        Table::new(rarest, entries.collect())
    }

    /// The symbols that fill an item or begin to, and what each of them fills or begins.
    fn by_symbol(&self) -> (Rows, Table<u32>, Table<Phrase>) {
        let singles = self.items.iter().flat_map(|item| &item.singles);
        let phrases = self.items.iter().flat_map(|item| &item.phrases).filter_map(|phrase| phrase.first());
        let symbols = Rows::new(singles.chain(phrases).copied());
        let (mut singles, mut phrases) = (Vec::new(), Vec::new());
        for (id, item) in self.items.iter().enumerate() {
            let id = index(id);
            singles.extend(item.singles.iter().filter_map(|symbol| Some((symbols.of(*symbol)?, id))));
            phrases.extend(item.phrases.iter().filter_map(|phrase| {
                let [first, second, rest @ ..] = &**phrase else { return None };
                Some((symbols.of(*first)?, Phrase { item: id, second: *second, rest: rest.into() }))
            }));
        }
        let (singles, phrases) = (Table::new(symbols.len(), singles), Table::new(symbols.len(), phrases));
        (symbols, singles, phrases)
    }

    /// A pattern's items, the rarest first: that which the fewest words fill.
    fn by_fillings(&self, pattern: &CompiledPattern) -> Vec<u32> {
        let mut items: Vec<u32> = pattern.items.iter().map(|wanted| wanted.id).collect();
        items.sort_by_key(|id| self.items[*id as usize].singles.len() + self.items[*id as usize].phrases.len());
        items
    }

    /// Numbers the items anew, those first that are the rarest of some pattern, and returns how many these are.
    fn rarest_items_first(&mut self) -> usize {
        let rarest: FxHashSet<u32> =
            self.patterns.iter().filter_map(|pattern| self.by_fillings(pattern).first().copied()).collect();
        let mut order: Vec<u32> = (0..index(self.items.len())).collect();
        order.sort_by_key(|id| !rarest.contains(id));
        let mut numbers = vec![0; order.len()];
        for (number, id) in order.iter().enumerate() {
            numbers[*id as usize] = index(number);
        }
        for pattern in &mut self.patterns {
            let wanted = pattern.items.iter_mut().map(|wanted| &mut wanted.id);
            for id in wanted.chain(pattern.without.iter_mut().map(|(id, _)| id)) {
                *id = numbers[*id as usize];
            }
        }
        self.items = order.into_iter().map(|id| std::mem::take(&mut self.items[id as usize])).collect();
        rarest.len()
    }
}

/// What fills an item.
#[derive(Debug, Default)]
pub(super) struct DraftItem {
    /// Symbols that fill it on their own.
    pub(super) singles: Vec<Symbol>,
    /// Symbols that fill it in a row, two or more.
    pub(super) phrases: Vec<Box<[Symbol]>>,
}
