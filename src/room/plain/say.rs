//! What plain mode says: pure text, wrapped to a width.

use std::fmt::Write;
use std::time::Duration;

use super::command::COMMANDS;
use crate::guide::{Guide, Question, QuestionKey};
use crate::interview::{Refusal, Session, Stage, TimeMark};
use crate::plan::Plan;
use crate::report::inert;
use crate::room::wording::{
    self, capital, duration, in_words, options, part_and_length, part_name, question_name, typing,
};

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

/// The sections of a design with their minutes.
fn sections(session: &Session, question: &Question, text: &mut Page) {
    for (title, minutes) in wording::sections(session, question) {
        let minutes = minutes.map_or_else(String::new, |minutes| format!(" (about {})", in_words(minutes)));
        text.item(&format!("{title}{minutes}"));
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

/// The lines of an answer with their numbers.
pub(super) fn numbered(text: &str) -> String {
    if text.is_empty() {
        return "Your answer has no lines yet.".to_owned();
    }
    let mut list = String::new();
    for (index, line) in text.split('\n').enumerate() {
        let _ = writeln!(list, "{:>3} {line}", index + 1);
    }
    list
}

/// Why a line that looks like a command is none.
pub(super) fn unknown(word: &str, meant: Option<&str>) -> String {
    let meant = meant.map_or_else(|| ":help lists the commands.".to_owned(), |meant| format!("Did you mean :{meant}?"));
    format!(
        "There is no command :{word} in that form. {meant} If it was meant as text, start the line with two colons."
    )
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

/// Wraps a remark to a width, line by line.
pub(super) fn remark(text: &str, width: usize) -> String {
    text.lines().map(|line| textwrap::fill(line, options(width)) + "\n").collect()
}

/// Text under construction.
pub(super) struct Page {
    text: String,
    width: usize,
}

impl Page {
    pub(super) fn new(width: usize) -> Self {
        Self { text: String::new(), width }
    }

    pub(super) fn heading(&mut self, line: &str) {
        self.text.push('\n');
        self.line(line);
    }

    pub(super) fn line(&mut self, line: &str) {
        if !line.is_empty() {
            self.text.push_str(&textwrap::fill(line, options(self.width)));
            self.text.push('\n');
        }
    }

    pub(super) fn item(&mut self, line: &str) {
        let options = options(self.width).initial_indent("  - ").subsequent_indent("    ");
        self.text.push_str(&textwrap::fill(line, options));
        self.text.push('\n');
    }

    /// What somebody typed: every line marked, so that it cannot be taken for the program's own words.
    pub(super) fn quote(&mut self, typed: &str) {
        let options = options(self.width).initial_indent("  | ").subsequent_indent("  | ");
        let plain = inert(typed);
        for line in plain.split('\n') {
            self.text.push_str(textwrap::fill(line, options.clone()).trim_end());
            self.text.push('\n');
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::plan::{PlanOptions, sample};

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
