//! A question's patterns while symbols are still being made, and their way to tables.

use std::collections::BTreeMap;

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
        let mut by_symbol: BTreeMap<Symbol, (Vec<u32>, Vec<Phrase>)> = BTreeMap::new();
        for (id, item) in self.items.iter().enumerate() {
            for symbol in &item.singles {
                by_symbol.entry(*symbol).or_default().0.push(index(id));
            }
            for phrase in &item.phrases {
                if let [first, second, rest @ ..] = &**phrase {
                    let phrase = Phrase { item: index(id), second: *second, rest: rest.into() };
                    by_symbol.entry(*first).or_default().1.push(phrase);
                }
            }
        }
        let symbols = Rows::new(by_symbol.keys().copied());
        let (singles, phrases): (Vec<_>, Vec<_>) = by_symbol.into_values().unzip();
        let mut by_rarest: Vec<Vec<ByRarest>> = std::iter::repeat_with(Vec::new).take(rarest).collect();
        for (at, pattern) in self.patterns.iter().enumerate() {
            let items = self.by_fillings(pattern);
            if let Some((rarest, others)) = items.split_first() {
                let others = std::array::from_fn(|other| *others.get(other).unwrap_or(rarest));
                by_rarest[*rarest as usize].push(ByRarest { pattern: index(at), others });
            }
        }
        Compiled {
            key: self.key,
            points: self.points,
            patterns: self.patterns,
            texts: self.texts,
            symbols,
            singles: Table::new(singles),
            phrases: Table::new(phrases),
            by_rarest: Table::new(by_rarest),
            rarest,
            items: self.items.len(),
            echoes: self.echoes.done(),
        }
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
