//! The room on a terminal: cut-offs, pastes, sizes, and every way to leave it.

use std::time::Duration;

use greenroom::interview::{Ending, SessionState};
use rustix::process::Signal;

use crate::{Home, Terminal};

/// One part of one question and ten minutes.
const BEGIN: [&str; 8] = ["mock", "--no-assess", "--part", "2", "--pace", "1", "--follow-ups", "never"];

const HAND_IN: &str = "\u{13}";
const INTERRUPT: &str = "\u{3}";
const SUSPEND: &str = "\u{1a}";
const UNDO: &str = "\u{15}";

/// What the room writes to have the alternate screen, and to give it back.
const LEFT: &str = "\u{1b}[?1049l";

/// At its question.
fn begun(home: &Home) -> Terminal {
    let mut terminal = home.start(BEGIN);
    at_question(&mut terminal);
    terminal
}

fn at_question(terminal: &mut Terminal) -> &mut Terminal {
    terminal.shows("Enter begin").keys("\r").shows("Question 6: Database Performance Optimization")
}

#[test]
fn what_is_typed_at_the_cut_off_counts() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query logs\rand EXPL").shows("and EXPL");
    home.clock(Duration::from_secs(300));
    terminal.shows("Half of this part is over; 5 minutes left.").shows("5:00 left of the part");
    terminal.keys("AIN pla").shows("and EXPLAIN pla");
    home.clock(Duration::from_secs(571));
    terminal.shows("0:29 left of the part, last seconds");
    home.clock(Duration::from_secs(600));
    terminal.says("Coverage").ends_with(0);
    let answer = &home.ended().answers[0];
    assert_eq!((answer.text.as_str(), answer.ending), ("slow query logs\nand EXPLAIN pla", Ending::CutOff));
}

#[test]
fn the_first_key_after_the_room_reaches_the_self_assessment() {
    let home = Home::new();
    let mut terminal = home.start(["mock", "--part", "2", "--pace", "1", "--follow-ups", "never"]);
    at_question(&mut terminal).keys("slow query logs").shows("slow query logs").keys(HAND_IN);
    terminal
        .shows("This was the last open question of the part.")
        .keys("\r")
        .shows("Judge yourself before you see the marks?")
        .keys("\r");
    terminal.shows("which of these did you cover?").keys("\u{1b}").says("Coverage").ends_with(0);
}

#[test]
fn a_cut_off_shows_what_comes_next_and_keys_meant_for_what_is_over_do_nothing() {
    let home = Home::new();
    let mut terminal = home.start(["mock", "--no-assess", "--part", "2", "--part", "3", "--pace", "1"]);
    at_question(&mut terminal).keys("slow query").shows("slow query");
    home.clock(Duration::from_secs(600));
    terminal.shows("Part 2: Database Architecture & Performance has ended.").shows("Next: Part 3");
    terminal.shows("5:00 to spare").keys("\r").keys("logs\r").keys(INTERRUPT).shows("Leave?");
    home.clock(Duration::from_secs(601));
    terminal.keys("\u{1b}").hides("Leave?").shows("4:59 to spare").keys("\r").shows("Question 7").shows("0 words");
    terminal.keys(INTERRUPT).shows("Leave?").keys("l").says("`greenroom resume`").ends_with(0);
    assert_eq!(home.draft().answers[0].text, "slow query");
}

#[test]
fn a_part_change_uses_up_the_time_to_spare_and_starts_by_itself() {
    let home = Home::new();
    let mut terminal =
        home.start(["mock", "--no-assess", "--part", "2", "--part", "3", "--pace", "1", "--follow-ups", "never"]);
    at_question(&mut terminal).keys(HAND_IN).shows("Hand in?").shows("with 10 minutes left").keys("\r");
    terminal.shows("Next: Part 3").shows("2 questions.");
    home.clock(Duration::from_secs(3600));
    terminal.shows("Question 7").keys("\u{1b}2").shows("Question 8");
    terminal.keys(INTERRUPT).shows("Leave?").keys("g").says("Coverage").ends_with(0);
}

#[test]
fn leaving_is_asked_about_and_resume_comes_back_to_question_cursor_and_clocks() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query\u{1b}[H").keys("the ").shows("the slow query");
    home.clock(Duration::from_secs(100));
    terminal.shows("8:20 left of the part").keys(INTERRUPT).shows("Leave?").keys("\u{1b}").hides("Leave?");
    terminal.keys(INTERRUPT).shows("Leave?").keys("l").says("`greenroom resume`").ends_with(0);
    assert!(terminal.written().contains(LEFT));

    home.clock(Duration::from_secs(9_000));
    let mut terminal = home.start(["resume", "--no-assess"]);
    terminal.shows("Question 6").shows("8:20 left of the part").keys("very ").shows("the very slow query");
    terminal.keys(HAND_IN).shows("Hand in?").keys(HAND_IN).says("Coverage").says("interrupted").ends_with(0);
    let record = home.ended();
    assert_eq!(record.answers[0].text, "the very slow query");
    assert_eq!((record.state, record.interrupted), (SessionState::Finished, true));
    assert_eq!(record.part_used_ms, [100_000]);
}

#[test]
fn a_second_ctrl_c_a_request_to_end_and_a_hang_up_keep_what_is_typed() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").shows("slow query").keys(INTERRUPT).shows("Leave?").keys(INTERRUPT).ends_with(130);
    assert_eq!(home.draft().answers[0].text, "slow query");

    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").shows("slow query").signal(Signal::TERM).ends_with(143);
    assert_eq!(home.draft().answers[0].text, "slow query");

    let home = Home::new();
    let mut terminal = home.start_in_shell(BEGIN);
    at_question(&mut terminal).keys("slow query").shows("slow query").dies();
    assert_eq!(home.draft().answers[0].text, "slow query");
}

#[test]
fn a_crash_loses_at_most_the_last_two_seconds() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").shows("slow query");
    home.clock(Duration::from_secs(2));
    home.keeps("slow query");
    terminal.keys(" logs").shows("slow query logs").dies();
    let mut terminal = home.start(["resume", "--no-assess"]);
    terminal.shows("slow query").shows("9:58 left of the part").keys(INTERRUPT).shows("Leave?").keys("l").ends_with(0);
    assert_eq!(home.draft().answers[0].text, "slow query");
}

#[test]
fn a_paste_comes_in_whole_with_its_line_breaks_made_one() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("\u{1b}[200~one\r\ntwo\rthree\u{1b}[201~").shows("3 words");
    terminal.keys(UNDO).shows("0 words");
    // As a terminal that does not know of brackets sends it.
    terminal.keys("four\rfive\rsix").shows("3 words");
    terminal.keys(INTERRUPT).shows("Leave?").keys("l").ends_with(0);
    assert_eq!(home.draft().answers[0].text, "four\nfive\nsix");
}

#[test]
fn two_hundred_kilobytes_come_in_and_can_be_written_on() {
    let home = Home::new();
    let text = "index usage and query plans ".repeat(7200);
    let mut terminal = begun(&home);
    terminal.keys(&format!("\u{1b}[200~{text}\u{1b}[201~")).shows("36000 words").keys("end").shows("36001 words");
    terminal.signal(Signal::TERM).ends_with(143);
    assert_eq!(home.draft().answers[0].text, format!("{text}end"));
}

#[test]
fn a_paste_that_never_ends_does_not_stop_the_clock() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").shows("slow query").keys("\u{1b}[200~and");
    home.clock(Duration::from_secs(600));
    terminal.says("Coverage").ends_with(0);
    assert_eq!(home.ended().answers[0].text, "slow query");
}

#[test]
fn a_suspended_room_gives_the_terminal_back_and_goes_on_where_it_stood() {
    let home = Home::new();
    let mut terminal = begun(&home);
    // The screen is left and the cursor shown.
    terminal.keys("slow query").shows("slow query").keys(SUSPEND).is_stopped().wrote_last("\u{1b}[?25h");
    home.clock(Duration::from_secs(120));
    terminal
        .signal(Signal::CONT)
        .shows("slow query")
        .shows("8:00 left of the part")
        .keys(" logs")
        .shows("slow query logs");
    terminal.keys(HAND_IN).shows("Hand in?").keys("\r").says("Coverage").ends_with(0);
    assert_eq!(home.ended().answers[0].text, "slow query logs");
}

#[test]
fn sizes_change_down_to_what_is_too_small_and_nothing_is_lost() {
    let home = Home::new();
    let mut terminal = begun(&home);
    terminal.keys("slow query").shows("slow query");
    terminal.resize(40, 12).shows("part 10:00").shows("slow query");
    terminal.resize(39, 12).shows("too small: 39x12").keys(" logs");
    terminal.resize(120, 40).shows("slow query logs").shows("10:00 left of the part");
    terminal.signal(Signal::TERM).ends_with(143);
    assert_eq!(home.draft().answers[0].text, "slow query logs");
}

#[test]
fn a_store_that_fails_is_said_at_once_and_the_answers_are_written_elsewhere() {
    let home = Home::new();
    let mut terminal = begun(&home);
    home.break_store();
    terminal.keys("slow query").shows("slow query");
    home.clock(Duration::from_secs(2));
    terminal.shows("[Not saved: ").keys(" logs").shows("slow query logs").keys(HAND_IN).shows("Hand in?").keys("\r");
    terminal.says("Coverage").says("the answers are in").ends_with(1);
    assert!(home.rescued().contains("## 6 Database Performance Optimization\n\nslow query logs\n"));
}

#[test]
fn the_start_screen_offers_a_pace_and_can_be_left_without_a_trace() {
    let home = Home::new();
    let mut terminal = home.start(["mock", "--no-assess"]);
    terminal.shows("How much time?").shows("1 hour 30 minutes").keys("\u{1b}[C\u{1b}[C").shows("(3 hours)");
    terminal.keys("\r").shows("30:00 left of the part").keys(INTERRUPT).shows("Leave?").keys("g").ends_with(0);
    let mut terminal = home.start(["mock", "--no-assess"]);
    terminal.shows("How much time?").keys("\u{1b}").says("Nothing was begun").ends_with(0);
    let mut terminal = home.start(["mock", "--no-assess"]);
    terminal.shows("How much time?").keys(INTERRUPT).says("Nothing was begun").ends_with(130);
}

#[test]
fn without_colour_nothing_is_coloured() {
    let home = Home::new();
    let mut terminal = home.start_with("NO_COLOR", "1", BEGIN);
    at_question(&mut terminal);
    home.clock(Duration::from_secs(590));
    terminal.shows("0:10 left of the part, last seconds").signal(Signal::TERM).ends_with(143);
    let colours = ["\u{1b}[31m", "\u{1b}[38;5;1m", "\u{1b}[35m", "\u{1b}[38;5;5m", "\u{1b}[38;5;9m"];
    assert!(!colours.iter().any(|colour| terminal.written().contains(colour)), "{:?}", terminal.written());
}

#[test]
fn an_editor_of_ones_own_is_used_where_no_clock_runs() {
    let home = Home::new();
    let script = home.data().join("editor.sh");
    std::fs::write(&script, "#!/bin/sh\necho slow query logs > \"$1\"\n").unwrap();
    let editor = format!("sh {}", script.display());
    let mut terminal = home.start_with("EDITOR", &editor, ["mock", "--no-assess", "--part", "2", "--untimed"]);
    at_question(&mut terminal).shows("no clock").keys("slow").keys("\u{f}").shows("slow query logs");
    terminal.keys(UNDO).hides("query logs").signal(Signal::TERM).ends_with(143);
    assert_eq!(home.draft().answers[0].text, "slow");
    let mut terminal = begun(&home);
    terminal.keys("\u{f}").shows("only where no clock runs").signal(Signal::TERM).ends_with(143);
}
