//! Finding a pattern's items close together.

use super::compiled::CompiledPattern;
use super::pattern::MOST_ITEMS;
use super::places::{Places, Position};
use super::polarity::{Meaning, State};

/// A match of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// First token.
    pub(crate) first: u32,
    /// Last token.
    pub(crate) last: u32,
    /// As strong as its weakest word.
    pub(crate) state: State,
}

/// Words around a match in which a forbidden item (`!`) rules it out.
const FORBIDDEN_REACH: u32 = 4;

/// Combinations tried from one position of the rarest item: keeps the time linear in the answer whatever it repeats.
const MOST_TRIES: u32 = 400;

/// The best match of a pattern: asserted before weak before void, then the earliest.
///
/// `places` are those of every item, looked up; `sentences` and `meanings` what every token stands in, and how it is meant.
pub(crate) fn find(
    pattern: &CompiledPattern,
    places: &Places,
    sentences: &[u32],
    meanings: &[Meaning],
) -> Option<Found> {
    let mut of_items: [&[Position]; MOST_ITEMS] = [&[]; MOST_ITEMS];
    let mut order: [usize; MOST_ITEMS] = std::array::from_fn(|index| index);
    let (of_items, order) = (&mut of_items[..pattern.items.len()], &mut order[..pattern.items.len()]);
    for (item, of_item) in pattern.items.iter().zip(of_items.iter_mut()) {
        *of_item = places.of(item.id);
        if of_item.is_empty() {
            return None;
        }
    }
    order.sort_by_key(|item| (of_items[*item].len(), *item));
    let mut search = Search {
        pattern,
        places,
        of_items,
        sentences,
        meanings,
        order,
        chosen: [None; MOST_ITEMS],
        best: None,
        tries: 0,
    };
    for anchor in of_items[order[0]] {
        search.tries = 0;
        search.chosen[order[0]] = Some(*anchor);
        if search.extend(1, anchor.first, anchor.last) {
            break;
        }
    }
    search.best
}

struct Search<'a> {
    pattern: &'a CompiledPattern,
    places: &'a Places,
    /// The places of each item of the pattern.
    of_items: &'a [&'a [Position]],
    sentences: &'a [u32],
    meanings: &'a [Meaning],
    /// Items by how rare they are.
    order: &'a [usize],
    chosen: [Option<Position>; MOST_ITEMS],
    best: Option<Found>,
    tries: u32,
}

impl Search<'_> {
    /// Fills the items from `order[depth]` on; true when nothing better can come.
    fn extend(&mut self, depth: usize, first: u32, last: u32) -> bool {
        self.tries += 1;
        let Some(&item) = self.order.get(depth) else { return self.keep(first, last) };
        let window = self.pattern.window;
        let places = self.of_items[item];
        let from = places.partition_point(|place| place.first + window <= last);
        for &place in &places[from..] {
            if place.last >= first + window || self.tries > MOST_TRIES {
                break;
            }
            if self.sentences[place.first as usize] == self.sentences[first as usize] && self.fits(item, place) {
                self.chosen[item] = Some(place);
                if self.extend(depth + 1, first.min(place.first), last.max(place.last)) {
                    return true;
                }
            }
        }
        self.chosen[item] = None;
        false
    }

    /// Distinct words, and the order that `>` asks for.
    fn fits(&self, item: usize, place: Position) -> bool {
        let items = &self.pattern.items;
        let apart = |other: &Position| other.last < place.first || place.last < other.first;
        let after =
            !items[item].after_previous || self.chosen[item - 1].is_none_or(|previous| previous.last < place.first);
        let next = item + 1;
        let before = next >= items.len()
            || !items[next].after_previous
            || self.chosen[next].is_none_or(|following| place.last < following.first);
        after && before && self.chosen.iter().flatten().all(apart)
    }

    fn keep(&mut self, first: u32, last: u32) -> bool {
        if last - first >= self.pattern.window || self.forbidden(first, last) {
            return false;
        }
        let state = self.chosen.iter().flatten().map(|place| self.effective(*place)).max().unwrap_or(State::Asserted);
        if self.best.is_none_or(|best| state < best.state) {
            self.best = Some(Found { first, last, state });
        }
        state == State::Asserted
    }

    /// A cue that the pattern itself matched is part of what it says, and denies nothing.
    fn effective(&self, place: Position) -> State {
        let states = self.meanings[place.first as usize..=place.last as usize].iter().map(|meaning| {
            let (start, end) = meaning.cue;
            let own = self.chosen.iter().flatten().any(|place| place.first < end && start <= place.last);
            if own { State::Asserted } else { meaning.state }
        });
        states.max().unwrap_or(State::Asserted)
    }

    /// Whether a forbidden item stands in the match's sentence, close to it or, where that is asked for, anywhere.
    fn forbidden(&self, first: u32, last: u32) -> bool {
        let sentence_of = |place: &Position| self.sentences[place.first as usize];
        let sentence = self.sentences[first as usize];
        self.pattern.without.iter().any(|(item, anywhere)| {
            let reach = if *anywhere { u32::MAX } else { FORBIDDEN_REACH };
            let (from, to) = (first.saturating_sub(reach), last.saturating_add(reach));
            let places = self.places.of(*item);
            let start = places.partition_point(|place| place.first < from || sentence_of(place) < sentence);
            let near = places[start..].iter().take_while(|place| place.first <= to && sentence_of(place) == sentence);
            // A word that the pattern asks for cannot forbid it.
            let own = |place: &Position| {
                self.chosen.iter().flatten().any(|chosen| chosen.first <= place.last && place.first <= chosen.last)
            };
            near.into_iter().any(|place| !own(place))
        })
    }
}
