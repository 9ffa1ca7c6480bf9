//! `history`: what a person sees of past sessions.

use greenroom::interview::SessionState;

use crate::Greenroom;
use crate::held::Held;

#[test]
fn an_empty_history_says_what_to_do() {
    Greenroom::new().args(["history"]).run().succeeds().says("greenroom mock");
}

#[test]
fn sessions_are_listed_with_the_latest_first() {
    let room = Greenroom::new().args(["history"]);
    Held { candidate: Some("Ada"), ..Held::default() }.put(room.data());
    let later = Held { at: "2026-02-03T09:30:00Z", state: SessionState::Abandoned, ..Held::default() };
    later.put(room.data());
    Held { at: "2026-02-04T09:30:00Z", state: SessionState::Open, ..Held::default() }.put(room.data());

    let history = room.run().succeeds().says("2026-01-31 14:00  senior-go  mock").says("not met").says("Ada");
    let history = history.says("given up").does_not_say("2026-02-04");
    let first = history.stdout.find("2026-02-03 09:30").unwrap();
    assert!(first < history.stdout.find("2026-01-31").unwrap(), "{}", history.stdout);
    for area in ["Advanced Go Mastery", "System Architecture 0/25"] {
        assert!(history.stdout.contains(area), "{area} is missing in\n{}", history.stdout);
    }
    assert!(history.stdout.lines().all(|line| line.chars().count() <= 80), "{}", history.stdout);
}

#[test]
fn the_list_is_cut_to_a_candidate_and_a_number() {
    let room = Greenroom::new();
    for (at, candidate) in
        [("2026-01-01T10:00:00Z", "Ada"), ("2026-01-02T10:00:00Z", "Bob"), ("2026-01-03T10:00:00Z", "Ada")]
    {
        Held { at, candidate: Some(candidate), ..Held::default() }.put(room.data());
    }
    let room = room.args(["history", "--candidate", "ada"]);
    room.run().succeeds().says("2026-01-01").says("2026-01-03").does_not_say("Bob");
    let room = room.args(["history", "--limit", "1"]);
    room.run().succeeds().says("2026-01-03").does_not_say("2026-01-02");
    room.args(["history", "--candidate", "Eve"]).run().succeeds().says("No session of Eve");
}

#[test]
fn a_session_of_some_parts_shows_the_areas_that_were_asked_in_full() {
    let room = Greenroom::new().args(["history"]);
    Held { parts: &["1"], ..Held::default() }.put(room.data());
    room.run().succeeds().says("not judged").says("Advanced Go Mastery").does_not_say("Leadership");
}

#[test]
fn dates_are_those_of_the_person() {
    let room = Greenroom::new().args(["history"]).env("TZ", "JST-9");
    Held { at: "2026-01-31T23:30:00Z", ..Held::default() }.put(room.data());
    room.run().succeeds().says("2026-02-01 08:30");
}
