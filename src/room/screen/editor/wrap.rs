//! Soft wrap: where a text breaks into rows, and how wide what it shows is.
//!
//! Rows break behind spaces and beside wide characters; a word wider than a row is split. Spaces at a row's end hang over its edge,
//! as in any word processor. Only what an edit touches is laid out anew, so that a key takes as long in 200 kB as in one line.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::report::inert;

/// Columns of a tab.
const TAB: &str = "    ";

/// A text laid out in rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::room::screen) struct Rows {
    width: usize,
    rows: Vec<Row>,
}

/// A row: bytes of the text, the line break behind it not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::room::screen) struct Row {
    /// Where it starts.
    pub(in crate::room::screen) start: usize,
    /// Where it ends.
    pub(in crate::room::screen) end: usize,
    /// Whether a line break ended it.
    broken: bool,
}

impl Row {
    /// Where the next row starts.
    fn next(self) -> usize {
        self.end + usize::from(self.broken)
    }

    pub(in crate::room::screen) fn range(self) -> Range<usize> {
        self.start..self.end
    }

    fn moved(self, by: isize) -> Self {
        Self { start: self.start.saturating_add_signed(by), end: self.end.saturating_add_signed(by), ..self }
    }
}

impl Rows {
    /// Lays a text out in rows of that many columns, at least one.
    pub(in crate::room::screen) fn new(text: &str, width: usize) -> Self {
        let mut rows = Self { width: width.max(1), rows: Vec::new() };
        rows.go_on(text, 0, None, 0);
        rows
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(in crate::room::screen) fn len(&self) -> usize {
        self.rows.len()
    }

    /// The row at that place, or the last one.
    pub(in crate::room::screen) fn get(&self, index: usize) -> Row {
        self.rows.get(index).or(self.rows.last()).copied().unwrap_or(Row { start: 0, end: 0, broken: false })
    }

    /// Index of the row that holds a byte offset. The seam of two rows belongs to the second.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.rows.partition_point(|row| row.start <= offset).saturating_sub(1)
    }

    /// Lays out anew what an edit touched: at `at` now stand `inserted` bytes where `removed` were.
    pub(super) fn edited(&mut self, text: &str, at: usize, removed: usize, inserted: usize) {
        // A word of this row may fit into the row before, now that it is shorter.
        let first = self.at(at).saturating_sub(1);
        let from = self.get(first).start;
        let old = self.rows.split_off(first);
        let by = isize::try_from(inserted).unwrap_or(0) - isize::try_from(removed).unwrap_or(0);
        // From the first row behind the edit that starts where one started before, all is as it was.
        let behind = old.partition_point(|row| row.start <= at + removed);
        self.go_on(text, from, Some((&old[behind..], by)), at + inserted);
    }

    /// Adds rows from `from` on; from where an old one fits, the old ones, moved.
    fn go_on(&mut self, text: &str, from: usize, old: Option<(&[Row], isize)>, edit_end: usize) {
        let mut start = from;
        let mut old_at = 0;
        loop {
            if let Some((old, by)) = old
                && start > edit_end
            {
                while old.get(old_at).is_some_and(|row| row.moved(by).start < start) {
                    old_at += 1;
                }
                if old.get(old_at).is_some_and(|row| row.moved(by).start == start) {
                    self.rows.extend(old[old_at..].iter().map(|row| row.moved(by)));
                    return;
                }
            }
            let row = row(text, start, self.width);
            self.rows.push(row);
            if row.next() >= text.len() && !(row.broken && row.next() == text.len()) {
                return;
            }
            start = row.next();
            // The empty row behind a last line break.
            if start == text.len() {
                self.rows.push(Row { start, end: start, broken: false });
                return;
            }
        }
    }
}

/// The row that starts there.
fn row(text: &str, start: usize, width: usize) -> Row {
    let mut columns = 0;
    // Where the row may end, and columns up to there do not matter.
    let mut break_at = None;
    let mut was_wide = false;
    let mut was_space = false;
    for (at, grapheme) in graphemes(&text[start..]) {
        let at = start + at;
        if grapheme == "\n" {
            return Row { start, end: at, broken: true };
        }
        let is_space = grapheme.starts_with([' ', '\t']);
        let wide = self::columns(grapheme);
        let is_wide = wide > 1 && !is_space;
        if at > start && !is_space && (was_space || is_wide || was_wide) {
            break_at = Some(at);
        }
        columns += wide;
        if columns > width && !is_space && at > start {
            return Row { start, end: break_at.unwrap_or(at), broken: false };
        }
        (was_wide, was_space) = (is_wide, is_space);
    }
    Row { start, end: text.len(), broken: false }
}

/// What looks like one character each, with its offset. Plain ASCII, which is nearly everything, takes the short way.
pub(in crate::room::screen) fn graphemes(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let here = at;
        let plain = |at: usize| bytes.get(at).is_none_or(u8::is_ascii);
        let length = if *bytes.get(here)? != b'\r' && plain(here) && plain(here + 1) {
            1
        } else {
            text[here..].graphemes(true).next()?.len()
        };
        at += length;
        Some((here, &text[here..at]))
    })
}

/// A character as it is shown: what is typed or pasted must not drive the terminal.
pub(in crate::room::screen) fn shown(grapheme: &str) -> Cow<'_, str> {
    if grapheme == "\t" { Cow::Borrowed(TAB) } else { inert(grapheme) }
}

/// Columns that a character takes.
pub(in crate::room::screen) fn columns(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [b' '..=b'~'] => 1,
        _ => shown(grapheme).width(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows<'a>(text: &'a str, rows: &Rows) -> Vec<&'a str> {
        rows.rows.iter().map(|row| &text[row.range()]).collect()
    }

    #[test]
    fn rows_break_behind_spaces_which_hang_over_the_edge() {
        for (text, expected) in [
            ("", vec![""]),
            ("\n", vec!["", ""]),
            ("one two three", vec!["one two ", "three"]),
            ("one two   three", vec!["one two   ", "three"]),
            ("onetwothree!", vec!["onetwoth", "ree!"]),
            ("a\n\nb\n", vec!["a", "", "b", ""]),
            ("日本語の面接", vec!["日本語の", "面接"]),
            ("ab 日本語", vec!["ab 日本", "語"]),
            ("happens-before", vec!["happens-", "before"]),
            ("e\u{301}e\u{301}e\u{301} and so", vec!["e\u{301}e\u{301}e\u{301} and ", "so"]),
            ("👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", vec!["👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", "👩‍👩‍👧"]),
        ] {
            assert_eq!(rows(text, &Rows::new(text, 8)), expected, "{text:?}");
        }
    }

    #[test]
    fn what_drives_a_terminal_is_shown_as_something_harmless() {
        assert_eq!(shown("\t"), TAB);
        assert_eq!(shown("\u{1b}"), "␛");
        assert_eq!(columns("\u{202e}"), "<U+202E>".len());
    }

    proptest! {
        #[test]
        fn an_edit_lays_out_as_if_all_were_laid_out_anew(
            text in "([ab日]{0,9}[ \n\t]?){0,12}", insert in "[a日 \n]{0,5}", at in 0..80usize, remove in 0..12usize, width in 1..9usize,
        ) {
            let characters = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect::<Vec<_>>();
            let at = at.min(characters.len() - 1);
            let (from, to) = (characters[at], characters[(at + remove).min(characters.len() - 1)]);
            let mut edited = text.clone();
            edited.replace_range(from..to, &insert);
            let mut rows = Rows::new(&text, width);
            rows.edited(&edited, from, to - from, insert.len());
            prop_assert_eq!(rows, Rows::new(&edited, width));
        }

        #[test]
        fn rows_hold_the_whole_text_in_order(text in "\\PC{0,60}", width in 0..7usize) {
            let rows = Rows::new(&text, width);
            let mut next = 0;
            for row in &rows.rows {
                prop_assert_eq!(row.start, next);
                next = row.next();
            }
            prop_assert_eq!(next, text.len());
        }
    }
}
