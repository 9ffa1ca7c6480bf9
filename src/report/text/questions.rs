//! Question by question: the answer with its evidence, and every point with its mark and the reason.

use super::page::{Page, Span, Tone, span};
use super::{mark, tone};
use crate::mark::{Status, Why};
use crate::report::marked::{Piece, pieces};
use crate::report::sentences::{self, UNSURE_BELOW};
use crate::report::wording::question_title;
use crate::report::{FollowUpReport, Pace, PointReport, QuestionReport, Quote, Report};

/// Column in which the text behind a mark's word begins.
const TEXT_COLUMN: usize = 12;

/// One question.
pub(super) fn question(page: &mut Page, report: &Report, question: &QuestionReport) {
    let score = question.score.as_ref().filter(|_| question.asked);
    let score = score.map_or_else(String::new, |score| format!("{} of {}", score.score, score.max));
    page.heading(&question_title(question), &score);
    if question.asked {
        page.paragraph(2, Tone::Quiet, &sentences::answer_facts(question, report.pace != Pace::Untimed));
        answer(page, 2, &question.answer, &question.points, question.prompted_from);
        points(page, &question.points);
    } else {
        page.paragraph(2, Tone::Quiet, "Not asked.");
    }
    for follow_up in &question.follow_ups {
        self::follow_up(page, follow_up);
    }
}

/// The answer, its evidence between stars with the numbers of its points; a blank line on either side.
fn answer(page: &mut Page, indent: usize, text: &str, points: &[PointReport], prompted_from: Option<usize>) {
    if text.trim().is_empty() {
        return;
    }
    page.blank();
    let pieces = pieces(text, points, prompted_from);
    let lead = if pieces.iter().any(|piece| piece.earned().is_some()) {
        "Your answer, what counted between stars, with the numbers of its points:"
    } else {
        "Your answer:"
    };
    page.paragraph(indent, Tone::Quiet, lead);
    page.spans(indent + 2, &starred(&pieces));
    page.gap();
}

/// Stars stand where evidence begins and where it ends; where two overlap, only the outer ones.
fn starred(pieces: &[Piece<'_>]) -> Vec<Span> {
    let mut spans = Vec::new();
    let marked = |index: usize| pieces.get(index).and_then(Piece::earned);
    for (index, piece) in pieces.iter().enumerate() {
        spans.extend(piece.prompted.then(|| span(Tone::Quiet, "(when prompted:) ")));
        let Some(earned) = piece.earned() else {
            spans.push(span(Tone::Plain, piece.text));
            continue;
        };
        let begins = index == 0 || marked(index - 1).is_none();
        let ends = marked(index + 1).is_none();
        let star = |is_there: bool| if is_there { "*" } else { "" };
        spans.push(span(tone(earned), format!("{}{}{}", star(begins), piece.text, star(ends))));
        spans.push(span(Tone::Quiet, piece.numbers()));
    }
    spans
}

/// The points, numbered, under their sections where they have some.
fn points(page: &mut Page, points: &[PointReport]) {
    let mut section = None;
    for (point, number) in points.iter().zip(1..) {
        if point.section.is_some() && point.section != section {
            page.gap();
            page.paragraph(2, Tone::Strong, point.section.as_deref().unwrap_or_default());
        }
        section.clone_from(&point.section);
        self::point(page, point, number);
    }
}

fn point(page: &mut Page, point: &PointReport, number: usize) {
    let unsure = if point.sureness < UNSURE_BELOW { " (unsure)" } else { "" };
    page.item(2, &mark(point), Tone::Plain, &format!("{number}. {}{unsure}", point.title));
    if point.status != Status::Covered && !point.detail.is_empty() {
        page.paragraph(TEXT_COLUMN, Tone::Quiet, &format!("expected: {}", point.detail));
    }
    for quote in &point.evidence {
        self::quote(page, quote);
    }
    if let Some(people) = sentences::people(point) {
        page.paragraph(TEXT_COLUMN, Tone::Quiet, &people);
    }
}

fn quote(page: &mut Page, quote: &Quote) {
    let words = sentences::excerpt(&quote.text);
    let tone = if quote.why == Why::Misconception { Tone::Plain } else { Tone::Quiet };
    page.paragraph(TEXT_COLUMN, Tone::Plain, &format!("\"{words}\""));
    page.paragraph(TEXT_COLUMN + 2, tone, &sentences::reason(quote));
}

fn follow_up(page: &mut Page, follow_up: &FollowUpReport) {
    page.blank();
    if !follow_up.asked {
        return page.paragraph(2, Tone::Quiet, &format!("Follow-up, not asked: {}", follow_up.prompt));
    }
    page.item(2, &span(Tone::Strong, "Follow-up:"), Tone::Plain, &follow_up.prompt);
    page.paragraph(4, Tone::Quiet, &sentences::follow_up_coverage(follow_up.coverage));
    answer(page, 4, &follow_up.answer, &follow_up.points, None);
    points(page, &follow_up.points);
}
