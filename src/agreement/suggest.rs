//! Wordings that no pattern caught: what an author might add.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{LabelledAnswer, Study};
use crate::guide::QuestionKey;
use crate::mark::Status;
use crate::text::{Break, fold, one_line, stem, tokenize};

/// A pattern of two words that people used for a point in answers that were marked too low.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The question or follow-up.
    pub question: QuestionKey,
    /// Id of the point.
    pub point: String,
    /// The pattern.
    pub pattern: String,
    /// Answers marked too low that it would match.
    pub gains: usize,
    /// Answers labelled missed that it would match, too.
    pub wrong: usize,
    /// The words of one of the answers it would match.
    pub example: String,
}

/// Words from the first of a pair to the second, both counted: a clause.
const WINDOW: usize = 8;
/// Words that are about nothing, beside pronouns, auxiliaries and conjunctions.
const PREPOSITIONS: [&str; 12] =
    ["from", "with", "into", "onto", "over", "under", "about", "through", "between", "within", "without", "every"];
/// Most suggestions for a point.
const MOST_SUGGESTIONS: usize = 5;
/// Shortest word suggested: shorter ones are rarely about anything.
const SHORTEST: usize = 4;

/// Pairs of words in the labeller's quotes of answers marked too low, those first that win more than they spoil.
pub fn suggestions(study: &Study<'_>) -> Vec<Suggestion> {
    let mut missed: BTreeMap<(&QuestionKey, usize), Vec<&str>> = BTreeMap::new();
    for pair in &study.trial.pairs {
        let answer = study.answer(pair);
        let quote = study.point(pair).and_then(|point| answer.evidence.get(&LabelledAnswer::label_key(point)));
        if let Some(quote) = quote.filter(|_| pair.mark.status < pair.label && !pair.mark.contradicted) {
            missed.entry((&answer.question, pair.point)).or_default().push(quote);
        }
    }
    let mut all = Vec::new();
    for ((question, point), quotes) in missed {
        let unwanted = study.trial.pairs.iter().filter(|pair| {
            pair.point == point && pair.label == Status::Missed && &study.answer(pair).question == question
        });
        let unwanted: Vec<BTreeSet<Pair>> =
            unwanted.map(|pair| pairs_of(&study.answer(pair).answer).into_keys().collect()).collect();
        let id = study.trial.pairs.iter().find(|pair| pair.point == point && &study.answer(pair).question == question);
        let Some(id) = id.map(|pair| pair.mark.id.clone()) else { continue };
        all.extend(for_point(&quotes, &unwanted).into_iter().map(|found| Suggestion {
            question: question.clone(),
            point: id.clone(),
            pattern: format!("{} ~{WINDOW}", found.words),
            gains: found.gains,
            wrong: found.wrong,
            example: found.example,
        }));
    }
    all
}

struct Found {
    words: String,
    gains: usize,
    wrong: usize,
    example: String,
}

fn for_point(quotes: &[&str], unwanted: &[BTreeSet<Pair>]) -> Vec<Found> {
    let mut found: BTreeMap<Pair, Found> = BTreeMap::new();
    for quote in quotes {
        for (pair, words) in pairs_of(quote) {
            let wrong = || unwanted.iter().filter(|pairs| pairs.contains(&pair)).count();
            let entry = found.entry(pair.clone()).or_insert_with(|| {
                let example = one_line(quote);
                Found { words, gains: 0, wrong: wrong(), example }
            });
            entry.gains += 1;
        }
    }
    let mut best: Vec<Found> = found.into_values().filter(|found| found.gains > found.wrong).collect();
    // Stable, so that ties stay in the alphabet's order.
    best.sort_by_key(|found| (std::cmp::Reverse(found.gains), found.wrong));
    best.truncate(MOST_SUGGESTIONS);
    best
}

/// Two stems, in the alphabet's order.
type Pair = (String, String);

/// The pairs of longer words within a window of one sentence, with the words as written.
fn pairs_of(text: &str) -> BTreeMap<Pair, String> {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut pairs = BTreeMap::new();
    let mut recent: Vec<(usize, String, String)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if token.before == Break::Sentence {
            recent.clear();
        }
        let word = fold(&text[token.start..token.end]).into_owned();
        if PREPOSITIONS.contains(&word.as_str())
            || word.chars().count() < SHORTEST
            || !word.chars().all(char::is_alphabetic)
            || crate::matching::is_function_word(&word)
        {
            continue;
        }
        let own = stem(&word).into_owned();
        recent.retain(|(earlier, ..)| at - earlier < WINDOW);
        for (_, other, other_word) in &recent {
            if *other != own {
                let pair = if *other < own { (other.clone(), own.clone()) } else { (own.clone(), other.clone()) };
                pairs.entry(pair).or_insert_with(|| format!("{other_word} {word}"));
            }
        }
        recent.push((at, own, word));
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::{for_point, pairs_of};

    #[test]
    fn pairs_that_win_more_answers_come_first_and_spoiling_ones_not_at_all() {
        let quotes =
            ["half of the tickets from a neighbour", "took tickets from the busy neighbour", "grey tickets lying"];
        let unwanted = [pairs_of("lying tickets everywhere").into_keys().collect()];
        let found = for_point(&quotes, &unwanted);
        assert_eq!(found[0].words, "tickets neighbour");
        assert_eq!((found[0].gains, found[0].wrong), (2, 0));
        assert!(found.iter().all(|found| found.words != "tickets lying"));
    }

    #[test]
    fn pairs_stay_within_a_sentence() {
        assert!(pairs_of("tickets. neighbours").is_empty());
    }
}
