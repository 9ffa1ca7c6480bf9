//! A file's TOML into the guide's types, with every structural error of the file and not only the first.
//!
//! serde stops at its first error. So each error is noted, the parsed tree is mended (a misspelt key gets the name that
//! was meant, a missing or ill-typed value a stand-in), and reading starts again until nothing is left to complain of.
//! A file that needed stand-ins gives its errors only, never a value.

use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeInteger, DeString, DeTable, DeValue, Deserializer};

use super::GuideError;
use super::source::{Source, plural};
use super::suggest;

/// Steps from a file's root to a value: keys, and indexes as text.
type Path = Vec<String>;

/// A key nobody writes: asking for it makes serde name the keys there are.
const NO_KEY: &str = "\u{0}";

/// Reads a file into `T`; nothing if its structure is wrong, with all that is wrong with it added to `errors`.
///
/// `besides` are keys at the top of the file that `T` does not have, because they were taken out before. `prepare` fills
/// in what may be left out; it is called before each attempt, as a key it looks for may be misspelt at first.
pub(super) fn read<T: DeserializeOwned>(
    source: &mut Source<'_>,
    besides: &[&'static str],
    prepare: fn(&mut DeTable<'_>),
    errors: &mut Vec<GuideError>,
) -> Option<T> {
    let mut mending = Mending { whole: true, stand_ins: Vec::new(), top_keys: keys_of::<T>(besides) };
    for _ in 0..MOST_ATTEMPTS {
        prepare(source.root.get_mut());
        let error = match T::deserialize(Deserializer::from(source.root.clone())) {
            Ok(value) => return mending.whole.then_some(value),
            Err(error) => error,
        };
        if !mending.mend(source, &error, errors) {
            break;
        }
    }
    None
}

/// Attempts at one file. Each mends something, so that reading ends by itself; nobody wants to see more errors at once.
const MOST_ATTEMPTS: usize = 500;

/// The keys at the top of a file that holds a `T`.
fn keys_of<T: DeserializeOwned>(besides: &[&str]) -> Vec<String> {
    let mut table = DeTable::new();
    table.insert(Spanned::new(0..0, DeString::from(NO_KEY)), Spanned::new(0..0, DeValue::Boolean(true)));
    let error = T::deserialize(Deserializer::from(Spanned::new(0..0, table))).err();
    let mut keys = error.map_or_else(Vec::new, |error| quoted(error.message()).into_iter().skip(1).collect());
    keys.extend(besides.iter().map(ToString::to_string));
    keys
}

/// What serde complains of.
enum Fault {
    UnknownKey { key: String, known: Vec<String> },
    MissingKey { key: String },
    WrongValue { expected: String },
}

impl Fault {
    fn of(message: &str) -> Self {
        if message.starts_with("unknown field ") {
            let mut names = quoted(message).into_iter();
            Self::UnknownKey { key: names.next().unwrap_or_default(), known: names.collect() }
        } else if message.starts_with("missing field ") {
            Self::MissingKey { key: quoted(message).into_iter().next().unwrap_or_default() }
        } else {
            Self::WrongValue { expected: message.rsplit(", expected ").next().unwrap_or(message).to_owned() }
        }
    }
}

/// The names between back-quotes.
fn quoted(message: &str) -> Vec<String> {
    message.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The work of reading one file.
struct Mending {
    /// Whether no stand-in was needed.
    whole: bool,
    /// For every stand-in, how many kinds of value have been tried for it.
    stand_ins: Vec<usize>,
    top_keys: Vec<String>,
}

impl Mending {
    /// Notes one error and mends the tree; false if that cannot be done.
    fn mend(&mut self, source: &mut Source<'_>, error: &toml::de::Error, errors: &mut Vec<GuideError>) -> bool {
        let span = error.span().unwrap_or(0..0);
        if let Some(number) = span.start.checked_sub(first_stand_in(source)) {
            return self.try_next_kind(source, number, &span);
        }
        match Fault::of(error.message()) {
            Fault::UnknownKey { key, known } => {
                let Some(path) = find(source.root.get_ref(), &|key, _| key == Some(&span)) else { return false };
                let known = if path.len() == 1 { self.top_keys.clone() } else { known };
                let table = path.get(..path.len().saturating_sub(1)).unwrap_or_default();
                let meant = meant(&key, &known);
                let remedy = match &meant {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None if path.len() > 1 && self.top_keys.contains(&key) => {
                        "a key of the whole file stands above its first [header]: move it there".to_owned()
                    }
                    None => format!("the keys there are {}", suggest::listed(&singulars(&known))),
                };
                errors.push(source.error_at(span.start, format!("unknown key `{key}` in {}", name(table)), remedy));
                rename(source, table, &key, meant)
            }
            Fault::MissingKey { key } => {
                let is_table = |_: Option<&Range<usize>>, value: &Spanned<DeValue<'_>>| {
                    value.span() == span && value.get_ref().is_table()
                };
                // Implicit tables share their span with the one that a header names: the deepest is meant.
                let table = find_deepest(source.root.get_ref(), &is_table).unwrap_or_default();
                let key = if key == "sources" { "source".to_owned() } else { key };
                let remedy = format!("add `{key} = ...` to it");
                errors.push(source.error_at(span.start, format!("{} has no `{key}`", name(&table)), remedy));
                let stand_in = self.stand_in(source);
                let Some(table) = table_mut(source.root.get_mut(), &table) else { return false };
                table.insert(Spanned::new(stand_in.span(), DeString::from(key)), stand_in);
                true
            }
            Fault::WrongValue { expected } => {
                let Some(path) = value_at_span(source.root.get_ref(), &span) else {
                    errors.push(source.error_at(span.start, error.message(), "compare it with a guide that loads"));
                    return false;
                };
                let found = value_at(source.root.get_ref(), &path);
                let is_table = found.is_some_and(|value| value.get_ref().is_table());
                // A list where a table belongs is read item by item into the table's values; the complaint is of the first.
                let is_list = found.is_some_and(|value| value.get_ref().is_array());
                let tables = is_list && error.message().starts_with("invalid type: map");
                let expected = if tables { "a map" } else { expected.as_str() };
                let (message, remedy) = wrong_value(&path, is_table, expected, error.message());
                errors.push(source.error_at(span.start, message, remedy));
                let stand_in = self.stand_in(source);
                let Some(value) = value_mut(source.root.get_mut(), &path) else { return false };
                *value = stand_in;
                true
            }
        }
    }

    /// A new stand-in; its span lies behind the text, and tells which one it is.
    fn stand_in<'i>(&mut self, source: &Source<'_>) -> Spanned<DeValue<'i>> {
        self.whole = false;
        let start = first_stand_in(source) + self.stand_ins.len();
        self.stand_ins.push(0);
        Spanned::new(start..start, DeValue::String(DeString::from("")))
    }

    /// Gives a stand-in of the wrong type another one; when all have failed, takes out the list's item it is in.
    fn try_next_kind(&mut self, source: &mut Source<'_>, number: usize, span: &Range<usize>) -> bool {
        let Some(path) = find(source.root.get_ref(), &|_, value| value.span() == *span) else { return false };
        let Some(tried) = self.stand_ins.get_mut(number) else { return false };
        *tried += 1;
        let value = match *tried {
            1 => DeValue::Integer(DeInteger::default()),
            2 => DeValue::Array(DeArray::new()),
            3 => DeValue::Table(DeTable::new()),
            _ => return cut(source, &path),
        };
        let Some(place) = value_mut(source.root.get_mut(), &path) else { return false };
        *place.get_mut() = value;
        true
    }
}

/// The path of the value with that span; where it is a key's (of an inline table that says which kind of thing it is),
/// that of the table.
fn value_at_span(root: &DeTable<'_>, span: &Range<usize>) -> Option<Path> {
    let by_value = find(root, &|_, value| value.span() == *span);
    by_value.or_else(|| {
        let mut path = find(root, &|key, _| key == Some(span))?;
        path.pop();
        Some(path).filter(|path| !path.is_empty())
    })
}

/// Where the spans of stand-ins begin: behind the text.
fn first_stand_in(source: &Source<'_>) -> usize {
    source.file.text.len() + 1
}

/// The key that was meant, in the singular where an array of tables may be written so.
fn meant(key: &str, known: &[String]) -> Option<String> {
    let meant = suggest::suggest(key, known.iter().map(String::as_str))?;
    let singular = known.iter().find(|known| plural(known) == meant);
    Some(singular.map_or_else(|| meant.to_owned(), Clone::clone))
}

/// The keys without the plurals that have a singular.
fn singulars(known: &[String]) -> Vec<&str> {
    let has_singular = |key: &String| known.iter().any(|other| plural(other) == *key);
    known.iter().filter(|key| !has_singular(key)).map(String::as_str).collect()
}

/// A table's name as its header shows it: `[[point]]`, `[point.ideas.steal]`.
fn name(path: &[String]) -> String {
    let is_index = |step: &String| step.parse::<usize>().is_ok();
    let keys: Vec<&str> = path.iter().filter(|step| !is_index(step)).map(String::as_str).collect();
    match path.last() {
        None => "the file".to_owned(),
        Some(last) if is_index(last) => format!("[[{}]]", keys.join(".")),
        Some(_) => format!("[{}]", keys.join(".")),
    }
}

/// Message and remedy for a value of the wrong kind.
fn wrong_value(path: &[String], is_table: bool, expected: &str, message: &str) -> (String, String) {
    let key = path.iter().rev().find(|step| step.parse::<usize>().is_err()).map_or("", String::as_str);
    if path.iter().any(|step| step == "subject") {
        let remedy = "write `subject = \"total\"`, or `subject = { area = \"TITLE\" }`";
        return ("a rule is about the total or an area".to_owned(), remedy.to_owned());
    }
    let in_list = path.last().is_some_and(|step| step.parse::<usize>().is_ok());
    let (kind, remedy) = match expected {
        "u32" if in_list => ("a whole number", "write it without quotes, sign or point, such as `5`".to_owned()),
        "u32" => ("a whole number", format!("write it without quotes, sign or point: `{key} = 5`")),
        "a string" if in_list => ("text", "put it in quotes".to_owned()),
        "a string" => ("text", format!("put it in quotes: `{key} = \"...\"`")),
        "a sequence" if is_table => ("a list", format!("write its header in double brackets: [[{key}]]")),
        "a sequence" => ("a list", format!("write it in brackets: `{key} = [...]`")),
        "a boolean" => ("true or false", format!("write `{key} = true` or `{key} = false`")),
        _ if expected == "a map" || expected.starts_with("struct ") => {
            ("a table", format!("write its header in single brackets: [{key}]"))
        }
        _ => return (format!("`{key}` cannot be read: {message}"), "compare it with a guide that loads".to_owned()),
    };
    let holds = if in_list { "holds something that is" } else { "is" };
    (format!("`{key}` {holds} not {kind}"), remedy)
}

type Test<'a> = &'a dyn Fn(Option<&Range<usize>>, &Spanned<DeValue<'_>>) -> bool;

/// The path of the first value that passes, given its key's span (list items have none) and itself; parents first.
fn find(table: &DeTable<'_>, test: Test<'_>) -> Option<Path> {
    entries(table).find_map(|(step, key, value)| search(step, key.as_ref(), value, test))
}

fn search(step: String, key: Option<&Range<usize>>, value: &Spanned<DeValue<'_>>, test: Test<'_>) -> Option<Path> {
    if test(key, value) {
        return Some(vec![step]);
    }
    let mut below = children(value).find_map(|(step, key, value)| search(step, key.as_ref(), value, test))?;
    below.insert(0, step);
    Some(below)
}

/// Like [`find`], but the deepest on the way down from the first that passes.
fn find_deepest(table: &DeTable<'_>, test: Test<'_>) -> Option<Path> {
    let mut path = find(table, test)?;
    loop {
        let value = value_at(table, &path)?;
        let below = children(value).find_map(|(step, key, value)| search(step, key.as_ref(), value, test));
        match below {
            Some(below) => path.extend(below),
            None => return Some(path),
        }
    }
}

type Entry<'t, 'i> = (String, Option<Range<usize>>, &'t Spanned<DeValue<'i>>);

fn entries<'t, 'i>(table: &'t DeTable<'i>) -> impl Iterator<Item = Entry<'t, 'i>> {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), Some(key.span()), value))
}

fn children<'t, 'i>(value: &'t Spanned<DeValue<'i>>) -> Box<dyn Iterator<Item = Entry<'t, 'i>> + 't> {
    match value.get_ref() {
        DeValue::Table(table) => Box::new(entries(table)),
        DeValue::Array(items) => {
            Box::new(items.iter().enumerate().map(|(index, item)| (index.to_string(), None, item)))
        }
        _ => Box::new(std::iter::empty()),
    }
}

fn value_at<'t, 'i>(root: &'t DeTable<'i>, path: &[String]) -> Option<&'t Spanned<DeValue<'i>>> {
    let (first, rest) = path.split_first()?;
    let mut value = root.get(first.as_str())?;
    for step in rest {
        value = match value.get_ref() {
            DeValue::Table(table) => table.get(step.as_str())?,
            DeValue::Array(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

fn value_mut<'t, 'i>(root: &'t mut DeTable<'i>, path: &[String]) -> Option<&'t mut Spanned<DeValue<'i>>> {
    let (first, rest) = path.split_first()?;
    let mut value = root.get_mut(first.as_str())?;
    for step in rest {
        value = match value.get_mut() {
            DeValue::Table(table) => table.get_mut(step.as_str())?,
            DeValue::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    Some(value)
}

fn table_mut<'t, 'i>(root: &'t mut DeTable<'i>, path: &[String]) -> Option<&'t mut DeTable<'i>> {
    if path.is_empty() {
        return Some(root);
    }
    match value_mut(root, path)?.get_mut() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// Gives a table's key the name that was meant, unless that is there too; then, or if none was meant, takes it out.
fn rename(source: &mut Source<'_>, table: &[String], key: &str, meant: Option<String>) -> bool {
    let Some(table) = table_mut(source.root.get_mut(), table) else { return false };
    let Some((old, value)) = table.remove_entry(key) else { return false };
    if let Some(meant) = meant
        && !table.contains_key(meant.as_str())
        && !table.contains_key(plural(&meant).as_str())
    {
        table.insert(Spanned::new(old.span(), DeString::from(meant)), value);
    }
    true
}

/// Takes the innermost list item on the path out of its list.
fn cut(source: &mut Source<'_>, path: &[String]) -> bool {
    let Some(at) = path.iter().rposition(|step| step.parse::<usize>().is_ok()) else { return false };
    let (Some(list), Some(Ok(index))) = (path.get(..at), path.get(at).map(|step| step.parse::<usize>())) else {
        return false;
    };
    let Some(list) = value_mut(source.root.get_mut(), list) else { return false };
    let DeValue::Array(items) = list.get_mut() else { return false };
    let mut kept = DeArray::new();
    for (at, item) in items.iter().enumerate() {
        if at != index {
            kept.push(item.clone());
        }
    }
    *items = kept;
    true
}
