//! The state machine as a front end sees it: scenes first, then what must hold whatever happens.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::guide::QuestionKey;
use crate::mark::{Mark, Status};
use crate::plan::{FollowUps, Plan, PlanOptions, sample};

/// A front end without a screen: it holds the editor and the clock.
struct Desk {
    session: Session,
    now: Duration,
    editor: String,
}

/// A point counts as covered when the answer holds its id, as partial when it holds "some" and the id.
fn marks(key: &QuestionKey, answer: &str) -> Vec<Mark> {
    let guide = sample::guide();
    let points = guide.question(key).map(|question| question.points.clone()).unwrap_or_default();
    let status = |id: &str| match (answer.contains(&format!("some {id}")), answer.contains(id)) {
        (true, _) => Status::Partial,
        (_, true) => Status::Covered,
        _ => Status::Missed,
    };
    points.iter().map(|point| Mark { status: status(&point.id), ..Mark::blank(&point.id) }).collect()
}

impl Desk {
    fn new(options: &PlanOptions) -> Self {
        Self::planned(Plan::new(&sample::guide(), options).unwrap())
    }

    fn planned(plan: Plan) -> Self {
        let session = Session::new(Arc::new(sample::guide()), plan, None, Box::new(marks)).unwrap();
        Self { session, now: Duration::ZERO, editor: String::new() }
    }

    /// At the first question of these parts; nothing said means all.
    fn begun(parts: &[&str], follow_ups: FollowUps) -> Self {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        let mut desk = Self::new(&PlanOptions { parts, follow_ups, ..PlanOptions::default() });
        desk.press(Input::Begin);
        desk
    }

    fn press(&mut self, input: Input) -> Vec<Effect> {
        let effects = self.session.step(self.now, &self.editor, input);
        if effects.contains(&Effect::Show) {
            self.session.text().clone_into(&mut self.editor);
        }
        effects
    }

    fn wait(&mut self, seconds: u64) -> Vec<Effect> {
        self.now += Duration::from_secs(seconds);
        self.press(Input::Tick)
    }

    fn answer(&mut self, text: &str) -> Vec<Effect> {
        self.editor.push_str(text);
        self.press(Input::Submit)
    }

    fn resume(&self) -> Self {
        let record = self.session.record();
        let json = serde_json::to_string(&record).unwrap();
        let record = serde_json::from_str(&json).unwrap();
        let session = Session::resume(Arc::new(sample::guide()), &record, Box::new(marks)).unwrap();
        let editor = session.text().to_owned();
        Self { session, now: Duration::ZERO, editor }
    }

    fn recorded(&self, key: &str) -> Answer {
        self.session.record().answer(&QuestionKey::new(key)).unwrap().clone()
    }
}

fn question(part: usize, question: usize) -> Stage {
    Stage::Question { part, question }
}

#[test]
fn a_whole_interview_goes_from_the_start_screen_to_the_end() {
    let mut desk = Desk::new(&PlanOptions { follow_ups: FollowUps::Never, ..PlanOptions::default() });
    assert_eq!(desk.session.stage(), &Stage::Briefing);
    desk.wait(1000);
    assert_eq!(desk.session.record().interview_used_ms, 0, "the start screen is on no clock");
    assert_eq!(desk.press(Input::Begin), [Effect::Show, Effect::Save]);
    for (part, count) in [(0, 2), (1, 1), (2, 1)] {
        for at in 0..count {
            assert_eq!(desk.session.stage(), &question(part, at));
            desk.wait(30);
            desk.answer("one two three");
        }
        assert_eq!(desk.session.stage(), &Stage::Between { next: part + 1 });
        desk.press(Input::Begin);
    }
    // All four are short.
    for _ in 0..4 {
        assert!(matches!(desk.session.stage(), Stage::Clarify { .. }));
        desk.answer("four");
    }
    assert_eq!(desk.session.stage(), &Stage::CandidateQuestions { part: 3 });
    assert_eq!(desk.answer("Who is on call?"), [Effect::Show, Effect::Ended(SessionState::Finished), Effect::Save]);

    let record = desk.session.record();
    assert_eq!(record.state, SessionState::Finished);
    assert!(!record.interrupted);
    assert_eq!(record.part_used_ms, [60_000, 30_000, 30_000, 0]);
    assert_eq!(record.interview_used_ms, 120_000);
    assert_eq!(record.candidate_questions, "Who is on call?");
    assert_eq!(
        record.answers.iter().map(|answer| answer.text.as_str()).collect::<Vec<_>>(),
        ["one two three\n\nfour"; 4]
    );
    assert_eq!(record.answers[0].prompted, [Prompted { start: 15, probe: None }]);
    assert_eq!(record.answers[0].used_ms, 30_000);
    assert_eq!(record.answers[0].ending, Ending::Submitted);
}

#[test]
fn the_end_of_a_parts_clock_keeps_what_was_typed_and_moves_on() {
    let mut desk = Desk::begun(&[], FollowUps::Fit);
    desk.wait(299);
    desk.editor.push_str("half a sen");
    assert_eq!(desk.wait(1), [Effect::CutOff { part: 0 }, Effect::Show, Effect::Save]);
    assert_eq!(desk.session.stage(), &Stage::Between { next: 1 });
    let answer = desk.recorded("1");
    assert_eq!((answer.text.as_str(), answer.ending), ("half a sen", Ending::CutOff));
    assert_eq!(desk.session.record().answer(&QuestionKey::number(2)), None, "never reached");
}

#[test]
fn an_input_that_comes_with_the_cut_off_is_not_taken_for_the_next_part() {
    let mut desk = Desk::begun(&[], FollowUps::Never);
    desk.editor.push_str("done");
    desk.now += Duration::from_secs(300);
    desk.press(Input::Submit);
    assert_eq!(desk.session.stage(), &Stage::Between { next: 1 });
    assert_eq!(desk.recorded("1").text, "done");
}

#[test]
fn time_asleep_counts_but_ends_at_most_the_open_part() {
    let mut desk = Desk::begun(&[], FollowUps::Never);
    desk.wait(24 * 3600);
    assert_eq!(desk.session.stage(), &Stage::Between { next: 1 });
    assert_eq!(desk.session.record().interview_used_ms, 300_000);
    desk.wait(24 * 3600);
    assert_eq!(desk.session.stage(), &question(1, 0), "the slack is gone, and the next part starts whole");
    assert_eq!(desk.session.record().part_used_ms, [300_000, 0, 0, 0]);
}

#[test]
fn a_clock_that_goes_backwards_takes_nothing_back() {
    let mut desk = Desk::begun(&[], FollowUps::Never);
    desk.wait(100);
    desk.now = Duration::from_secs(20);
    desk.press(Input::Tick);
    desk.now = Duration::from_secs(110);
    desk.press(Input::Tick);
    assert_eq!(desk.session.record().part_used_ms[0], 110_000);
}

#[test]
fn the_screens_between_parts_use_up_the_spare_minutes() {
    let mut desk = Desk::begun(&[], FollowUps::Never);
    let minutes = |minutes: u64| Some(Duration::from_secs(minutes * 60));
    assert_eq!(desk.session.clocks().slack, minutes(15));
    desk.wait(60);
    desk.answer("a");
    desk.answer("b");
    // Four minutes of the part were not needed.
    assert_eq!(desk.session.clocks().slack, minutes(19));
    assert_eq!(desk.session.next_event(), minutes(19));
    desk.wait(18 * 60);
    assert_eq!(desk.session.stage(), &Stage::Between { next: 1 });
    desk.wait(60);
    assert_eq!(desk.session.stage(), &question(1, 0));
    desk.wait(600);
    assert_eq!(desk.session.stage(), &question(2, 0), "with no slack left the next part follows at once");
    desk.wait(1500);
    desk.wait(300);
    assert_eq!(desk.session.state(), SessionState::Finished);
    assert_eq!(desk.session.record().interview_used_ms, 60 * 60 * 1000);
}

#[test]
fn time_is_said_at_half_at_two_minutes_and_at_thirty_seconds() {
    let mut desk = Desk::begun(&["2"], FollowUps::Never);
    let mut said = Vec::new();
    while desk.session.state() == SessionState::Open {
        desk.now += desk.session.next_event().unwrap();
        said.extend(desk.press(Input::Tick));
    }
    let left = |mark, seconds| Effect::TimeLeft { mark, left: Duration::from_secs(seconds) };
    let expected = [
        left(TimeMark::Half, 300),
        left(TimeMark::TwoMinutes, 120),
        left(TimeMark::ThirtySeconds, 30),
        Effect::CutOff { part: 0 },
    ];
    assert_eq!(said[..4], expected);
}

#[test]
fn after_a_jump_only_the_last_mark_is_said() {
    let mut desk = Desk::begun(&["2"], FollowUps::Never);
    assert_eq!(desk.wait(580), [Effect::TimeLeft { mark: TimeMark::ThirtySeconds, left: Duration::from_secs(20) }]);
    assert_eq!(desk.wait(10), []);
}

#[test]
fn a_budget_that_is_used_up_is_said_once_and_ends_nothing() {
    let mut desk = Desk::begun(&["1"], FollowUps::Never);
    assert!(desk.wait(210).contains(&Effect::Overrun));
    assert_eq!(desk.wait(1), []);
    assert_eq!(desk.session.stage(), &question(0, 0));
    assert_eq!(desk.session.clocks().question.unwrap().overrun(), Duration::from_secs(1));
}

#[test]
fn one_can_move_about_in_a_part_and_keeps_every_text() {
    let mut desk = Desk::begun(&["1"], FollowUps::Never);
    assert_eq!(desk.press(Input::Back), [Effect::Refused(Refusal::FirstQuestion)]);
    desk.editor.push_str("first");
    desk.press(Input::Next);
    assert_eq!((desk.session.stage(), desk.editor.as_str()), (&question(0, 1), ""));
    assert_eq!(desk.press(Input::Next), [Effect::Refused(Refusal::LastQuestion)]);
    desk.answer("second");
    assert_eq!((desk.session.stage(), desk.editor.as_str()), (&question(0, 0), "first"), "the first is still open");
    assert_eq!(desk.press(Input::GoTo(2)), [Effect::Refused(Refusal::NoSuchQuestion)]);
    desk.press(Input::GoTo(1));
    assert_eq!(desk.editor, "second");
    desk.editor.push_str(" thought");
    desk.press(Input::Tick);
    assert_eq!(desk.recorded("2").ending, Ending::Open, "changed after it was handed in");
    assert_eq!(
        desk.session.items().iter().map(|item| (item.words, item.current)).collect::<Vec<_>>(),
        [(1, false), (2, true)]
    );
}

#[test]
fn outside_the_questions_there_is_nothing_to_hand_in_or_flag() {
    let mut desk = Desk::new(&PlanOptions::default());
    for input in [Input::Submit, Input::Next, Input::Back, Input::GoTo(0), Input::Flag] {
        assert_eq!(desk.press(input), [Effect::Refused(Refusal::NotHere)], "{input:?}");
    }
    desk.press(Input::Begin);
    assert_eq!(desk.press(Input::Begin), [Effect::Refused(Refusal::NotHere)]);
}

#[test]
fn a_follow_up_is_asked_while_a_minute_of_the_budget_is_left() {
    for (seconds, asked) in [(150, true), (151, false)] {
        let mut desk = Desk::begun(&["1"], FollowUps::Fit);
        desk.wait(seconds);
        desk.answer("done");
        assert_eq!(matches!(desk.session.stage(), Stage::FollowUp { .. }), asked, "{seconds}");
    }
}

#[test]
fn a_follow_up_is_not_asked_where_the_part_has_no_time_left_for_its_open_questions() {
    let guide = sample::guide();
    let mut plan = Plan::new(&guide, &PlanOptions::default()).unwrap();
    plan.parts[0].questions[1].seconds = 250;
    for (seconds, asked) in [(50, true), (51, false)] {
        let mut desk = Desk::planned(plan.clone());
        desk.press(Input::Begin);
        desk.wait(seconds);
        desk.answer("done");
        assert_eq!(matches!(desk.session.stage(), Stage::FollowUp { .. }), asked, "{seconds}");
    }
}

#[test]
fn follow_ups_are_asked_always_or_never_where_that_was_chosen() {
    let mut desk = Desk::begun(&["1"], FollowUps::Always);
    desk.wait(250);
    desk.answer("done");
    assert_eq!(desk.session.stage(), &Stage::FollowUp { part: 0, question: 0, follow_up: 0 });
    assert_eq!(desk.session.prompt(), Some("And under GC pressure?"));
    desk.answer("less garbage");
    assert_eq!(desk.session.stage(), &question(0, 1));
    desk.answer("pool");
    desk.answer("by two channels");
    assert_eq!(desk.session.prompt(), Some("And live-lock?"));
    desk.answer("by retries");
    assert_eq!(desk.session.state(), SessionState::Finished);
    assert_eq!(desk.recorded("1.follow-up").text, "less garbage");
    assert_eq!(desk.recorded("2.follow-up-2").text, "by retries");

    let mut desk = Desk::begun(&["1"], FollowUps::Never);
    desk.answer("done");
    assert_eq!(desk.session.stage(), &question(0, 1));
}

#[test]
fn a_follow_up_is_left_for_its_question_and_not_asked_again() {
    let mut desk = Desk::begun(&["1"], FollowUps::Always);
    desk.answer("done");
    desk.editor.push_str("half");
    desk.press(Input::Back);
    assert_eq!((desk.session.stage(), desk.editor.as_str()), (&question(0, 0), "done"));
    desk.answer("!");
    assert_eq!(desk.session.stage(), &question(0, 1));
    let follow_up = desk.recorded("1.follow-up");
    assert_eq!((follow_up.text.as_str(), follow_up.ending), ("half", Ending::Submitted));
}

#[test]
fn a_design_is_probed_once_a_section_for_what_is_least_covered() {
    let mut desk = Desk::begun(&["3"], FollowUps::Fit);
    // Architecture 3/4, inventory 1/2 with the queue missing, data (which has no probes) nothing.
    desk.answer("gateway some cache holds");
    assert_eq!(desk.session.prompt(), Some("How is the queue fair?"));
    desk.answer("the queue is first come");
    assert_eq!(desk.session.prompt(), Some("Which caches?"));
    desk.answer("three");
    assert_eq!(desk.session.prompt(), Some("What would you build first?"), "then the follow-up");
    desk.answer("the queue");
    assert_eq!(desk.session.state(), SessionState::Finished);

    let answer = desk.recorded("4");
    assert_eq!(answer.text, "gateway some cache holds\n\nthe queue is first come\n\nthree");
    let probes = answer.prompted.iter().map(|prompted| prompted.probe.as_deref().unwrap()).collect::<Vec<_>>();
    assert_eq!(probes, ["How is the queue fair?", "Which caches?"]);
}

#[test]
fn a_section_that_is_covered_is_not_probed_and_a_probe_that_draws_nothing_missing_is_not_the_first_choice() {
    let mut desk = Desk::begun(&["3"], FollowUps::Fit);
    desk.answer("gateway cache queue");
    assert_eq!(desk.session.prompt(), Some("How do you prevent overselling?"), "the queue is there; the holds are not");
    desk.answer("");
    assert_eq!(desk.session.prompt(), Some("What would you build first?"));
}

#[test]
fn a_design_is_not_probed_when_its_budget_is_used_up() {
    let mut desk = Desk::begun(&["3"], FollowUps::Fit);
    desk.wait(1441);
    desk.answer("gateway");
    assert_eq!(desk.session.state(), SessionState::Finished);
}

#[test]
fn a_flagged_answer_comes_back_in_the_discussion_before_the_short_ones() {
    let mut desk = Desk::begun(&["2", "3", "4"], FollowUps::Never);
    let long = "word ".repeat(300);
    desk.answer("short");
    desk.press(Input::Begin);
    assert_eq!(desk.press(Input::Flag), [Effect::Flagged(true), Effect::Save]);
    desk.answer(&long);
    desk.press(Input::Begin);
    assert_eq!(desk.session.stage(), &Stage::Clarify { part: 2, question: QuestionKey::number(4) });
    desk.press(Input::Next);
    assert_eq!(desk.session.stage(), &Stage::Clarify { part: 2, question: QuestionKey::number(3) });
    desk.editor.push_str("more");
    desk.press(Input::Back);
    assert_eq!(desk.press(Input::Flag), [Effect::Refused(Refusal::NotHere)]);
    desk.press(Input::GoTo(1));
    assert_eq!(desk.editor, "more");
    assert_eq!(desk.recorded("3").text, "short\n\nmore");
    assert_eq!(desk.recorded("3").ending, Ending::Submitted);
}

#[test]
fn a_question_never_reached_can_still_be_answered_in_the_discussion() {
    let mut desk = Desk::begun(&["1", "4"], FollowUps::Never);
    desk.wait(300);
    desk.press(Input::Begin);
    desk.press(Input::Submit);
    assert_eq!(desk.session.stage(), &Stage::Clarify { part: 1, question: QuestionKey::number(2) });
    desk.answer("a bounded queue");
    let answer = desk.recorded("2");
    assert_eq!((answer.text.as_str(), answer.ending), ("a bounded queue", Ending::CutOff));
}

#[test]
fn an_untimed_session_has_no_clock_but_keeps_the_time() {
    let mut desk = Desk::new(&PlanOptions { untimed: true, ..PlanOptions::default() });
    desk.press(Input::Begin);
    assert_eq!(desk.wait(100_000), []);
    assert_eq!(desk.session.next_event(), None);
    assert_eq!(desk.session.clocks().part.unwrap().left(), None);
    assert_eq!(desk.session.record().part_used_ms[0], 100_000_000);
    desk.answer("a");
    assert!(matches!(desk.session.stage(), Stage::FollowUp { .. }));
}

#[test]
fn a_session_given_up_takes_nothing_more() {
    let mut desk = Desk::begun(&[], FollowUps::Fit);
    desk.editor.push_str("so far");
    assert!(desk.press(Input::Abandon).contains(&Effect::Ended(SessionState::Abandoned)));
    let record = desk.session.record();
    assert_eq!((record.state, desk.recorded("1").text.as_str()), (SessionState::Abandoned, "so far"));
    desk.editor = "later".into();
    assert_eq!(desk.wait(10), []);
    assert_eq!(desk.session.record(), record);
    assert_eq!(Session::resume(Arc::new(sample::guide()), &record, Box::new(marks)).err(), Some(SessionError::Over));
}

#[test]
fn a_resumed_session_stands_where_it_was_broken_off() {
    let mut desk = Desk::begun(&["1"], FollowUps::Fit);
    desk.press(Input::Next);
    desk.wait(70);
    desk.editor.push_str("a bounded");
    desk.press(Input::Tick);
    let mut desk = desk.resume();
    assert_eq!((desk.session.stage(), desk.editor.as_str()), (&question(0, 1), "a bounded"));
    assert!(desk.session.interrupted());
    assert_eq!(desk.session.clocks().part.unwrap().left(), Some(Duration::from_secs(230)));
    desk.answer(" queue");
    assert_eq!(desk.recorded("2").text, "a bounded queue");
}

#[test]
fn a_damaged_record_is_refused() {
    let desk = Desk::begun(&["1"], FollowUps::Fit);
    let resume = |record| Session::resume(Arc::new(sample::guide()), &record, Box::new(marks)).err();
    let mut record = desk.session.record();
    record.stage = question(0, 9);
    assert_eq!(resume(record), Some(SessionError::Damaged));
    let mut record = desk.session.record();
    record.part_used_ms.clear();
    assert_eq!(resume(record), Some(SessionError::Damaged));
    let mut record = desk.session.record();
    record.plan.parts[0].questions[0].key = QuestionKey::new("gone");
    assert_eq!(resume(record), Some(SessionError::UnknownQuestion("gone".into())));
}

/// What may happen at a desk.
#[derive(Debug, Clone)]
enum Event {
    Press(Input),
    Type(String),
    /// Milliseconds; the clock may stand, jump and go backwards.
    Clock(i64),
    Clear,
    Resume,
}

fn event() -> impl Strategy<Value = Event> {
    let input = prop_oneof![
        4 => Just(Input::Begin),
        4 => Just(Input::Submit),
        2 => Just(Input::Next),
        2 => Just(Input::Back),
        1 => (0..5usize).prop_map(Input::GoTo),
        1 => Just(Input::Flag),
        1 => Just(Input::Tick),
    ];
    prop_oneof![
        6 => input.prop_map(Event::Press),
        4 => "(cache |queue |holds |gateway |\n\n|[^a]){0,4}".prop_map(Event::Type),
        3 => (0..200_000i64).prop_map(Event::Clock),
        1 => (-100_000..100_000_000i64).prop_map(Event::Clock),
        1 => Just(Event::Clear),
        1 => Just(Event::Resume),
    ]
}

fn options() -> impl Strategy<Value = PlanOptions> {
    let follow_ups = prop_oneof![Just(FollowUps::Always), Just(FollowUps::Fit), Just(FollowUps::Never)];
    let parts = prop_oneof![Just(vec![]), Just(vec!["1".to_owned(), "4".to_owned()]), Just(vec!["4".to_owned()])];
    (any::<bool>(), prop_oneof![Just(1.0), 0.01..3.0f64], prop::bool::weighted(0.2), follow_ups, parts).prop_map(
        |(full, pace, untimed, follow_ups, parts)| PlanOptions {
            parts,
            full,
            swaps: vec![],
            pace,
            untimed,
            follow_ups,
        },
    )
}

/// Everything anybody typed, in one text.
fn everything(record: &SessionRecord) -> String {
    record
        .answers
        .iter()
        .map(|answer| answer.text.as_str())
        .chain([record.candidate_questions.as_str()])
        .collect::<Vec<_>>()
        .join("\u{1}")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn whatever_happens_no_text_is_lost_and_no_clock_exceeded(options in options(), events in prop::collection::vec(event(), 0..120)) {
        let mut desk = Desk::new(&options);
        for event in events {
            let takes_text = desk.session.stage().part().is_some();
            let mut draft = desk.editor.clone();
            match event {
                Event::Press(input) => drop(desk.press(input)),
                Event::Type(text) => {
                    desk.editor.push_str(&text);
                    draft.clone_from(&desk.editor);
                    desk.press(Input::Tick);
                }
                Event::Clock(millis) => {
                    desk.now = if millis < 0 {
                        desk.now.saturating_sub(Duration::from_millis(millis.unsigned_abs()))
                    } else {
                        desk.now + Duration::from_millis(millis.unsigned_abs())
                    };
                    desk.press(Input::Tick);
                }
                Event::Clear => {
                    desk.editor.clear();
                    draft.clear();
                    desk.press(Input::Tick);
                }
                Event::Resume if desk.session.state() == SessionState::Open => {
                    let before = desk.session.record();
                    desk = desk.resume();
                    let after = desk.session.record();
                    prop_assert_eq!(everything(&before), everything(&after));
                    prop_assert_eq!(&before.stage, &after.stage);
                    prop_assert_eq!(&before.part_used_ms, &after.part_used_ms);
                }
                Event::Resume => {}
            }
            let record = desk.session.record();
            if takes_text {
                prop_assert!(everything(&record).contains(&draft), "{draft:?} is not in {record:?}");
            }
            for answer in &record.answers {
                prop_assert!(answer.prompted.iter().all(|prompted| answer.text.is_char_boundary(prompted.start)));
            }
            if !options.untimed {
                for (used, part) in record.part_used_ms.iter().zip(&record.plan.parts) {
                    prop_assert!(*used <= u64::from(part.seconds) * 1000);
                }
                prop_assert!(record.interview_used_ms <= u64::from(record.plan.interview_seconds) * 1000);
            }
            // Milliseconds are rounded down part by part.
            prop_assert!(record.part_used_ms.iter().sum::<u64>() <= record.interview_used_ms);
            prop_assert_eq!(desk.session.state() == SessionState::Open, record.stage != Stage::Over);
        }
    }
}
