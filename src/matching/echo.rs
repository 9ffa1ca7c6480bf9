//! Echoes: words that only repeat what was asked, or recite the guide's own points.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cues;
use super::lexicon::{Lexicon, Said, Symbol};
use super::polarity::{Meaning, State};
use super::table::Rows;
use crate::text::{Break, fold, tokenize};

/// A set of texts that an answer may only repeat, as bits.
type Bits = u128;

/// Texts that an answer may only repeat.
#[derive(Debug)]
pub(crate) struct Texts {
    /// What repeating each makes of the words.
    states: Vec<State>,
    symbols: Rows,
    /// By row of the symbol.
    holders: Vec<Holders>,
    /// Which texts have words in their heading alone: their echo has one of them.
    headed: Bits,
}

/// Which texts a word stands in.
#[derive(Debug, Clone, Copy, Default)]
struct Holders {
    anywhere: Bits,
    /// In their heading alone.
    heading: Bits,
}

/// Such texts while they are gathered.
#[derive(Debug, Default)]
pub(crate) struct DraftTexts {
    states: Vec<State>,
    holders: FxHashMap<Symbol, Holders>,
    headed: Bits,
}

impl DraftTexts {
    /// Most texts: as many as there are bits. The largest real question has 47. Further ones are left out.
    const MOST: usize = Bits::BITS as usize;

    /// Adds a text whose echo has this state; one with a heading is echoed only where words of the heading are, since the rest
    /// may be what an answer has to say.
    pub(crate) fn add(&mut self, state: State, heading: &str, text: &str, lexicon: &mut Lexicon) {
        if self.states.len() == Self::MOST {
            return;
        }
        let bit = 1 << self.states.len();
        self.states.push(state);
        let body = substance(text, lexicon);
        for symbol in &body {
            self.holders.entry(*symbol).or_default().anywhere |= bit;
        }
        for symbol in substance(heading, lexicon) {
            let holders = self.holders.entry(symbol).or_default();
            holders.anywhere |= bit;
            if !body.contains(&symbol) {
                holders.heading |= bit;
                self.headed |= bit;
            }
        }
    }

    pub(crate) fn done(self) -> Texts {
        let Self { states, holders, headed } = self;
        let mut rows: Vec<(Symbol, Holders)> = holders.into_iter().collect();
        rows.sort_unstable_by_key(|(symbol, _)| *symbol);
        let (symbols, holders): (Vec<Symbol>, _) = rows.into_iter().unzip();
        Texts { states, symbols: Rows::new(symbols), holders, headed }
    }
}

impl Texts {
    /// Which texts a word stands in that has these symbols.
    fn holding(&self, symbols: &[Symbol]) -> Holders {
        let rows = symbols.iter().filter_map(|symbol| self.symbols.of(*symbol)).map(|row| self.holders[row]);
        rows.fold(Holders::default(), |all, one| Holders {
            anywhere: all.anywhere | one.anywhere,
            heading: all.heading | one.heading,
        })
    }
}

/// The symbols of the words of substance: only they tell an echo, as the others stand everywhere.
fn substance(text: &str, lexicon: &mut Lexicon) -> Vec<Symbol> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let words = tokens.iter().map(|token| fold(&text[token.start..token.end]));
    let words = words.filter(|word| !cues::part_of(word).fills(word));
    words.map(|word| lexicon.stem(&word)).collect()
}

/// Fewest words in a row that make an echo, and how many different words of the prompt must be among them.
const SHORTEST_ECHO: usize = 6;
const ECHOED_WORDS: usize = 4;

/// Makes runs of words that only repeat one of these texts void or weak: every word is the text's or a function word.
pub(crate) fn worsen(texts: &Texts, said: Said<'_>, meanings: &mut [Meaning]) {
    let words: Vec<Bits> = (0..said.len()).map(|at| texts.holding(&said.word(at).symbols).anywhere).collect();
    let fits = |at: usize| if said.word(at).filler { Bits::MAX } else { words[at] };
    let mut repeated = repeated(&words, fits, said);
    while repeated != 0 {
        let text = repeated.trailing_zeros();
        let bit = 1 << text;
        repeated ^= bit;
        let headed = |run: Range<usize>| {
            texts.headed & bit == 0
                || run.into_iter().any(|at| texts.holding(&said.word(at).symbols).heading & bit != 0)
        };
        let state = texts.states[text as usize];
        worsen_one(|at| words[at] & bit != 0, |at| fits(at) & bit != 0, headed, state, said, meanings);
    }
}

/// The texts of which some run has enough words, not asking whether they are different ones. Hardly any answer repeats a
/// text, and one pass over the answer tells it of all texts together.
fn repeated(words: &[Bits], fits: impl Fn(usize) -> Bits, said: Said<'_>) -> Bits {
    let mut repeated = 0;
    // By how many words more than none, which texts have so many in the run.
    let mut counts = [0; ECHOED_WORDS];
    for (at, word) in words.iter().enumerate() {
        let goes_on = if said.tokens[at].before == Break::Sentence { 0 } else { Bits::MAX };
        let mut fewer = Bits::MAX;
        for count in &mut counts {
            let so_far = *count & goes_on;
            *count = (so_far | (fewer & word)) & fits(at);
            fewer = so_far;
        }
        repeated |= counts[ECHOED_WORDS - 1];
    }
    repeated
}

/// The same for one text: `echoed` tells which words of the answer are words of substance of the text, `fits` which do not
/// break an echo of it, `headed` whether a run has what its heading asks for.
fn worsen_one(
    echoed: impl Fn(usize) -> bool,
    fits: impl Fn(usize) -> bool,
    headed: impl Fn(Range<usize>) -> bool,
    state: State,
    said: Said<'_>,
    meanings: &mut [Meaning],
) {
    let mut start = 0;
    while start < said.len() {
        let ends = |at: &usize| !fits(*at) || (*at > start && said.tokens[*at].before == Break::Sentence);
        let end = (start..said.len()).find(ends).unwrap_or(said.len());
        let long = end - start >= SHORTEST_ECHO && distinct(start..end, &echoed, said) >= ECHOED_WORDS;
        if long && headed(start..end) {
            for meaning in &mut meanings[start..end] {
                meaning.worsen(state, (0, 0));
            }
        }
        // A run that its sentence ends is followed by the next at once; any other by a word that is in none.
        start = if end < said.len() && fits(end) { end } else { end + 1 };
    }
}

fn distinct(run: Range<usize>, echoed: impl Fn(usize) -> bool, said: Said<'_>) -> usize {
    let mut ids: Vec<u32> = run.filter(|at| echoed(*at)).map(|at| said.ids[at]).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.len()
}
