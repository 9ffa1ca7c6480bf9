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

/// A room in which the same part was held twice, the second time better.
fn twice() -> Greenroom {
    let room = Greenroom::new().args(["mock", "--part", "2", "--candidate", "Ada"]);
    let room = room.stdin("I look at the slow query log and at EXPLAIN plans.\n.\n");
    room.run().succeeds();
    let better = "I look at the slow query log and at EXPLAIN ANALYZE plans with their rows. A composite index that fits the \
                  filter and the sort order. I set a statement timeout, and the pool has about twice the cores.\n.\n";
    let room = room.stdin(better);
    room.run().succeeds();
    room.stdin("")
}

#[test]
fn the_trend_and_the_weakest_and_most_improved_points_are_shown() {
    let room = twice().args(["history"]);
    room.run().succeeds().does_not_say("Your own marks");
    let room = room.args(["report", "2", "--mark", "--as", "self"]).stdin("m not sure\nm\n:quit\n");
    room.run().succeeds();
    let room = room.args(["history"]).stdin("");
    room.run()
        .succeeds()
        .says("Your own marks less those that count")
        .says("you rate yourself lower than your answers show")
        .says("Trend over the sessions that can be compared")
        .says("Database Architecture  ▁▄  1 to 5 of 10")
        .says("Weakest points")
        .says("Most improved")
        .says("Database Performance Optimization, ");
}

#[test]
fn an_export_can_be_taken_in_elsewhere_once() {
    let room = twice().args(["history", "--export", "json"]);
    let file = room.data().join("sessions.json");
    std::fs::write(&file, room.run().succeeds().stdout).unwrap();
    let path = file.to_str().unwrap();
    let other = Greenroom::new().args(["history", "--import", path]);
    other.run().succeeds().says("2 sessions taken in, 0 were here already");
    other.run().succeeds().says("0 sessions taken in, 2 were here already");
    std::fs::write(&file, "[]").unwrap();
    let wrong = Greenroom::new().args(["history", "--import", path]);
    wrong.run().ends_with(1).complains("holds no sessions of greenroom");
    let same = |room: Greenroom| room.args(["report", "--format", "json"]).run().succeeds().stdout;
    assert_eq!(same(other), same(room));
}

#[test]
fn areas_are_exported_as_csv_and_points_to_review_as_cards_for_anki() {
    let room = twice().args(["history", "--export", "csv"]);
    let csv = room.run().succeeds().stdout;
    assert!(csv.starts_with("session,started,guide,candidate,mode,pace,total,verdict,area,score,of\n"), "{csv}");
    assert!(csv.contains(",senior-go,Ada,mock,untimed,,not-judged,Database Architecture,1,10"), "{csv}");
    let room = room.args(["history", "--export", "anki", "--candidate", "Ada"]);
    let cards = room.run().succeeds().stdout;
    assert!(cards.starts_with("#separator:tab\n#html:false\n"), "{cards}");
    let card = cards.lines().find(|line| line.contains("Migration strategies")).unwrap();
    assert_eq!(card.split('\t').count(), 3, "{card}");
    room.args(["history", "--export", "anki"]).run().ends_with(1).complains("no points to review");
}

#[test]
fn the_sessions_and_cards_of_several_guides_are_kept_apart() {
    let small = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/guides/small");
    let room = twice().args(["mock", "--candidate", "Ada", "--guide", small]).stdin("Tea needs hot water.\n.\n");
    room.run().succeeds();
    let room = room.stdin("").args(["history", "--guide", small]);
    room.run().succeeds().says("small").does_not_say("senior-go").does_not_say("Trend over");
    room.args(["history", "--guide", "senior-go"]).run().succeeds().does_not_say("small").says("Trend over");
    let room = twice().args(["history", "--guide", "tea", "--candidate", "Bob"]);
    room.run().succeeds().says("No session of Bob with the guide tea has ended yet.");
    let room = Greenroom::new().args(["mock", "--guide", small]).stdin("Tea needs hot water.\n.\n");
    room.run().succeeds();
    let room = room.stdin("").args(["history", "--export", "anki", "--guide", small]);
    let cards = room.run().succeeds().stdout;
    assert!(cards.lines().skip(4).all(|line| line.contains("\tsmall ")), "{cards}");
    assert!(cards.lines().count() > 4, "{cards}");
}

#[test]
fn sessions_are_deleted_only_when_that_is_confirmed() {
    let room = twice().args(["history", "delete", "1"]);
    room.run().ends_with(2).complains("nobody is there to confirm it");
    let room = room.args(["history", "delete", "1", "--yes"]);
    room.run().succeeds().says("Session 1 is deleted");
    room.run().ends_with(1).complains("no session 1");
    let room = room.args(["history", "erase", "--candidate", "Bob", "--yes"]);
    room.run().succeeds().says("0 sessions are deleted");
    let room = room.args(["history", "erase", "--yes"]);
    room.run().succeeds().says("1 sessions are deleted");
    room.args(["history"]).run().succeeds().says("No session has ended yet");
}
