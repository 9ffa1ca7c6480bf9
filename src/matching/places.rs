//! Where the patterns' items stand in a stretch of an answer. Most patterns ask for something that stands in no sentence
//! together: they are told by the sentences of each item, and only those that are left have their places looked up.

use std::ops::Range;

use super::Words;
use super::compile::Compiled;
use super::lexicon::{Memo, Symbol};
use super::search::Position;
use super::table::index;

/// What stands where. Used anew for every stretch.
#[derive(Debug, Default)]
pub(crate) struct Places {
    symbols: Symbols,
    items: Items,
    candidates: Vec<Candidate>,
}

/// A pattern all of whose items may stand in one sentence.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    pattern: u32,
    /// In which sentences.
    sentences: Sentences,
}

/// The sentences of a stretch as bits, by their numbers modulo 64.
type Sentences = u64;

/// The answer in stretches of whole sentences, of which each has a bit of its own, as ranges of tokens.
pub(crate) fn stretches(words: &Words) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = *words.sentences.get(start)?;
        let rest = &words.sentences[start..];
        let end = start + rest.partition_point(|sentence| sentence - first < Sentences::BITS);
        Some(std::mem::replace(&mut start, end)..end)
    })
}

impl Places {
    /// Reads a stretch; `symbols` is how many symbols there are.
    pub(crate) fn read(
        &mut self,
        stretch: Range<usize>,
        words: &Words,
        memo: &Memo,
        compiled: &Compiled,
        symbols: usize,
    ) {
        self.symbols.read(stretch, words, memo, symbols);
        self.items.read(&self.symbols, compiled);
        self.candidates.clear();
        for &item in &self.items.present {
            let patterns = compiled.by_rarest.get(item).iter();
            self.candidates.extend(patterns.filter_map(|&pattern| {
                let wanted = compiled.patterns[pattern as usize].items.iter();
                let sentences = wanted.map(|wanted| self.items.sentences[wanted.id as usize]);
                let sentences = sentences.fold(Sentences::MAX, |all, one| all & one);
                (sentences != 0).then_some(Candidate { pattern, sentences })
            }));
        }
        self.candidates.sort_unstable_by_key(|candidate| candidate.pattern);
    }

    /// How many patterns may match.
    pub(crate) fn candidates(&self) -> usize {
        self.candidates.len()
    }

    /// The pattern of that candidate.
    pub(crate) fn pattern(&self, index: usize) -> usize {
        self.candidates[index].pattern as usize
    }

    /// Where all items stand that the match of that candidate depends on, by item.
    pub(crate) fn positions(
        &mut self,
        index: usize,
        words: &Words,
        memo: &Memo,
        compiled: &Compiled,
    ) -> &[Vec<Position>] {
        let candidate = self.candidates[index];
        let pattern = &compiled.patterns[candidate.pattern as usize];
        let wanted = pattern.items.iter().map(|wanted| wanted.id);
        for item in wanted.chain(pattern.without.iter().map(|(item, _)| *item)) {
            if self.items.sentences[item as usize] & candidate.sentences != 0 {
                self.items.look_up(item, &self.symbols, words, memo, compiled);
            }
        }
        &self.items.positions
    }
}

/// Where every symbol stands.
#[derive(Debug, Default)]
struct Symbols {
    /// By symbol, ascending: a word, or two that are written as one.
    positions: Vec<Vec<Position>>,
    /// By symbol, in which sentences.
    sentences: Vec<Sentences>,
    /// Those that stand somewhere.
    present: Vec<Symbol>,
}

impl Symbols {
    fn read(&mut self, stretch: Range<usize>, words: &Words, memo: &Memo, symbols: usize) {
        for symbol in self.present.drain(..) {
            self.positions[symbol as usize].clear();
            self.sentences[symbol as usize] = 0;
        }
        if self.positions.len() < symbols {
            self.positions.resize_with(symbols, Vec::new);
            self.sentences.resize(symbols, 0);
        }
        for at in stretch {
            for &symbol in &memo.word(words.ids[at]).symbols {
                self.put(symbol, at, at, words.sentences[at]);
            }
            if let Some(symbol) = words.joined.get(at).copied().flatten() {
                self.put(symbol, at, at + 1, words.sentences[at]);
            }
        }
    }

    /// Where these symbols stand in a row, in one sentence.
    fn of_phrase(&self, phrase: &[Symbol], words: &Words, memo: &Memo) -> impl Iterator<Item = Position> {
        let (starts, rest) = match phrase {
            [first, rest @ ..] => (self.positions[*first as usize].as_slice(), rest),
            [] => ([].as_slice(), phrase),
        };
        starts.iter().filter_map(move |start| {
            let last = start.last + index(rest.len());
            let said = words.ids.get(start.last as usize + 1..=last as usize)?;
            let one_sentence = words.sentences[start.first as usize] == words.sentences[last as usize];
            let fits = |(symbol, id): (&Symbol, &u32)| memo.word(*id).symbols.contains(symbol);
            (one_sentence && rest.iter().zip(said).all(fits)).then_some(Position { first: start.first, last })
        })
    }

    fn put(&mut self, symbol: Symbol, first: usize, last: usize, sentence: u32) {
        let positions = &mut self.positions[symbol as usize];
        if positions.is_empty() {
            self.present.push(symbol);
        }
        positions.push(Position { first: index(first), last: index(last) });
        self.sentences[symbol as usize] |= 1 << (sentence % Sentences::BITS);
    }
}

/// Where the items stand.
#[derive(Debug, Default)]
struct Items {
    /// By item, ascending; empty where nobody has looked it up.
    positions: Vec<Vec<Position>>,
    /// Those that somebody has looked up, once each.
    looked_up: Vec<u32>,
    /// By item, in which sentences it may stand.
    sentences: Vec<Sentences>,
    /// By item, the last of its [`Filling`]s: one more than its index, 0 where there is none or it was looked up.
    last: Vec<u32>,
    fillings: Vec<Filling>,
    /// Those that may stand somewhere, once each.
    present: Vec<u32>,
}

/// Something in the answer that fills an item, or begins to.
#[derive(Debug, Clone, Copy)]
struct Filling {
    by: By,
    /// The filling of the same item before, as in [`Items::last`].
    before: u32,
}

#[derive(Debug, Clone, Copy)]
enum By {
    Symbol(Symbol),
    /// A phrase, by its index in the item.
    Phrase(u32),
}

impl Items {
    fn read(&mut self, symbols: &Symbols, compiled: &Compiled) {
        for item in self.looked_up.drain(..) {
            self.positions[item as usize].clear();
        }
        let count = compiled.items.len();
        if self.positions.len() < count {
            self.positions.resize_with(count, Vec::new);
        }
        self.sentences.clear();
        self.sentences.resize(count, 0);
        self.last.clear();
        self.last.resize(count, 0);
        self.fillings.clear();
        self.present.resize(count + 1, 0);
        // No branch depends on the answer in here: guessing it wrong would take longer than all the rest.
        let (all, last, present) = (&mut self.sentences[..], &mut self.last[..], &mut self.present[..]);
        let (fillings, mut count) = (&mut self.fillings, 0);
        let mut fill = |item: u32, by: By, sentences: Sentences| {
            let at = item as usize;
            present[count] = item;
            count += usize::from(last[at] == 0);
            all[at] |= sentences;
            fillings.push(Filling { by, before: last[at] });
            last[at] = index(fillings.len());
        };
        for &symbol in &symbols.present {
            let sentences = symbols.sentences[symbol as usize];
            for &item in compiled.singles.get(symbol) {
                fill(item, By::Symbol(symbol), sentences);
            }
            for phrase in compiled.phrases.get(symbol) {
                let sentences = sentences & symbols.sentences[phrase.second as usize];
                if sentences != 0 {
                    fill(phrase.item, By::Phrase(phrase.index), sentences);
                }
            }
        }
        self.present.truncate(count);
    }

    /// Finds the places of an item that may stand somewhere.
    fn look_up(&mut self, id: u32, symbols: &Symbols, words: &Words, memo: &Memo, compiled: &Compiled) {
        let mut next = std::mem::take(&mut self.last[id as usize]);
        if next == 0 {
            return;
        }
        self.looked_up.push(id);
        let places = &mut self.positions[id as usize];
        while let Some(filling) = (next as usize).checked_sub(1).map(|at| self.fillings[at]) {
            match filling.by {
                By::Symbol(symbol) => places.extend_from_slice(&symbols.positions[symbol as usize]),
                By::Phrase(index) => {
                    let phrase = &compiled.items[id as usize].phrases[index as usize];
                    places.extend(symbols.of_phrase(phrase, words, memo));
                }
            }
            next = filling.before;
        }
        places.sort_unstable_by_key(|place| (place.first, place.last));
        places.dedup();
    }
}
