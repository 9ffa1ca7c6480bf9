//! `drill` from a pipe, and what it refuses.

use crate::Greenroom;

#[test]
fn answers_from_a_pipe_are_marked_one_after_the_other_and_reported() {
    let answers = "An idle P steals half of another P's run queue.\n.\nA bounded channel gives backpressure.\n";
    let held = Greenroom::new().args(["drill", "--question", "1", "--question", "2"]).stdin(answers).run().succeeds();
    let said = &held.stdout;
    assert!(said.contains("Question 1: ") && said.contains("(1 of 2)"), "{said}");
    assert!(said.contains("*idle P steals") || said.contains("[covered]"), "{said}");
    assert!(said.contains("(2 of 2)") && said.matches("points covered").count() == 2, "{said}");
    assert!(said.contains("Coverage"), "{said}");
}

#[test]
fn a_question_that_is_not_there_is_refused_with_those_there_are() {
    let refused = Greenroom::new().args(["drill", "--question", "77"]).run().ends_with(2);
    refused.complains("there is no question 77").complains("1, 2, 3, 4, 5, 6, 7, 8, 9");
}

#[test]
fn the_weakest_the_due_and_the_alternatives_can_be_drilled() {
    let room = Greenroom::new().args(["drill", "--weakest"]);
    room.run().ends_with(1).complains("no session has been marked yet");
    let room = room.args(["mock", "--part", "1"]).stdin("An idle P steals half of another P's queue.\n.\n");
    room.run().succeeds();
    let room = room.args(["drill", "--weakest", "--count", "1"]).stdin("");
    room.run().succeeds().says("(1 of 1)");
    let room = room.args(["drill", "--due"]);
    room.run().succeeds().says("Question 1").says("(1 of 5)");
    let room = room.args(["drill", "--alternatives"]);
    room.run().succeeds().says("Memory Debugging (1 of 6)");
    let room = room
        .args(["drill", "--follow-ups"])
        .stdin("Retry only a 503, never a 400, with exponential backoff and jitter.\n.\n");
    room.run().succeeds().says("Follow-up to Go Scheduler & Memory Model (1 of 14)");
    room.args(["drill", "--question", "api-versioning"]).stdin("").run().succeeds().says("API Versioning (1 of 1)");
}
