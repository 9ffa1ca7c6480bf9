//! `review`: spaced repetition of answer points.

use crate::Greenroom;

/// A mock in which Question 1 was answered, and little of it covered.
fn after_a_mock() -> Greenroom {
    let room = Greenroom::new().args(["mock", "--part", "1"]).stdin("An idle P steals half of another P's queue.\n.\n");
    room.run().succeeds();
    room
}

#[test]
fn what_a_mock_finds_missing_is_asked_and_then_not_again_on_the_same_day() {
    let room = after_a_mock()
        .args(["review"])
        .stdin("A thread must hold a P to run Go code, and there are GOMAXPROCS of them.\n.\n:skip\nno idea\n.\n");
    let ended = room.run().succeeds();
    ended.says("[1 of 20]").says("A senior answer: ").says("✓ covered").says("✗ missed").says("2 points reviewed.");
    // Neither of the two is due now; what was skipped and not reached is.
    let rest = room.args(["review"]).stdin("").run().succeeds();
    rest.says("[1 of 20]").does_not_say("What are G, M and P").says("0 points reviewed.");
}

#[test]
fn the_forecast_counts_what_falls_due() {
    after_a_mock()
        .args(["review", "--forecast"])
        .run()
        .succeeds()
        .says("     today    26  ####")
        .says("in 13 days     0");
}

#[test]
fn without_a_session_nothing_is_due_and_people_are_kept_apart() {
    Greenroom::new().args(["review"]).run().succeeds().says("Nothing to review yet");
    after_a_mock().args(["review", "--candidate", "Bob"]).run().succeeds().says("Nothing to review yet");
}

#[test]
fn a_limit_holds() {
    after_a_mock().args(["review", "--limit", "2"]).stdin("").run().succeeds().says("[1 of 2]");
}
