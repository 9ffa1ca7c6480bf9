//! The first screen: verdict, coverage, rules, areas.

use super::page::{Page, Span, Tone, span};
use super::standing;
use crate::report::Report;
use crate::report::sentences;
use crate::report::wording::{chance, count, per_cent};
use crate::scoring::{AreaResult, Coverage, Exact};

pub(super) fn head(page: &mut Page, report: &Report) {
    page.paragraph(0, Tone::Strong, &report.guide);
    page.paragraph(0, Tone::Quiet, &sentences::session(report));
    for fact in sentences::conditions(report) {
        page.item(0, &span(Tone::Quiet, "·"), Tone::Plain, &fact);
    }
}

pub(super) fn verdict(page: &mut Page, report: &Report) {
    page.heading("Verdict (an estimate)", "");
    let verdict = sentences::verdict(report);
    let tone = match verdict.passed {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Strong,
    };
    page.line(&[span(Tone::Plain, "  "), span(tone, format!("{} {}", verdict.symbol, verdict.word))]);
    page.paragraph(4, Tone::Plain, &verdict.text);
    if let Some(machine) = sentences::machine_verdict(report) {
        page.paragraph(4, Tone::Quiet, &machine);
    }
}

pub(super) fn coverage(page: &mut Page, report: &Report) {
    if report.card.parts.is_empty() {
        return;
    }
    page.heading("Coverage of the expected points", "");
    page.row(2, &span(Tone::Quiet, ""), coverage_titles());
    for part in &report.card.parts {
        let cells = match part.asked {
            0 => vec![span(Tone::Quiet, "not asked")],
            _ => coverage_cells(part.coverage, Tone::Plain),
        };
        page.marked_row(2, span(Tone::Plain, short_key(&part.key)), &span(Tone::Plain, &part.title), cells);
        if (1..part.planned).contains(&part.asked) {
            page.paragraph(4, Tone::Quiet, &format!("{} of {} asked", part.asked, count(part.planned, "question")));
        }
    }
    if report.card.parts.len() > 1 {
        let all: Coverage = report.card.parts.iter().map(|part| part.coverage).sum();
        page.marked_row(2, span(Tone::Plain, " "), &span(Tone::Strong, "All"), coverage_cells(all, Tone::Strong));
    }
    if let Some(follow_ups) = sentences::follow_ups(report) {
        page.paragraph(4, Tone::Quiet, &follow_ups);
    }
}

/// The number of a part; the round's key is a word, and its title says it better.
fn short_key(key: &str) -> &str {
    if key.parse::<u32>().is_ok() { key } else { "+" }
}

fn coverage_titles() -> Vec<Span> {
    let titles = [("covered", 7), ("partial", 9), ("missed", 8), ("of", 5), ("", 8)];
    titles.into_iter().map(|(title, width)| span(Tone::Quiet, title).right(width)).collect()
}

fn coverage_cells(coverage: Coverage, tone: Tone) -> Vec<Span> {
    let counts = [(coverage.covered, 7), (coverage.partial, 9), (coverage.missed, 8), (coverage.points(), 5)];
    let counts = counts.into_iter().map(|(number, width)| span(Tone::Plain, number.to_string()).right(width));
    counts.chain([span(tone, per_cent(coverage.share())).right(8)]).collect()
}

pub(super) fn rules(page: &mut Page, report: &Report) {
    if report.card.rules.is_empty() {
        return;
    }
    page.heading("Pass rules", "");
    let titles = [("need", 11), ("have", 7), ("chance", 11)];
    let titles = titles.into_iter().map(|(title, width)| span(Tone::Quiet, title).right(width)).collect();
    page.row(2, &span(Tone::Quiet, ""), titles);
    for rule in &report.card.rules {
        let subject = rule.area.as_deref().unwrap_or("Total");
        let have = rule.have.map_or_else(|| "-".to_owned(), |have| have.to_string());
        let sure = rule.chance.map_or_else(|| "-".to_owned(), chance);
        let cells = vec![
            span(Tone::Plain, format!("{} of {}", rule.at_least, rule.of)).right(11),
            span(Tone::Strong, have).right(7),
            span(Tone::Plain, sure).right(11),
        ];
        page.marked_row(2, standing(rule.standing), &span(Tone::Plain, subject), cells);
    }
    if let Some(rounded) = sentences::rounded_rules(report) {
        page.paragraph(2, Tone::Plain, &rounded);
    }
}

pub(super) fn areas(page: &mut Page, report: &Report) {
    let asked: Vec<&AreaResult> = report.card.areas.iter().filter(|area| area.asked > Exact::ZERO).collect();
    if asked.is_empty() {
        return;
    }
    page.heading("Areas", "");
    for area in asked {
        let band = area.band.as_ref().map(|band| format!("{}   ", band.name)).unwrap_or_default();
        let cells = vec![span(Tone::Plain, band), span(Tone::Plain, sentences::area_score(area)).right(16)];
        page.row(2, &span(Tone::Strong, &area.title), cells);
        let bar = bar(area, page.width() * 2 / 5);
        page.item(2, &bar, Tone::Plain, &format!(" {}", sentences::area_range(area)));
        let notes = sentences::area_notes(area);
        if !notes.is_empty() {
            page.paragraph(2, Tone::Quiet, &notes);
        }
    }
    if let Some(total) = sentences::total(report) {
        page.row(2, &span(Tone::Strong, "Total of the rounded areas"), vec![span(Tone::Strong, total)]);
    }
}

/// Points as a bar, with the pass line in it.
fn bar(area: &AreaResult, width: usize) -> Span {
    let score = area.rounded.map_or_else(|| area.exact.to_f64(), f64::from);
    let filled = cells(score, area.max, width);
    let line = area.pass_line.map(|points| cells(f64::from(points), area.max, width).min(width - 1));
    let cell = |index: usize| match index {
        _ if Some(index) == line => '┃',
        _ if index < filled => '█',
        _ => '░',
    };
    let tone = match (area.pass_line, area.rounded) {
        (Some(line), Some(points)) if points >= line => Tone::Good,
        (Some(_), Some(_)) => Tone::Bad,
        _ => Tone::Plain,
    };
    span(tone, (0..width).map(cell).collect::<String>())
}

/// Cells of a bar that so many of `max` points fill.
fn cells(points: f64, max: u32, width: usize) -> usize {
    let share = (points / f64::from(max.max(1))).clamp(0.0, 1.0);
    let filled = |cells: &usize| {
        let cells = u32::try_from(*cells).unwrap_or(u32::MAX);
        let width = u32::try_from(width).unwrap_or(u32::MAX);
        f64::from(cells) <= share * f64::from(width) + 0.5
    };
    (0..=width).take_while(filled).last().unwrap_or(0)
}
