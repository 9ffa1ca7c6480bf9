//! Words as symbols: what the patterns know, and what a word of an answer stands for.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::cues::{self, Part};
use super::table::index;
use crate::text::{Letters, Speller, Token, fold, letter, stem};

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
    /// Stems of phrases written as one word, which are no word of any pattern or prompt: two words that make one are the phrase.
    compounds: FxHashSet<Symbol>,
    exact: FxHashMap<Box<str>, Symbol>,
    /// By their first three bytes, so that a word is tried against few.
    prefixes: FxHashMap<[u8; 3], Vec<(Box<str>, Symbol)>>,
    speller: Speller,
    /// The stems that two words may make when written as one.
    joinable: Joinable,
    /// By symbol, the stem it stands for; nothing where it stands for something else.
    texts: Vec<Box<str>>,
}

impl Lexicon {
    pub(crate) fn new() -> Self {
        Self {
            stems: FxHashMap::default(),
            written: FxHashMap::default(),
            compounds: FxHashSet::default(),
            exact: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            speller: Speller::default(),
            joinable: Joinable::default(),
            texts: [NUMBER, NEGATOR].map(|_| Box::default()).into(),
        }
    }

    /// Symbol of a folded word's stem, made where it is new.
    pub(crate) fn stem(&mut self, folded: &str) -> Symbol {
        let symbol = self.symbol(folded);
        self.compounds.remove(&symbol);
        symbol
    }

    /// Symbol of the stem of a phrase's words written as one, made where it is new.
    pub(crate) fn compound(&mut self, folded: &str) -> Symbol {
        let known = self.len();
        let symbol = self.symbol(folded);
        if symbol as usize == known {
            self.compounds.insert(symbol);
        }
        symbol
    }

    fn symbol(&mut self, folded: &str) -> Symbol {
        if let Some(symbol) = self.written.get(folded) {
            return *symbol;
        }
        let stem = stem(folded);
        let symbol = if let Some(symbol) = self.stems.get(&*stem) {
            *symbol
        } else {
            let symbol = self.fresh(&stem);
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
        let symbol = self.fresh("");
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
        let symbol = self.fresh("");
        self.prefixes.entry(head).or_default().push((beginning.into(), symbol));
        symbol
    }

    fn fresh(&mut self, text: &str) -> Symbol {
        let symbol = index(self.texts.len());
        self.texts.push(text.into());
        symbol
    }

    /// The stem that a symbol stands for; nothing where it stands for something else.
    pub(crate) fn text(&self, symbol: Symbol) -> &str {
        &self.texts[symbol as usize]
    }

    /// Ends building: from now on words are corrected to the known ones.
    pub(crate) fn finish(&mut self) {
        self.speller = Speller::new(self.written.keys().map(|word| &**word));
        let words = self.stems.iter().filter(|(_, symbol)| !self.compounds.contains(symbol)).map(|(stem, _)| stem);
        self.joinable = Joinable::new(words.filter(|stem| JOINED.contains(&stem.len())).cloned());
    }

    /// How many symbols there are; all are smaller.
    pub(crate) fn len(&self) -> usize {
        self.texts.len()
    }

    fn resolve(&self, raw: &str) -> Word {
        let form = fold(raw);
        let known = self.written.get(&*form).copied();
        let own_stem = known.map_or_else(|| stem(&form), |symbol| Cow::Borrowed(self.text(symbol)));
        let mut symbols = Symbols::new();
        symbols.extend(known.or_else(|| self.stems.get(&*own_stem).copied()));
        symbols.extend(self.exact.get(&*form).copied());
        if let Some(known) = head(&form).and_then(|head| self.prefixes.get(&head)) {
            symbols.extend(
                known.iter().filter(|(beginning, _)| form.starts_with(&**beginning)).map(|(_, symbol)| *symbol),
            );
        }
        let part = cues::part_of(&form);
        if part.number || form.starts_with(|c: char| c.is_ascii_digit()) {
            symbols.push(NUMBER);
        }
        if part.negator {
            symbols.push(NEGATOR);
        }
        if symbols.is_empty()
            && let Some(meant) = self.speller.correct(&form)
        {
            symbols.extend(self.stems.get(&*stem(meant)).copied());
        }
        Word {
            symbols,
            part,
            after: self.joinable.after(&form),
            filler: part.fills(&form),
            stem: own_stem.into(),
            form: form.into(),
        }
    }
}

/// Words that two others may make when written as one, by their first bytes and sorted.
#[derive(Debug, Default)]
struct Joinable {
    by_first: FxHashMap<u8, Vec<Box<str>>>,
}

impl Joinable {
    fn new(words: impl Iterator<Item = Box<str>>) -> Self {
        let mut by_first: FxHashMap<u8, Vec<Box<str>>> = FxHashMap::default();
        for word in words {
            by_first.entry(word.bytes().next().unwrap_or_default()).or_default().push(word);
        }
        for words in by_first.values_mut() {
            words.sort_unstable();
        }
        Self { by_first }
    }

    /// The letters that follow this word in those that begin with it and are longer.
    fn after(&self, word: &str) -> Letters {
        let first = word.bytes().next();
        let sorted = first.and_then(|first| self.by_first.get(&first)).map_or([].as_slice(), Vec::as_slice);
        let from = sorted.partition_point(|known| &**known <= word);
        let longer = sorted[from..].iter().map_while(|known| known.as_bytes().strip_prefix(word.as_bytes()));
        longer.fold(0, |letters, rest| letters | rest.first().map_or(0, |next| letter(*next)))
    }
}

/// First three bytes, which choose the beginnings a word is tried against.
fn head(word: &str) -> Option<[u8; 3]> {
    word.as_bytes().first_chunk().copied()
}

/// What one word of an answer stands for.
#[derive(Debug)]
pub(crate) struct Word {
    /// Symbols it satisfies.
    pub(crate) symbols: Symbols,
    pub(crate) part: &'static Part,
    /// Where it is the first of two words that make a known one: the letters that may begin the second.
    after: Letters,
    /// Whether it fills an echo without breaking it.
    pub(crate) filler: bool,
    pub(crate) form: CompactString,
    stem: CompactString,
}

/// The symbols of a word. Hardly any has more than these, so that they are read without following a pointer: the words of a
/// long run do not fit into the processor's nearer caches.
type Symbols = SmallVec<[Symbol; 4]>;

/// The words met so far, resolved. One per thread; it only saves time.
#[derive(Debug, Default)]
pub(crate) struct Memo {
    ids: FxHashMap<CompactString, u32>,
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
        let begins = second.stem.bytes().next().is_some_and(|byte| first.after & letter(byte) != 0);
        if !begins || !JOINED.contains(&(first.form.len() + second.stem.len())) {
            return None;
        }
        self.joined.clear();
        self.joined.push_str(&first.form);
        self.joined.push_str(&second.stem);
        lexicon.stems.get(&*self.joined).copied().filter(|symbol| !lexicon.compounds.contains(symbol))
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
