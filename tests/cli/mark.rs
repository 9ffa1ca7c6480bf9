//! `report --mark`, `report --remark` and `guide test --from-marks`: people's marks beside the machine's.

use serde_json::Value;

use crate::Greenroom;

const ANSWER: &str = "An idle P steals half of another P's queue.\n.\n";

fn after_a_mock() -> Greenroom {
    let room = Greenroom::new().args(["mock", "--part", "1"]).stdin(ANSWER);
    room.run().succeeds();
    room
}

#[test]
fn a_mentors_marks_count_with_their_reasons_and_both_totals_are_shown() {
    let room = after_a_mock().args(["report", "1", "--mark", "--as", "mentor"]);
    let room = room.stdin("c knew it when asked\nyes\n\n:quit\n");
    room.run().succeeds().says("[1 of 6] G-M-P model").says("Enter, c, p or m").says("2 marks kept");
    let room = room.args(["report", "1", "--no-pager"]).stdin("");
    room.run()
        .succeeds()
        .says("By the machine's marks alone: 1.1")
        .says("machine missed, mentor covered (knew it when asked)");
    // Marked again by the machine, the mentor's stay.
    let room = room.args(["report", "1", "--remark"]);
    room.run().succeeds().says("same mark");
    room.args(["report", "1", "--no-pager"]).run().succeeds().says("mentor covered (knew it when asked)");
}

#[test]
fn own_marks_are_shown_and_never_count() {
    let room = after_a_mock().args(["report", "1", "--format", "json"]);
    let total = |room: &Greenroom| {
        let report: Value = serde_json::from_str(&room.run().succeeds().stdout).unwrap();
        (report["card"]["total"]["exact"].clone(), report["questions"][0]["points"][0]["people"].clone())
    };
    let (before, _) = total(&room);
    let room = room.args(["report", "1", "--mark", "--as", "self"]).stdin("c I said so\n:quit\n");
    room.run().succeeds().says("1 marks kept");
    let (after, people) = total(&room.args(["report", "1", "--format", "json"]).stdin(""));
    assert_eq!(before, after);
    assert_eq!((people["own"].as_str(), people["machine"].as_str()), (Some("covered"), Some("missed")));
    assert_eq!(people["own_reason"], "I said so");
}

#[test]
fn what_a_mentor_marked_becomes_a_labelled_answer_once_all_points_are_confirmed() {
    let room = after_a_mock().args(["report", "--mark", "--as", "mentor"]).stdin("\n\n\n:quit\n");
    room.run().succeeds();
    let room = room.args(["guide", "test", "--from-marks"]).stdin("");
    assert_eq!(room.run().succeeds().stdout, "");
    let room = room.args(["report", "--mark", "--as", "mentor"]).stdin("\n\n\np\n\n\n");
    room.run().succeeds().says("6 marks kept");
    let labelled: Value =
        serde_json::from_str(&room.args(["guide", "test", "--from-marks"]).run().succeeds().stdout).unwrap();
    assert_eq!(labelled["points"]["Work-stealing scheduler"], 2);
    assert_eq!(labelled["points"]["Syscall handling"], 1);
    assert_eq!(labelled["question"], 1);
}

#[test]
fn marking_needs_to_know_by_whom() {
    Greenroom::new().args(["report", "--mark"]).run().ends_with(2).complains("--as");
}
