//! Two sessions side by side, for a terminal or a pipe.

use super::page::{Page, Span, Tone, span};
use super::{new_page, tone};
use crate::report::wording::{point_name, question_name, status, symbol};
use crate::report::{Comparison, PointChange, sentences};

/// Columns of a session's figures, and of their change.
const VALUE: usize = 14;
const CHANGE: usize = 8;

/// The comparison as text, `width` columns wide (see [`super::WIDTHS`]).
pub fn comparison_text(comparison: &Comparison, width: usize) -> String {
    let mut page = new_page(width);
    page.paragraph(0, Tone::Strong, &comparison.guide);
    let [before, after] = &comparison.sessions;
    page.paragraph(0, Tone::Quiet, &format!("From {before} to {after}"));
    for caveat in &comparison.caveats {
        page.item(0, &span(Tone::Quiet, "·"), Tone::Plain, caveat);
    }
    figures(&mut page, comparison);
    points(&mut page, "Gained", &comparison.gained);
    points(&mut page, "Lost", &comparison.lost);
    page.heading("The same", "");
    page.paragraph(2, Tone::Plain, &sentences::same_marks(comparison.same));
    page.finish()
}

fn figures(page: &mut Page, comparison: &Comparison) {
    page.heading("What came out (estimates)", "");
    let cells = |tone: Tone, [before, after]: &[String; 2], change: &str| -> Vec<Span> {
        vec![span(tone, before).right(VALUE), span(tone, after).right(VALUE), span(Tone::Strong, change).right(CHANGE)]
    };
    page.row(2, &span(Tone::Plain, ""), cells(Tone::Quiet, &comparison.sessions, ""));
    for row in &comparison.figures {
        if row.values.iter().any(|value| value.len() >= VALUE) {
            let [before, after] = &row.values;
            page.paragraph(2, Tone::Plain, &format!("{}: {before}, then {after}", row.title));
        } else {
            page.row(2, &span(Tone::Plain, &row.title), cells(Tone::Plain, &row.values, &row.change));
        }
    }
}

fn points(page: &mut Page, title: &str, changes: &[PointChange]) {
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
            let marks = format!(
                "{} {} -> {} {}",
                symbol(change.from),
                status(change.from),
                symbol(change.to),
                status(change.to)
            );
            let name = point_name(&change.title, change.section.as_deref());
            page.item(4, &span(tone(change.to), marks), Tone::Plain, &name);
            if let Some(quote) = &change.quote {
                page.paragraph(6, Tone::Quiet, &format!("{}\"{quote}\"", sentences::quote_lead(change)));
            }
            if let Some(correction) = &change.correction {
                page.paragraph(6, Tone::Plain, &format!("now false; rather: {correction}"));
            }
        }
    }
}
