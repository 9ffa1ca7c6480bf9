//! Verdict, coverage, rules, areas, time; and what to do next.

use std::fmt::{self, Write};

use super::chart;
use super::escape::safe;
use super::{begin, end, list};
use crate::report::sentences::{self, RAISES_SHOWN};
use crate::report::wording::{chance, per_cent, point_name, question_title, standing};
use crate::report::{Pace, Report};
use crate::scoring::{Coverage, Exact, Standing};

pub(super) fn verdict(out: &mut String, report: &Report) -> fmt::Result {
    let verdict = sentences::verdict(report);
    let class = match verdict.passed {
        Some(true) => "good",
        Some(false) => "bad",
        None => "neutral",
    };
    begin(out, "verdict", "Verdict (an estimate)")?;
    let (symbol, word) = (verdict.symbol, verdict.word);
    writeln!(out, "<p class=\"verdict {class}\"><span aria-hidden=\"true\">{symbol}</span> {word}</p>")?;
    writeln!(out, "<p>{}</p>", safe(&verdict.text))?;
    if let Some(machine) = sentences::machine_verdict(report) {
        writeln!(out, "<p class=\"quiet\">{}</p>", safe(&machine))?;
    }
    end(out)
}

pub(super) fn coverage(out: &mut String, report: &Report) -> fmt::Result {
    if report.card.parts.is_empty() {
        return Ok(());
    }
    begin(out, "coverage", "Coverage of the expected points")?;
    writeln!(
        out,
        "<table><thead><tr><th scope=\"col\">Part</th><th scope=\"col\">covered</th><th scope=\"col\">partial</th>\
         <th scope=\"col\">missed</th><th scope=\"col\">of</th><th scope=\"col\">share</th></tr></thead><tbody>"
    )?;
    for part in &report.card.parts {
        let title = match part.asked {
            asked if asked < part.planned => {
                format!("{} <small>({asked} of {} questions asked)</small>", safe(&part.title), part.planned)
            }
            _ => safe(&part.title).to_string(),
        };
        coverage_row(out, &title, part.coverage)?;
    }
    writeln!(out, "</tbody>")?;
    if report.card.parts.len() > 1 {
        writeln!(out, "<tfoot>")?;
        coverage_row(out, "All", report.card.parts.iter().map(|part| part.coverage).sum())?;
        writeln!(out, "</tfoot>")?;
    }
    writeln!(out, "</table>")?;
    paragraph(out, sentences::follow_ups(report))?;
    writeln!(out, "<h3>Every point</h3>")?;
    chart::legend(out)?;
    writeln!(out, "<ul class=\"maps\">")?;
    for (question, number) in report.questions.iter().zip(1..) {
        write!(out, "<li><a href=\"#q{number}\">{}</a> ", safe(&question_title(question)))?;
        chart::map(out, question)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")?;
    end(out)
}

fn coverage_row(out: &mut String, title: &str, counts: Coverage) -> fmt::Result {
    let (covered, partial, missed, points) = (counts.covered, counts.partial, counts.missed, counts.points());
    let share = if points == 0 { "-".to_owned() } else { per_cent(counts.share()) };
    writeln!(
        out,
        "<tr><th scope=\"row\">{title}</th><td>{covered}</td><td>{partial}</td><td>{missed}</td><td>{points}</td>\
         <td>{share}</td></tr>"
    )
}

fn paragraph(out: &mut String, text: Option<String>) -> fmt::Result {
    text.map_or(Ok(()), |text| writeln!(out, "<p>{}</p>", safe(&text)))
}

pub(super) fn rules(out: &mut String, report: &Report) -> fmt::Result {
    if report.card.rules.is_empty() {
        return Ok(());
    }
    begin(out, "rules", "Pass rules")?;
    writeln!(
        out,
        "<table><thead><tr><th scope=\"col\">Rule</th><th scope=\"col\">need</th><th scope=\"col\">have</th>\
         <th scope=\"col\">chance</th><th scope=\"col\">standing</th></tr></thead><tbody>"
    )?;
    for rule in &report.card.rules {
        let class = match rule.standing {
            Standing::Met => "good",
            Standing::NotMet => "bad",
            Standing::NotJudged => "quiet",
        };
        let (symbol, word) = standing(rule.standing);
        let have = rule.have.map_or_else(|| "-".to_owned(), |have| have.to_string());
        let sure = rule.chance.map_or_else(|| "-".to_owned(), chance);
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{} of {}</td><td>{have}</td><td>{sure}</td>\
             <td class=\"{class}\"><span aria-hidden=\"true\">{symbol}</span> {word}</td></tr>",
            safe(rule.area.as_deref().unwrap_or("Total")),
            rule.at_least,
            rule.of
        )?;
    }
    writeln!(out, "</tbody></table>")?;
    paragraph(out, sentences::rounded_rules(report))?;
    end(out)
}

pub(super) fn trend(out: &mut String, report: &Report) -> fmt::Result {
    let Some(trend) = &report.trend else { return Ok(()) };
    let (title, lead) = sentences::TREND;
    begin(out, "trend", title)?;
    writeln!(out, "<p class=\"quiet\">{lead} The line across is the pass line.</p>\n<ul class=\"trends\">")?;
    for area in &trend.areas {
        let (title, scores) = (safe(&area.area), sentences::trend(area));
        writeln!(out, "<li><p class=\"row\"><strong>{title}</strong> <span>{}</span></p>", safe(&scores))?;
        chart::trend(out, area)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")?;
    end(out)
}

pub(super) fn areas(out: &mut String, report: &Report) -> fmt::Result {
    let asked = || report.card.areas.iter().filter(|area| area.asked > Exact::ZERO);
    if asked().next().is_none() {
        return Ok(());
    }
    begin(out, "areas", "Areas")?;
    writeln!(
        out,
        "<p class=\"quiet\">The bar is what was earned, the thin one below it the likely range, the line across it the \
         pass line.</p>\n<ul class=\"bars\">"
    )?;
    for area in asked() {
        let band = area.band.as_ref().map(|band| format!("{}, ", safe(&band.name))).unwrap_or_default();
        let (title, score) = (safe(&area.title), sentences::area_score(area));
        writeln!(out, "<li><p class=\"row\"><strong>{title}</strong> <span>{band}{}</span></p>", safe(&score))?;
        chart::area_bar(out, area)?;
        let notes = sentences::area_notes(area);
        let notes = if notes.is_empty() { String::new() } else { format!("; {}", safe(&notes)) };
        writeln!(out, "<p class=\"quiet\">{}{notes}</p></li>", safe(&sentences::area_range(area)))?;
    }
    writeln!(out, "</ul>")?;
    if let Some(total) = sentences::total(report) {
        let row = "<p class=\"row total\"><strong>Total of the rounded areas</strong>";
        writeln!(out, "{row} <strong>{total}</strong></p>")?;
    }
    end(out)
}

pub(super) fn time(out: &mut String, report: &Report) -> fmt::Result {
    if !sentences::has_time(report) {
        return Ok(());
    }
    let timed = report.pace != Pace::Untimed;
    let timing = &report.timing;
    begin(out, "time", "Time")?;
    writeln!(out, "<table><thead><tr><th scope=\"col\">Part</th><th scope=\"col\">used</th></tr></thead><tbody>")?;
    for part in &timing.parts {
        let used = sentences::time_used(part.used_seconds, part.budget_seconds, timed);
        writeln!(out, "<tr><th scope=\"row\">{}</th><td>{used}</td></tr>", safe(&part.title))?;
    }
    let whole = sentences::time_used(timing.used_seconds, timing.budget_seconds, timed);
    writeln!(out, "</tbody><tfoot><tr><th scope=\"row\">Whole interview, the screens between parts included</th>")?;
    writeln!(out, "<td>{whole}</td></tr></tfoot></table>")?;
    paragraph(out, sentences::words_typed(report))?;
    question_times(out, report, timed)?;
    if !timing.limits.is_empty() {
        writeln!(out, "<h3>Where time rather than knowledge may have limited the score</h3>\n<ul>")?;
        for limit in &timing.limits {
            writeln!(out, "<li>{}</li>", safe(&sentences::time_limit(limit)))?;
        }
        writeln!(out, "</ul>")?;
    }
    end(out)
}

fn question_times(out: &mut String, report: &Report, timed: bool) -> fmt::Result {
    let used = report.questions.iter().map(|question| question.used_seconds);
    let budgets = report.questions.iter().map(|question| u64::from(question.budget_seconds)).filter(|_| timed);
    let longest = used.chain(budgets).max().unwrap_or(0);
    let line = if timed { " The line across a bar is its budget, which is guidance." } else { "" };
    writeln!(out, "<h3>Time used for each question</h3>\n<p class=\"quiet\">Follow-ups not included.{line}</p>")?;
    writeln!(out, "<ul class=\"bars\">")?;
    for question in &report.questions {
        let used = sentences::time_used(question.used_seconds, question.budget_seconds, timed);
        let used = if question.reached { used } else { "never reached".to_owned() };
        let title = safe(&question_title(question)).to_string();
        writeln!(out, "<li><p class=\"row\"><span>{title}</span> <span>{used}</span></p>")?;
        chart::time_bar(out, question.used_seconds, timed.then_some(question.budget_seconds), longest)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")
}

pub(super) fn flags(out: &mut String, report: &Report) -> fmt::Result {
    if report.flags.is_empty() {
        return Ok(());
    }
    let (title, lead) = sentences::FLAGS;
    begin(out, "flags", title)?;
    writeln!(out, "<p>{lead}</p>\n<ul>")?;
    for flag in &report.flags {
        let (symbol, name, text) = sentences::flag(flag);
        writeln!(out, "<li><p><span aria-hidden=\"true\">{symbol}</span> <strong>{}</strong></p>", safe(&name))?;
        writeln!(out, "<p class=\"quiet\">{}</p>", safe(text))?;
        list(out, &sentences::signs(flag))?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ul>")?;
    end(out)
}

pub(super) fn flip(out: &mut String, report: &Report) -> fmt::Result {
    let Some((title, lead)) = sentences::flip(report) else { return Ok(()) };
    begin(out, "flip", title)?;
    writeln!(out, "<p>{lead}</p>\n<ul>")?;
    for raise in report.raises.iter().take(RAISES_SHOWN) {
        writeln!(out, "<li><strong>+{}</strong> {}</li>", raise.gain, safe(&sentences::raise(raise)))?;
    }
    if report.raises.len() > RAISES_SHOWN {
        writeln!(out, "<li>and {} more</li>", report.raises.len() - RAISES_SHOWN)?;
    }
    writeln!(out, "</ul>")?;
    end(out)
}

pub(super) fn study(out: &mut String, report: &Report) -> fmt::Result {
    if report.study.is_empty() {
        return Ok(());
    }
    begin(out, "study", "Study next")?;
    writeln!(out, "<p>The open points worth most:</p>\n<ol>")?;
    for study in &report.study {
        let name = point_name(&study.title, study.section.as_deref());
        writeln!(out, "<li><p><strong>{}</strong></p>", safe(&name))?;
        for text in sentences::study(study) {
            writeln!(out, "<p>{}</p>", safe(&text))?;
        }
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol>")?;
    end(out)
}
