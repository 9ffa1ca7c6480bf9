//! Undo and redo, a word or a pause at a time.

use std::collections::VecDeque;
use std::time::Duration;

/// How long nothing must be typed for what follows to be undone on its own.
const PAUSE: Duration = Duration::from_secs(1);

/// Most bytes kept for undoing: several of the largest pastes, and little beside the 20 MB the room may take.
const MOST: usize = 4 << 20;

/// One edit: at a place, some text went and some came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) at: usize,
    pub(super) removed: String,
    pub(super) inserted: String,
    /// Where the cursor was before.
    pub(super) cursor: usize,
}

impl Edit {
    fn size(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }
}

/// How an edit came about: only what is typed or erased key by key joins what came before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character was typed.
    Type,
    /// A character was erased.
    Erase,
    /// Something at once: a paste, a word cut.
    Whole,
}

#[derive(Debug, Default)]
pub(super) struct History {
    done: VecDeque<Edit>,
    undone: Vec<Edit>,
    bytes: usize,
    last: Option<(Kind, Duration)>,
}

impl History {
    /// Notes an edit made at `now`.
    pub(super) fn push(&mut self, edit: Edit, kind: Kind, now: Duration) {
        self.bytes -= self.undone.drain(..).map(|undone| undone.size()).sum::<usize>();
        self.bytes += edit.size();
        let joins =
            self.last.is_some_and(|(last, at)| last == kind && kind != Kind::Whole && now.saturating_sub(at) < PAUSE);
        self.last = Some((kind, now));
        match self.done.back_mut().filter(|before| joins && is_one_word(before, &edit, kind)) {
            Some(before) if kind == Kind::Type => before.inserted.push_str(&edit.inserted),
            Some(before) if edit.at < before.at => {
                before.at = edit.at;
                before.removed.insert_str(0, &edit.removed);
            }
            Some(before) => before.removed.push_str(&edit.removed),
            None => self.done.push_back(edit),
        }
        while self.bytes > MOST && self.done.len() > 1 {
            if let Some(oldest) = self.done.pop_front() {
                self.bytes -= oldest.size();
            }
        }
    }

    /// Ends the run of keys that are undone together: the cursor was moved.
    pub(super) fn pause(&mut self) {
        self.last = None;
    }

    /// The edit to take back.
    pub(super) fn undo(&mut self) -> Option<&Edit> {
        self.last = None;
        self.undone.push(self.done.pop_back()?);
        self.undone.last()
    }

    /// The edit to make again.
    pub(super) fn redo(&mut self) -> Option<&Edit> {
        self.last = None;
        self.done.push_back(self.undone.pop()?);
        self.done.back()
    }
}

/// Whether an edit goes on where the one before ended, in the same word.
fn is_one_word(before: &Edit, edit: &Edit, kind: Kind) -> bool {
    let blank = |text: &str| text.chars().all(char::is_whitespace);
    match kind {
        Kind::Type => {
            let starts_a_word = before.inserted.ends_with(char::is_whitespace) && !blank(&edit.inserted);
            edit.removed.is_empty() && edit.at == before.at + before.inserted.len() && !starts_a_word
        }
        Kind::Erase => {
            let backward = edit.at + edit.removed.len() == before.at;
            let forward = edit.at == before.at;
            let leaves_a_word = before.removed.starts_with(char::is_whitespace) && !blank(&edit.removed);
            (backward && !leaves_a_word) || forward
        }
        Kind::Whole => false,
    }
}
