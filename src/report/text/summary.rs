//! The first screen: verdict, coverage, rules, areas.

use super::page::{Page, Span, Tone, span};
use super::wording::{chance, count, likely, per_cent, points, question_name, standing};
use crate::interview::{Mode, SessionState};
use crate::report::{Pace, Report};
use crate::scoring::{AreaResult, Coverage, Exact, Judgement, NoVerdict, Standing, Verdict};

pub(super) fn head(page: &mut Page, report: &Report) {
    page.paragraph(0, Tone::Strong, &report.guide);
    let session = report.heading.session.map(|number| format!("session {number}"));
    let kind = match report.mode {
        Mode::Mock => "mock interview",
        Mode::Drill => "drill",
    };
    let facts = [Some(kind.to_owned()), session, report.heading.when.clone(), report.candidate.clone()];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    page.paragraph(0, Tone::Quiet, &capitalised(&facts.join(" · ")));
    for fact in conditions(report) {
        page.item(0, &span(Tone::Quiet, "·"), Tone::Plain, &fact);
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What was not as the guide writes it.
fn conditions(report: &Report) -> Vec<String> {
    let pace = match report.pace {
        Pace::Untimed => Some("Untimed: no clock ran.".to_owned()),
        Pace::Times(pace) if (pace - 1.0).abs() < 1e-9 => None,
        Pace::Times(pace) => Some(format!("Pace {pace}: every budget was {pace} times what the guide gives.")),
    };
    let interrupted = report.interrupted.then(|| "Interrupted: broken off and gone on with later.".to_owned());
    let state = match report.state {
        SessionState::Finished => None,
        SessionState::Open => Some("Still open: it can be gone on with.".to_owned()),
        SessionState::Abandoned => Some("Abandoned: given up before the end.".to_owned()),
    };
    let full = report.full.then(|| "With the optional round.".to_owned());
    let swaps =
        report.swaps.iter().map(|swap| format!("\"{}\" took the place of Question {}.", swap.title, swap.place));
    [state, interrupted, pace, full].into_iter().flatten().chain(swaps).collect()
}

pub(super) fn verdict(page: &mut Page, report: &Report) {
    page.heading("Verdict (an estimate)", "");
    match report.card.verdict {
        Verdict::Judged(judgement) => judged(page, report, judgement),
        Verdict::NotJudged(reason) => not_judged(page, report, reason),
    }
}

fn judged(page: &mut Page, report: &Report, judgement: Judgement) {
    let (symbol, word, tone) =
        if judgement.passed { ("✓", "PASS", Tone::Good) } else { ("✗", "NO PASS", Tone::Bad) };
    let close = if judgement.too_close { ", but too close to call" } else { "" };
    page.line(&[span(Tone::Plain, "  "), span(tone, format!("{symbol} {word}{close}"))]);
    let total = &report.card.total;
    let have = total.rounded.map_or_else(|| total.exact.to_string(), |rounded| rounded.to_string());
    let met = report.card.rules.iter().filter(|rule| rule.standing == Standing::Met).count();
    let mut sentences = format!(
        "{have} of {} points ({}), {met} of {} met. Chance that all are met: {}.",
        total.of,
        likely(total.likely),
        count(report.card.rules.len(), "rule"),
        chance(judgement.chance),
    );
    if judgement.by_rounding {
        sentences.push_str(" Rounding to whole points decided it: unrounded, the verdict would be the other.");
    }
    page.paragraph(4, Tone::Plain, &sentences);
}

fn not_judged(page: &mut Page, report: &Report, reason: NoVerdict) {
    page.line(&[span(Tone::Plain, "  "), span(Tone::Strong, "- NO OVERALL VERDICT")]);
    let why = match reason {
        NoVerdict::NotFinished => "The session did not come to its end.",
        NoVerdict::PartialPlan => "The session did not plan everything that the pass rules count.",
        NoVerdict::NoRules => "The guide has no pass rules.",
    };
    let total = &report.card.total;
    let earned = if total.asked > Exact::ZERO {
        format!(" {} of the {} asked for.", points(total.exact), total.asked)
    } else {
        String::new()
    };
    page.paragraph(4, Tone::Plain, &format!("{why}{earned}"));
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
    follow_ups(page, report);
}

fn follow_ups(page: &mut Page, report: &Report) {
    let all = || report.questions.iter().flat_map(|question| &question.follow_ups);
    let asked = all().filter(|follow_up| follow_up.asked).count();
    let coverage: Coverage = all().map(|follow_up| follow_up.coverage).sum();
    let heard = match coverage.points() {
        0 => String::new(),
        points => format!(" {} covered and {} partial of {points}.", coverage.covered, coverage.partial),
    };
    if asked > 0 {
        let asked = format!("{asked} of {} asked, not in the score.{heard}", count(all().count(), "follow-up"));
        page.paragraph(4, Tone::Quiet, &asked);
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
    let rounded = report.card.rules.iter().filter(|rule| rule.by_rounding);
    let rounded: Vec<&str> = rounded.map(|rule| rule.area.as_deref().unwrap_or("Total")).collect();
    if !rounded.is_empty() {
        page.paragraph(2, Tone::Plain, &format!("Decided by rounding to whole points: {}.", rounded.join(", ")));
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
        let cells = vec![span(Tone::Plain, band), span(Tone::Plain, area_score(area)).right(16)];
        page.row(2, &span(Tone::Strong, &area.title), cells);
        let bar = bar(area, page.width() * 2 / 5);
        let pass = area.pass_line.map(|line| format!(", pass line {line}")).unwrap_or_default();
        page.item(2, &bar, Tone::Plain, &format!(" {}{pass}", likely(area.likely)));
        let notes = area_notes(area);
        if !notes.is_empty() {
            page.paragraph(2, Tone::Quiet, &notes);
        }
    }
    let total = &report.card.total;
    if let Some(rounded) = total.rounded {
        let exact = if total.exact.is_whole() && total.exact.rounded() == rounded {
            format!("{rounded} of {}", total.of)
        } else {
            format!("{rounded} of {} (unrounded {})", total.of, total.exact)
        };
        page.row(2, &span(Tone::Strong, "Total of the rounded areas"), vec![span(Tone::Strong, exact)]);
    }
}

/// "17.5 -> 18 of 25", "18 of 25", or "3.5 of the 7 asked, of 25".
fn area_score(area: &AreaResult) -> String {
    match area.rounded {
        Some(rounded) if area.exact.is_whole() => format!("{rounded} of {}", area.max),
        Some(rounded) => format!("{} -> {rounded} of {}", area.exact, area.max),
        None => format!("{} of the {} asked for, of {}", area.exact, area.asked, area.max),
    }
}

/// What is odd about the area.
fn area_notes(area: &AreaResult) -> String {
    let band = match (&area.band, area.has_bands, area.rounded) {
        (None, false, _) => Some("no bands in the guide".to_owned()),
        (None, true, Some(_)) => Some("in none of the guide's bands".to_owned()),
        _ => None,
    };
    let source = area.from_round.then(|| "from the optional round".to_owned());
    let shared: Vec<String> = area.shared_questions.iter().map(question_name).collect();
    let shared =
        (!shared.is_empty()).then(|| format!("counts answers to {} that an area above counts too", shared.join(", ")));
    [band, source, shared].into_iter().flatten().collect::<Vec<_>>().join("; ")
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
