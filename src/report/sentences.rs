//! What a report says in sentences, the same in every format that is read by people.

use super::timing::SPOKEN_WORDS_A_MINUTE;
use super::wording::{chance, clock, count, likely, per_cent, point_name, points, question_name, status, symbol};
use super::{
    AreaTrend, Comparison, FlagReport, LimitKind, OwnRating, Pace, PointChange, PointReport, QuestionReport, Quote,
    Raise, Report, SignQuote, Study, TimeLimit,
};
use crate::guide::Reading;
use crate::interview::{Ending, Mode, SessionState};
use crate::mark::Status;
use crate::scoring::{AreaResult, Coverage, Exact, Judgement, NoVerdict, RANGE_CHANCE, Standing, Verdict};
use crate::text::one_line;

/// A mark less sure than this is said to be so: it is then more likely than not to be at the border.
pub(super) const UNSURE_BELOW: f64 = 0.6;
/// Points to raise that are named; past these the verdict is too far off for a list to help.
pub(super) const RAISES_SHOWN: usize = 12;
/// Scores of an area's trend after the first that are named: what fits on a narrow line.
const TREND_SCORES: usize = 8;
/// Characters of a quote that are shown; the middle of a longer one is left out.
const LONGEST_QUOTE: usize = 200;

/// "Mock interview · session 7 · 12 May 2025 · Ada".
pub(super) fn session(report: &Report) -> String {
    let session = report.heading.session.map(|number| format!("session {number}"));
    let kind = match report.mode {
        Mode::Mock => "mock interview",
        Mode::Drill => "drill",
    };
    let facts = [Some(kind.to_owned()), session, report.heading.when.clone(), report.candidate.clone()];
    capitalised(&facts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What was not as the guide writes it.
pub(super) fn conditions(report: &Report) -> Vec<String> {
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

/// A verdict in words.
pub(super) struct Headline {
    /// Symbol before the word.
    pub(super) symbol: char,
    /// "PASS", "NO PASS, but too close to call", "NO OVERALL VERDICT".
    pub(super) word: String,
    /// Whether all rules are met, where that was judged.
    pub(super) passed: Option<bool>,
    /// What it rests on.
    pub(super) text: String,
}

/// The verdict.
pub(super) fn verdict(report: &Report) -> Headline {
    match report.card.verdict {
        Verdict::Judged(judgement) => judged(report, judgement),
        Verdict::NotJudged(reason) => not_judged(report, reason),
    }
}

fn judged(report: &Report, judgement: Judgement) -> Headline {
    let (symbol, word) = if judgement.passed { ('✓', "PASS") } else { ('✗', "NO PASS") };
    let close = if judgement.too_close { ", but too close to call" } else { "" };
    let total = &report.card.total;
    let have = total.rounded.map_or_else(|| total.exact.to_string(), |rounded| rounded.to_string());
    let met = report.card.rules.iter().filter(|rule| rule.standing == Standing::Met).count();
    let mut text = format!(
        "{have} of {} points ({}), {met} of {} met. Chance that all are met: {}.",
        total.of,
        likely(total.likely),
        count(report.card.rules.len(), "rule"),
        chance(judgement.chance),
    );
    if judgement.by_rounding {
        text.push_str(" Rounding to whole points decided it: unrounded, the verdict would be the other.");
    }
    Headline { symbol, word: format!("{word}{close}"), passed: Some(judgement.passed), text }
}

fn not_judged(report: &Report, reason: NoVerdict) -> Headline {
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
    Headline { symbol: '-', word: "NO OVERALL VERDICT".to_owned(), passed: None, text: format!("{why}{earned}") }
}

/// The verdict by the machine's marks alone, where a mentor marked some points otherwise.
pub(super) fn machine_verdict(report: &Report) -> Option<String> {
    let card = report.machine_card.as_ref()?;
    let have = card.total.rounded.map_or_else(|| card.total.exact.to_string(), |rounded| rounded.to_string());
    let verdict = match card.verdict {
        Verdict::Judged(judgement) if judgement.passed => ", PASS",
        Verdict::Judged(_) => ", NO PASS",
        Verdict::NotJudged(_) => "",
    };
    Some(format!("A mentor's marks count here. By the machine's marks alone: {have} of {}{verdict}.", card.total.of))
}

/// Who marked a point how, where people did.
pub(super) fn people(point: &PointReport) -> Option<String> {
    let people = point.people.as_ref()?;
    let because = |reason: &Option<String>| reason.as_ref().map_or_else(String::new, |reason| format!(" ({reason})"));
    let own = people.own.map(|own| format!("you {}{}", status(own), because(&people.own_reason)));
    let machine = Some(format!("machine {}", status(people.machine)));
    let mentor = people.mentor.map(|mentor| format!("mentor {}{}", status(mentor), because(&people.mentor_reason)));
    Some([own, machine, mentor].into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// How the candidate's own marks compare with those that count, a line over all and for each part.
pub(super) fn ratings(report: &Report) -> Vec<String> {
    let line = |rating: &OwnRating| {
        let whose = rating.part.as_deref().unwrap_or("Over all");
        let (own, counted, agreement) = (per_cent(rating.own), per_cent(rating.counted), per_cent(rating.agreement));
        let points = count(rating.points, "point");
        format!(
            "{whose}: {}. You said {own}, the marks say {counted}; the same for {agreement} of {points}.",
            rating.words
        )
    };
    let band = |(area, own): (&String, &String)| {
        let result = report.card.areas.iter().find(|result| result.title == *area)?;
        let scored = result.band.as_ref().map_or("no band", |band| band.name.as_str());
        let same = if scored == own { "as the score has it" } else { "the score says otherwise:" };
        let scored = if scored == own { String::new() } else { format!(" {scored}") };
        Some(format!("{area}: you gave yourself {own}, {same}{scored}."))
    };
    let rating = report.self_rating.as_ref();
    let bands = rating.into_iter().flat_map(|rating| rating.bands.iter().filter_map(band));
    let flags = rating.filter(|rating| !rating.flags.is_empty());
    let flags = flags.map(|rating| format!("Flags you saw in your answers: {}.", rating.flags.join(", ")));
    report.calibration.iter().map(line).chain(bands).chain(flags).collect()
}

/// How many follow-ups were asked and heard; nothing where none was asked.
pub(super) fn follow_ups(report: &Report) -> Option<String> {
    let all = || report.questions.iter().flat_map(|question| &question.follow_ups);
    let asked = all().filter(|follow_up| follow_up.asked).count();
    let coverage: Coverage = all().map(|follow_up| follow_up.coverage).sum();
    let heard = match coverage.points() {
        0 => String::new(),
        points => format!(" {} covered and {} partial of {points}.", coverage.covered, coverage.partial),
    };
    (asked > 0).then(|| format!("{asked} of {} asked, not in the score.{heard}", count(all().count(), "follow-up")))
}

/// A follow-up's coverage.
pub(super) fn follow_up_coverage(coverage: Coverage) -> String {
    if coverage.points() == 0 {
        return "answered; the guide expects no points of it".to_owned();
    }
    format!(
        "{} covered, {} partial, {} missed of {}; not in the score",
        coverage.covered,
        coverage.partial,
        coverage.missed,
        coverage.points()
    )
}

/// The rules that rounding decided; nothing where it decided none.
pub(super) fn rounded_rules(report: &Report) -> Option<String> {
    let rounded = report.card.rules.iter().filter(|rule| rule.by_rounding);
    let rounded: Vec<&str> = rounded.map(|rule| rule.area.as_deref().unwrap_or("Total")).collect();
    (!rounded.is_empty()).then(|| format!("Decided by rounding to whole points: {}.", rounded.join(", ")))
}

/// "17.5 -> 18 of 25", "18 of 25", or "3.5 of the 7 asked for, of 25".
pub(super) fn area_score(area: &AreaResult) -> String {
    match area.rounded {
        Some(rounded) if area.exact.is_whole() => format!("{rounded} of {}", area.max),
        Some(rounded) => format!("{} -> {rounded} of {}", area.exact, area.max),
        None => format!("{} of the {} asked for, of {}", area.exact, area.asked, area.max),
    }
}

/// "likely 8 to 10, pass line 7".
pub(super) fn area_range(area: &AreaResult) -> String {
    let pass = area.pass_line.map(|line| format!(", pass line {line}")).unwrap_or_default();
    format!("{}{pass}", likely(area.likely))
}

/// What is odd about the area; empty where nothing is.
pub(super) fn area_notes(area: &AreaResult) -> String {
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

/// The total of the rounded areas: "38 of 40", with the unrounded one where it differs.
pub(super) fn total(report: &Report) -> Option<String> {
    let total = &report.card.total;
    let rounded = total.rounded?;
    Some(if total.exact.is_whole() && total.exact.rounded() == rounded {
        format!("{rounded} of {}", total.of)
    } else {
        format!("{rounded} of {} (unrounded {})", total.of, total.exact)
    })
}

/// Whether there is anything to tell of time: answers from a pipe take none.
pub(super) fn has_time(report: &Report) -> bool {
    report.pace != Pace::Untimed || report.timing.used_seconds > 0
}

/// Time used, and the budget where a clock ran: "7:05 of 10:00".
pub(super) fn time_used(used_seconds: u64, budget_seconds: u32, timed: bool) -> String {
    let budget = if timed { format!(" of {}", clock(u64::from(budget_seconds))) } else { String::new() };
    format!("{}{budget}", clock(used_seconds))
}

/// Words a minute against speech; nothing where too little was typed to tell.
pub(super) fn words_typed(report: &Report) -> Option<String> {
    let timing = &report.timing;
    let pace = timing.words_a_minute?;
    Some(format!(
        "{} in {} of answering: {pace} a minute. The guide's minutes are meant for speaking, some \
         {SPOKEN_WORDS_A_MINUTE} words a minute.",
        count(timing.words, "word"),
        clock(timing.answering_seconds),
    ))
}

/// Where time may have cost points.
pub(super) fn time_limit(limit: &TimeLimit) -> String {
    let what = match limit.kind {
        LimitKind::CutOff => "was cut off by the clock",
        LimitKind::NotReached => "was never reached before the clock ran out",
    };
    let open = format!("{} of its {} not covered", limit.open_points, count(limit.points, "answer point"));
    format!("{} {what}: {open}, worth {}.", question_name(&limit.question), points(limit.at_stake))
}

/// Title of what would meet the unmet rules, and its first sentence; nothing where nothing would.
pub(super) fn flip(report: &Report) -> Option<(&'static str, String)> {
    let flip = report.card.flip.as_ref()?;
    let judged = matches!(report.card.verdict, Verdict::Judged(_));
    let title = if judged { "What would flip the verdict" } else { "What would meet the unmet rules" };
    let fewest = if flip.fewest { "no fewer would do" } else { "a small set; there may be a smaller" };
    let lead = match report.raises.len() {
        1 => "This one answer point, covered, would meet every unmet rule:".to_owned(),
        number => format!("These {number} answer points, covered, would meet every unmet rule ({fewest}):"),
    };
    Some((title, lead))
}

/// A point to raise: "Question 1, Preemption: missed now".
pub(super) fn raise(raise: &Raise) -> String {
    let name = point_name(&raise.title, raise.section.as_deref());
    format!("{}, {name}: {} now", question_name(&raise.question), status(raise.from))
}

/// Where a point to study stands, what was expected, why, what was false, what it sounds like, and where to read.
pub(super) fn study(study: &Study) -> Vec<String> {
    let place = format!("{}, {}", question_name(&study.question), study.question_title);
    let detail = (!study.detail.is_empty()).then(|| format!("Expected: {}", study.detail));
    let why = study.why.as_ref().map(|why| format!("Why: {why}"));
    let correction = study.correction.as_ref().map(|correction| format!("Set right: {correction}"));
    let worth = format!("{place}: {} now, worth {}", status(study.status), points(study.gain));
    let sounds = study.sounds.as_ref().map(|sounds| format!("A senior answer: {sounds}"));
    let read = (!study.read.is_empty()).then(|| format!("Read: {}", study.read.join("; ")));
    [Some(worth), detail, why, correction, sounds, read].into_iter().flatten().collect()
}

/// Title and first line of the flags.
pub(super) const FLAGS: (&str, &str) =
    ("Flags", "What in your answers speaks for or against the guide's flags. It is quoted, and never scored.");

/// A flag in a line: its symbol, its name with what kind it is, and its text.
pub(super) fn flag(flag: &FlagReport) -> (char, String, &str) {
    let (symbol, kind) = if flag.green { ('+', "green flag") } else { ('-', "red flag") };
    (symbol, format!("{} ({kind})", flag.title), &flag.text)
}

/// What speaks for a flag, then what speaks against it, a line for each quote.
pub(super) fn signs(flag: &FlagReport) -> Vec<String> {
    let line = |lead: &'static str| {
        move |quote: &SignQuote| {
            let (words, question) = (excerpt(&quote.text), question_name(&quote.question));
            format!("{lead}: {} - \"{words}\" ({question})", quote.says)
        }
    };
    flag.signs.iter().map(line("for it")).chain(flag.counter_signs.iter().map(line("against it"))).collect()
}

/// How far to trust it.
pub(super) fn notes(report: &Report) -> Vec<String> {
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
    notes.push(agreement(report));
    notes
}

/// How the engine agrees with people who marked answers.
fn agreement(report: &Report) -> String {
    let Some(measured) = &report.agreement else {
        return "How well these marks agree with people's was not measured for this guide; `greenroom guide test` does \
                it where there are labelled answers."
            .to_owned();
    };
    let other = report.heading.engine.as_ref().filter(|engine| **engine != measured.engine.to_string());
    let other = other.map_or_else(String::new, |_| format!(" That was engine {}.", measured.engine));
    format!(
        "How far to trust the marks: on {} labelled answers that were written for the purpose (set \"{}\", {} labels) they \
         agree with the labels with a quadratic-weighted kappa of {:.2}, where 1 is perfect and 0 is chance.{other}",
        measured.answers, measured.set, measured.labels, measured.kappa
    )
}

/// Heading of the trend, and what stands under it.
pub(super) const TREND: (&str, &str) = (
    "Over your sessions",
    "Sessions of the same guide, plan and pace that were not interrupted, the oldest first; this one is the last.",
);

/// "6, 8, 10 of 10, pass line 7"; of many scores the first and the latest.
pub(super) fn trend(area: &AreaTrend) -> String {
    let score = |scores: &[u32]| scores.iter().map(u32::to_string).collect::<Vec<_>>().join(", ");
    let scores = match &area.scores[..] {
        [first, between @ ..] if between.len() > TREND_SCORES => {
            format!("{first}, ... {}", score(&between[between.len() - TREND_SCORES..]))
        }
        scores => score(scores),
    };
    let pass = area.pass_line.map_or_else(String::new, |line| format!(", pass line {line}"));
    format!("{scores} of {}{pass}", area.max)
}

/// The sentence before the readings.
pub(super) const READINGS_LEAD: &str =
    "The guide contradicts itself where it moves the verdict, and is read like this:";

/// How a contradiction of the guide is read.
pub(super) fn reading(reading: &Reading) -> String {
    let (says, trouble, resolution) = (bare(&reading.says), bare(&reading.trouble), bare(&reading.resolution));
    format!("It says: {says}. Trouble: {trouble}. Read as: {resolution}.")
}

/// A sentence without its full stop.
fn bare(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// Time, words and how an answer ended.
pub(super) fn answer_facts(question: &QuestionReport, timed: bool) -> String {
    let mut facts = Vec::new();
    if !question.reached {
        facts.push("never reached".to_owned());
    } else if question.is_blank() {
        facts.push(format!("left blank after {}", clock(question.used_seconds)));
    } else {
        if timed || question.used_seconds > 0 {
            facts.push(time_used(question.used_seconds, question.budget_seconds, timed));
        }
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
    facts.join(" · ")
}

/// What a quote's words did for the point; of a false statement, what is true.
pub(super) fn reason(quote: &Quote) -> String {
    let prompted = if quote.prompted { ", when prompted" } else { "" };
    format!("{}{prompted}", quote.why.told(&quote.idea))
}

/// Words quoted on one line, their middle left out where they are many.
pub(super) fn excerpt(text: &str) -> String {
    let words = one_line(text);
    if words.chars().count() <= LONGEST_QUOTE {
        return words;
    }
    let half = LONGEST_QUOTE / 2;
    let head: String = words.chars().take(half).collect();
    let tail: Vec<char> = words.chars().rev().take(half).collect();
    format!("{} ... {}", head.trim_end(), tail.into_iter().rev().collect::<String>().trim_start())
}

/// "From session 7 to session 9", or what attempts at which question these are.
pub(super) fn compared(comparison: &Comparison) -> String {
    let ends = comparison.sessions.first().zip(comparison.sessions.last());
    let (first, last) = ends.map_or(("", ""), |(first, last)| (first.as_str(), last.as_str()));
    let between = match comparison.sessions.len() {
        0..=2 => String::new(),
        all => format!(", {} between them", all - 2),
    };
    match &comparison.question {
        Some(question) => format!("{question}: {}, {first} to {last}", count(comparison.sessions.len(), "attempt")),
        None => format!("From {first} to {last}{between}"),
    }
}

/// A point's marks, the first to the last; those between them by their symbols.
pub(super) fn marks(change: &PointChange) -> String {
    let word = |mark: Status| format!("{} {}", symbol(mark), status(mark));
    let between: Vec<String> = match &change.marks[..] {
        [_, between @ .., _] => between.iter().map(|mark| mark.map_or('-', symbol).to_string()).collect(),
        _ => Vec::new(),
    };
    let between = if between.is_empty() { String::new() } else { format!("{} -> ", between.join(" ")) };
    format!("{} -> {between}{}", word(change.from), word(change.to))
}

/// What a quote of a changed point is.
pub(super) fn quote_lead(change: &PointChange) -> &'static str {
    if change.from < change.to { "now: " } else { "before: " }
}

/// How many marks stayed as they were.
pub(super) fn same_marks(same: Coverage) -> String {
    let kept = count(usize::try_from(same.points()).unwrap_or(usize::MAX), "point");
    format!("{kept} with the same mark: {} covered, {} partial, {} missed.", same.covered, same.partial, same.missed)
}
