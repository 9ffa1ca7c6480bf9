//! From an answer to marks: the pattern language, polarity and evidence. Pure.
//!
//! | file | job |
//! |---|---|
//! | `pattern`, `rule` | the language an author writes: parsing |
//! | `lexicon` | words as symbols: stems, beginnings, typing errors |
//! | `compile`, `draft`, `compiled`, `table` | a guide's patterns as tables, once |
//! | `derive` | patterns for points that have none |
//! | `cues`, `polarity`, `list`, `echo` | how each word is meant: asserted, weak or void |
//! | `chains` | lists in one block of memory |
//! | `places` | which items stand where in an answer, and which patterns can match at all |
//! | `search` | a pattern's words close together |
//! | `signs` | signs of green and red flags |
//! | `standing` | whether a wording stands among words about its own point |
//! | `judge`, `doubt`, `confidence` | matches to marks with evidence and chances |
//!
//! [`Matcher::new`] compiles a guide once; a [`Marker`] marks answers, one after the other, in time linear in their length.

mod chains;
mod compile;
mod compiled;
mod confidence;
mod cues;
mod derive;
mod doubt;
mod draft;
mod echo;
mod judge;
mod lexicon;
mod list;
mod pattern;
mod places;
mod polarity;
mod rule;
mod search;
mod signs;
mod standing;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;

use rustc_hash::FxHashMap;

pub use compiled::Role;
pub use confidence::Outcome;
pub use cues::is_function_word;
pub use judge::Judged;
pub use polarity::State;
pub use signs::{FoundSign, Signs, flags};

use crate::guide::{Guide, QuestionKey};
use crate::mark::Mark;
use crate::text::{Break, Token, tokenize};
use compiled::Compiled;
use judge::Fire;
use lexicon::{Lexicon, Memo, NEGATOR, NUMBER, Said, Symbol};
use places::Places;
use polarity::Meaning;

/// Version of the engine, kept with every session's marks: it changes when marks may.
pub const ENGINE_VERSION: u32 = 5;

/// A guide's compiled patterns.
#[derive(Debug)]
pub struct Matcher {
    lexicon: Lexicon,
    compiled: Vec<Compiled>,
    by_key: FxHashMap<QuestionKey, usize>,
}

/// A pattern or rule that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatternError {
    /// The question or follow-up.
    pub question: QuestionKey,
    /// Id of the point.
    pub point: String,
    /// `names`, `covered`, `partial`, the idea's key, or `misconception 1`.
    pub place: String,
    /// The pattern or rule as written.
    pub pattern: String,
    /// What is wrong, with its remedy.
    pub message: String,
}

impl fmt::Display for PatternError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { question, point, place, pattern, message } = self;
        write!(f, "question {question}, point `{point}`, {place}: `{pattern}`: {message}")
    }
}

impl std::error::Error for PatternError {}

impl Matcher {
    /// Compiles a guide's patterns.
    ///
    /// # Errors
    /// All patterns and rules that cannot be read.
    pub fn new(guide: &Guide) -> Result<Self, Vec<PatternError>> {
        let (lexicon, compiled) = compile::compile(guide)?;
        let by_key = compiled.iter().enumerate().map(|(index, compiled)| (compiled.key.clone(), index)).collect();
        Ok(Self { lexicon, compiled, by_key })
    }

    /// A marker for one thread.
    pub fn marker(&self) -> Marker<'_> {
        Marker { matcher: self, memo: Memo::default(), scratch: Scratch::default() }
    }

    /// Marks one answer: [`Marker::mark`] with a marker of its own. For many answers keep a marker.
    pub fn mark(&self, key: &QuestionKey, answer: &str) -> Option<Vec<Mark>> {
        self.marker().mark(key, answer)
    }

    /// Every pattern of a question or follow-up, in the order of [`Match::pattern`].
    pub fn patterns(&self, key: &QuestionKey) -> Option<impl Iterator<Item = PatternInfo<'_>>> {
        let compiled = &self.compiled[*self.by_key.get(key)?];
        Some(compiled.patterns.iter().zip(&compiled.texts).map(|(pattern, text)| PatternInfo {
            point: &compiled.points[pattern.point].id,
            role: pattern.role,
            text,
        }))
    }
}

/// A pattern as its author sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternInfo<'a> {
    /// Id of its point.
    pub point: &'a str,
    /// What it is a wording of.
    pub role: Role,
    /// The pattern as written.
    pub text: &'a str,
}

/// The best match of one pattern in an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Index of the pattern in [`Matcher::patterns`].
    pub pattern: usize,
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset after its end.
    pub end: usize,
    /// How the words are meant.
    pub state: State,
}

/// Marks answers with a matcher's patterns. Keeps what it learns of words and its buffers from answer to answer; the marks
/// do not depend on what it marked before.
#[derive(Debug)]
pub struct Marker<'a> {
    matcher: &'a Matcher,
    memo: Memo,
    scratch: Scratch,
}

/// Buffers used anew for every answer.
#[derive(Debug, Default)]
struct Scratch {
    words: Words,
    places: Places,
    fires: Vec<Fire>,
}

/// The words of an answer; the lists run parallel.
#[derive(Debug, Default)]
struct Words {
    tokens: Vec<Token>,
    ids: Vec<u32>,
    /// Number of the sentence each stands in.
    sentences: Vec<u32>,
    meanings: Vec<Meaning>,
    /// The known word each makes when written as one with the next ("go routine").
    joined: Vec<Option<Symbol>>,
}

impl<'a> Marker<'a> {
    /// Marks of every point of the question or follow-up, in the guide's order; `None` where the guide has no such key.
    pub fn mark(&mut self, key: &QuestionKey, answer: &str) -> Option<Vec<Mark>> {
        Some(self.judge(key, answer)?.into_iter().map(|judged| judged.mark).collect())
    }

    /// As [`Marker::mark`], with how each mark came about.
    pub fn judge(&mut self, key: &QuestionKey, answer: &str) -> Option<Vec<Judged>> {
        let compiled = self.read(key, answer)?;
        Some(judge::judge(compiled, &self.scratch.fires, answer, &self.scratch.words))
    }

    /// Every pattern of the question that matches, with its best match; `None` where the guide has no such key.
    pub fn matches(&mut self, key: &QuestionKey, answer: &str) -> Option<Vec<Match>> {
        self.read(key, answer)?;
        let tokens = &self.scratch.words.tokens;
        let matches = self.scratch.fires.iter().map(|fire| Match {
            pattern: fire.pattern,
            start: tokens[fire.found.first as usize].start,
            end: tokens[fire.found.last as usize].end,
            state: fire.found.state,
        });
        Some(matches.collect())
    }

    fn read(&mut self, key: &QuestionKey, answer: &str) -> Option<&'a Compiled> {
        let matcher = self.matcher;
        let compiled = &matcher.compiled[*matcher.by_key.get(key)?];
        hear(compiled, &matcher.lexicon, &mut self.memo, &mut self.scratch, answer);
        Some(compiled)
    }
}

/// Finds the best match of every pattern in an answer.
fn hear(compiled: &Compiled, lexicon: &Lexicon, memo: &mut Memo, scratch: &mut Scratch, answer: &str) {
    memo.trim();
    let Scratch { words, places, fires } = scratch;
    words.read(memo, lexicon, compiled, answer);
    fires.clear();
    for stretch in places::stretches(words) {
        let earlier = fires.len();
        places.read(stretch, words, memo, compiled, lexicon.len());
        for index in 0..places.candidates() {
            let pattern = places.pattern(index);
            if asserted(&fires[..earlier], pattern) {
                continue;
            }
            places.look_up(index, words, memo, compiled);
            let wording = &compiled.patterns[pattern];
            let found = search::find(wording, places, &words.sentences, &words.meanings);
            fires.extend(found.map(|found| Fire { pattern, point: wording.point, role: wording.role, found }));
        }
        if earlier > 0 {
            // The sort is stable: of equally good matches the earliest stays.
            fires.sort_by_key(|fire| (fire.pattern, fire.found.state));
            fires.dedup_by_key(|fire| fire.pattern);
        }
    }
}

/// Whether nothing better can come for the pattern.
fn asserted(fires: &[Fire], pattern: usize) -> bool {
    let fire = fires.binary_search_by_key(&pattern, |fire| fire.pattern).map(|at| fires[at]);
    fire.is_ok_and(|fire| fire.found.state == State::Asserted)
}

impl Words {
    fn read(&mut self, memo: &mut Memo, lexicon: &Lexicon, compiled: &Compiled, answer: &str) {
        tokenize(answer, &mut self.tokens);
        self.ids.clear();
        self.ids.extend(self.tokens.iter().map(|token| memo.id(lexicon, &answer[token.start..token.end])));
        let mut sentence = 0;
        self.sentences.clear();
        self.sentences.extend(self.tokens.iter().map(|token| {
            sentence += u32::from(token.before == Break::Sentence);
            sentence
        }));
        let next = self.tokens.iter().zip(&self.ids).skip(1);
        let pairs = self.ids.iter().zip(next);
        self.joined.clear();
        self.joined.extend(pairs.map(|(first, (token, second))| {
            if token.before == Break::None { memo.joined(lexicon, *first, *second) } else { None }
        }));
        let said = Said { tokens: &self.tokens, ids: &self.ids, memo };
        polarity::read(said, &mut self.meanings);
        list::weaken(said, &mut self.meanings);
        echo::worsen(&compiled.echoes, said, &mut self.meanings);
    }
}
