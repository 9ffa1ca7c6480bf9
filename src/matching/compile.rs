//! A guide's patterns, compiled: per question a table from symbols to the places of patterns.

use rustc_hash::FxHashMap;

use super::lexicon::{Lexicon, Symbol};
use super::pattern::{Choice, Item, Pattern, Scope};
use super::rule::Rule;
use super::{NEGATOR, NUMBER, PatternError};
use crate::guide::{Guide, Point, Question, QuestionKey};
use crate::text::{fold, stem, tokenize};

/// Everything needed to mark answers to one question or follow-up.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) key: QuestionKey,
    pub(crate) points: Vec<CompiledPoint>,
    pub(crate) patterns: Vec<CompiledPattern>,
    pub(crate) items: usize,
    /// Items that a word fills on its own, by symbol.
    pub(crate) singles: FxHashMap<Symbol, Vec<u32>>,
    /// Phrases, by their first symbol.
    pub(crate) phrases: FxHashMap<Symbol, Vec<Phrase>>,
    /// Words of the prompt, of the follow-ups and of the probes, by symbol: each list on its own.
    pub(crate) prompts: Vec<Vec<bool>>,
}

/// Words in a row that fill an item.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// Symbols after the first.
    pub(crate) rest: Box<[Symbol]>,
    pub(crate) item: u32,
}

/// A point's texts and rules.
#[derive(Debug)]
pub(crate) struct CompiledPoint {
    pub(crate) id: String,
    pub(crate) title: String,
    /// What each idea says, in the order the rules number them.
    pub(crate) ideas: Vec<String>,
    /// The correction of each misconception.
    pub(crate) corrections: Vec<String>,
    pub(crate) covered: Vec<Rule>,
    pub(crate) partial: Vec<Rule>,
}

/// A pattern, and what it is a wording of.
#[derive(Debug)]
pub(crate) struct CompiledPattern {
    pub(crate) items: Vec<CompiledItem>,
    pub(crate) without: Vec<u32>,
    pub(crate) window: u32,
    pub(crate) point: usize,
    pub(crate) role: Role,
    pub(crate) text: String,
}

#[derive(Debug)]
pub(crate) struct CompiledItem {
    pub(crate) id: u32,
    pub(crate) after_previous: bool,
}

/// What a pattern is a wording of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The point's name.
    Name,
    /// The idea of that index, by key.
    Idea(usize),
    /// The misconception of that index.
    Misconception(usize),
}

/// Compiles every question and follow-up of a guide.
pub(super) fn compile(guide: &Guide) -> Result<(Lexicon, Vec<Compiled>), Vec<PatternError>> {
    let mut lexicon = Lexicon::new();
    let mut errors = Vec::new();
    let aliases = Aliases::new(guide);
    let mut all = Vec::new();
    for question in guide.all_questions() {
        let scope = Scope { file: &question.words, guide: &guide.words };
        let askable = std::iter::once((question.key(), question.prompt.as_str(), &question.points)).chain(
            question.follow_ups.iter().enumerate().map(|(index, follow_up)| {
                (question.key().follow_up(index), follow_up.prompt.as_str(), &follow_up.points)
            }),
        );
        for (key, prompt, points) in askable {
            let mut builder = Builder::new(key, scope, &aliases, &mut lexicon, &mut errors);
            for point in points {
                builder.point(point);
            }
            let mut compiled = builder.done();
            compiled.prompts.extend(prompts(question, prompt).map(|text| symbols_of(text, &mut lexicon)));
            all.push(compiled);
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    lexicon.finish();
    let known = lexicon.len();
    for compiled in &mut all {
        for prompt in &mut compiled.prompts {
            prompt.resize(known, false);
        }
    }
    Ok((lexicon, all))
}

/// What an interviewer says around a question: repeating it earns nothing.
fn prompts<'a>(question: &'a Question, prompt: &'a str) -> impl Iterator<Item = &'a str> {
    let follow_ups = question.follow_ups.iter().map(|follow_up| follow_up.prompt.as_str());
    let probes = question.probes.iter().flat_map(|group| &group.probes).map(|probe| probe.prompt.as_str());
    std::iter::once(prompt).chain(follow_ups.filter(move |text| *text != prompt)).chain(probes)
}

fn symbols_of(text: &str, lexicon: &mut Lexicon) -> Vec<bool> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut present = Vec::new();
    for token in &tokens {
        let symbol = lexicon.stem(&fold(&text[token.start..token.end])) as usize;
        if present.len() <= symbol {
            present.resize(symbol + 1, false);
        }
        present[symbol] = true;
    }
    present
}

/// Other spellings and short forms of words, for all patterns of the guide.
struct Aliases {
    /// Stems of the full form, and the words of a short form.
    pairs: Vec<(Vec<String>, Vec<String>)>,
}

impl Aliases {
    fn new(guide: &Guide) -> Self {
        let split = |text: &str| text.split('_').map(|word| fold(word).into_owned()).collect::<Vec<_>>();
        let pairs = guide.aliases.iter().flat_map(|(full, forms)| {
            let stems: Vec<String> = split(full).iter().map(|word| stem(word).into_owned()).collect();
            forms.split_whitespace().map(move |form| (stems.clone(), split(form)))
        });
        Self { pairs: pairs.collect() }
    }

    /// The words with one full form replaced by a short one, in every way there is.
    fn variants(&self, words: &[String]) -> Vec<Vec<String>> {
        let stems: Vec<_> = words.iter().map(|word| stem(word)).collect();
        let mut variants = Vec::new();
        for (full, short) in &self.pairs {
            for at in 0..words.len().saturating_sub(full.len() - 1) {
                if stems[at..at + full.len()].iter().zip(full).all(|(a, b)| a == b) {
                    variants.push([&words[..at], short, &words[at + full.len()..]].concat());
                }
            }
        }
        variants
    }
}

struct Builder<'a> {
    compiled: Compiled,
    scope: Scope<'a>,
    aliases: &'a Aliases,
    lexicon: &'a mut Lexicon,
    errors: &'a mut Vec<PatternError>,
    item_ids: FxHashMap<Vec<Choice>, u32>,
}

impl<'a> Builder<'a> {
    fn new(
        key: QuestionKey,
        scope: Scope<'a>,
        aliases: &'a Aliases,
        lexicon: &'a mut Lexicon,
        errors: &'a mut Vec<PatternError>,
    ) -> Self {
        let compiled = Compiled {
            key,
            points: Vec::new(),
            patterns: Vec::new(),
            items: 0,
            singles: FxHashMap::default(),
            phrases: FxHashMap::default(),
            prompts: Vec::new(),
        };
        Self { compiled, scope, aliases, lexicon, errors, item_ids: FxHashMap::default() }
    }

    fn done(mut self) -> Compiled {
        self.compiled.items = self.item_ids.len();
        self.compiled
    }

    fn point(&mut self, point: &Point) {
        let keys: Vec<&str> = point.ideas.keys().map(String::as_str).collect();
        let covered = self.rules(point, "covered", &point.covered, &keys);
        let partial = self.rules(point, "partial", &point.partial, &keys);
        self.patterns(point, "names", Role::Name, &point.names);
        for (index, (key, idea)) in point.ideas.iter().enumerate() {
            self.patterns(point, key, Role::Idea(index), &idea.any);
        }
        for (index, misconception) in point.misconceptions.iter().enumerate() {
            let place = format!("misconception {}", index + 1);
            self.patterns(point, &place, Role::Misconception(index), &misconception.any);
        }
        self.compiled.points.push(CompiledPoint {
            id: point.id.clone(),
            title: point.title.clone(),
            ideas: point.ideas.values().map(|idea| idea.says.clone()).collect(),
            corrections: point.misconceptions.iter().map(|misconception| misconception.says.clone()).collect(),
            covered,
            partial,
        });
    }

    fn rules(&mut self, point: &Point, place: &str, rules: &[String], keys: &[&str]) -> Vec<Rule> {
        let mut parsed = Vec::new();
        for text in rules {
            match Rule::parse(text, keys) {
                Ok(rule) => parsed.push(rule),
                Err(message) => self.error(point, place, text, message),
            }
        }
        parsed
    }

    fn error(&mut self, point: &Point, place: &str, pattern: &str, message: String) {
        self.errors.push(PatternError {
            question: self.compiled.key.clone(),
            point: point.id.clone(),
            place: place.to_owned(),
            pattern: pattern.to_owned(),
            message,
        });
    }

    fn patterns(&mut self, point: &Point, place: &str, role: Role, patterns: &[String]) {
        for text in patterns {
            match Pattern::parse(text, self.scope) {
                Ok(pattern) => self.pattern(pattern, role, text),
                Err(message) => self.error(point, place, text, message),
            }
        }
    }

    fn pattern(&mut self, pattern: Pattern, role: Role, text: &str) {
        let items = pattern.items.into_iter();
        let items =
            items.map(|item| CompiledItem { after_previous: item.after_previous, id: self.item(item) }).collect();
        let without = pattern.without.into_iter().map(|item| self.item(item)).collect();
        let window = u32::try_from(pattern.window).unwrap_or(u32::MAX);
        let point = self.compiled.points.len();
        self.compiled.patterns.push(CompiledPattern { items, without, window, point, role, text: text.to_owned() });
    }

    fn item(&mut self, item: Item) -> u32 {
        if let Some(id) = self.item_ids.get(&item.choices) {
            return *id;
        }
        let id = u32::try_from(self.item_ids.len()).unwrap_or(u32::MAX);
        for choice in &item.choices {
            self.choice(choice, id);
        }
        self.item_ids.insert(item.choices, id);
        id
    }

    fn choice(&mut self, choice: &Choice, item: u32) {
        match choice {
            Choice::Negator => self.single(NEGATOR, item),
            Choice::Number => self.single(NUMBER, item),
            Choice::Exact(word) => {
                let symbol = self.lexicon.exact(word);
                self.single(symbol, item);
            }
            Choice::Prefix(words) => self.words(words, true, item),
            Choice::Words(words) => {
                self.words(words, false, item);
                for variant in self.aliases.variants(words) {
                    self.words(&variant, false, item);
                }
            }
        }
    }

    /// Words in a row; also written as one (`work_stealing` is found in "workstealing").
    fn words(&mut self, words: &[String], prefix: bool, item: u32) {
        let Some((last, firsts)) = words.split_last() else { return };
        let mut symbols: Vec<Symbol> = firsts.iter().map(|word| self.lexicon.stem(word)).collect();
        symbols.push(if prefix { self.lexicon.prefix(last) } else { self.lexicon.stem(last) });
        if firsts.is_empty() {
            self.single(symbols[0], item);
            return;
        }
        let rest = symbols[1..].into();
        self.compiled.phrases.entry(symbols[0]).or_default().push(Phrase { rest, item });
        let joined = words.concat();
        let symbol = if prefix { self.lexicon.prefix(&joined) } else { self.lexicon.stem(&joined) };
        self.single(symbol, item);
    }

    fn single(&mut self, symbol: Symbol, item: u32) {
        let items = self.compiled.singles.entry(symbol).or_default();
        if !items.contains(&item) {
            items.push(item);
        }
    }
}
