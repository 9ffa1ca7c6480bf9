//! Words that both rooms say: names of parts and questions, times, what the minutes allow.

use std::time::Duration;

use textwrap::WordSplitter;

use crate::guide::{Guide, Question, QuestionKey, Section};
use crate::interview::Session;
use crate::plan::{Plan, PlannedPart};

/// Words a minute of an ordinary typist, to say what the minutes allow.
const TYPED_WORDS_PER_MINUTE: u32 = 40;

/// What the minutes allow somebody who types, on the example of the first part.
pub(super) fn typing(plan: &Plan) -> String {
    let Some(part) = plan.parts.iter().find(|part| !part.questions.is_empty()) else { return String::new() };
    let count = u32::try_from(part.questions.len()).unwrap_or(u32::MAX);
    let words = u64::from(part.seconds) * u64::from(TYPED_WORDS_PER_MINUTE) / 60 / u64::from(count);
    format!(
        " Typed at {TYPED_WORDS_PER_MINUTE} words a minute, {} allows about {words} words a question; a slower pace gives more time.",
        part_name(part)
    )
}

/// "Part 3: Leadership", "System Architecture" for a round.
pub(super) fn part_name(part: &PlannedPart) -> String {
    if part.key.parse::<u32>().is_ok() { format!("Part {}: {}", part.key, part.title) } else { part.title.clone() }
}

/// "Question 3: Performance Debugging", "Question 3 (alternative): Memory Debugging", or the title alone.
pub(super) fn question_name(session: &Session, key: &QuestionKey) -> String {
    let title = session.guide().question(key).map_or("", |question| question.title.as_str());
    let place = session.plan().questions().find(|planned| &planned.key == key).and_then(|planned| planned.in_place_of);
    match (key.as_number(), place) {
        (Some(number), _) => format!("Question {number}: {title}"),
        (None, Some(number)) => format!("Question {number} (alternative): {title}"),
        (None, None) => title.to_owned(),
    }
}

/// "Part 3: Leadership (15 minutes)"; without a clock the name alone.
pub(super) fn part_and_length(plan: &Plan, part: &PlannedPart) -> String {
    let name = part_name(part);
    if plan.untimed { name } else { format!("{name} ({})", in_words(seconds(part.seconds))) }
}

/// How long the interview is, and how long this plan of it.
pub(super) fn duration(guide: &Guide, plan: &Plan) -> String {
    let whole = seconds(guide.minutes.saturating_mul(60));
    let planned = seconds(plan.interview_seconds);
    let as_planned = match plan.untimed {
        true => "; no clock runs".to_owned(),
        false if planned == whole => String::new(),
        false => format!("; {} as planned here", in_words(planned)),
    };
    format!("{} minutes{as_planned}", guide.minutes)
}

pub(super) fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(seconds.into())
}

/// A time in words, to the second: "1 hour 30 minutes", "4 minutes 12 seconds", "no time".
pub(super) fn in_words(time: Duration) -> String {
    // Rounded: what is told a moment after two minutes' notice is still two minutes.
    let total = time.saturating_add(Duration::from_millis(500)).as_secs();
    let units = [(total / 3600, "hour"), (total / 60 % 60, "minute"), (total % 60, "second")];
    let words = units.iter().filter(|(count, _)| *count > 0);
    let words =
        words.map(|(count, unit)| format!("{count} {unit}{}", if *count == 1 { "" } else { "s" })).collect::<Vec<_>>();
    if words.is_empty() { "no time".to_owned() } else { words.join(" ") }
}

pub(super) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Wraps to a width; words with hyphens stay whole, as "happens-before" is one thing.
pub(super) fn options<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width).word_splitter(WordSplitter::NoHyphenation)
}

/// The sections of a question with their minutes, scaled to its budget; no minutes where there is no clock.
pub(super) fn sections<'a>(session: &Session, question: &'a Question) -> Vec<(&'a str, Option<Duration>)> {
    let sum = question.sections.iter().map(Section::double_midpoint).sum::<u32>().max(1);
    let budget = session.clocks().question.and_then(|gauge| gauge.limit);
    let share =
        |section: &Section| budget.map(|budget| budget.mul_f64(f64::from(section.double_midpoint()) / f64::from(sum)));
    question.sections.iter().map(|section| (section.title.as_str(), share(section))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_in_words() {
        for (seconds, words) in [
            (0, "no time"),
            (1, "1 second"),
            (252, "4 minutes 12 seconds"),
            (5400, "1 hour 30 minutes"),
            (7260, "2 hours 1 minute"),
        ] {
            assert_eq!(in_words(Duration::from_secs(seconds)), words);
        }
    }
}
