//! Words of a text with their byte spans, and the breaks between them.

use unicode_normalization::char::is_combining_mark;

use super::fold::{fold, is_apostrophe, is_zero_width};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Byte offset of its start.
    pub start: usize,
    /// Byte offset after its end.
    pub end: usize,
    /// What stands before it.
    pub before: Break,
}

/// What separates a word from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Break {
    /// Nothing, white space, or a joint inside a compound (`happens-before`, `errors.Is`).
    None,
    /// Punctuation within a sentence: comma, colon, bracket, dash, equals sign, the end of a line of code.
    Clause,
    /// The end of a sentence: full stop, question or exclamation mark, blank line, bullet, code fence.
    Sentence,
}

/// The words of a text, in order, in time linear in its length.
///
/// Single newlines and capitals mean nothing, so that wrapping and case do not change what is found. A line that
/// starts with a bullet starts a sentence where the text has at least two such lines (one may be a wrapped dash).
pub fn tokenize(text: &str, tokens: &mut Vec<Token>) {
    tokens.clear();
    let bullets = text.lines().filter(|line| bullet_length(line).is_some()).take(2).count() == 2;
    let mut scanner = Scanner { text, tokens, pending: Break::Sentence, in_code: false };
    let mut offset = 0;
    let mut blank_before = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            blank_before = true;
        } else {
            scanner.line(line, offset, blank_before, bullets);
            blank_before = false;
        }
        offset += line.len();
    }
}

/// Length in bytes of the bullet or number a line starts with, white space included.
fn bullet_length(line: &str) -> Option<usize> {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let mark = body.chars().next()?;
    let length = match mark {
        '-' | '*' | '+' | '\u{2022}' | '\u{2013}' | '\u{b7}' => mark.len_utf8(),
        '#' => body.bytes().take_while(|byte| *byte == b'#').count(),
        '0'..='9' => {
            let digits = body.bytes().take_while(u8::is_ascii_digit).count();
            let closes = matches!(body.as_bytes().get(digits), Some(b'.' | b')'));
            if digits > 2 || !closes {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    body[length..].starts_with([' ', '\t']).then_some(indent + length)
}

struct Scanner<'a> {
    text: &'a str,
    tokens: &'a mut Vec<Token>,
    pending: Break,
    in_code: bool,
}

impl Scanner<'_> {
    fn line(&mut self, line: &str, offset: usize, blank_before: bool, bullets: bool) {
        if line.trim_start().starts_with("```") {
            self.in_code = !self.in_code;
            self.pending = Break::Sentence;
            return;
        }
        if blank_before {
            self.pending = Break::Sentence;
        }
        let mut from = 0;
        if self.in_code {
            self.raise(Break::Clause);
        } else if bullets && let Some(length) = bullet_length(line) {
            self.pending = Break::Sentence;
            from = length;
        }
        self.words(offset + from, offset + line.len());
    }

    fn raise(&mut self, to: Break) {
        self.pending = self.pending.max(to);
    }

    /// Reads the words of `text[at..end]`.
    fn words(&mut self, mut at: usize, end: usize) {
        let text = self.text;
        while at < end {
            // Most of what stands between words is one space.
            if text.as_bytes()[at] == b' ' {
                at += 1;
                continue;
            }
            let Some(c) = text[at..end].chars().next() else { break };
            if starts_word(text, at, c) {
                let word_end = word_end(text, at, end);
                self.tokens.push(Token { start: at, end: word_end, before: self.pending });
                self.pending = Break::None;
                at = word_end;
            } else {
                let next = at + c.len_utf8();
                self.raise(self.break_of(c, at, next, end));
                at = next;
            }
        }
    }

    fn break_of(&self, c: char, at: usize, next: usize, end: usize) -> Break {
        match c {
            '.' | '!' | '?' | '\u{2026}' if ends_sentence(self.text, at, next, end) && !self.in_code => Break::Sentence,
            '\u{3002}' | '\u{ff01}' | '\u{ff1f}' => Break::Sentence,
            ',' | ';' | ':' | '(' | ')' | '[' | ']' | '{' | '}' | '|' | '=' | '\u{2014}' | '\u{2013}' | '\u{2192}' => {
                Break::Clause
            }
            // A hyphen joins a compound; with white space around it is a dash.
            '-' if is_dash(self.text, at, next) => Break::Clause,
            _ => Break::None,
        }
    }
}

/// Full stops inside names and numbers, and after abbreviations, end nothing.
fn ends_sentence(text: &str, at: usize, next: usize, end: usize) -> bool {
    let after = text[next..end].chars().next();
    let closes = after.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '"' | '\'' | ')' | '\u{201d}' | '\u{2019}' | '.' | '!' | '?' | '*' | '_')
    });
    closes && !ends_in_abbreviation(&text[..at])
}

fn ends_in_abbreviation(before: &str) -> bool {
    const ABBREVIATIONS: [&str; 9] = ["e.g", "i.e", "etc", "vs", "approx", "resp", "incl", "cf", "ca"];
    let last = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | ',')).next().unwrap_or(before);
    // No abbreviation is longer than a few letters, with or without marks on them.
    last.len() <= LONGEST_ABBREVIATION && ABBREVIATIONS.contains(&&*fold(last))
}

/// Longest abbreviation in bytes, written with combining marks.
const LONGEST_ABBREVIATION: usize = 24;

fn is_dash(text: &str, at: usize, next: usize) -> bool {
    let spaced_before = text[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || c == '-');
    let spaced_after = text[next..].chars().next().is_none_or(|c| c.is_whitespace() || c == '-');
    spaced_before && spaced_after
}

/// A word starts at a letter or digit, and at the `%` of a format verb such as `%w`.
fn starts_word(text: &str, at: usize, c: char) -> bool {
    c.is_alphanumeric() || (c == '%' && is_format_verb(&text.as_bytes()[at + 1..], text[..at].chars().next_back()))
}

fn is_format_verb(after: &[u8], before: Option<char>) -> bool {
    let letter = after.first().is_some_and(u8::is_ascii_alphabetic);
    let short = !after.get(1).is_some_and(u8::is_ascii_alphanumeric);
    letter && short && !before.is_some_and(char::is_alphanumeric)
}

/// End of the word that starts at `start`. Letters, digits, marks and inner apostrophes belong to it, and inner points and
/// commas of numbers; a unit after a number (`10ms`) is a word of its own.
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let numeric = bytes[start].is_ascii_digit();
    let mut at = if bytes[start] == b'%' { start + 1 } else { start };
    if !numeric {
        // Most words are plain letters to their end.
        at += bytes[at..end].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    }
    while at < end {
        let Some(c) = text[at..end].chars().next() else { break };
        let next = at + c.len_utf8();
        let inner = match c {
            'a'..='z' | 'A'..='Z' if !numeric => true,
            ' ' | '\n' => false,
            _ if numeric && c.is_ascii_digit() => true,
            '.' | ',' if numeric => bytes.get(next).is_some_and(u8::is_ascii_digit),
            _ if numeric => is_combining_mark(c),
            _ if c.is_alphanumeric() || is_combining_mark(c) || is_zero_width(c) => true,
            _ if is_apostrophe(c) => text[next..end].chars().next().is_some_and(char::is_alphabetic),
            _ => false,
        };
        if !inner {
            break;
        }
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::{Break, tokenize};

    fn words(text: &str) -> Vec<&str> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|token| &text[token.start..token.end]).collect()
    }

    fn breaks(text: &str) -> Vec<Break> {
        let mut tokens = Vec::new();
        tokenize(text, &mut tokens);
        tokens.iter().map(|token| token.before).collect()
    }

    #[test]
    fn code_tokens_are_split_at_joints_and_kept_whole_otherwise() {
        assert_eq!(words("wrap with fmt.Errorf(\"x: %w\", err)"), ["wrap", "with", "fmt", "Errorf", "x", "%w", "err"]);
        assert_eq!(
            words("Go 1.14, 10ms, 1,000 P's don't p99"),
            ["Go", "1.14", "10", "ms", "1,000", "P's", "don't", "p99"]
        );
    }

    #[test]
    fn a_full_stop_in_a_name_or_abbreviation_ends_nothing() {
        assert_eq!(breaks("errors.Is works. Yes"), [Break::Sentence, Break::None, Break::None, Break::Sentence]);
        assert_eq!(breaks("e.g. this, that")[2..], [Break::None, Break::Clause]);
    }

    #[test]
    fn single_newlines_mean_nothing_and_blank_lines_end_a_sentence() {
        assert_eq!(breaks("one\ntwo\n\nthree"), [Break::Sentence, Break::None, Break::Sentence]);
        assert_eq!(breaks("one\r\ntwo\r\n\r\nthree"), [Break::Sentence, Break::None, Break::Sentence]);
    }

    #[test]
    fn bullets_start_sentences_but_a_wrapped_dash_does_not() {
        assert_eq!(breaks("- one\n- two"), [Break::Sentence, Break::Sentence]);
        assert_eq!(breaks("one\n- two"), [Break::Sentence, Break::Clause]);
    }

    #[test]
    fn spans_fall_on_character_boundaries() {
        let text = "naïve — 世界 e\u{301}x 👩‍💻 ok";
        assert_eq!(words(text), ["naïve", "世界", "e\u{301}x", "ok"]);
    }
}
