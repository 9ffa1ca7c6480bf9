//! The report for a terminal or a pipe.
//!
//! It is read without colour as well as with it: every mark has a word beside its symbol.

mod advice;
mod compare;
mod page;
mod questions;
mod summary;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

pub use compare::comparison_text;

use page::{Page, Span, Tone, span};

use super::{PointReport, Report, wording};
use crate::guide::QuestionKey;
use crate::mark::Status;
use crate::scoring::Standing;

/// Widths in columns that the text is laid out for; others are taken as the nearest of these.
pub const WIDTHS: RangeInclusive<usize> = 60..=160;

/// The report as text, `width` columns wide (see [`WIDTHS`]). Colour is on or off as decided for the `colored` crate.
pub fn text(report: &Report, width: usize) -> String {
    let mut page = new_page(width);
    summary(&mut page, report);
    advice::time(&mut page, report);
    advice::trend(&mut page, report);
    for question in &report.questions {
        questions::question(&mut page, report, question);
    }
    advice::ratings(&mut page, report);
    advice::flags(&mut page, report);
    advice::flip(&mut page, report);
    advice::study(&mut page, report);
    advice::candidate_questions(&mut page, report);
    advice::footer(&mut page, report);
    page.finish()
}

/// The report without the questions one by one: the verdict with what it rests on, and what to do next.
pub fn brief_text(report: &Report, width: usize) -> String {
    let mut page = new_page(width);
    summary(&mut page, report);
    advice::flip(&mut page, report);
    advice::study(&mut page, report);
    advice::footer(&mut page, report);
    page.finish()
}

/// One question of the report, where it was planned.
pub fn question_text(report: &Report, key: &QuestionKey, width: usize) -> Option<String> {
    let question = report.questions.iter().find(|question| question.key == *key)?;
    let mut page = new_page(width);
    summary::head(&mut page, report);
    questions::question(&mut page, report, question);
    Some(page.finish())
}

fn new_page(width: usize) -> Page {
    Page::new(width.clamp(*WIDTHS.start(), *WIDTHS.end()))
}

fn summary(page: &mut Page, report: &Report) {
    summary::head(page, report);
    summary::verdict(page, report);
    summary::coverage(page, report);
    summary::rules(page, report);
    summary::areas(page, report);
}

/// Symbol and word of a mark, all equally wide.
fn mark(point: &PointReport) -> Span {
    let (symbol, word) = wording::mark(point);
    span(tone(point.status), format!("{symbol} {word:<7}"))
}

fn tone(status: Status) -> Tone {
    match status {
        Status::Covered => Tone::Good,
        Status::Partial => Tone::Middling,
        Status::Missed => Tone::Bad,
    }
}

/// Symbol and words of a rule's standing, all equally wide.
fn standing(standing: Standing) -> Span {
    let (symbol, word) = wording::standing(standing);
    let tone = match standing {
        Standing::Met => Tone::Good,
        Standing::NotMet => Tone::Bad,
        Standing::NotJudged => Tone::Quiet,
    };
    span(tone, format!("{symbol} {word:<10}"))
}
