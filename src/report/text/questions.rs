//! Question by question: every point with its mark and the words behind it.

use super::page::{Page, Tone, span};
use super::wording::{clock, count, mark, question_name};
use crate::interview::Ending;
use crate::mark::{Status, Why};
use crate::report::{FollowUpReport, Pace, PointReport, QuestionReport, Quote, Report};
use crate::scoring::QuestionScore;

/// A mark less sure than this is said to be so: it is then more likely than not to be at the border.
const UNSURE_BELOW: f64 = 0.6;
/// Characters of a quote that are shown; the middle of a longer one is left out.
const LONGEST_QUOTE: usize = 200;
/// Column in which the text behind a mark's word begins.
const TEXT_COLUMN: usize = 12;

pub(super) fn questions(page: &mut Page, report: &Report) {
    for question in &report.questions {
        heading(page, question);
        if question.asked {
            facts(page, question, report.pace != Pace::Untimed);
            points(page, &question.points);
        } else {
            page.paragraph(2, Tone::Quiet, "Not asked.");
        }
        for follow_up in &question.follow_ups {
            self::follow_up(page, follow_up);
        }
    }
}

fn heading(page: &mut Page, question: &QuestionReport) {
    let place = question.in_place_of.map(|number| format!(" (for Question {number})")).unwrap_or_default();
    let title = if question.key.as_number().is_some() || question.key.is_follow_up() {
        format!("{}: {}{place}", question_name(&question.key), question.title)
    } else {
        format!("{}{place}", question.title)
    };
    let score = question.score.as_ref().filter(|_| question.asked).map(score).unwrap_or_default();
    page.heading(&title, &score);
}

fn score(score: &QuestionScore) -> String {
    format!("{} of {}", score.score, score.max)
}

/// Time, words and how it ended, in one line.
fn facts(page: &mut Page, question: &QuestionReport, timed: bool) {
    let mut facts = Vec::new();
    if !question.reached {
        facts.push("never reached".to_owned());
    } else if question.is_blank() {
        facts.push(format!("left blank after {}", clock(question.used_seconds)));
    } else {
        let used = clock(question.used_seconds);
        facts.push(if timed { format!("{used} of {}", clock(u64::from(question.budget_seconds))) } else { used });
        let speed = question.words_a_minute.map(|words| format!(", {words} a minute")).unwrap_or_default();
        facts.push(format!("{}{speed}", count(question.words, "word")));
    }
    if question.ending == Some(Ending::CutOff) {
        facts.push("cut off by the clock".to_owned());
    }
    if question.flagged {
        facts.push("flagged".to_owned());
    }
    if question.prompted_from.is_some() {
        facts.push("partly prompted".to_owned());
    }
    page.paragraph(2, Tone::Quiet, &facts.join(" · "));
}

/// The points, under their sections where they have some.
fn points(page: &mut Page, points: &[PointReport]) {
    let mut section = None;
    for point in points {
        if point.section.is_some() && point.section != section {
            page.blank();
            page.paragraph(2, Tone::Strong, point.section.as_deref().unwrap_or_default());
        }
        section.clone_from(&point.section);
        self::point(page, point);
    }
}

fn point(page: &mut Page, point: &PointReport) {
    let unsure = if point.sureness < UNSURE_BELOW { " (unsure)" } else { "" };
    page.item(2, &mark(point), Tone::Plain, &format!("{}{unsure}", point.title));
    if point.status != Status::Covered && !point.detail.is_empty() {
        page.paragraph(TEXT_COLUMN, Tone::Quiet, &format!("expected: {}", point.detail));
    }
    for quote in &point.evidence {
        self::quote(page, quote);
    }
}

fn quote(page: &mut Page, quote: &Quote) {
    let words = excerpt(&quote.text);
    let prompted = if quote.prompted { ", when prompted" } else { "" };
    let reason = match quote.why {
        Why::Pattern => quote.idea.clone(),
        Why::Weak => format!("{} - hedged, or only listed", quote.idea),
        Why::Named => "named, not explained".to_owned(),
        Why::Negated => format!("{} - denied, so it earned nothing", quote.idea),
        Why::Misconception => {
            page.paragraph(TEXT_COLUMN, Tone::Plain, &format!("you said \"{words}\"{prompted}"));
            return page.paragraph(TEXT_COLUMN, Tone::Plain, &format!("rather: {}", quote.idea));
        }
    };
    page.paragraph(TEXT_COLUMN, Tone::Plain, &format!("\"{words}\""));
    page.paragraph(TEXT_COLUMN + 2, Tone::Quiet, &format!("{reason}{prompted}"));
}

/// A quote on one line, its middle left out where it is long.
fn excerpt(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= LONGEST_QUOTE {
        return words;
    }
    let half = LONGEST_QUOTE / 2;
    let head: String = words.chars().take(half).collect();
    let tail: Vec<char> = words.chars().rev().take(half).collect();
    format!("{} ... {}", head.trim_end(), tail.into_iter().rev().collect::<String>().trim_start())
}

fn follow_up(page: &mut Page, follow_up: &FollowUpReport) {
    page.blank();
    if !follow_up.asked {
        return page.paragraph(2, Tone::Quiet, &format!("Follow-up, not asked: {}", follow_up.prompt));
    }
    page.item(2, &span(Tone::Strong, "Follow-up:"), Tone::Plain, &follow_up.prompt);
    if follow_up.points.is_empty() {
        return page.paragraph(4, Tone::Quiet, "answered; the guide expects no points of it");
    }
    let coverage = follow_up.coverage;
    let counts = format!(
        "{} covered, {} partial, {} missed of {}; not in the score",
        coverage.covered,
        coverage.partial,
        coverage.missed,
        coverage.points()
    );
    page.paragraph(4, Tone::Quiet, &counts);
    points(page, &follow_up.points);
}
