//! `grade`, to the contract that scripts rely on.

use serde_json::{Value, json};

use super::Greenroom;

fn line(id: &str, question: &Value, answer: &str) -> String {
    format!("{}\n", json!({"id": id, "question": question, "answer": answer, "style": "ignored"}))
}

fn graded(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_line_of_answers_gives_one_line_of_marks_in_input_order() {
    let input: String = (0..3000).map(|at| line(&format!("a{at}"), &json!(1 + at % 9), "Work stealing.")).collect();
    let ended = Greenroom::new().args(["grade"]).stdin(input).run().succeeds();
    let lines = graded(&ended.stdout);
    assert_eq!(lines.len(), 3000);
    for (at, line) in lines.iter().enumerate() {
        assert_eq!(line["id"], format!("a{at}"));
        assert_eq!(line["question"], 1 + at % 9);
    }
}

#[test]
fn a_line_holds_score_areas_and_every_point_in_the_guides_words() {
    let input = line("x", &json!(1), "") + &line("y", &json!(9), "") + &line("z", &json!("4.follow-up"), "");
    let ended = Greenroom::new().args(["grade", "--format", "jsonl"]).stdin(input).run().succeeds();
    let lines = graded(&ended.stdout);
    assert_eq!(lines[0]["score"], 0.0);
    assert_eq!(lines[0]["max"], 7.0);
    assert_eq!(lines[0]["scores"], json!({"Advanced Go Mastery": 0.0}));
    let points = lines[0]["points"].as_array().unwrap();
    assert_eq!(points.len(), 6);
    assert_eq!(points[1]["title"], "Work-stealing scheduler");
    assert_eq!(points[1]["section"], Value::Null);
    assert_eq!(points[1]["status"], "missed");
    assert_eq!(points[1]["evidence"], json!([]));
    assert_eq!(points[1]["contradicted"], false);
    assert_eq!(lines[1]["max"], 20.0);
    assert_eq!(lines[1]["scores"], json!({"System Architecture": 0.0, "System Design": 0.0}));
    assert_eq!(lines[1]["points"][8]["section"], "Inventory & Concurrency Management");
    assert_eq!(lines[2]["max"], 1.0);
    assert_eq!(lines[2]["scores"], json!({}));
}

#[test]
fn evidence_quotes_the_answer_at_its_byte_offsets() {
    let answer =
        "Ünïcode first. A G is a goroutine, an M an OS thread, and a P the right to run Go code; an M needs a P.";
    let ended = Greenroom::new().args(["grade"]).stdin(line("a", &json!(1), answer)).run().succeeds();
    let line = &graded(&ended.stdout)[0];
    let mut quotes = 0;
    for evidence in line["points"].as_array().unwrap().iter().flat_map(|point| point["evidence"].as_array().unwrap()) {
        let offset = |name: &str| usize::try_from(evidence[name].as_u64().unwrap()).unwrap();
        assert_eq!(evidence["text"], answer[offset("start")..offset("end")]);
        quotes += 1;
    }
    assert!(quotes > 0, "{line}");
    assert_ne!(line["points"][0]["status"], "missed");
}

#[test]
fn bad_lines_are_reported_with_their_number_and_the_rest_is_graded() {
    // Some editors and shells begin a file with a byte-order mark.
    let mut input = ("\u{feff}".to_owned() + &line("good", &json!(1), "x")).into_bytes();
    input.extend(b"{not json}\n\n");
    input.extend(line("strange", &json!(77), "x").into_bytes());
    input.extend(b"{\"id\": \"bytes\", \"question\": 1, \"answer\": \"\xff\"}\n");
    input.extend(b"{\"question\": 1, \"answer\": \"no id\"}\n");
    input.extend(line("last", &json!("memory-debugging"), "x").trim_end().as_bytes());
    let ended = Greenroom::new().args(["grade"]).stdin(input).run().ends_with(1);
    let ids: Vec<Value> = graded(&ended.stdout).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, ["good", "last"]);
    ended
        .complains("line 2: not a line of answers")
        .complains("line 4: the guide has no question `77`")
        .complains("line 5: byte 43 is not UTF-8")
        .complains("line 6: not a line of answers (missing field `id`");
}

#[test]
fn files_are_read_in_turn_and_a_missing_one_is_named() {
    let room = Greenroom::new();
    let path = room.data().join("answers.jsonl");
    std::fs::write(&path, line("one", &json!(2), "x")).unwrap();
    let ended = room.args(["grade".into(), path.clone().into_os_string(), path.into_os_string()]).run().succeeds();
    assert_eq!(graded(&ended.stdout).len(), 2);
    Greenroom::new().args(["grade", "nowhere.jsonl"]).run().ends_with(1).complains("nowhere.jsonl cannot be opened");
}

#[test]
fn nothing_but_the_prompt_or_blank_space_earns_nothing() {
    let guide = greenroom::authoring::builtin("senior-go").unwrap();
    for question in guide.questions {
        let key = json!(question.number);
        let input = line("prompt", &key, &question.prompt) + &line("blank", &key, "  \n\n ");
        let ended = Greenroom::new().args(["grade"]).stdin(input).run().succeeds();
        for line in graded(&ended.stdout) {
            assert_eq!(line["score"], 0.0, "{line}");
        }
    }
}

#[test]
fn the_guides_own_points_pasted_as_an_answer_are_partial_at_most() {
    let guide = greenroom::authoring::builtin("senior-go").unwrap();
    for question in guide.questions {
        let titles: Vec<String> =
            question.points.iter().map(|point| format!("- **{}**: {}", point.title, point.detail)).collect();
        let input = line("titles", &json!(question.number), &titles.join("\n"));
        let ended = Greenroom::new().args(["grade"]).stdin(input).run().succeeds();
        for point in graded(&ended.stdout)[0]["points"].as_array().unwrap() {
            assert_ne!(point["status"], "covered", "question {:?}: {point}", question.number);
        }
    }
}

#[test]
fn text_shows_the_marks_with_their_quotes() {
    let input = line("ada", &json!(1), "no idea \u{1b}[31m");
    let room = Greenroom::new().args(["grade", "--format", "text"]).stdin(input);
    room.run()
        .succeeds()
        .says("ada: question 1, 0.00 of 7.00 points")
        .says("Work-stealing scheduler: missed")
        .does_not_say("\u{1b}");
}
