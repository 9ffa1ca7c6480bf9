//! Sessions side by side, for a terminal or a pipe.

use super::page::{Page, Span, Tone, span};
use super::{new_page, tone};
use crate::mark::Why;
use crate::report::wording::{point_name, question_name};
use crate::report::{Comparison, Figure, PointChange, sentences};

/// Columns of a session's figures, and of their change.
const VALUE: usize = 14;
const CHANGE: usize = 8;
/// Columns that the titles of figures need at least; sessions that do not fit beside them are told one after the other.
const TITLE: usize = 22;

/// The comparison as text, `width` columns wide (see [`super::WIDTHS`]).
pub fn comparison_text(comparison: &Comparison, width: usize) -> String {
    let mut page = new_page(width);
    page.paragraph(0, Tone::Strong, &comparison.guide);
    page.paragraph(0, Tone::Quiet, &sentences::compared(comparison));
    for caveat in &comparison.caveats {
        page.item(0, &span(Tone::Quiet, "·"), Tone::Plain, caveat);
    }
    figures(&mut page, comparison);
    points(&mut page, "Gained", &comparison.gained().collect::<Vec<_>>());
    points(&mut page, "Lost", &comparison.lost().collect::<Vec<_>>());
    if comparison.question.is_some() {
        points(&mut page, "The same", &comparison.unchanged().collect::<Vec<_>>());
    } else {
        page.heading("The same", "");
        page.paragraph(2, Tone::Plain, &sentences::same_marks(comparison.same()));
    }
    page.finish()
}

fn figures(page: &mut Page, comparison: &Comparison) {
    page.heading("What came out (estimates)", "");
    let fits = comparison.sessions.len() * VALUE + CHANGE + TITLE <= page.width();
    let in_a_row = |row: &[String]| fits && row.iter().all(|value| value.chars().count() < VALUE);
    let cells = |tone: Tone, values: &[String], change: &str| -> Vec<Span> {
        let values = values.iter().map(|value| span(tone, value).right(VALUE));
        values.chain([span(Tone::Strong, change).right(CHANGE)]).collect()
    };
    if in_a_row(&comparison.sessions) {
        page.row(2, &span(Tone::Plain, ""), cells(Tone::Quiet, &comparison.sessions, ""));
    } else {
        page.paragraph(2, Tone::Quiet, &comparison.sessions.join("; "));
    }
    for Figure { title, values, change } in &comparison.figures {
        if in_a_row(values) {
            page.row(2, &span(Tone::Plain, title), cells(Tone::Plain, values, change));
        } else {
            let change = if change.is_empty() { String::new() } else { format!(" ({change})") };
            page.paragraph(2, Tone::Plain, &format!("{title}: {}{change}", values.join(", then ")));
        }
    }
}

fn points(page: &mut Page, title: &str, changes: &[&PointChange]) {
    page.heading(title, &changes.len().to_string());
    if changes.is_empty() {
        page.paragraph(2, Tone::Quiet, "nothing");
    }
    for run in changes.chunk_by(|one, next| one.question == next.question) {
        if let Some(first) = run.first() {
            let question = format!("{}: {}", question_name(&first.question), first.question_title);
            page.paragraph(2, Tone::Strong, &question);
        }
        for change in run {
            let name = point_name(&change.title, change.section.as_deref());
            page.item(4, &span(tone(change.to), sentences::marks(change)), Tone::Plain, &name);
            if let Some(quote) = &change.quote {
                page.paragraph(6, Tone::Quiet, &format!("{}\"{quote}\"", sentences::quote_lead(change)));
            }
            if let Some(correction) = &change.correction {
                page.paragraph(6, Tone::Plain, &format!("now {}", Why::Misconception.told(correction)));
            }
        }
    }
}
