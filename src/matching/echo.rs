//! Echoes: words that only repeat what was asked, or recite the guide's own points.

use std::ops::Range;

use super::cues;
use super::lexicon::{Lexicon, Said};
use super::polarity::{Meaning, State};
use crate::text::{Break, fold, tokenize};

/// Texts that an answer may only repeat: by symbol, a bit for each text that holds it.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) count: usize,
    pub(crate) holding: Vec<u64>,
}

impl Texts {
    /// Most texts: the bits of a word of memory. The largest real question has 28. Further ones are left out.
    const MOST: usize = 64;

    pub(crate) fn add(&mut self, text: &str, lexicon: &mut Lexicon) {
        if self.count == Self::MOST {
            return;
        }
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        for token in &tokens {
            let word = fold(&text[token.start..token.end]);
            // Only words of substance tell an echo; the others stand everywhere.
            if cues::is_function_word(&word) || word.len() <= LONGEST_FILLER {
                continue;
            }
            let symbol = lexicon.stem(&word) as usize;
            if self.holding.len() <= symbol {
                self.holding.resize(symbol + 1, 0);
            }
            self.holding[symbol] |= 1 << self.count;
        }
        self.count += 1;
    }
}

/// Fewest words in a row that make an echo, and how many different words of the prompt must be among them.
const SHORTEST_ECHO: usize = 6;
const ECHOED_WORDS: usize = 4;

/// Makes runs of words that only repeat one of these texts void or weak: every word is the text's or a function word.
pub(crate) fn worsen(texts: &Texts, state: State, said: Said<'_>, meanings: &mut [Meaning]) {
    let holding = |at: usize| {
        let symbols = said.word(at).symbols.iter();
        symbols.fold(0, |bits, symbol| bits | texts.holding.get(*symbol as usize).copied().unwrap_or(0))
    };
    let words: Vec<u64> = (0..said.len()).map(holding).collect();
    let mut counts = [0_usize; u64::BITS as usize];
    for word in &words {
        let mut bits = *word;
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    for (text, _) in counts.iter().enumerate().take(texts.count).filter(|(_, count)| **count >= ECHOED_WORDS) {
        worsen_one(|at| words[at] & (1 << text) != 0, state, said, meanings);
    }
}

/// The same for one text: `echoed` tells which words of the answer are words of substance of the text.
fn worsen_one(echoed: impl Fn(usize) -> bool, state: State, said: Said<'_>, meanings: &mut [Meaning]) {
    let fits = |at: usize| echoed(at) || said.word(at).function || said.word(at).form.len() <= LONGEST_FILLER;
    let mut start = 0;
    while start < said.len() {
        let ends = |at: &usize| !fits(*at) || (*at > start && said.tokens[*at].before == Break::Sentence);
        let end = (start..said.len()).find(ends).unwrap_or(said.len());
        if end - start >= SHORTEST_ECHO && distinct(start..end, &echoed, said) >= ECHOED_WORDS {
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
