//! Plain mode on a terminal: cut-offs, long lines, and every way to leave it.

use std::time::Duration;

use greenroom::interview::{Ending, SessionState};
use rustix::process::Signal;

use crate::{Home, Terminal};

/// One part of one question and ten minutes.
const BEGIN: [&str; 9] = ["mock", "--no-assess", "--plain", "--part", "2", "--pace", "1", "--follow-ups", "never"];

/// At its question.
fn begun(home: &Home) -> Terminal {
    let mut terminal = home.start(BEGIN);
    at_question(&mut terminal);
    terminal
}

fn at_question(terminal: &mut Terminal) -> &mut Terminal {
    terminal.says("Press Enter to begin.").keys("\r").says("Question 6: Database Performance Optimization")
}

#[test]
fn a_line_half_typed_at_the_cut_off_counts() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query logs\rand EXPL").says("and EXPL");
    home.clock(Duration::from_secs(300));
    terminal.says("[Time: half of this part is over; 5 minutes left.] and EXPL");
    terminal.keys("AIN pla").says("and EXPLAIN pla");
    home.clock(Duration::from_secs(600));
    terminal
        .says("and EXPLAIN pla [Time: Part 2: Database Architecture & Performance has ended.")
        .says("Coverage")
        .ends_with(0);
    let answer = &home.ended().answers[0];
    assert_eq!((answer.text.as_str(), answer.ending), ("slow query logs\nand EXPLAIN pla", Ending::CutOff));
}

#[test]
fn a_line_longer_than_the_terminals_own_limit_is_kept_whole() {
    let home = Home::new();
    let long = "index usage and query plans ".repeat(300);
    let mut terminal = begun(&home);
    terminal.keys(&long).keys("\r.\r").says("Coverage").ends_with(0);
    assert_eq!(home.ended().answers[0].text, long);
}

#[test]
fn typed_text_can_be_erased() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query lags\u{7f}\u{7f}\u{7f}ogs é\u{7f}first\r.\r").says("Coverage").ends_with(0);
    assert_eq!(home.ended().answers[0].text, "slow query logs first");
}

#[test]
fn ctrl_c_keeps_the_session_and_resume_goes_on_with_it() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").says("slow query");
    home.clock(Duration::from_secs(100));
    terminal.keys("\u{3}").says("`greenroom resume`").ends_with(130);

    home.clock(Duration::from_secs(9_000));
    let mut terminal = home.start(["resume", "--no-assess", "--plain"]);
    terminal.says("Question 6").says("| slow query").says("8 minutes 20 seconds left of the part");
    terminal.keys("logs\r.\r").says("Coverage").says("interrupted").ends_with(0);
    let record = home.ended();
    assert_eq!(record.answers[0].text, "slow query\nlogs");
    assert_eq!((record.state, record.interrupted), (SessionState::Finished, true));
    assert_eq!(record.part_used_ms, [100_000]);
}

#[test]
fn a_request_to_end_and_a_hang_up_keep_the_half_typed_line() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").says("slow query").signal(Signal::TERM).ends_with(143);
    assert_eq!(home.draft().answers[0].text, "slow query");

    let home = Home::new();
    let mut terminal = home.start_in_shell(BEGIN);
    at_question(&mut terminal).keys("slow query").says("slow query").dies();
    assert_eq!(home.draft().answers[0].text, "slow query");
}

#[test]
fn a_crash_loses_at_most_the_last_two_seconds() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").says("slow query");
    home.clock(Duration::from_secs(2));
    home.keeps("slow query");
    terminal.keys(" logs").says("slow query logs").dies();
    assert_eq!(home.draft().answers[0].text, "slow query");
}

#[test]
fn a_store_that_fails_is_said_at_once_and_the_answers_are_written_elsewhere() {
    let home = Home::new();
    let mut terminal = begun(&home);
    home.break_store();
    terminal.keys("slow query").says("slow query");
    home.clock(Duration::from_secs(2));
    terminal.says("[Not saved: ").keys(" logs\r.\r").says("Coverage").says("the answers are in").ends_with(1);
    assert!(home.rescued().contains("## 6 Database Performance Optimization\n\nslow query logs\n"));
}

#[test]
fn a_suspended_session_goes_on_where_it_stood_and_the_time_counted() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").says("slow query").keys("\u{1a}").is_stopped();
    home.clock(Duration::from_secs(120));
    terminal.signal(Signal::CONT).says("slow query slow query");
    terminal.keys(" logs\r:time\r").says("8 minutes of the part").keys(".\r").says("Coverage").ends_with(0);
    assert_eq!(home.ended().answers[0].text, "slow query logs");
}

#[test]
fn giving_up_before_it_has_begun_leaves_no_trace() {
    let home = Home::new();
    let mut terminal = home.start(["mock", "--no-assess", "--plain", "--pace", "1"]);
    terminal.says("Press Enter to begin.").keys(":quit\r").says("Nothing was begun").ends_with(0);
    let mut terminal = home.start(["mock", "--no-assess", "--plain", "--pace", "1"]);
    terminal.says("Press Enter to begin.").keys("\u{3}").says("Nothing was begun").ends_with(130);
    let mut terminal = home.start(["history"]);
    terminal.says("No session has ended yet").ends_with(0);
}

#[test]
fn the_start_screen_offers_a_pace_by_number() {
    let home = Home::new();
    let mut terminal = home.start(["mock", "--no-assess", "--plain", "--part", "2"]);
    terminal.says("5. No clock").says("Number [1]").keys("9\r").says("type a number from 1 to 5").keys("3\r");
    terminal.says("Press Enter to begin.").keys("\r").says("20 minutes left of the part").keys("\u{3}").ends_with(130);
}

#[test]
fn the_menu_opens_on_a_terminal_and_can_be_left() {
    let home = Home::new();
    let mut terminal = home.start([]);
    terminal.shows("What would you like to do?").shows("Hold a mock interview").keys("\u{1b}[B\u{1b}[B\u{1b}[B\r");
    terminal.says("No session has ended yet").ends_with(0);
    assert!(!terminal.written().contains("broken off"), "there is nothing to go on with");
    let mut terminal = home.start([]);
    terminal.shows("What would you like to do?").shows("Leave").keys("\u{3}").ends_by_signal();
    let mut terminal = home.start([]);
    terminal.shows("What would you like to do?").shows("Leave").keys("\u{1b}").ends_with(0);
}

#[test]
fn a_terminal_that_cannot_draw_gets_plain_text_without_asking_for_it() {
    let home = Home::new();
    let mut terminal = home.start_on("dumb", ["mock", "--no-assess", "--part", "2", "--pace", "1"]);
    at_question(&mut terminal).keys("slow query").says("slow query").keys("\u{3}").ends_with(130);
    let mut terminal = home.start_on("dumb", ["resume", "--no-assess"]);
    terminal.says("| slow query").keys("\u{3}").ends_with(130);
    assert!(!terminal.written().contains("\u{1b}[?1049h"), "the alternate screen");
}

#[test]
fn the_candidate_judges_themselves_before_the_marks_are_shown() {
    let home = Home::new();
    let mut terminal =
        home.start(["mock", "--plain", "--part", "2", "--pace", "1", "--follow-ups", "never", "--no-assess"]);
    at_question(&mut terminal).keys("slow query logs\r.\r").says("Coverage").ends_with(0);
    assert!(!terminal.written().contains("Judge yourself"));

    let mut terminal = home.start(["mock", "--plain", "--part", "2", "--pace", "1", "--follow-ups", "never"]);
    at_question(&mut terminal).keys("slow query logs\r.\r").says("Judge yourself before you see the marks?");
    assert!(!terminal.written().contains("Coverage"), "no mark is shown before");
    terminal.keys("1\r").says("which of these did you cover?").keys("1 2\r");
    for _ in 0..4 {
        terminal.says("which band would you give yourself?").keys("2\r");
    }
    terminal.says("Which flags would an interviewer note?").keys("4\r").says("Your own marks");
    terminal.says("you gave yourself Strong").says("Production Experience").ends_with(0);
}
