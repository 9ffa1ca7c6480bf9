//! Bare lists of terms: they name, and explain nothing.

use super::lexicon::Said;
use super::polarity::{Meaning, State};
use crate::text::{Break, Token};

/// Fewest bare terms in a row that make a list.
const SHORTEST_LIST: usize = 4;
/// Longest bare term, in words.
const LONGEST_TERM: usize = 4;

/// Makes bare lists of terms weak: from the start of a sentence on, four segments or more in a row of at most four words
/// each, none with a verb form or pronoun of a clause. A list inside a sentence ("we split it into a, b, c") is none.
pub(crate) fn weaken(said: Said<'_>, meanings: &mut [Meaning]) {
    let tokens = said.tokens;
    let mut at = 0;
    while at < tokens.len() {
        let run = bare_run(said, at);
        if run.segments >= SHORTEST_LIST {
            for meaning in &mut meanings[at..run.end] {
                meaning.worsen(State::Weak, (0, 0));
            }
        }
        at = next_sentence(tokens, run.end.max(at + 1));
    }
}

struct Run {
    segments: usize,
    end: usize,
}

/// The bare segments in a row from `start` on; each sentence of the run is bare to its end.
fn bare_run(said: Said<'_>, start: usize) -> Run {
    let tokens = said.tokens;
    let mut run = Run { segments: 0, end: start };
    let mut sentence = Run { segments: 0, end: start };
    let mut at = start;
    while at < tokens.len() {
        let end = segment_end(tokens, at);
        let bare = end - at <= LONGEST_TERM && !(at..end).any(|word| said.word(word).part.function);
        if !bare {
            return run;
        }
        sentence.segments += 1;
        sentence.end = end;
        if end == tokens.len() || tokens[end].before == Break::Sentence {
            run.segments += sentence.segments;
            run.end = sentence.end;
            sentence.segments = 0;
        }
        at = end;
    }
    run
}

fn segment_end(tokens: &[Token], start: usize) -> usize {
    (start + 1..tokens.len()).find(|at| tokens[*at].before >= Break::Clause).unwrap_or(tokens.len())
}

fn next_sentence(tokens: &[Token], from: usize) -> usize {
    (from..tokens.len()).find(|at| tokens[*at].before == Break::Sentence).unwrap_or(tokens.len())
}
