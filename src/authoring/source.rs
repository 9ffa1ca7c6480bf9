//! One TOML file of a guide, with the place of everything in it.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::GuideError;
use crate::text::without_mark;

/// A file as it was read: its name, and text with UNIX line ends and no byte-order mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextFile {
    /// Path inside the guide's folder, with `/`.
    pub(super) path: String,
    /// Name as a person would open it.
    pub(super) name: String,
    /// The text.
    pub(super) text: String,
}

impl TextFile {
    /// Makes text of a file's bytes.
    ///
    /// # Errors
    /// Bytes that are not UTF-8, with the line they are in.
    pub(super) fn new(path: String, name: String, bytes: &[u8]) -> Result<Self, GuideError> {
        match std::str::from_utf8(bytes) {
            // TOML takes both line ends, but would carry CR into strings of several lines, and so into the guide's hash.
            Ok(text) => {
                let text = without_mark(text).replace("\r\n", "\n");
                Ok(Self { path, name, text })
            }
            Err(error) => {
                let before = String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default());
                Err(GuideError {
                    file: name,
                    position: Some(position(&before, before.len())),
                    message: "the file is not UTF-8 text".to_owned(),
                    remedy: "save it as UTF-8".to_owned(),
                })
            }
        }
    }

    /// The last part of the path, without `.toml`.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.strip_suffix(".toml").unwrap_or(name)
    }
}

/// A parsed file.
#[derive(Debug, Clone)]
pub(super) struct Source<'i> {
    /// The file.
    pub(super) file: &'i TextFile,
    /// Its content, with the span of every key and value.
    pub(super) root: Spanned<DeTable<'i>>,
}

impl<'i> Source<'i> {
    /// Parses a file.
    ///
    /// # Errors
    /// Text that is not TOML: the first place where it goes wrong, as what follows is guesswork.
    pub(super) fn parse(file: &'i TextFile) -> Result<Self, GuideError> {
        let root = DeTable::parse(&file.text).map_err(|error| GuideError {
            file: file.name.clone(),
            position: error.span().map(|span| position(&file.text, span.start)),
            message: format!("this is not TOML: {}", error.message()),
            remedy: if error.message() == "duplicate key" {
                "keep one of the two, or begin a new [[table]]".to_owned()
            } else {
                "look for a missing quote, bracket or `=` here or on the line before".to_owned()
            },
        })?;
        Ok(Self { file, root })
    }

    /// An error at a path such as `point.3.title` (keys and indexes from 0). Where the path ends early, at its last
    /// place; where it does not even begin, at the file's first line.
    pub(super) fn error(&self, path: &str, message: impl Into<String>, remedy: impl Into<String>) -> GuideError {
        self.error_at(self.span(path).start, message, remedy)
    }

    /// An error at a byte of the text.
    pub(super) fn error_at(&self, byte: usize, message: impl Into<String>, remedy: impl Into<String>) -> GuideError {
        GuideError {
            file: self.file.name.clone(),
            position: Some(position(&self.file.text, byte)),
            message: message.into(),
            remedy: remedy.into(),
        }
    }

    fn span(&self, path: &str) -> Range<usize> {
        let mut span = 0..0;
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        let Some((mut place, value)) = steps.next().and_then(|step| member(self.root.get_ref(), step)) else {
            return span;
        };
        let mut value = value;
        loop {
            // What was filled in by the program has no place of its own.
            if place.start < self.file.text.len() {
                span = place;
            }
            let next = match (value.get_ref(), steps.next()) {
                (DeValue::Table(table), Some(step)) => member(table, step),
                (DeValue::Array(items), Some(step)) => {
                    step.parse().ok().and_then(|index: usize| items.get(index)).map(|item| (item.span(), item))
                }
                _ => None,
            };
            match next {
                Some(found) => (place, value) = found,
                None => return span,
            }
        }
    }

    /// The value at a path.
    pub(super) fn value(&self, path: &str) -> Option<&Spanned<DeValue<'i>>> {
        let mut steps = path.split('.').filter(|step| !step.is_empty());
        let (_, mut value) = member(self.root.get_ref(), steps.next()?)?;
        for step in steps {
            value = match value.get_ref() {
                DeValue::Table(table) => member(table, step)?.1,
                DeValue::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(value)
    }
}

/// A table's entry, in the singular or the plural, with the span of its key.
fn member<'t, 'i>(table: &'t DeTable<'i>, step: &str) -> Option<(Range<usize>, &'t Spanned<DeValue<'i>>)> {
    let entry = |key: &str| table.iter().find(|(known, _)| known.get_ref() == key);
    let (key, value) = entry(step).or_else(|| entry(&plural(step)))?;
    Some((key.span(), value))
}

/// The plural of an array's key, as the guide's model has it.
pub(super) fn plural(key: &str) -> String {
    // The groups are what a question calls its probes.
    if key == "probe_group" { "probes".to_owned() } else { format!("{key}s") }
}

/// Line and column, from 1, of a byte of the text.
pub(super) fn position(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or(before).chars().count() + 1;
    (line, column)
}
