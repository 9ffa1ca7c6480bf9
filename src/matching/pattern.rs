//! The pattern language: parsing. One pattern is one wording of an idea.
//!
//! ```text
//! pattern  = item { [">"] item } [ "~" words ]
//! item     = [ "!" | "!!" ] choice { "|" choice }
//! choice   = "@" class  |  word { "_" word } [ "*" ]  |  "=" word
//! ```

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::FxHashMap;

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pattern {
    /// What must be there.
    pub(crate) items: Vec<Item>,
    /// What must not stand near, or not anywhere in the sentence.
    pub(crate) without: Vec<Forbidden>,
    /// Most words from the first word of the match to its last, both counted.
    pub(crate) window: usize,
}

/// One place of a pattern: any of its choices fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) choices: Vec<Choice>,
    /// Whether it must stand after the item before it.
    pub(crate) after_previous: bool,
}

/// Something that rules a match out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Forbidden {
    pub(crate) item: Item,
    /// Whether it does so from anywhere in the sentence (`!!`), and not only close to the match (`!`).
    pub(crate) anywhere: bool,
}

/// One wording of an item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Choice {
    /// Words in a row, each by its stem.
    Words(Rc<[String]>),
    /// Words in a row, the last by its beginning.
    Prefix(Rc<[String]>),
    /// One word in this form only.
    Exact(Rc<str>),
    /// Any negating word (`@no`).
    Negator,
    /// Any number (`@number`).
    Number,
}

/// Classes the language brings along.
const NEGATOR_CLASS: &str = "no";
const NUMBER_CLASS: &str = "number";

/// Words a match may span when the pattern does not say, by the number of its items: a clause, widening with what it must hold.
fn default_window(items: usize) -> usize {
    match items {
        0..=2 => 8,
        3 => 12,
        _ => 16,
    }
}

/// Widest window: a long spoken sentence. Wider ones join unrelated remarks.
const WIDEST_WINDOW: usize = 40;

/// Word classes in scope: the file's before the guide's.
#[derive(Debug)]
pub(crate) struct Scope<'a> {
    file: &'a BTreeMap<String, String>,
    guide: &'a BTreeMap<String, String>,
    /// What the classes asked for so far stand for; it only saves time.
    read: RefCell<FxHashMap<String, Choices>>,
}

/// What an item or a class stands for.
#[derive(Debug, Clone, Default)]
struct Choices {
    all: Vec<Choice>,
    /// How deeply classes are nested in it.
    depth: usize,
}

impl<'a> Scope<'a> {
    /// The classes of a file and of its guide.
    pub(crate) fn new(file: &'a BTreeMap<String, String>, guide: &'a BTreeMap<String, String>) -> Self {
        Self { file, guide, read: RefCell::default() }
    }

    fn class(&self, name: &str) -> Option<&str> {
        self.file.get(name).or_else(|| self.guide.get(name)).map(String::as_str)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.file.keys().chain(self.guide.keys()).map(String::as_str).chain([NEGATOR_CLASS, NUMBER_CLASS])
    }
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in a sentence with its remedy.
    pub(crate) fn parse(text: &str, scope: &Scope<'_>) -> Result<Self, String> {
        let mut pattern = Self { items: Vec::new(), without: Vec::new(), window: 0 };
        let mut after_previous = false;
        for word in text.split_whitespace() {
            if pattern.window > 0 {
                return Err(format!("`{word}` stands after the window; `~n` ends a pattern"));
            } else if let Some(window) = word.strip_prefix('~') {
                pattern.window = parse_window(window)?;
            } else if word == ">" {
                if pattern.items.is_empty() || after_previous {
                    return Err("`>` orders the two items it stands between".to_owned());
                }
                after_previous = true;
            } else if let Some(forbidden) = word.strip_prefix('!') {
                let (forbidden, anywhere) = forbidden.strip_prefix('!').map_or((forbidden, false), |word| (word, true));
                let item = Item { choices: parse_choices(forbidden, scope, 0)?.all, after_previous: false };
                pattern.without.push(Forbidden { item, anywhere });
            } else {
                pattern.items.push(Item { choices: parse_choices(word, scope, 0)?.all, after_previous });
                after_previous = false;
            }
        }
        if after_previous {
            return Err("`>` orders the two items it stands between".to_owned());
        }
        if pattern.items.is_empty() {
            return Err("the pattern has no item; write the words it must find".to_owned());
        }
        if pattern.items.len() > MOST_ITEMS {
            return Err(format!("the pattern has {} items; {MOST_ITEMS} are the most", pattern.items.len()));
        }
        if pattern.window == 0 {
            pattern.window = default_window(pattern.items.len());
        }
        Ok(pattern)
    }
}

/// Most items of a pattern. Nobody needs more, and the search is bounded by it.
pub(crate) const MOST_ITEMS: usize = 8;

/// Deepest nesting of classes in classes.
const DEEPEST_CLASS: usize = 8;

fn parse_window(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(window @ 1..=WIDEST_WINDOW) => Ok(window),
        _ => Err(format!("`~{text}` is no window; write a number of words from ~1 to ~{WIDEST_WINDOW}")),
    }
}

/// `around` is in how many classes the text stands.
fn parse_choices(text: &str, scope: &Scope<'_>, around: usize) -> Result<Choices, String> {
    let mut choices = Choices::default();
    for choice in text.split('|') {
        match choice.strip_prefix('@') {
            Some(class) => choices.add(parse_class(class, scope, around)?),
            None => choices.all.push(parse_choice(choice)?),
        }
    }
    choices.all.sort_unstable();
    choices.all.dedup();
    Ok(choices)
}

impl Choices {
    fn add(&mut self, others: Self) {
        self.all.extend(others.all);
        self.depth = self.depth.max(others.depth);
    }
}

fn parse_class(name: &str, scope: &Scope<'_>, around: usize) -> Result<Choices, String> {
    let single = |choice| Ok(Choices { all: vec![choice], depth: 0 });
    match name {
        NEGATOR_CLASS => return single(Choice::Negator),
        NUMBER_CLASS => return single(Choice::Number),
        _ => {}
    }
    let known = scope.read.borrow().get(name).cloned();
    let choices = match known {
        Some(choices) => choices,
        None if around == DEEPEST_CLASS => return Err(refers_to_itself(name)),
        None => {
            let words = scope.class(name).ok_or_else(|| unknown_class(name, scope))?;
            let mut choices = Choices::default();
            for word in words.split_whitespace() {
                choices.add(parse_choices(word, scope, around + 1)?);
            }
            choices.depth += 1;
            scope.read.borrow_mut().insert(name.to_owned(), choices.clone());
            choices
        }
    };
    // Counted from the inside too, so that it does not depend on which class was asked for first.
    if choices.depth > DEEPEST_CLASS {
        Err(refers_to_itself(name))
    } else if choices.all.is_empty() {
        Err(format!("word class `@{name}` is empty"))
    } else {
        Ok(choices)
    }
}

fn refers_to_itself(name: &str) -> String {
    format!("word class `@{name}` refers to itself, or to classes nested deeper than {DEEPEST_CLASS}")
}

fn unknown_class(name: &str, scope: &Scope<'_>) -> String {
    let nearest = scope.names().map(|known| (strsim::damerau_levenshtein(name, known), known)).min();
    match nearest {
        Some((edits, known)) if edits <= 1.max(name.len() / 3) => {
            format!("there is no word class `@{name}`; did you mean `@{known}`?")
        }
        _ => format!("there is no word class `@{name}`; define it under `[words]`"),
    }
}

fn parse_choice(text: &str) -> Result<Choice, String> {
    let (body, exact) = text.strip_prefix('=').map_or((text, false), |body| (body, true));
    let (body, prefix) = body.strip_suffix('*').map_or((body, false), |body| (body, true));
    let words = words_of(body);
    match (words.len(), exact, prefix) {
        (0, ..) => Err(format!("`{text}` holds no word")),
        (_, true, true) => Err(format!("`{text}` asks for an exact form and a beginning at once; drop `=` or `*`")),
        (1, true, _) => Ok(Choice::Exact(words[0].as_str().into())),
        (_, true, _) => Err(format!("`{text}`: `=` takes one word")),
        (_, _, true) if words.last().is_some_and(|last| last.chars().count() < SHORTEST_PREFIX) => {
            Err(format!("`{text}` is too short a beginning; give {SHORTEST_PREFIX} letters or more"))
        }
        (_, _, true) => Ok(Choice::Prefix(words.into())),
        _ => Ok(Choice::Words(words.into())),
    }
}

/// Shortest beginning: two letters begin half the dictionary.
const SHORTEST_PREFIX: usize = 3;

/// The folded words of a choice, cut as an answer's are.
fn words_of(text: &str) -> Vec<String> {
    let spaced = text.replace('_', " ");
    let mut tokens = Vec::new();
    crate::text::tokenize(&spaced, &mut tokens);
    tokens.iter().map(|token| crate::text::fold(&spaced[token.start..token.end]).into_owned()).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Pattern, String> {
        let guide = BTreeMap::from([
            ("take".to_owned(), "take grab help_itself".to_owned()),
            ("loop".to_owned(), "@loop".to_owned()),
        ]);
        Pattern::parse(text, &Scope::new(&BTreeMap::new(), &guide))
    }

    #[test]
    fn items_choices_order_and_window_are_read() {
        let pattern = parse("@take > half|fmt.Errorf !lock wak* !!key ~9").unwrap();
        assert_eq!(pattern.window, 9);
        assert_eq!(pattern.items.len(), 3);
        assert_eq!(pattern.without.iter().map(|forbidden| forbidden.anywhere).collect::<Vec<_>>(), [false, true]);
        assert!(pattern.items[0].choices.contains(&Choice::Words(["help".into(), "itself".into()].into())));
        assert!(pattern.items[1].after_previous && !pattern.items[2].after_previous);
        assert!(pattern.items[1].choices.contains(&Choice::Words(["fmt".into(), "errorf".into()].into())));
        assert_eq!(pattern.items[2].choices, [Choice::Prefix(["wak".into()].into())]);
    }

    #[test]
    fn errors_say_what_to_do() {
        for (text, remedy) in [
            ("", "write the words"),
            ("@tkae", "did you mean `@take`"),
            ("@nothing_like_it", "define it under `[words]`"),
            ("a ~0", "from ~1 to ~40"),
            ("a ~4 b", "ends a pattern"),
            ("> a", "orders the two items"),
            ("a >", "orders the two items"),
            ("ab*", "3 letters or more"),
            ("a||b", "holds no word"),
            ("@loop", "refers to itself"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.contains(remedy), "{text}: {error}");
        }
    }
}
