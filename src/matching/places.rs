//! Where the patterns' items stand in a stretch of an answer. Most patterns ask for something that stands in no sentence
//! together: they are told by the sentences of each item, and only those that are left have their places looked up.

use std::ops::Range;

use super::Words;
use super::chains::{Chains, Last};
use super::compiled::{Compiled, Phrase};
use super::lexicon::{Memo, Symbol};
use super::table::index;

/// What stands where. Used anew for every stretch.
#[derive(Debug, Default)]
pub(crate) struct Places {
    symbols: Symbols,
    items: Items,
    candidates: Vec<Candidate>,
}

/// Where an item stands in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Position {
    /// First token.
    pub(crate) first: u32,
    /// Last token.
    pub(crate) last: u32,
}

/// A pattern all of whose items may stand in one sentence.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    pattern: u32,
    /// In which sentences.
    sentences: Sentences,
}

/// The sentences of a stretch as bits, by their numbers modulo 32: with 64, what is known of the items would not fit into the
/// processor's nearest cache.
type Sentences = u32;

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
        let filled = &self.items.filled;
        for &item in &self.items.present {
            let own = filled[item as usize].sentences;
            self.candidates.extend(compiled.by_rarest.of(item as usize).iter().filter_map(|entry| {
                let sentences = entry.others.iter().fold(own, |all, other| all & filled[*other as usize].sentences);
                (sentences != 0).then_some(Candidate { pattern: entry.pattern, sentences })
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

    /// Looks up where all items stand that the match of that candidate depends on.
    pub(crate) fn look_up(&mut self, index: usize, words: &Words, memo: &Memo, compiled: &Compiled) {
        let candidate = self.candidates[index];
        let pattern = &compiled.patterns[candidate.pattern as usize];
        let wanted = pattern.items.iter().map(|wanted| wanted.id);
        for item in wanted.chain(pattern.without.iter().map(|(item, _)| *item)) {
            if self.items.filled[item as usize].sentences & candidate.sentences != 0 {
                self.items.look_up(item, &self.symbols, words, memo, compiled);
            }
        }
    }

    /// The places of an item that was looked up, ascending.
    pub(crate) fn of(&self, item: u32) -> &[Position] {
        let range = &self.items.ranges[item as usize];
        &self.items.positions[range.start as usize..range.end as usize]
    }
}

/// Where every symbol stands.
#[derive(Debug, Default)]
struct Symbols {
    /// By symbol, one more than where it stands in `present`; 0 where it does not.
    slots: Vec<u32>,
    /// Those that stand somewhere, once each.
    present: Vec<Present>,
    positions: Chains<Position>,
}

/// A symbol that stands somewhere: a word, or two that are written as one.
#[derive(Debug)]
struct Present {
    symbol: Symbol,
    sentences: Sentences,
    /// The last of its places.
    last: Last,
}

impl Symbols {
    fn read(&mut self, stretch: Range<usize>, words: &Words, memo: &Memo, symbols: usize) {
        for present in self.present.drain(..) {
            self.slots[present.symbol as usize] = 0;
        }
        self.slots.resize(symbols, 0);
        self.positions.clear();
        for at in stretch {
            for &symbol in &memo.word(words.ids[at]).symbols {
                self.put(symbol, at, at, words.sentences[at]);
            }
            if let Some(symbol) = words.joined.get(at).copied().flatten() {
                self.put(symbol, at, at + 1, words.sentences[at]);
            }
        }
    }

    fn put(&mut self, symbol: Symbol, first: usize, last: usize, sentence: u32) {
        let slot = &mut self.slots[symbol as usize];
        if *slot == 0 {
            self.present.push(Present { symbol, sentences: 0, last: 0 });
            *slot = index(self.present.len());
        }
        let present = &mut self.present[*slot as usize - 1];
        present.sentences |= 1 << (sentence % Sentences::BITS);
        self.positions.push(&mut present.last, Position { first: index(first), last: index(last) });
    }

    fn sentences(&self, symbol: Symbol) -> Sentences {
        let slot = self.slots[symbol as usize] as usize;
        slot.checked_sub(1).map_or(0, |slot| self.present[slot].sentences)
    }
}

/// Where the items stand.
#[derive(Debug, Default)]
struct Items {
    /// By item.
    filled: Vec<Filled>,
    fillings: Chains<Filling>,
    /// Those that may stand somewhere and are the rarest of some pattern, once each.
    present: Vec<u32>,
    /// By item, its places among `positions`; empty where nobody has looked it up.
    ranges: Vec<Range<u32>>,
    positions: Vec<Position>,
    /// Those that somebody has looked up, once each.
    looked_up: Vec<u32>,
    /// Places of one item, while they are looked up.
    found: Vec<Position>,
}

/// What is known of an item at first.
#[derive(Debug, Clone, Copy, Default)]
struct Filled {
    /// In which sentences it may stand.
    sentences: Sentences,
    /// The last of its fillings; none where it was looked up.
    last: Last,
}

/// Something in the answer that fills an item, or begins to.
#[derive(Debug, Clone, Copy)]
struct Filling {
    /// The last place of the symbol.
    last: Last,
    /// Number of the phrase that the symbol begins; [`Filling::ALONE`] where it fills the item on its own.
    phrase: u32,
}

impl Filling {
    const ALONE: u32 = u32::MAX;
}

impl Items {
    fn read(&mut self, symbols: &Symbols, compiled: &Compiled) {
        for item in self.looked_up.drain(..) {
            self.ranges[item as usize] = 0..0;
        }
        self.positions.clear();
        if self.ranges.len() < compiled.items {
            self.ranges.resize(compiled.items, 0..0);
        }
        self.filled.clear();
        self.filled.resize(compiled.items, Filled::default());
        self.fillings.clear();
        self.present.resize(compiled.rarest + 1, 0);
        let (filled, present, mut count) = (&mut self.filled[..], &mut self.present[..], 0);
        let fillings = &mut self.fillings;
        // No branch in here depends on the answer: guessing it wrong would take longer than all the rest.
        let mut fill = |item: u32, sentences: Sentences, filling: Filling| {
            let filled = &mut filled[item as usize];
            present[count] = item;
            count += usize::from(filled.last == 0) * usize::from((item as usize) < compiled.rarest);
            filled.sentences |= sentences;
            fillings.push(&mut filled.last, filling);
        };
        for present in &symbols.present {
            let Some(row) = compiled.symbols.of(present.symbol) else { continue };
            for &item in compiled.singles.of(row) {
                fill(item, present.sentences, Filling { last: present.last, phrase: Filling::ALONE });
            }
            for (number, phrase) in compiled.phrases.numbered(row) {
                let sentences = present.sentences & symbols.sentences(phrase.second);
                if sentences != 0 {
                    fill(phrase.item, sentences, Filling { last: present.last, phrase: number });
                }
            }
        }
        self.present.truncate(count);
    }

    /// Finds the places of an item that may stand somewhere.
    fn look_up(&mut self, id: u32, symbols: &Symbols, words: &Words, memo: &Memo, compiled: &Compiled) {
        let last = std::mem::take(&mut self.filled[id as usize].last);
        if last == 0 {
            return;
        }
        self.looked_up.push(id);
        self.found.clear();
        for Filling { last, phrase } in self.fillings.backwards(last) {
            let places = symbols.positions.backwards(last);
            if phrase == Filling::ALONE {
                self.found.extend(places);
            } else {
                let phrase = compiled.phrases.entry(phrase);
                self.found.extend(places.filter_map(|start| whole(phrase, start, words, memo)));
            }
        }
        self.found.sort_unstable();
        self.found.dedup();
        let start = index(self.positions.len());
        self.positions.append(&mut self.found);
        self.ranges[id as usize] = start..index(self.positions.len());
    }
}

/// The place of a phrase whose first word stands there, if the others follow it in its sentence.
fn whole(phrase: &Phrase, start: Position, words: &Words, memo: &Memo) -> Option<Position> {
    let last = start.last + 1 + index(phrase.rest.len());
    let said = words.ids.get(start.last as usize + 1..=last as usize)?;
    let wanted = std::iter::once(&phrase.second).chain(&phrase.rest);
    let one_sentence = words.sentences[start.first as usize] == words.sentences[last as usize];
    let fits = |(symbol, id): (&Symbol, &u32)| memo.word(*id).symbols.contains(symbol);
    (one_sentence && wanted.zip(said).all(fits)).then_some(Position { first: start.first, last })
}
