//! Stable names made of titles.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The slug of a title: its letters and digits in lower case and without accents, with a hyphen for everything between.
///
/// May be empty, where the title has neither letter nor digit.
pub fn slug(title: &str) -> String {
    let plain: String = title.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// Whether the text is a slug, so that it can be typed on a command line and stand in a file's name.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty() && slug(text) == text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_can_be_typed() {
        assert_eq!(slug("G-M-P model"), "g-m-p-model");
        assert_eq!(slug("  Optimistic vs. Pessimistic locking!"), "optimistic-vs-pessimistic-locking");
        assert_eq!(slug("Café, naïve"), "cafe-naive");
        assert_eq!(slug("設計"), "設計");
        assert_eq!(slug("***"), "");
    }

    #[test]
    fn slugs_are_told_from_other_text() {
        assert!(is_slug("memory-debugging"));
        assert!(!is_slug("Memory Debugging"));
        assert!(!is_slug("4.follow-up"));
        assert!(!is_slug(""));
    }
}
