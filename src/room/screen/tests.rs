//! The room without a terminal and without waiting: every screen as a snapshot, and keys at random.
#![allow(clippy::unwrap_used)]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use rand::rngs::Xoshiro256PlusPlus;
use rand::seq::IndexedRandom;
use rand::{RngExt, SeedableRng};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::drill::DrillRoom;
use super::input::Event;
use super::look::Look;
use super::mock::Room;
use super::{Paces, Scene};
use crate::interview::{Drill, Input, Session, SessionRecord};
use crate::mark::{Evidence, Mark, Status, Why};
use crate::plan::{FollowUps, Plan, PlanOptions, sample};
use crate::room::Left;

/// The sizes of the snapshots.
const SIZES: [(u16, u16); 2] = [(80, 24), (40, 12)];

fn session(options: &PlanOptions) -> Session {
    let guide = Arc::new(sample::guide());
    let plan = Plan::new(&guide, options).unwrap();
    let marks = |key: &crate::guide::QuestionKey, _: &str| {
        let guide = sample::guide();
        let points = guide.question(key).map(|question| question.points.clone()).unwrap_or_default();
        points.iter().map(|point| Mark::blank(&point.id)).collect()
    };
    Session::new(guide, plan, None, Box::new(marks)).unwrap()
}

fn follow_ups(follow_ups: FollowUps) -> PlanOptions {
    PlanOptions { follow_ups, ..PlanOptions::default() }
}

/// A drill of the first part, in which a point counts as covered when the answer holds its id, with that as evidence.
fn a_drill() -> Drill {
    let guide = Arc::new(sample::guide());
    let options = PlanOptions { parts: vec!["1".to_owned()], untimed: true, ..follow_ups(FollowUps::Never) };
    let plan = Plan::new(&guide, &options).unwrap();
    let marks = |key: &crate::guide::QuestionKey, answer: &str| {
        let guide = sample::guide();
        let points = guide.question(key).unwrap().points.clone();
        let mark = |id: &String| match answer.find(id.as_str()) {
            Some(start) => {
                let (end, idea) = (start + id.len(), "work moves to idle processors".to_owned());
                let evidence = Evidence { start, end, text: id.clone(), idea, why: Why::Pattern };
                Mark { status: Status::Covered, evidence: vec![evidence], ..Mark::blank(id) }
            }
            None => Mark::blank(id),
        };
        points.iter().map(|point| mark(&point.id)).collect()
    };
    Drill::new(guide, plan, None, Box::new(marks)).unwrap()
}

/// What a drill's screen shows after that, at both sizes.
fn drilled<'a>(happens: impl IntoIterator<Item = Happens<'a>>) -> String {
    let mut drill = a_drill();
    let mut keep = |_: SessionRecord, _: usize| {};
    let mut room = DrillRoom::new(&mut drill, 0, &mut keep, Look::new(true));
    happens.into_iter().for_each(|happens| happen(&mut room, happens));
    SIZES.map(|size| screen(&mut room, size)).join("\n")
}

/// What happens: at a second, keys or text.
type Happens<'a> = (u64, Do<'a>);

#[derive(Clone, Copy)]
enum Do<'a> {
    Text(&'a str),
    Ctrl(char),
    Key(KeyCode),
    Wait,
}

use Do::{Ctrl, Key, Text, Wait};

const BEGIN: Happens<'static> = (0, Key(KeyCode::Enter));

fn happen(room: &mut impl Scene, (second, what): Happens<'_>) {
    let now = Duration::from_secs(second);
    let key = |code, modifiers| Event::Key(KeyEvent::new(code, modifiers));
    match what {
        Text(text) => drop(room.take(now, Event::Paste(text.to_owned()))),
        Ctrl(letter) => drop(room.take(now, key(KeyCode::Char(letter), KeyModifiers::CONTROL))),
        Key(code) => drop(room.take(now, key(code, KeyModifiers::NONE))),
        Wait => drop(room.take(now, Event::Tick)),
    }
}

fn screen(room: &mut impl Scene, (columns, rows): (u16, u16)) -> String {
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal.draw(|frame| room.draw(frame)).unwrap();
    let cursor = terminal.backend().cursor_visible().then(|| terminal.backend().cursor_position());
    let cursor = cursor.map_or_else(|| "no cursor".to_owned(), |at| format!("cursor at {},{}", at.x, at.y));
    format!("{}{cursor}\n", terminal.backend())
}

/// What the screen shows after that, at both sizes.
fn shown<'a>(mut session: Session, happens: impl IntoIterator<Item = Happens<'a>>) -> String {
    let paces = |place: usize| {
        let pace = *[1.0, 2.0].get(place)?;
        Some(self::session(&PlanOptions { pace, ..PlanOptions::default() }))
    };
    let paces = Paces { names: vec!["As the guide has it".to_owned(), "Twice the time".to_owned()], session: &paces };
    let mut keep = |_: SessionRecord, _: usize| {};
    let mut room = Room::new(&mut session, 0, Some(paces), &mut keep, Look::new(true));
    happens.into_iter().for_each(|happens| happen(&mut room, happens));
    SIZES.map(|size| screen(&mut room, size)).join("\n")
}

#[test]
fn every_screen_looks_as_it_should() {
    let never = || session(&follow_ups(FollowUps::Never));
    let two = [
        BEGIN,
        (10, Text("one two")),
        (10, Ctrl('s')),
        (20, Text("three")),
        (20, Ctrl('s')),
        (20, Key(KeyCode::Enter)),
    ];
    let parts = |parts: &[&str]| {
        let parts = parts.iter().map(|part| (*part).to_owned()).collect();
        session(&PlanOptions { parts, ..follow_ups(FollowUps::Never) })
    };
    let answer = Text("A goroutine is a G,\nrun by an M.\n\n日本語 and e\u{301} and 👩‍👩‍👧.");
    let soon_over = [BEGIN, (1, answer), (190, Ctrl('f')), (200, Wait)];
    let probed = || {
        let plan = PlanOptions { parts: vec!["3".to_owned()], ..follow_ups(FollowUps::Fit) };
        shown(session(&plan), [BEGIN, (9, answer), (9, Ctrl('s')), (9, Ctrl('s')), (9, Text("It depends."))])
    };
    for (name, shown) in [
        ("briefing", shown(never(), [(0, Key(KeyCode::Char('1'))), (0, Key(KeyCode::Right))])),
        ("question", shown(never(), [BEGIN, (15, answer)])),
        ("soon_over", shown(never(), soon_over)),
        ("last_seconds", shown(never(), soon_over.into_iter().chain([(280, Wait), (289, Wait)]))),
        ("second_question", shown(never(), [BEGIN, (9, answer), (9, Ctrl('f')), (9, Ctrl('n'))])),
        ("hand_in_the_last", shown(never(), [BEGIN, (9, answer), (9, Ctrl('s')), (10, Ctrl('s'))])),
        ("follow_up", shown(session(&follow_ups(FollowUps::Always)), [BEGIN, (9, answer), (9, Ctrl('s'))])),
        ("probe", probed()),
        ("between", shown(never(), two)),
        ("cut_off", shown(never(), [BEGIN, (15, answer), (300, Wait)])),
        ("design", shown(parts(&["3"]), [BEGIN, (15, answer)])),
        (
            "clarify",
            shown(
                parts(&["2", "4"]),
                [
                    BEGIN,
                    (1, answer),
                    (1, Ctrl('f')),
                    (1, Ctrl('s')),
                    (1, Ctrl('s')),
                    (1, Key(KeyCode::Enter)),
                    (5, Text("And so.")),
                ],
            ),
        ),
        (
            "own_questions",
            shown(
                parts(&["2", "4"]),
                [BEGIN, (600, Wait), (602, Key(KeyCode::Enter)), (602, Ctrl('n')), (603, Text("Who is on call?"))],
            ),
        ),
        ("untimed", shown(session(&PlanOptions { untimed: true, ..PlanOptions::default() }), [BEGIN, (75, answer)])),
        ("help", shown(never(), [BEGIN, (1, Key(KeyCode::F(1)))])),
        ("whole_question", shown(parts(&["3"]), [BEGIN, (1, Key(KeyCode::F(2)))])),
        ("choose", shown(never(), [BEGIN, (1, answer), (1, Ctrl('g'))])),
        ("leave", shown(never(), [BEGIN, (1, answer), (1, Ctrl('c'))])),
    ] {
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn every_screen_of_a_drill_looks_as_it_should() {
    let answer =
        Text("By stealing.\nA long answer goes on, and on, and on, until it has to be wrapped \u{1b}[2J 日本語.");
    let hinted = [(5, answer), (5, Key(KeyCode::F(3))), (6, Key(KeyCode::F(3)))];
    let marked = [(5, answer), (9, Ctrl('s'))];
    let again = [(10, Key(KeyCode::Char('r'))), (20, Text(" And preemption.")), (21, Ctrl('s'))];
    for (name, shown) in [
        ("drill_question", drilled(hinted)),
        ("drill_marks", drilled(marked)),
        ("drill_again", drilled(marked.into_iter().chain(again))),
        ("drill_leave", drilled([(5, answer), (5, Ctrl('c'))])),
    ] {
        insta::assert_snapshot!(name, shown);
    }
}

#[test]
fn a_drill_keeps_what_is_typed_and_never_marks_what_nobody_handed_in() {
    let mut drill = a_drill();
    let mut kept = Vec::new();
    let mut keep = |record: SessionRecord, _| kept.push(record.answers.last().map(|answer| answer.text.clone()));
    let mut room = DrillRoom::new(&mut drill, 0, &mut keep, Look::new(false));
    for happens in [(10, Text("by stealing")), (12, Wait), (12, Ctrl('n')), (13, Text("bo")), (13, Ctrl('c'))] {
        happen(&mut room, happens);
    }
    assert!(!screen(&mut room, (80, 24)).contains("covered"));
    happen(&mut room, (13, Key(KeyCode::Char('l'))));
    assert_eq!(room.left(), Some(Left::ForLater));
    drop(room);
    assert_eq!(kept.first(), Some(&Some("by stealing".to_owned())));
    assert_eq!(kept.last(), Some(&Some("bo".to_owned())));
}

#[test]
fn a_screen_that_is_too_small_says_so_and_shows_the_time() {
    let mut session = session(&PlanOptions::default());
    let mut keep = |_: SessionRecord, _: usize| {};
    let mut room = Room::new(&mut session, 0, None, &mut keep, Look::new(true));
    happen(&mut room, BEGIN);
    insta::assert_snapshot!(screen(&mut room, (39, 6)));
}

#[test]
fn an_alarm_stays_until_it_is_put_away() {
    let mut session = session(&PlanOptions::default());
    let mut keep = |_: SessionRecord, _: usize| {};
    let mut room = Room::new(&mut session, 0, None, &mut keep, Look::new(false));
    happen(&mut room, BEGIN);
    room.tell("[Not saved: the disk is full.]".to_owned());
    happen(&mut room, (100, Wait));
    assert!(screen(&mut room, (80, 24)).contains("the disk is full.] (Esc)"));
    happen(&mut room, (100, Key(KeyCode::Esc)));
    assert!(!screen(&mut room, (80, 24)).contains("the disk is full"));
}

#[test]
fn what_is_typed_is_handed_over_within_two_seconds_with_its_cursor() {
    let mut session = session(&PlanOptions::default());
    let mut kept = Vec::new();
    let mut keep = |record: SessionRecord, cursor| kept.push((record.answers[0].text.clone(), cursor));
    let mut room = Room::new(&mut session, 0, None, &mut keep, Look::new(false));
    for happens in [BEGIN, (10, Text("ab")), (10, Key(KeyCode::Left)), (11, Text("x"))] {
        happen(&mut room, happens);
    }
    // The loop waits no longer than that.
    assert!(room.next_event(Duration::from_secs(11)) <= Duration::from_secs(1));
    happen(&mut room, (12, Wait));
    drop(room);
    assert_eq!(kept.last(), Some(&("axb".to_owned(), 2)));
}

#[test]
fn a_panic_costs_nothing_that_was_typed() {
    let mut session = session(&PlanOptions::default());
    let mut kept = Vec::new();
    let mut keep = |record: SessionRecord, _| kept.push(record.answers[0].text.clone());
    let mut room = Room::new(&mut session, 0, None, &mut keep, Look::new(false));
    happen(&mut room, BEGIN);
    happen(&mut room, (0, Text("just typed")));
    let outcome = catch_unwind(AssertUnwindSafe(move || {
        let _room = room;
        std::panic::resume_unwind(Box::new("in the room"));
    }));
    assert!(outcome.is_err());
    assert_eq!(kept.last().map(String::as_str), Some("just typed"));
}

#[test]
fn keys_and_texts_meant_for_a_part_that_is_over_reach_nothing_else() {
    let mut session = session(&follow_ups(FollowUps::Never));
    let mut keep = |_: SessionRecord, _: usize| {};
    let mut room = Room::new(&mut session, 0, None, &mut keep, Look::new(false));
    for happens in [BEGIN, (1, Text("one")), (300, Text("two")), (300, Key(KeyCode::Enter)), (300, Ctrl('s'))] {
        happen(&mut room, happens);
    }
    drop(room);
    assert_eq!(session.record().answers[0].text, "one");
    assert_eq!(*session.stage(), crate::interview::Stage::Between { next: 1 });
}

#[test]
fn the_room_waits_for_the_next_second_or_what_comes_before_it() {
    let mut session = session(&PlanOptions::default());
    let mut keep = |_: SessionRecord, _: usize| {};
    let mut room = Room::new(&mut session, 0, None, &mut keep, Look::new(false));
    happen(&mut room, BEGIN);
    room.take(Duration::from_millis(299_400), Event::Tick);
    assert_eq!(room.next_event(Duration::from_millis(299_400)), Duration::from_millis(600));
    assert_eq!(room.next_event(Duration::from_millis(299_900)), Duration::from_millis(100), "drawing took a while");
}

/// Characters of every kind that has ever broken an editor.
const ODD: [&str; 16] = [
    "a",
    " ",
    "\n",
    "\t",
    "é",
    "e\u{301}",
    "\u{301}",
    "日",
    "👩‍👩‍👧",
    "🇩🇪",
    "\u{200d}",
    "\u{202e}",
    "\u{1b}[2J",
    "ﾞ",
    "\u{0}",
    "word and word ",
];

/// Keys in number.
const SOAK: usize = 100_000;

#[test]
fn no_keys_make_the_room_panic() {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(4);
    let mut kept = 0;
    let mut events = 0;
    while events < SOAK {
        let mut keep = |record: SessionRecord, cursor: usize| {
            assert!(record.answers.iter().all(|answer| answer.text.len() < 2 << 20) && cursor < 2 << 20);
            kept += 1;
        };
        if random.random_bool(0.3) {
            let mut drill = a_drill();
            events += soak(DrillRoom::new(&mut drill, 0, &mut keep, Look::new(true)), SOAK - events, &mut random);
        } else {
            let untimed = random.random_bool(0.1);
            let mut session = session(&PlanOptions { untimed, ..follow_ups(FollowUps::Fit) });
            events += soak(Room::new(&mut session, 0, None, &mut keep, Look::new(true)), SOAK - events, &mut random);
        }
    }
    assert!(kept > 100, "little was kept: {kept}");
}

/// Keys at random until the room is left, at most so many; gives how many. The terminal changes its size meanwhile.
fn soak(mut room: impl Scene, most: usize, random: &mut Xoshiro256PlusPlus) -> usize {
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    let mut now = Duration::ZERO;
    let mut events = 0;
    while room.left().is_none() && events < most {
        events += 1;
        now += Duration::from_millis(random.random_range(0..40));
        if random.random_ratio(1, 2000) {
            now += Duration::from_secs(200);
        }
        room.take(now, event(random));
        room.wish();
        if random.random_ratio(1, 50) {
            terminal.backend_mut().resize(random.random_range(1..100), random.random_range(1..40));
        }
        if random.random_ratio(1, 8) {
            terminal.draw(|frame| room.draw(frame)).unwrap();
        }
    }
    events
}

fn event(random: &mut Xoshiro256PlusPlus) -> Event {
    const MODIFIERS: [KeyModifiers; 5] = [
        KeyModifiers::NONE,
        KeyModifiers::SHIFT,
        KeyModifiers::CONTROL,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL.union(KeyModifiers::SHIFT),
    ];
    const CODES: [KeyCode; 14] = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Backspace,
        KeyCode::Delete,
        KeyCode::Enter,
        KeyCode::Esc,
        KeyCode::F(1),
        KeyCode::F(2),
    ];
    let pick = |random: &mut Xoshiro256PlusPlus| *ODD.choose(random).unwrap();
    let modifiers = *MODIFIERS.choose(random).unwrap();
    match random.random_range(0..100) {
        0..35 => {
            let character = pick(random).chars().next().unwrap();
            Event::Key(KeyEvent::new(KeyCode::Char(character), KeyModifiers::NONE))
        }
        35..45 => {
            let letter = random.random_range('a'..='z');
            Event::Key(KeyEvent::new(KeyCode::Char(letter), if letter == 'c' { KeyModifiers::ALT } else { modifiers }))
        }
        45..48 => Event::Key(KeyEvent::new(KeyCode::Char(random.random_range('0'..='9')), modifiers)),
        48..85 => Event::Key(KeyEvent::new(*CODES.choose(random).unwrap(), modifiers)),
        85..95 => Event::Paste((0..random.random_range(0..30)).map(|_| pick(random)).collect()),
        95..97 => Event::Redraw,
        _ => Event::Tick,
    }
}

#[test]
fn two_hundred_kilobytes_stay_quick() {
    let mut session = session(&PlanOptions { untimed: true, ..PlanOptions::default() });
    let mut keep = |_: SessionRecord, _: usize| {};
    let mut room = Room::new(&mut session, 0, None, &mut keep, Look::new(true));
    let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
    happen(&mut room, BEGIN);
    for text in ["a word or two ".repeat(14_000), "\n".repeat(200_000), "日".repeat(70_000)] {
        happen(&mut room, (1, Text(&text)));
        for _ in 0..50 {
            happen(&mut room, (1, Key(KeyCode::Char('x'))));
            happen(&mut room, (1, Key(KeyCode::Up)));
            terminal.draw(|frame| room.draw(frame)).unwrap();
        }
        assert_eq!(room.session.text().len(), text.len() + 50);
        room.session.step(Duration::from_secs(1), "", Input::Tick);
        happen(&mut room, (1, Key(KeyCode::Home)));
        happen(&mut room, (1, Do::Ctrl('u')));
        room.editor.load("", 0);
    }
    assert_eq!(room.left(), None::<Left>);
}
