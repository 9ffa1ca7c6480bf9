//! What the marks are good for: time, what would flip the verdict, what to study; and how far to trust them.

use super::page::{Page, Tone, span};
use crate::report::sentences::{self, RAISES_SHOWN};
use crate::report::wording::point_name;
use crate::report::{Pace, Report};

pub(super) fn time(page: &mut Page, report: &Report) {
    if !sentences::has_time(report) {
        return;
    }
    let timing = &report.timing;
    page.heading("Time", "");
    let used = |used, budget| vec![span(Tone::Plain, sentences::time_used(used, budget, report.pace != Pace::Untimed))];
    for part in &timing.parts {
        page.row(2, &span(Tone::Plain, &part.title), used(part.used_seconds, part.budget_seconds));
    }
    let whole = used(timing.used_seconds, timing.budget_seconds);
    page.row(2, &span(Tone::Strong, "Whole interview, the screens between parts included"), whole);
    if let Some(words) = sentences::words_typed(report) {
        page.paragraph(2, Tone::Plain, &words);
    }
    if !timing.limits.is_empty() {
        page.paragraph(2, Tone::Strong, "Where time rather than knowledge may have limited the score:");
        for limit in &timing.limits {
            page.item(2, &span(Tone::Middling, "!"), Tone::Plain, &sentences::time_limit(limit));
        }
    }
}

pub(super) fn trend(page: &mut Page, report: &Report) {
    let Some(trend) = &report.trend else { return };
    let (title, lead) = sentences::TREND;
    page.heading(title, "");
    page.paragraph(2, Tone::Quiet, lead);
    for area in &trend.areas {
        page.row(2, &span(Tone::Plain, &area.area), vec![span(Tone::Plain, sentences::trend(area))]);
    }
}

pub(super) fn ratings(page: &mut Page, report: &Report) {
    let lines = sentences::ratings(report);
    if lines.is_empty() {
        return;
    }
    page.heading("Your own marks", "");
    for line in &lines {
        page.item(2, &span(Tone::Quiet, "·"), Tone::Plain, line);
    }
}

pub(super) fn flags(page: &mut Page, report: &Report) {
    if report.flags.is_empty() {
        return;
    }
    let (title, lead) = sentences::FLAGS;
    page.heading(title, "");
    page.paragraph(2, Tone::Plain, lead);
    for flag in &report.flags {
        let (symbol, name, text) = sentences::flag(flag);
        page.item(2, &span(Tone::Strong, symbol.to_string()), Tone::Strong, &name);
        page.paragraph(4, Tone::Quiet, text);
        for line in sentences::signs(flag) {
            page.paragraph(4, Tone::Plain, &line);
        }
    }
}

pub(super) fn flip(page: &mut Page, report: &Report) {
    let Some((title, lead)) = sentences::flip(report) else { return };
    page.heading(title, "");
    page.paragraph(2, Tone::Plain, &lead);
    for raise in report.raises.iter().take(RAISES_SHOWN) {
        let gain = span(Tone::Plain, format!("+{}", raise.gain)).right(6);
        page.item(2, &gain, Tone::Plain, &sentences::raise(raise));
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
        for line in sentences::study(study) {
            page.paragraph(5, Tone::Plain, &line);
        }
    }
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
    for note in sentences::notes(report) {
        page.item(2, &span(Tone::Quiet, "·"), Tone::Plain, &note);
    }
    if !report.readings.is_empty() {
        page.paragraph(2, Tone::Plain, sentences::READINGS_LEAD);
    }
    for reading in &report.readings {
        page.item(2, &span(Tone::Quiet, "·"), Tone::Plain, &sentences::reading(reading));
    }
}
