//! The report as Markdown (`CommonMark` with tables), to paste into an issue or a note.
//!
//! Everything that a person or a guide wrote is escaped, so that it reads as it was written: no markup, no HTML, no links
//! and no mentions come of it. Evidence is in bold where it stands, with the numbers of its points.

mod compare;

use std::fmt::{self, Write};

pub use compare::comparison_markdown;

use super::marked::{Piece, pieces};
use super::sentences::{self, RAISES_SHOWN, UNSURE_BELOW};
use super::wording::{chance, mark, per_cent, point_name, question_title, standing};
use super::{FollowUpReport, Pace, PointReport, QuestionReport, Report, inert};
use crate::mark::Status;
use crate::scoring::{Coverage, Exact};
use crate::text::one_line;

/// The report as Markdown, with a line feed at its end.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = document(&mut out, report);
    out
}

fn document(out: &mut String, report: &Report) -> fmt::Result {
    writeln!(out, "# {}\n\n{}", line(&report.guide), line(&sentences::session(report)))?;
    list(out, sentences::conditions(report).iter())?;
    let verdict = sentences::verdict(report);
    writeln!(out, "\n## Verdict (an estimate)\n\n**{} {}**\n\n{}", verdict.symbol, verdict.word, line(&verdict.text))?;
    if let Some(machine) = sentences::machine_verdict(report) {
        writeln!(out, "\n{}", line(&machine))?;
    }
    coverage(out, report)?;
    rules(out, report)?;
    areas(out, report)?;
    time(out, report)?;
    if let Some(trend) = &report.trend {
        let (title, lead) = sentences::TREND;
        writeln!(out, "\n## {title}\n\n{lead}")?;
        list(
            out,
            trend
                .areas
                .iter()
                .map(|area| format!("{}: {}", area.area, sentences::trend(area)))
                .collect::<Vec<_>>()
                .iter(),
        )?;
    }
    for question in &report.questions {
        self::question(out, report, question)?;
    }
    let ratings = sentences::ratings(report);
    if !ratings.is_empty() {
        writeln!(out, "\n## Your own marks")?;
        list(out, ratings.iter())?;
    }
    flags(out, report)?;
    flip(out, report)?;
    study(out, report)?;
    if !report.candidate_questions.trim().is_empty() {
        writeln!(out, "\n## The questions you would ask\n")?;
        quoted(out, &pieces(&report.candidate_questions, &[], None))?;
    }
    footer(out, report)
}

fn list<'a>(out: &mut String, items: impl Iterator<Item = &'a String>) -> fmt::Result {
    for (index, item) in items.enumerate() {
        let gap = if index == 0 { "\n" } else { "" };
        writeln!(out, "{gap}- {}", line(item))?;
    }
    Ok(())
}

fn coverage(out: &mut String, report: &Report) -> fmt::Result {
    if report.card.parts.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Coverage of the expected points\n")?;
    writeln!(out, "| part | covered | partial | missed | of | coverage |\n|---|--:|--:|--:|--:|--:|")?;
    let row = |out: &mut String, title: &str, counts: Coverage| {
        let (covered, partial, missed) = (counts.covered, counts.partial, counts.missed);
        let share = per_cent(counts.share());
        writeln!(out, "| {title} | {covered} | {partial} | {missed} | {} | {share} |", counts.points())
    };
    for part in &report.card.parts {
        let title = line(&part.title);
        match part.asked {
            0 => writeln!(out, "| {title} | | | | | not asked |")?,
            asked if asked < part.planned => {
                row(out, &format!("{title} ({asked} of {} questions asked)", part.planned), part.coverage)?;
            }
            _ => row(out, &title, part.coverage)?,
        }
    }
    if report.card.parts.len() > 1 {
        row(out, "**All**", report.card.parts.iter().map(|part| part.coverage).sum())?;
    }
    sentences::follow_ups(report).map_or(Ok(()), |text| writeln!(out, "\n{text}"))
}

fn rules(out: &mut String, report: &Report) -> fmt::Result {
    if report.card.rules.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Pass rules\n")?;
    writeln!(out, "| rule | | need | have | chance |\n|---|---|--:|--:|--:|")?;
    for rule in &report.card.rules {
        let (symbol, word) = standing(rule.standing);
        let subject = line(rule.area.as_deref().unwrap_or("Total"));
        let have = rule.have.map_or_else(|| "-".to_owned(), |have| have.to_string());
        let sure = rule.chance.map_or_else(|| "-".to_owned(), chance);
        writeln!(out, "| {subject} | {symbol} {word} | {} of {} | {have} | {sure} |", rule.at_least, rule.of)?;
    }
    sentences::rounded_rules(report).map_or(Ok(()), |text| writeln!(out, "\n{}", line(&text)))
}

fn areas(out: &mut String, report: &Report) -> fmt::Result {
    let asked = || report.card.areas.iter().filter(|area| area.asked > Exact::ZERO);
    if asked().next().is_none() {
        return Ok(());
    }
    writeln!(out, "\n## Areas\n\n| area | band | points | range | remarks |\n|---|---|--:|---|---|")?;
    for area in asked() {
        let band = area.band.as_ref().map_or("", |band| band.name.as_str());
        let (score, range) = (sentences::area_score(area), sentences::area_range(area));
        let notes = sentences::area_notes(area);
        let cells = [area.title.as_str(), band, &score, &range, &notes].map(line);
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    let total = sentences::total(report);
    total.map_or(Ok(()), |total| writeln!(out, "| **Total of the rounded areas** | | **{total}** | | |"))
}

fn time(out: &mut String, report: &Report) -> fmt::Result {
    if !sentences::has_time(report) {
        return Ok(());
    }
    let timed = report.pace != Pace::Untimed;
    let timing = &report.timing;
    writeln!(out, "\n## Time\n\n| part | used |\n|---|--:|")?;
    for part in &timing.parts {
        let used = sentences::time_used(part.used_seconds, part.budget_seconds, timed);
        writeln!(out, "| {} | {used} |", line(&part.title))?;
    }
    let whole = sentences::time_used(timing.used_seconds, timing.budget_seconds, timed);
    writeln!(out, "| **Whole interview, the screens between parts included** | {whole} |")?;
    if let Some(words) = sentences::words_typed(report) {
        writeln!(out, "\n{words}")?;
    }
    if !timing.limits.is_empty() {
        writeln!(out, "\nWhere time rather than knowledge may have limited the score:")?;
        list(out, timing.limits.iter().map(sentences::time_limit).collect::<Vec<_>>().iter())?;
    }
    Ok(())
}

fn flags(out: &mut String, report: &Report) -> fmt::Result {
    if report.flags.is_empty() {
        return Ok(());
    }
    let (title, lead) = sentences::FLAGS;
    writeln!(out, "\n## {title}\n\n{lead}")?;
    for flag in &report.flags {
        let (_, name, text) = sentences::flag(flag);
        writeln!(out, "\n**{}**: {}", line(&name), line(text))?;
        list(out, sentences::signs(flag).iter())?;
    }
    Ok(())
}

fn question(out: &mut String, report: &Report, question: &QuestionReport) -> fmt::Result {
    let score = question.score.as_ref().filter(|_| question.asked);
    let score = score.map_or_else(String::new, |score| format!(" - {} of {}", score.score, score.max));
    writeln!(out, "\n## {}{score}\n\n{}", line(&question_title(question)), line(&question.prompt))?;
    if question.asked {
        writeln!(out, "\n{}", sentences::answer_facts(question, report.pace != Pace::Untimed))?;
        answer(out, &question.answer, &question.points, question.prompted_from)?;
        points(out, &question.points)?;
    } else {
        writeln!(out, "\nNot asked.")?;
    }
    question.follow_ups.iter().try_for_each(|follow_up| self::follow_up(out, follow_up))
}

fn follow_up(out: &mut String, follow_up: &FollowUpReport) -> fmt::Result {
    let prompt = line(&follow_up.prompt);
    if !follow_up.asked {
        return writeln!(out, "\nFollow-up, not asked: {prompt}");
    }
    writeln!(out, "\n### Follow-up: {prompt}\n\n{}", sentences::follow_up_coverage(follow_up.coverage))?;
    answer(out, &follow_up.answer, &follow_up.points, None)?;
    points(out, &follow_up.points)
}

fn answer(out: &mut String, text: &str, points: &[PointReport], prompted_from: Option<usize>) -> fmt::Result {
    if text.trim().is_empty() {
        return Ok(());
    }
    let pieces = pieces(text, points, prompted_from);
    let marked = pieces.iter().any(|piece| piece.earned().is_some());
    let how = if marked { ", what counted in bold, with the numbers of its points" } else { "" };
    writeln!(out, "\nYour answer{how}:\n")?;
    quoted(out, &pieces)
}

/// An answer as a block quote, line by line: a line break in the answer is one in the quote.
fn quoted(out: &mut String, pieces: &[Piece<'_>]) -> fmt::Result {
    let mut text = String::new();
    let marked = |index: usize| pieces.get(index).and_then(Piece::earned);
    for (index, piece) in pieces.iter().enumerate() {
        if piece.prompted {
            text.push_str("_(when prompted:)_ ");
        }
        let words = inert(piece.text);
        let is_marked = marked(index).is_some();
        for (number, words) in words.split('\n').enumerate() {
            if number > 0 {
                text.push('\n');
            }
            text.push_str(&if is_marked { bold(words) } else { escaped(words) });
        }
        text.push_str(&escaped(&piece.numbers()));
    }
    let lines: Vec<&str> = text.trim_end().lines().map(str::trim).collect();
    for (index, line) in lines.iter().enumerate() {
        // A backslash breaks the line; at the end of a paragraph it would be one.
        let breaks = !line.is_empty() && lines.get(index + 1).is_some_and(|next| !next.is_empty());
        let end = if breaks { "\\" } else { "" };
        writeln!(out, "{}", format!("> {}{end}", unstarted(line)).trim_end())?;
    }
    Ok(())
}

/// Words in bold: stars count only beside letters, so that they stand within the outermost ones.
fn bold(words: &str) -> String {
    let first = words.find(char::is_alphanumeric);
    let last = words.char_indices().rfind(|(_, c)| c.is_alphanumeric()).map(|(at, c)| at + c.len_utf8());
    match (first, last) {
        (Some(first), Some(last)) => {
            let (before, middle, after) = (&words[..first], &words[first..last], &words[last..]);
            format!("{}**{}**{}", escaped(before), escaped(middle), escaped(after))
        }
        _ => escaped(words),
    }
}

fn points(out: &mut String, points: &[PointReport]) -> fmt::Result {
    let mut section = None;
    writeln!(out)?;
    for (point, number) in points.iter().zip(1..) {
        if point.section.is_some() && point.section != section {
            let gap = if number > 1 { "\n" } else { "" };
            writeln!(out, "{gap}**{}**\n", line(point.section.as_deref().unwrap_or_default()))?;
        }
        section.clone_from(&point.section);
        self::point(out, point, number)?;
    }
    Ok(())
}

fn point(out: &mut String, point: &PointReport, number: usize) -> fmt::Result {
    let (symbol, word) = mark(point);
    let unsure = if point.sureness < UNSURE_BELOW { " (unsure)" } else { "" };
    writeln!(out, "- {} **{word}** {number}. {}{unsure}", escaped(&symbol.to_string()), line(&point.title))?;
    if point.status != Status::Covered && !point.detail.is_empty() {
        writeln!(out, "  - expected: {}", line(&point.detail))?;
    }
    if let Some(people) = sentences::people(point) {
        writeln!(out, "  - {}", line(&people))?;
    }
    for quote in &point.evidence {
        let (words, reason) = (sentences::excerpt(&quote.text), sentences::reason(quote));
        writeln!(out, "  - \"{}\": {}", line(&words), line(&reason))?;
    }
    Ok(())
}

fn flip(out: &mut String, report: &Report) -> fmt::Result {
    let Some((title, lead)) = sentences::flip(report) else { return Ok(()) };
    writeln!(out, "\n## {title}\n\n{lead}\n")?;
    for raise in report.raises.iter().take(RAISES_SHOWN) {
        writeln!(out, "- +{}: {}", raise.gain, line(&sentences::raise(raise)))?;
    }
    match report.raises.len().saturating_sub(RAISES_SHOWN) {
        0 => Ok(()),
        more => writeln!(out, "- and {more} more"),
    }
}

fn study(out: &mut String, report: &Report) -> fmt::Result {
    if report.study.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Study next\n\nThe open points worth most:\n")?;
    for (study, number) in report.study.iter().zip(1..) {
        writeln!(out, "{number}. **{}**", line(&point_name(&study.title, study.section.as_deref())))?;
        for text in sentences::study(study) {
            writeln!(out, "   - {}", line(&text))?;
        }
    }
    Ok(())
}

fn footer(out: &mut String, report: &Report) -> fmt::Result {
    writeln!(out, "\n## How to read this")?;
    list(out, sentences::notes(report).iter())?;
    if !report.readings.is_empty() {
        writeln!(out, "\n{}", sentences::READINGS_LEAD)?;
    }
    list(out, report.readings.iter().map(sentences::reading).collect::<Vec<_>>().iter())
}

/// Text on one line, as it reads.
pub(super) fn line(text: &str) -> String {
    let text = one_line(&inert(text));
    unstarted(&escaped(&text))
}

/// Joins what stands on its two sides, unseen; it keeps programs from seeing an address or a name there.
const UNSEEN: char = '\u{2060}';

fn ends_in_www(text: &str) -> bool {
    text.get(text.len().saturating_sub(3)..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Text as it reads wherever it stands within a line.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '$' => safe.extend(['\\', c]),
            // An entity would become the character it names.
            '&' if rest.peek().is_some_and(|next| next.is_ascii_alphanumeric() || *next == '#') => safe.push_str("\\&"),
            // A bare address would become a link, and a name a mention: of the person who happens to have it.
            '@' if rest.peek().is_some_and(char::is_ascii_alphanumeric) => safe.extend(['@', UNSEEN]),
            ':' if rest.peek() == Some(&'/') => safe.extend([':', UNSEEN]),
            '.' if ends_in_www(&safe) => safe.extend([UNSEEN, '.']),
            _ => safe.push(c),
        }
    }
    safe
}

/// A line that begins no list, heading, rule or code, whatever it begins with.
fn unstarted(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes().get(digits) {
        Some(b'.' | b')') if digits > 0 && matches!(line.as_bytes().get(digits + 1), None | Some(b' ')) => {
            format!("{}\\{}", &line[..digits], &line[digits..])
        }
        Some(b'#' | b'+' | b'-' | b'=' | b':' | b'>') if digits == 0 => format!("\\{line}"),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::inert::acts;
    use crate::report::sample;

    #[test]
    fn a_pass() {
        insta::assert_snapshot!("markdown_pass", markdown(&sample::report(&sample::pass())));
    }

    #[test]
    fn a_near_miss() {
        insta::assert_snapshot!("markdown_near_miss", markdown(&sample::report(&sample::near_miss())));
    }

    #[test]
    fn an_empty_session() {
        insta::assert_snapshot!("markdown_empty", markdown(&sample::report(&sample::empty())));
    }

    #[test]
    fn nothing_typed_becomes_markup() {
        let text = markdown(&sample::report(&sample::hostile()));
        assert_eq!(text.chars().find(|c| *c != '\n' && acts(*c)), None);
        for address in ["https://", "www.", "@everyone"] {
            assert!(!text.contains(address), "{address} is left whole");
        }
        for markup in ["<script", "</style", "<!--", "**bold**", "`code`", "[link]"] {
            for (at, _) in text.match_indices(markup) {
                assert!(text[..at].ends_with('\\'), "{markup} in {}", &text[at.saturating_sub(20)..at + 30]);
            }
        }
        let starts = ["> # ", "> ```", "> - ", "> 1. ", "> ===", "> <", "# heading", "```", "===", "<"];
        let started = text.lines().find(|line| starts.iter().any(|start| line.starts_with(start)));
        assert_eq!(started, None);
    }

    #[test]
    fn paragraphs_and_lines_stay_apart() {
        let (mut record, marks) = sample::pass();
        record.candidate_questions = "one\ntwo & three &lt;\n\nfour\n".to_owned();
        let text = markdown(&sample::report(&(record, marks)));
        assert!(text.contains("\n> one\\\n> two & three \\&lt;\n>\n> four\n\n"), "{text}");
    }

    #[test]
    fn tables_keep_their_columns() {
        let text = markdown(&sample::report(&sample::hostile()));
        let columns = |row: &str| row.replace("\\|", "").matches('|').count();
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        let rules = rows.iter().position(|row| row.starts_with("| rule")).unwrap_or_default();
        assert!(rows[rules..rules + 5].iter().all(|row| columns(row) == 6), "{rows:?}");
    }

    #[test]
    fn a_megabyte_stays_whole() {
        let session = sample::long();
        let text = markdown(&sample::report(&session));
        assert!(text.contains(&"x".repeat(524_288)));
    }
}
