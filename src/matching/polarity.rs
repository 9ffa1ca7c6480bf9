//! How each word of an answer is meant: asserted, weak or void.

use super::cues::{Cue, CueKind};
use super::lexicon::Said;
use crate::text::Break;

/// How a word is meant. Ordered from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The candidate says it.
    Asserted,
    /// Hedged, or one of a bare list of terms.
    Weak,
    /// Denied, rejected, attributed to others, taken back, or an echo of the prompt.
    Void,
}

/// A word's state, and the cue it has it from: a pattern that matches the cue itself takes it for its own meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Meaning {
    pub(crate) state: State,
    /// First token of the cue and the one after its last; empty where there is none.
    pub(crate) cue: (u32, u32),
}

impl Meaning {
    pub(crate) const ASSERTED: Self = Self { state: State::Asserted, cue: (0, 0) };

    /// Makes a word worse, never better; the first cue of a kind stays.
    pub(super) fn worsen(&mut self, state: State, cue: (u32, u32)) {
        if state > self.state {
            *self = Self { state, cue };
        }
    }
}

/// Words a negation reaches within its clause: "never, under any load, take the lock" and no further.
const NEGATION_REACH: usize = 6;
/// Words a hedge reaches within its clause.
const HEDGE_REACH: usize = 8;
/// Words a rejection reaches in its sentence: a reported opinion is a clause or two.
const REJECTION_REACH: usize = 25;
/// Words a backward denial reaches in its clause.
const DENIAL_REACH: usize = 10;
/// Words within which a negation before `without` makes it an assertion.
const WITHOUT_REACH: usize = 10;
/// Words a retraction reaches back.
const RETRACTION_REACH: usize = 60;

/// Sets the meaning of every token from the cues around it.
pub(crate) fn read(said: Said<'_>, meanings: &mut Vec<Meaning>) {
    meanings.clear();
    meanings.resize(said.len(), Meaning::ASSERTED);
    let mut reader = Reader { said, meanings, last_negation: None };
    let mut at = 0;
    while at < said.len() {
        let length = match reader.cue_at(at) {
            Some(cue) => {
                reader.apply(cue.kind, at, at + 1 + cue.rest.len());
                // A one-word cue may stand inside a longer one of another kind; longer ones are taken whole.
                1 + cue.rest.len()
            }
            None => 1,
        };
        at += length;
    }
}

struct Reader<'a> {
    said: Said<'a>,
    meanings: &'a mut [Meaning],
    last_negation: Option<usize>,
}

impl Reader<'_> {
    fn cue_at(&self, at: usize) -> Option<Cue> {
        let cues = &self.said.word(at).part.cues;
        cues.iter().copied().find(|cue| {
            cue.rest.iter().enumerate().all(|(index, word)| {
                let next = at + 1 + index;
                next < self.said.tokens.len()
                    && self.said.tokens[next].before < Break::Sentence
                    && &*self.said.word(next).form == *word
            })
        })
    }

    fn apply(&mut self, kind: CueKind, start: usize, end: usize) {
        let cue = (index(start), index(end));
        match kind {
            CueKind::Neutral | CueKind::Contrast => {}
            CueKind::Negate => {
                self.last_negation = Some(start);
                self.forward(end, NEGATION_REACH, State::Void, cue);
            }
            CueKind::Without => {
                if !self.negated_before(start) {
                    self.last_negation = Some(start);
                    self.forward(end, NEGATION_REACH, State::Void, cue);
                }
            }
            CueKind::Hedge => self.forward(end, HEDGE_REACH, State::Weak, cue),
            CueKind::Reject if self.compares(start) => {}
            CueKind::Reject => self.reject(end, cue),
            CueKind::DenyBack => self.deny_back(start, cue),
            CueKind::Correct if !self.stands_alone(start, end) => {}
            CueKind::Retract | CueKind::Correct => self.retract(start, cue),
        }
    }

    /// "More than people think" reports no opinion.
    fn compares(&self, at: usize) -> bool {
        at > 0 && matches!(&*self.said.word(at - 1).form, "than" | "as" | "what" | "how")
    }

    fn stands_alone(&self, start: usize, end: usize) -> bool {
        self.said.tokens[start].before >= Break::Clause
            && self.said.tokens.get(end).is_none_or(|next| next.before >= Break::Clause)
    }

    fn negated_before(&self, at: usize) -> bool {
        self.last_negation.is_some_and(|negation| {
            at - negation <= WITHOUT_REACH
                && self.said.tokens[negation + 1..=at].iter().all(|token| token.before < Break::Sentence)
        })
    }

    /// The clause from `from` on: up to punctuation or a connective.
    fn forward(&mut self, from: usize, reach: usize, state: State, cue: (u32, u32)) {
        for at in from..self.said.tokens.len().min(from + reach) {
            let word = self.said.word(at);
            let own_cue = word.part.cues.first().is_some_and(|cue| cue.kind == CueKind::Without);
            if self.said.tokens[at].before >= Break::Clause || word.part.connective || own_cue {
                break;
            }
            self.meanings[at].worsen(state, cue);
        }
    }

    /// The sentence from `from` on, up to a contrast.
    fn reject(&mut self, from: usize, cue: (u32, u32)) {
        for at in from..self.said.tokens.len().min(from + REJECTION_REACH) {
            let contrast = self.cue_at(at).is_some_and(|cue| cue.kind == CueKind::Contrast);
            if self.said.tokens[at].before == Break::Sentence || contrast {
                break;
            }
            self.meanings[at].worsen(State::Void, cue);
        }
    }

    /// The clause before `at`.
    fn deny_back(&mut self, at: usize, cue: (u32, u32)) {
        for before in (at.saturating_sub(DENIAL_REACH)..at).rev() {
            self.meanings[before].worsen(State::Void, cue);
            if self.said.tokens[before].before >= Break::Clause || self.said.word(before).part.connective {
                break;
            }
        }
    }

    /// What stands before the retraction in its own sentence, and the sentence before.
    fn retract(&mut self, at: usize, cue: (u32, u32)) {
        let mut sentences_left = 1;
        for before in (at.saturating_sub(RETRACTION_REACH)..at).rev() {
            let crossed = self.said.tokens[before + 1].before == Break::Sentence;
            if crossed {
                if sentences_left == 0 {
                    break;
                }
                sentences_left -= 1;
            }
            self.meanings[before].worsen(State::Void, cue);
        }
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
