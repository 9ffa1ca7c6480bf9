//! What the marks are good for: time, what would flip the verdict, what to study; and how far to trust them.

use super::page::{Page, Tone, span};
use super::wording::{clock, count, point_name, points, question_name, status};
use crate::interview::SessionState;
use crate::report::timing::SPOKEN_WORDS_A_MINUTE;
use crate::report::{LimitKind, Pace, Report, Study, TimeLimit};
use crate::scoring::{Exact, RANGE_CHANCE, Verdict};

/// Points to raise that are named; past these the verdict is too far off for a list to help.
const RAISES_SHOWN: usize = 12;

pub(super) fn time(page: &mut Page, report: &Report) {
    let timing = &report.timing;
    let timed = report.pace != Pace::Untimed;
    if !timed && timing.used_seconds == 0 {
        // Answers came from a pipe: there is nothing to tell.
        return;
    }
    page.heading("Time", "");
    let used = |used: u64, budget: u32| {
        let budget = if timed { format!(" of {}", clock(u64::from(budget))) } else { String::new() };
        vec![span(Tone::Plain, format!("{}{budget}", clock(used)))]
    };
    for part in &timing.parts {
        page.row(2, &span(Tone::Plain, &part.title), used(part.used_seconds, part.budget_seconds));
    }
    let whole = used(timing.used_seconds, timing.budget_seconds);
    page.row(2, &span(Tone::Strong, "Whole interview, the screens between parts included"), whole);
    if let Some(pace) = timing.words_a_minute {
        let words = format!(
            "{} in {} of answering: {pace} a minute. The guide's minutes are meant for speaking, some {SPOKEN_WORDS_A_MINUTE} words a minute.",
            count(timing.words, "word"),
            clock(timing.answering_seconds),
        );
        page.paragraph(2, Tone::Plain, &words);
    }
    if !timing.limits.is_empty() {
        page.paragraph(2, Tone::Strong, "Where time rather than knowledge may have limited the score:");
        for limit in &timing.limits {
            page.item(2, &span(Tone::Middling, "!"), Tone::Plain, &time_limit(limit));
        }
    }
}

fn time_limit(limit: &TimeLimit) -> String {
    let what = match limit.kind {
        LimitKind::CutOff => "was cut off by the clock",
        LimitKind::NotReached => "was never reached before the clock ran out",
    };
    let open = format!("{} of its {} not covered", limit.open_points, count(limit.points, "answer point"));
    format!("{} {what}: {open}, worth {}.", question_name(&limit.question), points(limit.at_stake))
}

pub(super) fn flip(page: &mut Page, report: &Report) {
    let Some(flip) = &report.card.flip else { return };
    let judged = matches!(report.card.verdict, Verdict::Judged(_));
    page.heading(if judged { "What would flip the verdict" } else { "What would meet the unmet rules" }, "");
    let fewest = if flip.fewest { "no fewer would do" } else { "a small set; there may be a smaller" };
    let lead = match report.raises.len() {
        1 => "This one answer point, covered, would meet every unmet rule:".to_owned(),
        number => format!("These {number} answer points, covered, would meet every unmet rule ({fewest}):"),
    };
    page.paragraph(2, Tone::Plain, &lead);
    for raise in report.raises.iter().take(RAISES_SHOWN) {
        let gain = span(Tone::Plain, format!("+{}", raise.gain)).right(6);
        let name = point_name(&raise.title, raise.section.as_deref());
        let text = format!("{}, {name}: {} now", question_name(&raise.question), status(raise.from));
        page.item(2, &gain, Tone::Plain, &text);
    }
    if report.raises.len() > RAISES_SHOWN {
        page.paragraph(9, Tone::Quiet, &format!("and {} more", report.raises.len() - RAISES_SHOWN));
    }
}

pub(super) fn study(page: &mut Page, report: &Report) {
    if report.study.is_empty() {
        return;
    }
    page.heading("Study next", "");
    page.paragraph(2, Tone::Plain, "The open points worth most:");
    for (index, study) in report.study.iter().enumerate() {
        let number = span(Tone::Strong, format!("{}.", index + 1));
        page.item(2, &number, Tone::Strong, &point_name(&study.title, study.section.as_deref()));
        for line in study_lines(study) {
            page.paragraph(5, Tone::Plain, &line);
        }
    }
}

fn study_lines(study: &Study) -> Vec<String> {
    let place = format!("{}, {}", question_name(&study.question), study.question_title);
    let detail = (!study.detail.is_empty()).then(|| format!("Expected: {}", study.detail));
    let why = study.why.as_ref().map(|why| format!("Why: {why}"));
    let correction = study.correction.as_ref().map(|correction| format!("Set right: {correction}"));
    let worth = format!("{place}: {} now, worth {}", status(study.status), points(study.gain));
    [Some(worth), detail, why, correction].into_iter().flatten().collect()
}

pub(super) fn candidate_questions(page: &mut Page, report: &Report) {
    if report.candidate_questions.trim().is_empty() {
        return;
    }
    page.heading("The questions you would ask", "");
    page.paragraph(2, Tone::Plain, &report.candidate_questions);
}

pub(super) fn footer(page: &mut Page, report: &Report) {
    page.heading("How to read this", "");
    let mut notes = vec![
        "This is an estimate. The marks come from matching your words with the points the guide expects; an \
         interviewer may judge otherwise, and hears more than words."
            .to_owned(),
    ];
    if report.card.total.asked > Exact::ZERO {
        notes.push(format!(
            "A likely range is where the score lies {:.0} times in 10 if the marks' own chances are right.",
            RANGE_CHANCE * 10.0
        ));
    }
    if report.state == SessionState::Finished && report.interrupted {
        notes.push("An interrupted session is not comparable with one held in one go.".to_owned());
    }
    if let Some(engine) = &report.heading.engine {
        notes.push(format!("Marked by engine {engine}."));
    }
    for note in &notes {
        page.item(2, &span(Tone::Quiet, "·"), Tone::Plain, note);
    }
    if !report.readings.is_empty() {
        page.paragraph(
            2,
            Tone::Plain,
            "The guide contradicts itself where it moves the verdict, and is read like this:",
        );
    }
    for reading in &report.readings {
        let text = format!(
            "It says: {}. Trouble: {}. Read as: {}.",
            bare(&reading.says),
            bare(&reading.trouble),
            bare(&reading.resolution)
        );
        page.item(2, &span(Tone::Quiet, "·"), Tone::Plain, &text);
    }
}

/// A sentence without its full stop.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}
