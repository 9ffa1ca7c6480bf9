//! What plain mode says: pure text, wrapped to a width.

use std::fmt::Write;
use std::time::Duration;

use textwrap::WordSplitter;

use super::command::COMMANDS;
use crate::guide::{Guide, Question, QuestionKey, Section};
use crate::interview::{Refusal, Session, Stage, TimeMark};
use crate::plan::{Plan, PlannedPart};
use crate::report::inert;

/// Words a minute of an ordinary typist, to say what the minutes allow.
const TYPED_WORDS_PER_MINUTE: u32 = 40;

/// The start screen: what the interview is, how it is judged, and what to have ready.
pub fn briefing(guide: &Guide, plan: &Plan, width: usize) -> String {
    let mut text = Page::new(width);
    text.heading(&guide.title);
    text.line(&format!("Duration: {}", duration(guide, plan)));
    text.line(&format!("Format: {}", guide.format));
    text.line(&format!("Level: {}", guide.target_level));
    text.heading("What comes");
    for part in &plan.parts {
        text.item(&format!("{}: {}", part_and_length(plan, part), part.objective));
    }
    if !guide.rules.is_empty() {
        text.heading("To pass");
        guide.rules.iter().for_each(|rule| text.item(&rule.text));
    }
    if !guide.checklist.is_empty() {
        text.heading("Preparation checklist");
        guide.checklist.iter().for_each(|item| text.item(&format!("[ ] {item}")));
    }
    text.heading("How it goes");
    if plan.untimed {
        text.item("Take the time you need. No marks and no hints are shown before the end.");
    } else {
        text.item(
            "Each part's clock is firm: when it ends, what you have typed counts and the next part follows. Budgets of single \
             questions are guidance. There is no pause, and no marks or hints are shown before the end.",
        );
        text.item(&format!("The minutes are meant for speaking.{}", typing(plan)));
    }
    text.finish()
}

/// What the minutes allow somebody who types, on the example of the first part.
fn typing(plan: &Plan) -> String {
    let Some(part) = plan.parts.iter().find(|part| !part.questions.is_empty()) else { return String::new() };
    let count = u32::try_from(part.questions.len()).unwrap_or(u32::MAX);
    let words = u64::from(part.seconds) * u64::from(TYPED_WORDS_PER_MINUTE) / 60 / u64::from(count);
    format!(
        " Typed at {TYPED_WORDS_PER_MINUTE} words a minute, {} allows about {words} words a question; a slower pace gives more time.",
        part_name(part)
    )
}

/// The stage a session stands at. `new_part` says the part's heading first; `typing` says how an answer is typed.
pub(super) fn stage(session: &Session, width: usize, new_part: bool, typing: bool) -> String {
    let plan = session.plan();
    let mut text = Page::new(width);
    if let Some(part) = session.stage().part().filter(|_| new_part) {
        let planned = &plan.parts[part];
        text.heading(&part_and_length(plan, planned));
        text.line(&planned.objective);
    }
    match session.stage() {
        Stage::Briefing => text.heading("Press Enter to begin."),
        Stage::Between { next } => between(session, *next, &mut text),
        Stage::Question { part, question } => {
            let planned = &plan.parts[*part];
            let place = format!("{} of {} in this part", question + 1, planned.questions.len());
            text.heading(&format!("{} ({place})", question_name(session, &planned.questions[*question].key)));
            text.line(session.prompt().unwrap_or_default());
            if let Some(asked) = session.question() {
                sections(session, asked, &mut text);
            }
            text.line(&budget(session));
        }
        Stage::FollowUp { .. } => asked(session, "Follow-up", &mut text),
        Stage::Probe { .. } => asked(session, "About your answer", &mut text),
        Stage::Clarify { question, .. } => clarify(session, question, &mut text),
        Stage::CandidateQuestions { .. } => {
            text.heading("Your questions");
            text.line("What would you ask the interviewer?");
        }
        Stage::Over => text.line("The interview is over."),
    }
    if !session.text().is_empty() {
        text.line("So far:");
        text.quote(session.text());
    }
    if typing && session.stage().part().is_some() {
        text.line("End your answer with a line that holds a single dot. :help lists what else you can do.");
    }
    text.finish()
}

fn between(session: &Session, next: usize, text: &mut Page) {
    let plan = session.plan();
    let planned = &plan.parts[next];
    text.heading(&format!("Next: {}", part_and_length(plan, planned)));
    text.line(&planned.objective);
    if let Some(slack) = session.clocks().slack {
        text.line(&format!("{} to spare; when that is used up, the part starts by itself.", capital(&in_words(slack))));
    }
    text.line("Press Enter to start it.");
}

fn asked(session: &Session, what: &str, text: &mut Page) {
    text.heading(what);
    text.line(session.prompt().unwrap_or_default());
    text.line(&budget(session));
}

fn clarify(session: &Session, key: &QuestionKey, text: &mut Page) {
    text.heading(&format!("Once more: {}", question_name(session, key)));
    text.line(session.prompt().unwrap_or_default());
    match session.answer_text(key) {
        Some(answer) if !answer.trim().is_empty() => {
            text.line("Your answer:");
            text.quote(&answer);
        }
        _ => text.line("You have not answered it."),
    }
    text.line("What you add counts. An empty addition leaves the answer as it is.");
}

/// The sections of a design with their minutes, scaled to its budget.
fn sections(session: &Session, question: &Question, text: &mut Page) {
    let sum = question.sections.iter().map(Section::double_midpoint).sum::<u32>().max(1);
    let budget = session.clocks().question.and_then(|gauge| gauge.limit);
    for section in &question.sections {
        let share = budget.map(|budget| budget.mul_f64(f64::from(section.double_midpoint()) / f64::from(sum)));
        let minutes = share.map_or_else(String::new, |share| format!(" (about {})", in_words(share)));
        text.item(&format!("{}{minutes}", section.title));
    }
}

fn budget(session: &Session) -> String {
    let clocks = session.clocks();
    let left = |gauge: crate::interview::Gauge| gauge.left().map(in_words);
    match (clocks.question.and_then(left), clocks.part.and_then(left)) {
        (Some(question), Some(part)) => {
            format!("Time: {question} as guidance for this question, {part} left of the part.")
        }
        _ => String::new(),
    }
}

/// What `:time` says.
pub(super) fn time(session: &Session) -> String {
    let clocks = session.clocks();
    let Some(interview) = clocks.interview.left() else {
        return format!("Time: no clock runs. {} used.", capital(&in_words(clocks.interview.used)));
    };
    let mut text = "Time:".to_owned();
    if let Some(question) = clocks.question {
        let _ = match question.overrun() {
            Duration::ZERO => {
                write!(text, " {} of this question's budget,", in_words(question.left().unwrap_or_default()))
            }
            over => write!(text, " {} over this question's budget,", in_words(over)),
        };
    }
    if let Some(part) = clocks.part.and_then(|part| part.left()) {
        let _ = write!(text, " {} of the part,", in_words(part));
    }
    let _ = write!(text, " {} of the interview left.", in_words(interview));
    text
}

/// What is said at a mark of the part's clock.
pub(super) fn time_left(mark: TimeMark, left: Duration) -> String {
    match mark {
        TimeMark::Half => format!("[Time: half of this part is over; {} left.]", in_words(left)),
        TimeMark::TwoMinutes | TimeMark::ThirtySeconds => format!("[Time: {} left of this part.]", in_words(left)),
    }
}

/// What is said when a part's clock ends.
pub(super) fn cut_off(session: &Session, part: usize) -> String {
    format!("[Time: {} has ended. What you have typed counts.]", part_name(&session.plan().parts[part]))
}

/// The commands, a line each.
pub(super) fn help(width: usize) -> String {
    let mut text = Page::new(width);
    text.line(
        "A line with a single dot ends an answer; two dots type a line of one dot. Commands stand alone on a line:",
    );
    for (name, what) in COMMANDS {
        text.item(&format!(":{name} - {what}"));
    }
    text.line("To type a line that starts with a colon, start it with two.");
    text.finish()
}

/// Why something was not done.
pub(super) fn refusal(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::LastQuestion => "This is the last question of the part; a line with a single dot hands it in.",
        Refusal::FirstQuestion => "This is the first question of the part.",
        Refusal::NoSuchQuestion => "The part has no question at that place.",
        Refusal::NotHere => "That cannot be done here.",
    }
}

/// "Part 3: Leadership", "System Architecture" for a round.
fn part_name(part: &PlannedPart) -> String {
    if part.key.parse::<u32>().is_ok() { format!("Part {}: {}", part.key, part.title) } else { part.title.clone() }
}

/// "Question 3: Performance Debugging", "Question 3 (alternative): Memory Debugging", or the title alone.
fn question_name(session: &Session, key: &QuestionKey) -> String {
    let title = session.guide().question(key).map_or("", |question| question.title.as_str());
    let place = session.plan().questions().find(|planned| &planned.key == key).and_then(|planned| planned.in_place_of);
    match (key.as_number(), place) {
        (Some(number), _) => format!("Question {number}: {title}"),
        (None, Some(number)) => format!("Question {number} (alternative): {title}"),
        (None, None) => title.to_owned(),
    }
}

/// "Part 3: Leadership (15 minutes)"; without a clock the name alone.
fn part_and_length(plan: &Plan, part: &PlannedPart) -> String {
    let name = part_name(part);
    if plan.untimed { name } else { format!("{name} ({})", in_words(seconds(part.seconds))) }
}

/// How long the interview is, and how long this plan of it.
fn duration(guide: &Guide, plan: &Plan) -> String {
    let whole = seconds(guide.minutes.saturating_mul(60));
    let planned = seconds(plan.interview_seconds);
    let as_planned = match plan.untimed {
        true => "; no clock runs".to_owned(),
        false if planned == whole => String::new(),
        false => format!("; {} as planned here", in_words(planned)),
    };
    format!("{} minutes{as_planned}", guide.minutes)
}

fn seconds(seconds: u32) -> Duration {
    Duration::from_secs(seconds.into())
}

/// A time in words, to the second: "1 hour 30 minutes", "4 minutes 12 seconds", "no time".
fn in_words(time: Duration) -> String {
    // Rounded: what is told a moment after two minutes' notice is still two minutes.
    let total = time.saturating_add(Duration::from_millis(500)).as_secs();
    let units = [(total / 3600, "hour"), (total / 60 % 60, "minute"), (total % 60, "second")];
    let words = units.iter().filter(|(count, _)| *count > 0);
    let words =
        words.map(|(count, unit)| format!("{count} {unit}{}", if *count == 1 { "" } else { "s" })).collect::<Vec<_>>();
    if words.is_empty() { "no time".to_owned() } else { words.join(" ") }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Wraps to a width; words with hyphens stay whole, as "happens-before" is one thing.
fn options<'a>(width: usize) -> textwrap::Options<'a> {
    textwrap::Options::new(width).word_splitter(WordSplitter::NoHyphenation)
}

/// Wraps a remark to a width, line by line.
pub(super) fn remark(text: &str, width: usize) -> String {
    text.lines().map(|line| textwrap::fill(line, options(width)) + "\n").collect()
}

/// Text under construction.
struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    fn heading(&mut self, line: &str) {
        self.text.push('\n');
        self.line(line);
    }

    fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&textwrap::fill(line, options(self.width)));
            self.text.push('\n');
        }
    }

    fn item(&mut self, line: &str) {
        let options = options(self.width).initial_indent("  - ").subsequent_indent("    ");
        self.text.push_str(&textwrap::fill(line, options));
        self.text.push('\n');
    }

    /// What somebody typed: every line marked, so that it cannot be taken for the program's own words.
    fn quote(&mut self, typed: &str) {
        let options = options(self.width).initial_indent("  | ").subsequent_indent("  | ");
        let plain = inert(typed);
        for line in plain.split('\n') {
            self.text.push_str(textwrap::fill(line, options.clone()).trim_end());
            self.text.push('\n');
        }
    }

    fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::plan::{PlanOptions, sample};

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

    #[test]
    fn the_start_screen_says_what_comes_and_what_the_minutes_allow() {
        let guide = sample::guide();
        let plan = Plan::new(&guide, &PlanOptions::default()).unwrap();
        let text = briefing(&guide, &plan, 80);
        for said in [
            "Duration: 60 minutes\n",
            "Level: Senior developers",
            "Part 1: Basics (5 minutes): Assess the basics",
            "[ ] Have a pen ready",
            "The minutes are meant for speaking. Typed at 40 words a minute",
            "about 100 words a question",
        ] {
            assert!(text.contains(said), "{said} in\n{text}");
        }
        assert!(text.lines().all(|line| line.len() <= 80));
        let untimed = Plan::new(&guide, &PlanOptions { untimed: true, ..PlanOptions::default() }).unwrap();
        assert!(briefing(&guide, &untimed, 80).contains("no clock runs"));
    }

    #[test]
    fn a_quoted_answer_cannot_drive_the_terminal() {
        let mut page = Page::new(40);
        page.quote("a\x1b[2Jb\n\nc");
        assert_eq!(page.finish(), "  | a␛[2Jb\n  |\n  | c\n");
    }
}
