//! `mock` from a pipe, whole: answers in, report out.

use std::fmt::Write;

use crate::{Ended, Greenroom};

/// Answers that say something for every question, by question.
const ANSWERS: [&str; 9] = [
    "G is a goroutine, M an OS thread, P a processor: an M needs a P to run Go code.\n\
     An idle P steals half of another P's run queue, which balances the load.",
    "A bounded channel as the job queue gives backpressure, and beyond it we shed load.\n\
     On shutdown we cancel the context, close the jobs channel and wait for the workers.",
    "First a CPU profile to find hot functions, then a heap profile for allocation rates and leaks.\n\
     Afterwards I profile again to confirm the improvement.",
    "Wrap errors with fmt.Errorf and %w, and inspect them with errors.Is and errors.As.",
    "I take goroutine profiles over time and compare them, to see which stacks grow.",
    "Slow query logs and metrics first, then EXPLAIN plans and index usage.",
    "I weigh risks and benefits of both, let each build a proof of concept, and write the decision down.",
    "First I find out what exactly she does not understand, then we pair on small tasks.",
    "An API gateway limits rates. Seats are held for ten minutes with an expiry.\n\
     Payments need ACID transactions; analytics can be eventually consistent.",
];

/// A pipe's text: every answer ended by a line with a dot.
fn pipe<'a>(answers: impl IntoIterator<Item = &'a str>) -> String {
    answers.into_iter().fold(String::new(), |mut text, answer| {
        let _ = writeln!(text, "{answer}\n.");
        text
    })
}

fn mock<'a>(args: impl IntoIterator<Item = &'a str>, stdin: impl Into<Vec<u8>>) -> Ended {
    Greenroom::new().args(["mock", "--plain"].into_iter().chain(args)).stdin(stdin).run()
}

#[test]
fn nine_answers_give_five_areas_a_total_and_five_rules_judged() {
    let run = Greenroom::new().args(["mock", "--plain"]).stdin(pipe(ANSWERS));
    let held = run.run().succeeds();
    for area in [
        "Advanced Go Mastery",
        "Database Architecture",
        "Leadership & Decision Making",
        "System Design",
        "System Architecture",
    ] {
        assert!(held.stdout.contains(area), "{area} in\n{}", held.stdout);
    }
    let held = held.says("of 100").does_not_say("not judged");
    let report = run.args(["report"]).run().succeeds();
    assert!(held.stdout.ends_with(&report.stdout), "`report` shows the same:\n{}", report.stdout);
}

#[test]
fn nothing_but_blank_answers_scores_nothing() {
    for stdin in [String::new(), pipe([""; 9])] {
        mock([], stdin).succeeds().says(" 0 of 100").does_not_say("not judged");
    }
}

#[test]
fn one_part_has_no_overall_verdict() {
    let held = mock(["--part", "2"], pipe([ANSWERS[5]])).succeeds();
    held.says("Question 6: Database Performance Optimization").does_not_say("Question 7:").says("not judged");
}

#[test]
fn options_that_cannot_be_met_are_wrong_usage() {
    for (args, message) in [
        (["--part", "9"], "there is no part \"9\""),
        (["--pace", "0"], "the pace 0 cannot be used"),
        (["--swap", "9=memory-debugging"], "cannot take the place of Question 9"),
        (["--seed", "3"], "--swap random"),
    ] {
        mock(args, "").ends_with(2).complains(message);
    }
    mock(["--guide", "nonesuch"], "").ends_with(1).complains("nonesuch");
}

#[test]
fn a_very_long_answer_on_one_line_is_kept_whole() {
    let long = "the garbage collector ".repeat(50_000);
    let run = Greenroom::new().args(["mock", "--part", "2"]).stdin(format!("{long}\n.\n"));
    run.run().succeeds().says("Coverage");
}

#[test]
fn bytes_that_are_not_utf_8_lose_no_answer() {
    let mut stdin = b"caf\xe9: slow query logs and metrics\n.\n".to_vec();
    stdin.extend(b"\xff\xfe");
    mock(["--part", "2"], stdin).succeeds().says("not UTF-8").says("slow query logs");
}

#[test]
fn an_interview_given_up_has_coverage_and_no_verdict() {
    let run = Greenroom::new().args(["mock"]).stdin(format!("{}half of it\n:quit\n", pipe([ANSWERS[0]])));
    run.run().succeeds().says("Coverage").says("not judged");
    run.args(["history"]).run().succeeds().says("given up");
}

#[test]
fn a_clock_runs_in_a_pipe_only_where_a_pace_is_given() {
    mock(["--part", "2"], "").succeeds().says("no clock runs");
    mock(["--part", "2", "--pace", "2"], "").succeeds().says("20 minutes").does_not_say("no clock runs");
}

#[test]
fn follow_ups_are_asked_in_a_pipe_where_that_was_asked_for() {
    let answers = pipe([ANSWERS[5], "Expand, migrate, contract."]);
    mock(["--part", "2", "--follow-ups", "always"], answers)
        .succeeds()
        .says("How would you handle a zero-downtime database migration?");
    mock(["--part", "2"], pipe([ANSWERS[5]])).succeeds().does_not_say("Follow-up\nHow would you");
}

#[test]
fn a_data_folder_that_cannot_be_used_is_said_before_anybody_answers() {
    let run = Greenroom::new();
    let file = run.data().join("a-file");
    std::fs::write(&file, "").expect("a file");
    let held = run.args(["mock"]).env("GREENROOM_DATA_DIR", &file).run().ends_with(1);
    held.complains("a-file").complains("GREENROOM_DATA_DIR").does_not_say("Question 1");
}

#[test]
fn there_is_nothing_to_resume_at_first() {
    Greenroom::new()
        .args(["resume"])
        .run()
        .ends_with(1)
        .complains("no interview was broken off")
        .complains("greenroom mock");
}
