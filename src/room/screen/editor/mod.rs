//! The editor of an answer: text, cursor, selection and what keys do to them. It draws nothing and knows no clock.
//!
//! Offsets are bytes of the text. It is not built on `ratatui-textarea`: that crate's rows, columns and jumps have 16 bits, it lays
//! the whole text out anew at every key, and it moves and erases by code point.

mod history;
mod wrap;

use std::ops::Range;
use std::time::Duration;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use history::{Edit, History, Kind};
pub(super) use wrap::{Row, Rows, columns, graphemes, shown};

/// Longest text, in bytes: five times the largest paste anybody has a use for, and still quick to save every second.
const LONGEST: usize = 1 << 20;

/// Rows and columns before the first layout.
const SIZE: (usize, usize) = (79, 10);

/// A text being edited.
#[derive(Debug)]
pub(super) struct Editor {
    text: String,
    cursor: usize,
    /// The other end of the selection.
    anchor: Option<usize>,
    /// The column that moving up and down tries to keep.
    goal: Option<usize>,
    /// What was cut or copied last.
    clip: String,
    history: History,
    rows: Rows,
    /// First row that is shown.
    top: usize,
    /// Rows that are shown.
    height: usize,
}

/// Where to move to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    PageUp,
    PageDown,
    /// Start of the row.
    Home,
    /// End of the row.
    End,
    /// Start of the text.
    Top,
    /// End of the text.
    Bottom,
}

/// What a key does to the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    Type(char),
    /// Text that came at once.
    Insert(String),
    Move {
        to: Motion,
        /// Whether what lies between is selected.
        select: bool,
    },
    SelectAll,
    /// Erases the selection, else what lies between the cursor and there.
    Erase(Motion),
    Cut,
    Copy,
    Paste,
    Undo,
    Redo,
}

impl Editor {
    pub(super) fn new() -> Self {
        let (width, height) = SIZE;
        Self {
            text: String::new(),
            cursor: 0,
            anchor: None,
            goal: None,
            clip: String::new(),
            history: History::default(),
            rows: Rows::new("", width),
            top: 0,
            height,
        }
    }

    /// Puts another text in; what was cut or copied stays. A cursor that does not fit stands at the end.
    pub(super) fn load(&mut self, text: &str, cursor: usize) {
        text.clone_into(&mut self.text);
        self.cursor = if text.is_char_boundary(cursor) { cursor } else { text.len() };
        (self.anchor, self.goal, self.top) = (None, None, 0);
        self.history = History::default();
        self.rows = Rows::new(text, self.rows.width());
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// What is selected.
    pub(super) fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor.filter(|anchor| *anchor != self.cursor)?;
        Some(anchor.min(self.cursor)..anchor.max(self.cursor))
    }

    /// Does something at the time `now`. Says whether all of it was done: a text may become too long.
    pub(super) fn apply(&mut self, command: Command, now: Duration) -> bool {
        if !matches!(command, Command::Move { to: Motion::Up | Motion::Down | Motion::PageUp | Motion::PageDown, .. }) {
            self.goal = None;
        }
        match command {
            Command::Type(character) => {
                return self.replace(self.selection(), character.encode_utf8(&mut [0; 4]), Kind::Type, now);
            }
            Command::Insert(text) => {
                let text = normal(&text);
                return self.replace(self.selection(), &text, Kind::Whole, now);
            }
            Command::Paste => {
                let clip = self.clip.clone();
                return self.replace(self.selection(), &clip, Kind::Whole, now);
            }
            Command::Move { to, select } => self.go(to, select),
            Command::SelectAll => (self.anchor, self.cursor) = (Some(0), self.text.len()),
            Command::Erase(to) => self.erase(to, now),
            Command::Cut | Command::Copy => {
                let Some(selected) = self.selection() else { return true };
                self.text[selected.clone()].clone_into(&mut self.clip);
                if command == Command::Cut {
                    return self.replace(Some(selected), "", Kind::Whole, now);
                }
            }
            Command::Undo => {
                if let Some(edit) = self.history.undo().cloned() {
                    self.change(edit.at..edit.at + edit.inserted.len(), &edit.removed, edit.cursor);
                }
            }
            Command::Redo => {
                if let Some(edit) = self.history.redo().cloned() {
                    let cursor = edit.at + edit.inserted.len();
                    self.change(edit.at..edit.at + edit.removed.len(), &edit.inserted, cursor);
                }
            }
        }
        true
    }

    fn erase(&mut self, to: Motion, now: Duration) {
        let by_key = matches!(to, Motion::Left | Motion::Right) && self.selection().is_none();
        let erased = self.selection().unwrap_or_else(|| {
            let to = match to {
                // The rest of a line, as a person sees lines: up to its line break, or the break itself.
                Motion::End => match self.text[self.cursor..].find('\n') {
                    Some(0) => self.cursor + 1,
                    Some(length) => self.cursor + length,
                    None => self.text.len(),
                },
                to => self.target(to),
            };
            to.min(self.cursor)..to.max(self.cursor)
        });
        if !erased.is_empty() {
            self.replace(Some(erased), "", if by_key { Kind::Erase } else { Kind::Whole }, now);
        }
    }

    fn go(&mut self, to: Motion, select: bool) {
        self.history.pause();
        let selection = self.selection();
        match (select, selection, to) {
            // As everywhere: an arrow goes to the selection's end on its side.
            (false, Some(selection), Motion::Left) => self.cursor = selection.start,
            (false, Some(selection), Motion::Right) => self.cursor = selection.end,
            _ => {
                if select {
                    self.anchor.get_or_insert(self.cursor);
                }
                self.cursor = self.target(to);
            }
        }
        if !select {
            self.anchor = None;
        }
    }

    /// Where a motion leads.
    fn target(&mut self, to: Motion) -> usize {
        let page = self.height.saturating_sub(1).max(1);
        match to {
            Motion::Left => self.before(self.cursor),
            Motion::Right => self.behind(self.cursor),
            Motion::WordLeft => {
                let mut words = self.text[..self.cursor].split_word_bound_indices().rev();
                words.find(|(_, word)| is_word(word)).map_or(0, |(at, _)| at)
            }
            Motion::WordRight => {
                let mut words = self.text[self.cursor..].split_word_bound_indices();
                let word = words.find(|(_, word)| is_word(word));
                word.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
            }
            Motion::Up => self.vertically(1, true),
            Motion::Down => self.vertically(1, false),
            Motion::PageUp => self.vertically(page, true),
            Motion::PageDown => self.vertically(page, false),
            Motion::Home => self.rows.get(self.rows.at(self.cursor)).start,
            Motion::End => self.in_row(self.rows.at(self.cursor), usize::MAX),
            Motion::Top => 0,
            Motion::Bottom => self.text.len(),
        }
    }

    fn vertically(&mut self, by: usize, up: bool) -> usize {
        let row = self.rows.at(self.cursor);
        let goal = *self.goal.get_or_insert(self.column());
        let last = self.rows.len() - 1;
        match (up, row) {
            (true, 0) => 0,
            (false, row) if row == last => self.text.len(),
            (true, row) => self.in_row(row.saturating_sub(by), goal),
            (false, row) => self.in_row((row + by).min(last), goal),
        }
    }

    /// The offset at that column of a row, or at its end: before its last character where the next row follows without a break.
    fn in_row(&self, index: usize, column: usize) -> usize {
        let row = self.rows.get(index);
        let mut at_column = 0;
        for (at, grapheme) in graphemes(&self.text[row.range()]) {
            let next = at_column + columns(grapheme);
            if next > column {
                return row.start + at;
            }
            at_column = next;
        }
        let is_soft = index + 1 < self.rows.len() && self.rows.get(index + 1).start == row.end;
        if is_soft { self.before(row.end).max(row.start) } else { row.end }
    }

    /// Column of the cursor.
    fn column(&self) -> usize {
        let row = self.rows.get(self.rows.at(self.cursor));
        self.text[row.start..self.cursor].graphemes(true).map(columns).sum()
    }

    fn before(&self, offset: usize) -> usize {
        let mut at = GraphemeCursor::new(offset, self.text.len(), true);
        at.prev_boundary(&self.text, 0).ok().flatten().unwrap_or(0)
    }

    fn behind(&self, offset: usize) -> usize {
        let mut at = GraphemeCursor::new(offset, self.text.len(), true);
        at.next_boundary(&self.text, 0).ok().flatten().unwrap_or(self.text.len())
    }

    /// Puts text in place of a range, or at the cursor. Says whether all of it found room.
    fn replace(&mut self, range: Option<Range<usize>>, with: &str, kind: Kind, now: Duration) -> bool {
        let range = range.unwrap_or(self.cursor..self.cursor);
        let room = LONGEST.saturating_sub(self.text.len() - range.len());
        let fits = (0..=room.min(with.len())).rev().find(|at| with.is_char_boundary(*at)).unwrap_or(0);
        let fitting = &with[..fits];
        if !(range.is_empty() && fitting.is_empty()) {
            let edit = Edit {
                at: range.start,
                removed: self.text[range.clone()].to_owned(),
                inserted: fitting.to_owned(),
                cursor: self.cursor,
            };
            self.history.push(edit, kind, now);
            let cursor = range.start + fitting.len();
            self.change(range, fitting, cursor);
        }
        fitting.len() == with.len()
    }

    fn change(&mut self, range: Range<usize>, with: &str, cursor: usize) {
        self.text.replace_range(range.clone(), with);
        self.rows.edited(&self.text, range.start, range.len(), with.len());
        (self.cursor, self.anchor) = (cursor, None);
    }

    /// Lays the text out for so many columns and rows, and scrolls so that the cursor is among them.
    pub(super) fn fit(&mut self, width: usize, height: usize) {
        if width.max(1) != self.rows.width() {
            self.rows = Rows::new(&self.text, width);
        }
        self.height = height.max(1);
        let row = self.rows.at(self.cursor);
        // After the space has grown, no row below the last one stays blank while rows above are hidden.
        let lowest = self.rows.len().saturating_sub(self.height);
        self.top = self.top.clamp((row + 1).saturating_sub(self.height), row).min(lowest);
    }

    /// The rows that are shown.
    pub(super) fn visible(&self) -> impl Iterator<Item = Row> {
        (self.top..self.rows.len().min(self.top + self.height)).map(|index| self.rows.get(index))
    }

    /// Column and row of the cursor among what is shown.
    pub(super) fn place(&self) -> (usize, usize) {
        (self.column().min(self.rows.width()), self.rows.at(self.cursor) - self.top)
    }

    /// Rows above and below what is shown.
    pub(super) fn hidden(&self) -> (usize, usize) {
        (self.top, self.rows.len().saturating_sub(self.top + self.height))
    }
}

/// Pasted text with the line breaks of every system made one.
fn normal(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn is_word(segment: &str) -> bool {
    segment.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
