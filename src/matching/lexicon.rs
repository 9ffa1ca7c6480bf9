//! Words as symbols: what the patterns know, and what a word of an answer stands for.

use std::ops::RangeInclusive;

use rustc_hash::FxHashMap;

use super::cues::{self, Cue};
use crate::text::{Speller, Token, fold, stem};

/// A number for everything a pattern can ask of a word: a stem, a beginning, an exact form.
pub(crate) type Symbol = u32;

/// Any number.
pub(crate) const NUMBER: Symbol = 0;
/// Any negating word.
pub(crate) const NEGATOR: Symbol = 1;

/// Every symbol of a guide's patterns and prompts. Read-only once built.
#[derive(Debug)]
pub(crate) struct Lexicon {
    stems: FxHashMap<Box<str>, Symbol>,
    /// Symbol of the stem of every folded word written in a pattern or prompt.
    written: FxHashMap<Box<str>, Symbol>,
    exact: FxHashMap<Box<str>, Symbol>,
    /// By their first three bytes, so that a word is tried against few.
    prefixes: FxHashMap<[u8; 3], Vec<(Box<str>, Symbol)>>,
    speller: Speller,
    /// The stems that two words may make when written as one, sorted; and each from its end to its start, sorted.
    joinable: Vec<Box<str>>,
    joinable_reversed: Vec<Box<str>>,
    count: Symbol,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        Self {
            stems: FxHashMap::default(),
            written: FxHashMap::default(),
            exact: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            speller: Speller::default(),
            joinable: Vec::new(),
            joinable_reversed: Vec::new(),
            count: NEGATOR + 1,
        }
    }

    /// Symbol of a folded word's stem, made where it is new.
    pub(crate) fn stem(&mut self, folded: &str) -> Symbol {
        if let Some(symbol) = self.written.get(folded) {
            return *symbol;
        }
        let stem = stem(folded);
        let symbol = if let Some(symbol) = self.stems.get(&*stem) {
            *symbol
        } else {
            let symbol = self.fresh();
            self.stems.insert(stem.into(), symbol);
            symbol
        };
        self.written.insert(folded.into(), symbol);
        symbol
    }

    /// Symbol of a folded word in this form only.
    pub(crate) fn exact(&mut self, folded: &str) -> Symbol {
        if let Some(symbol) = self.exact.get(folded) {
            return *symbol;
        }
        let symbol = self.fresh();
        self.exact.insert(folded.into(), symbol);
        symbol
    }

    /// Symbol of all words with this beginning of three bytes or more.
    pub(crate) fn prefix(&mut self, beginning: &str) -> Symbol {
        let Some(head) = head(beginning) else { return self.exact(beginning) };
        if let Some((_, symbol)) =
            self.prefixes.get(&head).and_then(|known| known.iter().find(|(text, _)| &**text == beginning))
        {
            return *symbol;
        }
        let symbol = self.fresh();
        self.prefixes.entry(head).or_default().push((beginning.into(), symbol));
        symbol
    }

    fn fresh(&mut self) -> Symbol {
        let symbol = self.count;
        self.count += 1;
        symbol
    }

    /// Ends building: from now on words are corrected to the known ones.
    pub(crate) fn finish(&mut self) {
        self.speller = Speller::new(self.written.keys().map(|word| &**word));
        self.joinable = self.stems.keys().filter(|stem| JOINED.contains(&stem.len())).cloned().collect();
        self.joinable.sort_unstable();
        self.joinable_reversed = self.joinable.iter().map(|stem| reversed(stem)).collect();
        self.joinable_reversed.sort_unstable();
    }

    /// How many symbols there are; all are smaller.
    pub(crate) fn len(&self) -> usize {
        self.count as usize
    }

    fn resolve(&self, raw: &str) -> Word {
        let form = fold(raw);
        let own_stem = stem(&form);
        let mut symbols = Vec::new();
        symbols.extend(self.stems.get(&*own_stem));
        symbols.extend(self.exact.get(&*form));
        if let Some(known) = head(&form).and_then(|head| self.prefixes.get(&head)) {
            symbols.extend(
                known.iter().filter(|(beginning, _)| form.starts_with(&**beginning)).map(|(_, symbol)| *symbol),
            );
        }
        if form.starts_with(|c: char| c.is_ascii_digit()) || cues::is_number_word(&form) {
            symbols.push(NUMBER);
        }
        if cues::is_negator(&form) {
            symbols.push(NEGATOR);
        }
        if symbols.is_empty()
            && let Some(meant) = self.speller.correct(&form)
        {
            symbols.extend(self.stems.get(&*stem(meant)));
        }
        Word {
            symbols: symbols.into(),
            cues: cues::starting_with(&form),
            begins_joined: begins_one(&self.joinable, &form),
            ends_joined: begins_one(&self.joinable_reversed, &reversed(&own_stem)),
            function: cues::is_function_word(&form),
            connective: cues::is_connective(&form),
            stem: own_stem.into(),
            form: form.into(),
        }
    }
}

/// Whether a word begins one of these, which are sorted, and is not all of it.
fn begins_one(sorted: &[Box<str>], word: &str) -> bool {
    let after = sorted.partition_point(|known| &**known <= word);
    sorted.get(after).is_some_and(|known| known.starts_with(word))
}

fn reversed(word: &str) -> Box<str> {
    word.chars().rev().collect()
}

/// First three bytes, which choose the beginnings a word is tried against.
fn head(word: &str) -> Option<[u8; 3]> {
    word.as_bytes().first_chunk().copied()
}

/// What one word of an answer stands for.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about a word")]
pub(crate) struct Word {
    /// Symbols it satisfies.
    pub(crate) symbols: Box<[Symbol]>,
    /// Polarity cues that start with it, longest first.
    pub(crate) cues: &'static [Cue],
    /// Whether it may be the first, or the second, of two words that make a known one.
    begins_joined: bool,
    ends_joined: bool,
    /// Whether it is a pronoun, auxiliary or the like: what a sentence has and a list of terms has not.
    pub(crate) function: bool,
    /// Whether it starts a new clause.
    pub(crate) connective: bool,
    pub(crate) form: Box<str>,
    stem: Box<str>,
}

/// The words met so far, resolved. One per thread; it only saves time.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    ids: FxHashMap<Box<str>, u32>,
    words: Vec<Word>,
    /// Two words written as one, while they are looked up.
    joined: String,
}

/// Most words a memo keeps, so that a stream of strange words cannot grow it: about 10 MB.
const MOST_REMEMBERED: usize = 50_000;

/// Lengths of the stems that two words may be joined to ("go routine"), in bytes: shorter ones arise by chance.
const JOINED: RangeInclusive<usize> = 5..=30;

impl Memo {
    /// Forgets everything when full. Ids given out before are void then, so call it only between answers.
    pub(crate) fn trim(&mut self) {
        if self.words.len() > MOST_REMEMBERED {
            *self = Self::default();
        }
    }

    /// The id of a word of an answer.
    pub(crate) fn id(&mut self, lexicon: &Lexicon, raw: &str) -> u32 {
        if let Some(id) = self.ids.get(raw) {
            return *id;
        }
        let id = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(lexicon.resolve(raw));
        self.ids.insert(raw.into(), id);
        id
    }

    /// The resolved word.
    pub(crate) fn word(&self, id: u32) -> &Word {
        &self.words[id as usize]
    }

    /// The known word that two neighbouring ones make when written as one ("go routines", "p prof").
    pub(crate) fn joined(&mut self, lexicon: &Lexicon, first: u32, second: u32) -> Option<Symbol> {
        let (first, second) = (&self.words[first as usize], &self.words[second as usize]);
        if !first.begins_joined || !second.ends_joined || !JOINED.contains(&(first.form.len() + second.stem.len())) {
            return None;
        }
        self.joined.clear();
        self.joined.push_str(&first.form);
        self.joined.push_str(&second.stem);
        lexicon.stems.get(&*self.joined).copied()
    }
}

/// An answer as words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) tokens: &'a [Token],
    /// The words' ids; parallel to the tokens.
    pub(crate) ids: &'a [u32],
    pub(crate) memo: &'a Memo,
}

impl<'a> Said<'a> {
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(crate) fn word(&self, at: usize) -> &'a Word {
        self.memo.word(self.ids[at])
    }
}
