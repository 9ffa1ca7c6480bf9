//! Patterns for a point that has none of its own, from the words of its title and detail.
//!
//! They hear an answer that uses the guide's terms, no more: somebody who explains the point in other words is not heard, and
//! what is false is not told from what is right. An authored point is marked by its author's patterns alone.

use std::collections::BTreeSet;

use super::cues::is_function_word;
use crate::guide::{Idea, Point};
use crate::text::{fold, stem, tokenize};

/// Words within which two of a point's words stand that explain it: a long sentence. On labelled answers in the guide's terms
/// three words found a third of what two find.
const WINDOW: usize = 24;
/// Most words of a point that are used, the first ones.
const MOST_WORDS: usize = 12;

/// The point with patterns made of its own words, other than those of the prompt: repeating the question explains nothing.
/// One word names the point, two together explain it.
///
/// `None` where it has patterns, or no words to make any.
pub(super) fn derived(point: &Point, prompt: &str) -> Option<Point> {
    if !point.names.is_empty() || !point.ideas.is_empty() {
        return None;
    }
    let mut seen: BTreeSet<String> = words(prompt).iter().map(|word| stem(word).into_owned()).collect();
    let mut own = words(&format!("{} {}", point.title, point.detail));
    own.retain(|word| seen.insert(stem(word).into_owned()));
    own.truncate(MOST_WORDS);
    if own.is_empty() {
        return None;
    }
    let pairs = own
        .iter()
        .enumerate()
        .flat_map(|(index, first)| own.iter().skip(index + 1).map(move |second| format!("{first} {second} ~{WINDOW}")));
    let says = format!("{}, in the guide's own words", point.title);
    let idea = Idea { says, any: pairs.collect(), yes: Vec::new(), no: Vec::new() };
    Some(Point {
        names: own,
        covered: vec![EXPLAINED.to_owned()],
        ideas: [(EXPLAINED.to_owned(), idea)].into(),
        ..point.clone()
    })
}

/// Key of the only idea.
const EXPLAINED: &str = "explained";

/// The words that carry meaning, folded, in their order.
fn words(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let words = tokens.iter().map(|token| fold(&text[token.start..token.end]).into_owned());
    words.filter(|word| !is_function_word(word) && word.chars().any(char::is_alphabetic)).collect()
}
