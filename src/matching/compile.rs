//! From a guide's patterns to tables, once: reads them, and gives every word a symbol.

use rustc_hash::FxHashMap;

use super::compiled::{Compiled, CompiledPattern, CompiledPoint, Role, Wanted};
use super::derive::derived;
use super::draft::{Draft, DraftItem};
use super::lexicon::{Lexicon, Symbol};
use super::pattern::{Choice, Item, Pattern, Scope};
use super::polarity::State;
use super::rule::Rule;
use super::table::index;
use super::{NEGATOR, NUMBER, PatternError};
use crate::guide::{Flag, Guide, Point, Question, QuestionKey};
use crate::text::{fold, stem};

/// Compiles every question and follow-up of a guide.
pub(super) fn compile(guide: &Guide) -> Result<(Lexicon, Vec<Compiled>), Vec<PatternError>> {
    let mut lexicon = Lexicon::new();
    let mut errors = Vec::new();
    let aliases = Aliases::new(guide);
    let mut all = Vec::new();
    for question in guide.all_questions() {
        let scope = Scope::new(&question.words, &guide.words);
        for (key, prompt, points) in question.askable() {
            let mut draft = Draft::new(key);
            let mut builder = Builder {
                draft: &mut draft,
                scope: &scope,
                aliases: &aliases,
                lexicon: &mut lexicon,
                errors: &mut errors,
            };
            for point in points {
                let derived = derived(point, prompt);
                builder.point(derived.as_ref().unwrap_or(point), derived.is_some());
            }
            for text in prompts(question, prompt) {
                draft.echoes.add(State::Void, "", text, &mut lexicon);
            }
            for point in points {
                draft.echoes.add(State::Weak, &point.title, &point.detail, &mut lexicon);
            }
            all.push(draft);
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    lexicon.finish();
    Ok((lexicon, all.into_iter().map(Draft::done).collect()))
}

/// Name of the flags in errors, where a question's key stands.
pub(super) const FLAGS: &str = "flags";

/// Compiles the signs of a guide's flags: each flag as a point, its signs as ideas, its counter-signs as misconceptions.
pub(super) fn flags(guide: &Guide) -> Result<(Lexicon, Compiled), Vec<PatternError>> {
    let mut lexicon = Lexicon::new();
    let mut errors = Vec::new();
    let aliases = Aliases::new(guide);
    let scope = Scope::new(&guide.words, &guide.words);
    let mut draft = Draft::new(QuestionKey::new(FLAGS));
    let mut builder =
        Builder { draft: &mut draft, scope: &scope, aliases: &aliases, lexicon: &mut lexicon, errors: &mut errors };
    for flag in super::flags(guide) {
        builder.flag(flag);
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    lexicon.finish();
    Ok((lexicon, draft.done()))
}

/// What an interviewer says around a question: repeating it earns nothing.
fn prompts<'a>(question: &'a Question, prompt: &'a str) -> impl Iterator<Item = &'a str> {
    let follow_ups = question.follow_ups.iter().map(|follow_up| follow_up.prompt.as_str());
    let probes = question.probes.iter().flat_map(|group| &group.probes).map(|probe| probe.prompt.as_str());
    std::iter::once(prompt).chain(follow_ups.filter(move |text| *text != prompt)).chain(probes)
}

/// Other spellings and short forms of words, for all patterns of the guide.
struct Aliases {
    by_first_stem: FxHashMap<String, Vec<Alias>>,
}

/// A full form and a short one.
struct Alias {
    /// Stems of the full form.
    full: Vec<String>,
    /// Words of the short form.
    short: Vec<String>,
}

impl Aliases {
    fn new(guide: &Guide) -> Self {
        let split = |text: &str| text.split('_').map(|word| fold(word).into_owned()).collect::<Vec<_>>();
        let mut by_first_stem: FxHashMap<String, Vec<Alias>> = FxHashMap::default();
        for (full, forms) in &guide.aliases {
            let full: Vec<String> = split(full).iter().map(|word| stem(word).into_owned()).collect();
            let aliases = by_first_stem.entry(full[0].clone()).or_default();
            aliases.extend(forms.split_whitespace().map(|form| Alias { full: full.clone(), short: split(form) }));
        }
        Self { by_first_stem }
    }

    /// The words, whose stems are given, with one full form replaced by a short one, in every way there is.
    fn variants(&self, words: &[String], stems: &[&str]) -> Vec<Vec<String>> {
        let mut variants = Vec::new();
        for (at, first) in stems.iter().enumerate() {
            for Alias { full, short } in self.by_first_stem.get(*first).into_iter().flatten() {
                if stems[at..].len() >= full.len() && stems[at..].iter().zip(full).all(|(a, b)| a == b) {
                    variants.push([&words[..at], short, &words[at + full.len()..]].concat());
                }
            }
        }
        variants
    }
}

struct Builder<'a> {
    draft: &'a mut Draft,
    scope: &'a Scope<'a>,
    aliases: &'a Aliases,
    lexicon: &'a mut Lexicon,
    errors: &'a mut Vec<PatternError>,
}

impl Builder<'_> {
    /// `derived` says that the patterns are not an author's.
    fn point(&mut self, point: &Point, derived: bool) {
        let keys: Vec<&str> = point.ideas.keys().map(String::as_str).collect();
        let covered = self.rules(point, "covered", &point.covered, &keys);
        let partial = self.rules(point, "partial", &point.partial, &keys);
        self.patterns(&point.id, "names", Role::Name, &point.names);
        for (index, (key, idea)) in point.ideas.iter().enumerate() {
            self.patterns(&point.id, key, Role::Idea(index), &idea.any);
        }
        for (index, misconception) in point.misconceptions.iter().enumerate() {
            let place = format!("misconception {}", index + 1);
            self.patterns(&point.id, &place, Role::Misconception(index), &misconception.any);
        }
        self.draft.points.push(CompiledPoint {
            id: point.id.clone(),
            title: point.title.clone(),
            ideas: point.ideas.values().map(|idea| idea.says.clone()).collect(),
            corrections: point.misconceptions.iter().map(|misconception| misconception.says.clone()).collect(),
            covered,
            partial,
            derived,
            wordings: point.ideas.values().map(|idea| idea.any.len()).sum(),
        });
    }

    fn flag(&mut self, flag: &Flag) {
        let signs = flag.signs.iter().enumerate().map(|(index, sign)| (Role::Idea(index), sign));
        let counter = flag.counter_signs.iter().enumerate().map(|(index, sign)| (Role::Misconception(index), sign));
        for (role, sign) in signs.chain(counter) {
            self.patterns(&flag.title, &sign.says, role, &sign.any);
        }
        self.draft.points.push(CompiledPoint {
            id: flag.title.clone(),
            title: flag.title.clone(),
            ideas: Vec::new(),
            corrections: Vec::new(),
            covered: Vec::new(),
            partial: Vec::new(),
            wordings: 0,
            derived: false,
        });
    }

    fn rules(&mut self, point: &Point, place: &str, rules: &[String], keys: &[&str]) -> Vec<Rule> {
        let mut parsed = Vec::new();
        for text in rules {
            match Rule::parse(text, keys) {
                Ok(rule) => parsed.push(rule),
                Err(message) => self.error(&point.id, place, text, message),
            }
        }
        parsed
    }

    fn error(&mut self, point: &str, place: &str, pattern: &str, message: String) {
        self.errors.push(PatternError {
            question: self.draft.key.clone(),
            point: point.to_owned(),
            place: place.to_owned(),
            pattern: pattern.to_owned(),
            message,
        });
    }

    fn patterns(&mut self, point: &str, place: &str, role: Role, patterns: &[String]) {
        for text in patterns {
            match Pattern::parse(text, self.scope) {
                Ok(pattern) => self.pattern(pattern, role, text),
                Err(message) => self.error(point, place, text, message),
            }
        }
    }

    fn pattern(&mut self, pattern: Pattern, role: Role, text: &str) {
        let items = pattern.items.into_iter();
        let items = items.map(|item| Wanted { after_previous: item.after_previous, id: self.item(item) }).collect();
        let without = pattern.without.into_iter();
        let without = without.map(|forbidden| (self.item(forbidden.item), forbidden.anywhere)).collect();
        let window = u32::try_from(pattern.window).unwrap_or(u32::MAX);
        let point = self.draft.points.len();
        self.draft.patterns.push(CompiledPattern { items, without, window, point, role });
        self.draft.texts.push(text.to_owned());
    }

    fn item(&mut self, item: Item) -> u32 {
        if let Some(id) = self.draft.item_ids.get(&item.choices) {
            return *id;
        }
        let id = index(self.draft.items.len());
        self.draft.items.push(DraftItem::default());
        for choice in &item.choices {
            self.choice(choice, id);
        }
        self.draft.item_ids.insert(item.choices, id);
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
                let symbols: Vec<Symbol> = words.iter().map(|word| self.lexicon.stem(word)).collect();
                let stems: Vec<&str> = symbols.iter().map(|symbol| self.lexicon.text(*symbol)).collect();
                for variant in self.aliases.variants(words, &stems) {
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
        self.draft.items[item as usize].phrases.push(symbols.into());
        let joined = words.concat();
        let symbol = if prefix { self.lexicon.prefix(&joined) } else { self.lexicon.compound(&joined) };
        self.single(symbol, item);
    }

    fn single(&mut self, symbol: Symbol, item: u32) {
        let singles = &mut self.draft.items[item as usize].singles;
        if !singles.contains(&symbol) {
            singles.push(symbol);
        }
    }
}
