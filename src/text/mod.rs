//! Words with byte spans, stems, sentences and spelling. Pure.
//!
//! | file | job |
//! |---|---|
//! | `fold` | one spelling for one word: width, case, accents, curly quotes |
//! | `stem` | one stem for one word's inflections |
//! | `tokens` | words with their spans, sentences and clauses |
//! | `spelling` | is it an English word; which known word was meant |

mod fold;
mod spelling;
mod stem;
mod tokens;

pub use fold::{fold, one_line, without_mark};
pub use spelling::{Letters, Speller, is_english, letter};
pub use stem::stem;
pub use tokens::{Break, Token, tokenize};
