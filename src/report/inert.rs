//! Making text harmless for a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with nothing in it that a terminal would obey or that could change the order or look of what is around it.
///
/// Line feeds stay, tabs become a space, carriage returns go. Other control characters show as their pictures (an escape
/// as `␛`), and the C1 controls, bidirectional overrides, isolates and marks, and invisible tags as their number
/// (`<U+202E>`): a quote shows what was there, and it does nothing.
pub fn inert(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => safe.push('\n'),
            '\r' => {}
            '\t' | '\u{2028}' | '\u{2029}' => safe.push(' '),
            '\0'..='\x1f' => safe.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{2426}')),
            '\x7f' => safe.push('\u{2421}'),
            // Writing to a string cannot fail.
            _ if acts(c) => drop(write!(safe, "<U+{:04X}>", u32::from(c))),
            _ => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

/// Whether the character does something, rather than being seen. A line feed does not need care.
pub(super) fn acts(c: char) -> bool {
    matches!(c,
        '\0'..='\x09' | '\x0b'..='\x1f' | '\x7f'..='\u{9f}'
        // Arabic letter mark, left-to-right and right-to-left marks, embeddings and overrides, isolates.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        // Line and paragraph separators, deprecated format characters, byte order mark, interlinear annotation.
        | '\u{2028}' | '\u{2029}' | '\u{206a}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        // Tags, which can smuggle unseen text.
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_of_any_language_stays_as_it_is() {
        for text in ["worker pool\nwith lines", "naïve Grüße 日本語 👩‍👩‍👧 e\u{301}", "שלום", ""]
        {
            assert!(matches!(inert(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn escapes_and_overrides_are_shown_and_do_nothing() {
        assert_eq!(inert("\x1b[31mred\x1b[0m"), "␛[31mred␛[0m");
        assert_eq!(inert("a\u{9b}2Jb"), "a<U+009B>2Jb");
        assert_eq!(inert("\u{202e}evil\u{2066}"), "<U+202E>evil<U+2066>");
        assert_eq!(inert("one\r\ntwo\tthree\x07\x7f"), "one\ntwo three␇␡");
        assert_eq!(inert("x\u{e0041}"), "x<U+E0041>");
    }
}
