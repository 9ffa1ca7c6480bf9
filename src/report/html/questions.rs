//! Question by question: the answer with its evidence marked, and every point with its mark and the reason.

use std::fmt::{self, Write};

use super::escape::safe;
use super::{begin, end};
use crate::mark::Status;
use crate::report::marked::{Piece, pieces};
use crate::report::sentences::{self, UNSURE_BELOW};
use crate::report::wording::{mark, question_title, status};
use crate::report::{FollowUpReport, Pace, PointReport, QuestionReport, Report};

pub(super) fn questions(out: &mut String, report: &Report) -> fmt::Result {
    begin(out, "questions", "Questions and answers")?;
    for (question, number) in report.questions.iter().zip(1..) {
        self::question(out, report, question, &format!("q{number}"))?;
    }
    end(out)
}

fn question(out: &mut String, report: &Report, question: &QuestionReport, id: &str) -> fmt::Result {
    let score = question.score.as_ref().filter(|_| question.asked);
    let score = score
        .map_or_else(String::new, |score| format!(" <span class=\"score\">{} of {}</span>", score.score, score.max));
    writeln!(out, "<article aria-labelledby=\"{id}\">")?;
    writeln!(out, "<h3 id=\"{id}\">{}{score}</h3>", safe(&question_title(question)))?;
    writeln!(out, "<p class=\"prompt\" dir=\"auto\">{}</p>", safe(&question.prompt))?;
    if question.asked {
        let facts = sentences::answer_facts(question, report.pace != Pace::Untimed);
        writeln!(out, "<p class=\"quiet\">{facts}</p>")?;
        answer(out, &question.answer, &question.points, question.prompted_from, id)?;
        points(out, &question.points, id)?;
    } else {
        writeln!(out, "<p class=\"quiet\">Not asked.</p>")?;
    }
    for (follow_up, number) in question.follow_ups.iter().zip(1..) {
        self::follow_up(out, follow_up, &format!("{id}-f{number}"))?;
    }
    writeln!(out, "</article>")
}

fn follow_up(out: &mut String, follow_up: &FollowUpReport, id: &str) -> fmt::Result {
    let prompt = safe(&follow_up.prompt);
    if !follow_up.asked {
        return writeln!(out, "<p class=\"quiet\">Follow-up, not asked: {prompt}</p>");
    }
    writeln!(out, "<h4>Follow-up</h4>\n<p class=\"prompt\" dir=\"auto\">{prompt}</p>")?;
    writeln!(out, "<p class=\"quiet\">{}</p>", sentences::follow_up_coverage(follow_up.coverage))?;
    answer(out, &follow_up.answer, &follow_up.points, None, id)?;
    points(out, &follow_up.points, id)
}

/// The answer; what counted is marked, says why when pointed at, and is followed by links to its points.
fn answer(out: &mut String, text: &str, points: &[PointReport], prompted_from: Option<usize>, id: &str) -> fmt::Result {
    if text.trim().is_empty() {
        return Ok(());
    }
    let pieces = pieces(text, points, prompted_from);
    let marked = pieces.iter().any(|piece| piece.earned().is_some());
    let how = if marked { ", what counted marked, with the numbers of its points" } else { "" };
    write!(out, "<h4>Your answer{how}</h4>\n<div class=\"answer\" dir=\"auto\">")?;
    pieces.iter().try_for_each(|piece| self::piece(out, piece, points, id))?;
    writeln!(out, "</div>")
}

fn piece(out: &mut String, piece: &Piece<'_>, points: &[PointReport], id: &str) -> fmt::Result {
    if piece.prompted {
        out.write_str("<em class=\"quiet\">(when prompted:)</em> ")?;
    }
    match piece.earned() {
        None => write!(out, "{}", safe(piece.text))?,
        Some(earned) => {
            let reasons = reasons(piece, points);
            write!(out, "<mark class=\"{}\" title=\"{}\">{}</mark>", status(earned), safe(&reasons), safe(piece.text))?;
        }
    }
    for (number, label) in &piece.ends {
        write!(out, "<sup><a href=\"#{id}-p{number}\" aria-label=\"point {label}\">{label}</a></sup>")?;
    }
    Ok(())
}

/// Why the words count, one line for each point.
fn reasons(piece: &Piece<'_>, points: &[PointReport]) -> String {
    let reasons = piece.evidence.iter().filter_map(|(number, quote)| {
        let point = points.get(number - 1)?;
        let reason = sentences::excerpt(&sentences::reason(quote));
        Some(format!("{number}. {}: {reason}", point.title))
    });
    reasons.collect::<Vec<_>>().join("\n")
}

/// The points, numbered, under their sections where they have some.
fn points(out: &mut String, points: &[PointReport], id: &str) -> fmt::Result {
    let mut from = 0;
    for run in points.chunk_by(|one, next| one.section == next.section) {
        if let Some(section) = run.first().and_then(|point| point.section.as_ref()) {
            writeln!(out, "<h4>{}</h4>", safe(section))?;
        }
        writeln!(out, "<ol class=\"points\" start=\"{}\">", from + 1)?;
        for (point, number) in run.iter().zip(from + 1..) {
            self::point(out, point, &format!("{id}-p{number}"))?;
        }
        writeln!(out, "</ol>")?;
        from += run.len();
    }
    Ok(())
}

fn point(out: &mut String, point: &PointReport, id: &str) -> fmt::Result {
    let (symbol, word) = mark(point);
    let unsure = if point.sureness < UNSURE_BELOW { " <span class=\"quiet\">(unsure)</span>" } else { "" };
    let (class, title) = (status(point.status), safe(&point.title));
    write!(
        out,
        "<li id=\"{id}\"><p><span class=\"status {class}\"><span aria-hidden=\"true\">{symbol}</span> {word}</span> "
    )?;
    writeln!(out, "<strong>{title}</strong>{unsure}</p>")?;
    if point.status != Status::Covered && !point.detail.is_empty() {
        writeln!(out, "<p class=\"quiet\">expected: {}</p>", safe(&point.detail))?;
    }
    if let Some(people) = sentences::people(point) {
        writeln!(out, "<p class=\"quiet\">{}</p>", safe(&people))?;
    }
    for quote in &point.evidence {
        let (words, reason) = (sentences::excerpt(&quote.text), sentences::reason(quote));
        writeln!(out, "<p class=\"evidence\"><q>{}</q> {}</p>", safe(&words), safe(&reason))?;
    }
    writeln!(out, "</li>")
}
