//! Echoes: words that only repeat what was asked, or recite the guide's own points.

use super::cues;
use super::lexicon::{Lexicon, Memo};
use super::polarity::{Meaning, State};
use crate::text::{fold, tokenize};

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
pub(crate) fn worsen(texts: &Texts, state: State, ids: &[u32], memo: &Memo, meanings: &mut [Meaning]) {
    let holds = |id: &u32| {
        let symbols = memo.word(*id).symbols.iter();
        symbols.fold(0, |bits, symbol| bits | texts.holding.get(*symbol as usize).copied().unwrap_or(0))
    };
    let words: Vec<u64> = ids.iter().map(holds).collect();
    let mut counts = [0_usize; u64::BITS as usize];
    for word in &words {
        let mut bits = *word;
        while bits != 0 {
            counts[bits.trailing_zeros() as usize] += 1;
            bits &= bits - 1;
        }
    }
    for (text, _) in counts.iter().enumerate().take(texts.count).filter(|(_, count)| **count >= ECHOED_WORDS) {
        worsen_echo_of(1 << text, state, &words, ids, memo, meanings);
    }
}

fn worsen_echo_of(text: u64, state: State, words: &[u64], ids: &[u32], memo: &Memo, meanings: &mut [Meaning]) {
    let mut start = 0;
    while start < ids.len() {
        let mut distinct = Vec::new();
        let mut end = start;
        while end < ids.len() {
            let word = memo.word(ids[end]);
            let echoed = words[end] & text != 0;
            if !echoed && !word.function && word.form.len() > LONGEST_FILLER {
                break;
            }
            if echoed && !distinct.contains(&ids[end]) && distinct.len() < ECHOED_WORDS {
                distinct.push(ids[end]);
            }
            end += 1;
        }
        if end - start >= SHORTEST_ECHO && distinct.len() >= ECHOED_WORDS {
            for meaning in &mut meanings[start..end] {
                meaning.worsen(state, (0, 0));
            }
        }
        start = end + 1;
    }
}

/// Words this short ("a", "of", "to") fill an echo without breaking it.
const LONGEST_FILLER: usize = 3;
