//! Echoes: words that only repeat what was asked, or recite the guide's own points.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::cues;
use super::lexicon::{Lexicon, Said, Symbol};
use super::polarity::{Meaning, State};
use super::table::Table;
use crate::text::{Break, fold, tokenize};

/// Texts that an answer may only repeat: by symbol, a bit for each text.
#[derive(Debug)]
pub(crate) struct Texts {
    count: usize,
    /// Which texts hold the word.
    holding: Table<u64>,
    /// Which texts have the word in their heading alone.
    heading: Table<u64>,
    /// Which texts have such words: their echo has one of them.
    headed: u64,
}

/// Such texts while they are gathered.
#[derive(Debug, Default)]
pub(crate) struct DraftTexts {
    count: usize,
    holding: FxHashMap<Symbol, u64>,
    heading: FxHashMap<Symbol, u64>,
    headed: u64,
}

impl DraftTexts {
    /// Most texts: the bits of a word of memory. The largest real question has 28. Further ones are left out.
    const MOST: usize = 64;

    /// Adds a text; one with a heading is echoed only where words of the heading are, since the rest may be what an answer
    /// has to say.
    pub(crate) fn add(&mut self, heading: &str, text: &str, lexicon: &mut Lexicon) {
        if self.count == Self::MOST {
            return;
        }
        let bit = 1 << self.count;
        self.count += 1;
        let body = substance(text, lexicon);
        for symbol in &body {
            *self.holding.entry(*symbol).or_default() |= bit;
        }
        for symbol in substance(heading, lexicon) {
            *self.holding.entry(symbol).or_default() |= bit;
            if !body.contains(&symbol) {
                *self.heading.entry(symbol).or_default() |= bit;
                self.headed |= bit;
            }
        }
    }

    pub(crate) fn done(self) -> Texts {
        let Self { count, holding, heading, headed } = self;
        let table =
            |bits: FxHashMap<Symbol, u64>| Table::new(bits.into_iter().map(|(key, bits)| (key, vec![bits])).collect());
        Texts { count, holding: table(holding), heading: table(heading), headed }
    }
}

/// The symbols of the words of substance: only they tell an echo, as the others stand everywhere.
fn substance(text: &str, lexicon: &mut Lexicon) -> Vec<Symbol> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let words = tokens.iter().map(|token| fold(&text[token.start..token.end]));
    let words = words.filter(|word| !cues::is_function_word(word) && word.len() > LONGEST_FILLER);
    words.map(|word| lexicon.stem(&word)).collect()
}

/// The bits of all of a word's symbols.
fn bits_of(bits: &Table<u64>, symbols: &[Symbol]) -> u64 {
    symbols.iter().flat_map(|symbol| bits.get(*symbol)).fold(0, |all, bits| all | bits)
}

/// Fewest words in a row that make an echo, and how many different words of the prompt must be among them.
const SHORTEST_ECHO: usize = 6;
const ECHOED_WORDS: usize = 4;

/// Makes runs of words that only repeat one of these texts void or weak: every word is the text's or a function word.
pub(crate) fn worsen(texts: &Texts, state: State, said: Said<'_>, meanings: &mut [Meaning]) {
    let words: Vec<u64> = (0..said.len()).map(|at| bits_of(&texts.holding, &said.word(at).symbols)).collect();
    let fits: Vec<u64> = (0..said.len()).map(|at| if is_filler(said, at) { u64::MAX } else { words[at] }).collect();
    // Hardly any answer repeats a text: of which it does not, one look at all of them tells.
    let repeated =
        fits.windows(SHORTEST_ECHO).fold(0, |any, run| any | run.iter().fold(u64::MAX, |all, bits| all & bits));
    for text in (0..texts.count).filter(|text| repeated & (1 << text) != 0) {
        let bit = 1 << text;
        let headed = |run: Range<usize>| {
            texts.headed & bit == 0
                || run.into_iter().any(|at| bits_of(&texts.heading, &said.word(at).symbols) & bit != 0)
        };
        worsen_one(|at| words[at] & bit != 0, |at| fits[at] & bit != 0, headed, state, said, meanings);
    }
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

/// Words this short ("a", "of", "to") fill an echo without breaking it.
const LONGEST_FILLER: usize = 3;

/// Whether a word of the answer breaks no echo, whatever the text.
fn is_filler(said: Said<'_>, at: usize) -> bool {
    said.word(at).function || said.word(at).form.len() <= LONGEST_FILLER
}
