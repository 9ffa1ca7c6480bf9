//! What the structure alone does not show: references to what is not there, names used twice, numbers that cannot be.

mod guide;
mod patterns;
mod question;
mod study;

pub(super) use guide::guide;
pub(super) use patterns::patterns;
pub(super) use question::question;
pub(super) use study::study;

use std::fmt::Display;

use super::GuideError;
use super::source::Source;

/// Errors of one file as they are found.
struct Findings<'a, 'i> {
    source: &'a Source<'i>,
    errors: &'a mut Vec<GuideError>,
}

impl Findings<'_, '_> {
    /// Notes an error at a path of the file.
    fn push(&mut self, path: &str, message: impl Into<String>, remedy: impl Into<String>) {
        self.errors.push(self.source.error(path, message, remedy));
    }

    /// The line of a path, for errors that name a second place.
    fn line(&self, path: &str) -> usize {
        self.source.error(path, "", "").position.map_or(1, |(line, _)| line)
    }

    /// Text that must not be blank.
    fn text(&mut self, path: &str, text: &str) {
        if text.trim().is_empty() {
            let key = path.rsplit('.').next().unwrap_or(path);
            self.push(path, format!("`{key}` is empty"), "write something there");
        }
    }

    /// A number that must not be zero.
    fn positive(&mut self, path: &str, number: u32) {
        if number == 0 {
            let key = path.rsplit('.').next().unwrap_or(path);
            self.push(path, format!("`{key}` is 0"), "write a number from 1");
        }
    }

    /// A range of minutes, its keys under `prefix` (empty, or ending in a dot).
    fn minutes(&mut self, prefix: &str, min: u32, max: u32) {
        let path = format!("{prefix}max_minutes");
        if max == 0 {
            self.positive(&path, max);
        } else if max < min {
            let message = format!("`max_minutes` is {max}, less than `min_minutes`, which is {min}");
            self.push(&path, message, "swap the two");
        }
    }

    /// Items that must differ in what `name` gives; `path` gives the place of the item at an index.
    fn distinct<T, N: PartialEq + Display>(
        &mut self,
        items: &[T],
        name: impl Fn(&T) -> N,
        path: impl Fn(usize) -> String,
        what: &str,
    ) {
        for (index, item) in items.iter().enumerate() {
            let earlier = items.iter().take(index).position(|other| name(other) == name(item));
            if let Some(earlier) = earlier {
                let line = self.line(&path(earlier));
                let message = format!("{what} `{}` is there already, on line {line}", name(item));
                self.push(&path(index), message, "give one of the two another name");
            }
        }
    }
}

/// "1, 2, 3", or "none".
fn numbers(numbers: impl Iterator<Item = u32>) -> String {
    let text: Vec<String> = numbers.map(|number| number.to_string()).collect();
    if text.is_empty() { "none".to_owned() } else { text.join(", ") }
}
