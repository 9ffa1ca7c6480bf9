//! A question's patterns as tables.

use smallvec::SmallVec;

use super::echo::Texts;
use super::lexicon::Symbol;
use super::rule::Rule;
use super::table::{Rows, Table};
use crate::guide::QuestionKey;

/// Everything needed to mark answers to one question or follow-up.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) key: QuestionKey,
    pub(crate) points: Vec<CompiledPoint>,
    pub(crate) patterns: Vec<CompiledPattern>,
    /// The patterns as written.
    pub(crate) texts: Vec<String>,
    /// How many items there are.
    pub(crate) items: usize,
    /// Symbols that fill an item or begin to.
    pub(crate) symbols: Rows,
    /// Items that a word fills on its own, by row of the symbol.
    pub(crate) singles: Table<u32>,
    /// Phrases, by row of their first symbol.
    pub(crate) phrases: Table<Phrase>,
    /// Patterns, by the item that the fewest words fill: where that is not in an answer, they need no look.
    pub(crate) by_rarest: Table<ByRarest>,
    /// How many items are the rarest of some pattern; they are the first.
    pub(crate) rarest: usize,
    /// The prompt, the follow-ups and the probes, repeating which earns nothing; and the points' own titles and details, reciting
    /// which is naming, not explaining.
    pub(crate) echoes: Texts,
}

/// Symbols that fill an item in a row.
#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) item: u32,
    /// Its second symbol: seldom is it there with the first by chance.
    pub(crate) second: Symbol,
    /// The symbols after the second; most phrases have none.
    pub(crate) rest: Box<[Symbol]>,
}

/// Items of most patterns: of the built-in guide's, nineteen in twenty have no more.
const USUAL_ITEMS: usize = 4;

/// A pattern as its rarest item sees it: enough to tell nearly always that it does not match, in one place of memory.
#[derive(Debug)]
pub(crate) struct ByRarest {
    pub(crate) pattern: u32,
    /// The rarest of its other items; where it has fewer, the rarest itself.
    pub(crate) others: [u32; USUAL_ITEMS - 1],
}

/// A point's texts and rules.
#[derive(Debug)]
pub(crate) struct CompiledPoint {
    pub(crate) id: String,
    pub(crate) title: String,
    /// What each idea says, in the order the rules number them.
    pub(crate) ideas: Vec<String>,
    /// The correction of each misconception.
    pub(crate) corrections: Vec<String>,
    pub(crate) covered: Vec<Rule>,
    pub(crate) partial: Vec<Rule>,
    /// How many patterns its ideas have.
    pub(crate) wordings: usize,
    /// Whether its patterns were made of its own words, for want of an author's.
    pub(crate) derived: bool,
}

/// A pattern, and what it is a wording of.
#[derive(Debug)]
pub(crate) struct CompiledPattern {
    pub(crate) items: SmallVec<[Wanted; USUAL_ITEMS]>,
    /// Items that rule a match out, and whether from anywhere in its sentence.
    pub(crate) without: Box<[(u32, bool)]>,
    pub(crate) window: u32,
    pub(crate) point: usize,
    pub(crate) role: Role,
}

/// An item that a pattern asks for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    pub(crate) id: u32,
    pub(crate) after_previous: bool,
}

/// What a pattern is a wording of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The point's name.
    Name,
    /// The idea of that index, by key.
    Idea(usize),
    /// The misconception of that index.
    Misconception(usize),
}
