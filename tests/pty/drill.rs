//! A drill on a terminal: marks after each answer, another try, hints, and leaving without loss.

use greenroom::interview::{Ending, HintLevel, Mode, SessionState};
use rustix::process::Signal;

use crate::Home;

const HAND_IN: &str = "\u{13}";
const HINT: &str = "\u{1b}OR";
const INTERRUPT: &str = "\u{3}";

const QUESTION: [&str; 3] = ["drill", "--question", "1"];

#[test]
fn an_answer_is_marked_answered_again_and_kept() {
    let home = Home::new();
    let mut terminal = home.start(QUESTION);
    terminal.shows("Drill, question 1 of 1").keys(HINT).shows("Hint 1: ");
    terminal.keys("An idle P steals half of another P's run queue.").shows("run queue.").keys(HAND_IN);
    terminal.shows("points covered").shows("Your answer").keys("r").shows("attempt 2");
    terminal.keys(" Sysmon preempts goroutines that run longer than 10 ms with a signal.").shows("a signal.");
    terminal.keys(HAND_IN).shows("Since your last answer: ").keys("e").says("Coverage").ends_with(0);
    let record = home.ended();
    assert_eq!((record.mode, record.state), (Mode::Drill, SessionState::Finished));
    let answer = &record.answers[0];
    assert!(answer.text.starts_with("An idle P steals") && answer.text.ends_with("a signal."), "{}", answer.text);
    assert_eq!(answer.attempts, ["An idle P steals half of another P's run queue."]);
    assert_eq!((answer.ending, answer.hints.len(), answer.hints[0].level), (Ending::Submitted, 1, HintLevel::Cue));
}

#[test]
fn a_drill_that_was_left_goes_on_where_it_stood() {
    let home = Home::new();
    let mut terminal = home.start(["drill", "--part", "1"]);
    terminal.shows("question 1 of 5").keys("one").shows("one").keys(HAND_IN).shows("points covered").keys("\r");
    terminal
        .shows("question 2 of 5")
        .keys("bounded")
        .shows("bounded")
        .keys(INTERRUPT)
        .shows("Leave the drill?")
        .keys("l");
    terminal.says("`greenroom resume`").ends_with(0);
    let mut terminal = home.start(["resume"]);
    terminal.shows("question 2 of 5").shows("bounded").keys(" channel").shows("bounded channel");
    terminal.signal(Signal::TERM).ends_with(143);
    let mut terminal = home.start(["resume", "--plain"]);
    terminal.says("| bounded channel").keys(".\r").says("points covered").keys(":quit\r").says("Coverage").ends_with(0);
    let texts = home.ended().answers.into_iter().map(|answer| answer.text).collect::<Vec<_>>();
    assert_eq!(texts, ["one", "bounded channel"]);
}

#[test]
fn plain_mode_marks_in_words_and_gives_hints() {
    let home = Home::new();
    let mut terminal = home.start(["drill", "--plain", "--question", "1"]);
    terminal
        .says("Question 1: ")
        .keys(":hint\r")
        .says("Hint: ")
        .keys("An idle P steals half of another P's run queue.\r.\r");
    terminal.says("[covered]").says("[missed]").says("Looked for: ").keys(":again\r").says("So far:");
    terminal
        .keys("And more.\r.\r")
        .says("Since your last answer: the same marks.")
        .keys("\r")
        .says("Coverage")
        .ends_with(0);
    assert_eq!(home.ended().answers[0].attempts.len(), 1);
}
