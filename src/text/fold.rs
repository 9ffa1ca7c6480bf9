//! Folding: one spelling for one word.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The word in one spelling: NFKC, lower case, without accents, zero-width characters and a possessive `'s`,
/// and with a plain apostrophe for a curly one.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        let plain = word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).unwrap_or(word);
        return if plain.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(plain.to_ascii_lowercase())
        } else {
            Cow::Borrowed(plain)
        };
    }
    let mut folded = String::with_capacity(word.len());
    let lower = word.nfkc().flat_map(char::to_lowercase).nfkd();
    folded.extend(lower.filter(|c| !is_combining_mark(*c) && !is_zero_width(*c)).map(plain_apostrophe));
    if let Some(length) = folded.strip_suffix("'s").map(str::len) {
        folded.truncate(length);
    }
    Cow::Owned(folded)
}

/// The text on one line, its words a space apart.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text without the byte-order mark that some editors and shells begin a file with.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Characters that show nothing and stand inside words: soft hyphen, zero-width space and joiners, byte-order mark.
pub(super) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether the character is written for an apostrophe.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '\u{02bc}' | '\u{ff07}')
}

fn plain_apostrophe(c: char) -> char {
    if is_apostrophe(c) { '\'' } else { c }
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_word_fold_to_one() {
        for (word, folded) in [
            ("Goroutine", "goroutine"),
            ("naïve", "naive"),
            ("nai\u{308}ve", "naive"),
            ("don\u{2019}t", "don't"),
            ("P\u{2019}s", "p"),
            ("processor's", "processor"),
            ("\u{ff2d}", "m"),
            ("ﬁle", "file"),
            ("sche\u{ad}duler", "scheduler"),
            ("GOMAXPROCS", "gomaxprocs"),
        ] {
            assert_eq!(fold(word), folded);
        }
    }
}
