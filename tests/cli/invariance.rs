//! What must not move a mark, tried on every labelled answer of the built-in guide.

use greenroom::authoring;
use greenroom::guide::QuestionKey;
use greenroom::mark::{Mark, Status};
use greenroom::matching::{Marker, Matcher};

struct Answer {
    id: String,
    question: QuestionKey,
    text: String,
}

fn answers() -> Vec<Answer> {
    let sets = authoring::labelled_answers("senior-go").unwrap();
    let answers = sets.into_iter().flat_map(|set| set.answers);
    answers.map(|answer| Answer { id: answer.id, question: answer.question, text: answer.answer }).collect()
}

fn matcher() -> Matcher {
    Matcher::new(&authoring::builtin("senior-go").unwrap()).unwrap()
}

fn statuses(marker: &mut Marker<'_>, question: &QuestionKey, text: &str) -> Vec<(String, Status, bool)> {
    let marks = marker.mark(question, text).unwrap();
    marks.into_iter().map(|mark: Mark| (mark.id, mark.status, mark.contradicted)).collect()
}

/// Asserts that a change of writing moves no mark of any answer it applies to.
fn moves_nothing(change: impl Fn(&str) -> Option<String>) {
    let matcher = matcher();
    let mut marker = matcher.marker();
    let mut tried = 0;
    for answer in answers() {
        let Some(changed) = change(&answer.text) else { continue };
        tried += 1;
        let before = statuses(&mut marker, &answer.question, &answer.text);
        let after = statuses(&mut marker, &answer.question, &changed);
        assert_eq!(before, after, "{}:\n{changed}", answer.id);
    }
    assert!(tried > 100, "the change applies to {tried} answers only");
}

/// Lines with a meaning of their own: code, bullets, headings, tables.
fn has_layout(text: &str) -> bool {
    text.contains("```")
        || text.lines().any(|line| line.trim_start().starts_with(['-', '*', '#', '|', '+', '\u{2022}']))
}

#[test]
fn case_moves_no_mark() {
    moves_nothing(|text| Some(text.to_uppercase()).filter(|upper| upper.to_lowercase() == text.to_lowercase()));
    moves_nothing(|text| Some(text.to_lowercase()));
}

#[test]
fn line_ends_and_wrapping_move_no_mark() {
    moves_nothing(|text| Some(text.replace('\n', "\r\n")));
    moves_nothing(|text| {
        // A dash or number that wrapping would put at the start of a line could look like a bullet.
        let plain = !has_layout(text) && !text.contains(" - ") && !text.contains(" * ");
        plain.then(|| text.split("\n\n").map(|part| textwrap::fill(part, 50)).collect::<Vec<_>>().join("\n\n"))
    });
}

#[test]
fn curly_quotes_and_accents_move_no_mark() {
    moves_nothing(|text| Some(text.replace('\'', "\u{2019}")));
    moves_nothing(|text| Some(text.replace('e', "e\u{301}").replace('o', "\u{f6}")));
}

#[test]
fn an_unrelated_sentence_before_or_after_moves_no_mark() {
    moves_nothing(|text| Some(format!("{text}\n\nThe weather was lovely.")));
    moves_nothing(|text| Some(format!("The weather was lovely.\n\n{text}")));
}

#[test]
fn evidence_quotes_every_answer_exactly() {
    let matcher = matcher();
    let mut marker = matcher.marker();
    for answer in answers() {
        for mark in marker.mark(&answer.question, &answer.text).unwrap() {
            for evidence in mark.evidence {
                assert_eq!(
                    answer.text.get(evidence.start..evidence.end),
                    Some(evidence.text.as_str()),
                    "{}",
                    answer.id
                );
            }
        }
    }
}

#[test]
fn the_same_answer_gives_the_same_bytes() {
    let (first, second) = (matcher(), matcher());
    let mut marker = second.marker();
    for answer in answers().iter().rev() {
        let again = marker.mark(&answer.question, &answer.text);
        assert_eq!(format!("{:?}", first.mark(&answer.question, &answer.text)), format!("{again:?}"), "{}", answer.id);
    }
}
