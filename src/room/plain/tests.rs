//! Plain mode as a person or a pipe meets it, without a terminal and without waiting.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::time::Duration;

use super::Sits;
use super::input::Event;
use super::lines::Lines;
use super::seat::Seat;
use crate::interview::{Ending, Session, SessionRecord, SessionState};
use crate::plan::{FollowUps, Plan, PlanOptions, sample};
use crate::room::Left;
use crate::room::signals::Signal;

/// What came of a session.
struct Held {
    said: String,
    record: SessionRecord,
    kept: Vec<SessionRecord>,
    left: Option<Left>,
}

impl Held {
    fn answers(&self) -> Vec<(&str, &str)> {
        self.record.answers.iter().map(|answer| (answer.question.as_str(), answer.text.as_str())).collect()
    }
}

fn session(options: &PlanOptions) -> Session {
    let guide = Arc::new(sample::guide());
    let plan = Plan::new(&guide, options).unwrap();
    Session::new(guide, plan, None, Box::new(|_, _| Vec::new())).unwrap()
}

fn hold(options: &PlanOptions, terminal: bool, events: impl IntoIterator<Item = (u64, Event)>) -> Held {
    let mut session = session(options);
    let (mut said, mut kept) = (Vec::new(), Vec::new());
    let mut keep = |record, _| kept.push(record);
    let lines = if terminal { Lines::typed(true) } else { Lines::piped() };
    let mut seat = Seat::new(&mut session, &mut said, &mut keep, lines, terminal);
    seat.sit_down(Duration::ZERO);
    for (seconds, event) in events {
        if seat.left().is_none() {
            seat.take(Duration::from_secs(seconds), event);
        }
    }
    let left = seat.left();
    Held { said: String::from_utf8(said).unwrap(), record: session.record(), kept, left }
}

fn piped(options: &PlanOptions, text: &str) -> Held {
    let options = PlanOptions { untimed: true, ..options.clone() };
    hold(&options, false, [(0, Event::Bytes(text.into())), (0, Event::End)])
}

fn never() -> PlanOptions {
    PlanOptions { follow_ups: FollowUps::Never, ..PlanOptions::default() }
}

fn typed(seconds: u64, text: &str) -> (u64, Event) {
    (seconds, Event::Bytes(text.into()))
}

#[test]
fn a_pipes_answers_are_taken_in_the_order_of_the_questions() {
    let held = piped(&never(), "one\ntwo\n.\n..\n.\n\n.\ndesign\n.\nWho is on call?\n.\nnobody asked\n");
    assert_eq!(held.answers(), [("1", "one\ntwo"), ("2", "."), ("3", ""), ("4", "design")]);
    assert_eq!(held.record.candidate_questions, "Who is on call?");
    assert_eq!((held.left, held.record.state), (Some(Left::Over), SessionState::Finished));
    assert!(!held.said.contains("Press Enter"), "nobody is there to press it");
}

#[test]
fn what_a_pipe_does_not_hold_is_blank() {
    let held = piped(&never(), "one\n.\nhalf an ans");
    assert_eq!(held.answers(), [("1", "one"), ("2", "half an ans"), ("3", ""), ("4", "")]);
    assert!(held.record.answers.iter().all(|answer| answer.ending == Ending::Submitted));
    assert_eq!(held.record.state, SessionState::Finished);
}

#[test]
fn a_pipe_clarifies_what_it_flagged_and_nothing_else() {
    let held = piped(&never(), "one\n.\n:flag\ntwo\n.\n.\n.\nmore of two\n.\nmine\n");
    assert_eq!(held.answers()[1], ("2", "two\n\nmore of two"));
    assert_eq!(held.record.candidate_questions, "mine");
}

#[test]
fn a_pipe_asked_for_follow_ups_answers_them_after_their_question() {
    let held = piped(
        &PlanOptions { parts: vec!["1".into()], follow_ups: FollowUps::Always, ..never() },
        "one\n.\nless garbage\n.\ntwo\n.\n",
    );
    assert_eq!(held.answers()[..3], [("1", "one"), ("1.follow-up", "less garbage"), ("2", "two")]);
}

#[test]
fn a_pipe_may_move_about_and_give_up() {
    let held = piped(&never(), ":next\ntwo\n.\none\n:time\n:quit\nmore\n");
    assert_eq!(held.answers(), [("1", "one"), ("2", "two")]);
    assert_eq!((held.left, held.record.state), (Some(Left::Over), SessionState::Abandoned));
    assert!(held.said.contains("no clock runs"));
}

#[test]
fn a_piped_line_with_a_colon_is_text_unless_it_is_a_command() {
    let held = piped(&never(), ":memory: is a database\n::time\n:= assigns\n.\n");
    assert_eq!(held.answers()[0].1, ":memory: is a database\n:time\n:= assigns");
}

#[test]
fn bytes_that_are_no_text_and_a_very_long_line_come_through() {
    let mut bytes = b"caf\xe9\n".to_vec();
    bytes.extend("word ".repeat(40_000).bytes());
    let held = hold(&PlanOptions { untimed: true, ..never() }, false, [(0, Event::Bytes(bytes)), (0, Event::End)]);
    let answer = &held.record.answers[0].text;
    assert!(answer.starts_with("caf\u{fffd}\nword word"));
    assert_eq!(answer.split_whitespace().count(), 40_001);
    assert!(held.said.contains("not UTF-8"));
}

#[test]
fn a_half_typed_line_counts_at_the_cut_off() {
    let held = hold(
        &never(),
        true,
        [typed(0, "\n"), typed(1, "first line\nsecond li"), (300, Event::Tick), typed(301, "\nnext part")],
    );
    assert_eq!(held.answers(), [("1", "first line\nsecond li"), ("3", "next part")]);
    assert_eq!(held.record.answers[0].ending, Ending::CutOff);
    assert!(held.said.contains("second li\n[Time: Part 1: Basics has ended. What you have typed counts.]"));
}

#[test]
fn a_half_typed_command_is_no_answer() {
    let held = hold(&never(), true, [typed(0, "\n"), typed(1, "text\n:time"), (300, Event::Tick)]);
    assert_eq!(held.answers()[0].1, "text");
}

#[test]
fn the_time_is_said_without_losing_the_half_typed_line() {
    let held = hold(
        &never(),
        true,
        [typed(0, "\n"), typed(1, "a gorou"), (150, Event::Tick), (181, Event::Tick), typed(182, "tine\n:time\n")],
    );
    assert!(
        held.said.contains("a gorou\n[Time: half of this part is over; 2 minutes 30 seconds left.]\na gorou"),
        "{}",
        held.said
    );
    assert!(held.said.contains("[Time: 1 minute 59 seconds left of this part.]\na gorou"));
    let time = "Time: 28 seconds of this question's budget, 1 minute 58 seconds of the part, 56 minutes 58 seconds of the \
                interview left.";
    assert!(held.said.replace('\n', " ").contains(time), "{}", held.said);
    assert_eq!(held.answers()[0].1, "a goroutine");
}

#[test]
fn a_line_can_be_replaced_and_taken_out() {
    let held = hold(&never(), true, [typed(0, "\none\ntwo\nthree\n:edit 2 zwei\n:edit 1\n:edit 9\n:edit\n.\n")]);
    assert_eq!(held.answers()[0].1, "zwei\nthree");
    assert!(held.said.contains("  1 zwei\n  2 three\n"));
    assert!(held.said.contains("no such line"));
}

#[test]
fn a_question_come_back_to_shows_what_was_answered_and_takes_more() {
    let held = hold(&never(), true, [typed(0, "\none\n:next\n:back\nmore\n.\n")]);
    assert!(held.said.contains("So far:\n  | one\n"));
    assert_eq!(held.answers()[0].1, "one\nmore");
}

#[test]
fn a_slip_of_a_command_is_no_text_and_gets_a_hint() {
    let held = hold(&never(), true, [typed(0, "\n:nxet\n:help\n")]);
    assert_eq!(held.answers(), [("1", "")]);
    assert!(held.said.contains("Did you mean :next?"));
    assert!(held.said.contains(":flag - flag this question"));
}

#[test]
fn giving_up_is_asked_twice_and_anything_else_goes_on() {
    let held = hold(&never(), true, [typed(0, "\n:quit\nstill here\n")]);
    assert_eq!((held.left, held.answers()[0].1), (None, "still here"));
    let held = hold(&never(), true, [typed(0, "\ntext\n:quit\n:quit\n")]);
    assert_eq!((held.left, held.record.state), (Some(Left::Over), SessionState::Abandoned));
    assert_eq!(held.answers()[0].1, "text");
    let held = hold(&never(), true, [typed(0, ":quit\n")]);
    assert_eq!((held.left, held.kept.len()), (Some(Left::Over), 0), "nothing was begun");
}

#[test]
fn ctrl_d_on_an_empty_line_hands_in() {
    let held = hold(&never(), true, [typed(0, "\none\n\u{4}two")]);
    assert_eq!(held.answers(), [("1", "one"), ("2", "two")]);
}

#[test]
fn a_signal_leaves_with_the_half_typed_line_kept() {
    for (event, left) in [(Event::Signal(Signal::Leave(15)), Some(15)), (Event::End, None)] {
        let held = hold(&never(), true, [typed(0, "\n"), typed(1, "half"), (1, event)]);
        assert_eq!(held.left, Some(Left::Interrupted(left)));
        let kept = held.kept.last().unwrap();
        assert_eq!((kept.state, kept.answers[0].text.as_str()), (SessionState::Open, "half"));
    }
}

#[test]
fn what_is_typed_is_kept_within_two_seconds_and_the_used_time_within_five() {
    let held = hold(&never(), true, [typed(0, "\n"), typed(10, "a"), typed(10, "b"), (11, Event::Tick)]);
    assert_eq!(held.kept.last().unwrap().answers[0].text, "ab");
    let held = hold(&never(), true, [typed(0, "\n"), (4, Event::Tick), (5, Event::Tick), (6, Event::Tick)]);
    assert_eq!(held.kept.iter().map(|kept| kept.interview_used_ms).collect::<Vec<_>>(), [0, 5000]);
}

#[test]
fn a_spare_minute_between_parts_passes_by_itself_or_with_enter() {
    let mut events = vec![typed(0, "\n"), typed(1, "one\n.\ntwo\n.\n")];
    let held = hold(&never(), true, events.clone());
    assert!(held.said.contains("Next: Part 2: Databases (10 minutes)"));
    assert!(held.said.contains("19 minutes 59 seconds to spare"), "{}", held.said);
    events.push(typed(2, "\n"));
    assert!(hold(&never(), true, events.clone()).said.contains("Find the bottleneck."));
    events.pop();
    events.push((3600, Event::Tick));
    assert!(hold(&never(), true, events).said.contains("Find the bottleneck."));
}

#[test]
fn the_discussion_shows_the_answer_and_takes_an_addition() {
    let options = PlanOptions { parts: vec!["2".into(), "4".into()], ..never() };
    let held = hold(&options, true, [typed(0, "\nby plans\n.\n\n"), typed(1, "and indexes\n.\nWho is on call?\n.\n")]);
    assert!(held.said.contains("Once more: Question 3: Bottlenecks"));
    assert!(held.said.contains("Your answer:\n  | by plans\n"));
    assert_eq!(held.answers(), [("3", "by plans\n\nand indexes")]);
    assert_eq!(held.record.candidate_questions, "Who is on call?");
    assert_eq!(held.left, Some(Left::Over));
}
