//! `guide test`: how the marks agree with labelled answers.

use std::collections::BTreeSet;
use std::fs;

use greenroom::agreement::Study;
use greenroom::authoring;
use greenroom::matching::Matcher;
use serde_json::Value;

use crate::{Ended, Greenroom};

fn small() -> String {
    format!("{}/tests/fixtures/guides/small", env!("CARGO_MANIFEST_DIR"))
}

fn test(args: &[&str]) -> Ended {
    let small = small();
    Greenroom::new().args(["guide", "test", &small].iter().chain(args)).run()
}

/// The small guide in a folder of its own, with these answers in place of its own.
fn with_answers(room: &Greenroom, answers: &str) -> String {
    let folder = room.data().join("small");
    for inside in ["questions", "alternatives", "answers"] {
        fs::create_dir_all(folder.join(inside)).unwrap();
        for file in fs::read_dir(format!("{}/{inside}", small())).unwrap() {
            let file = file.unwrap().path();
            fs::copy(&file, folder.join(inside).join(file.file_name().unwrap())).unwrap();
        }
    }
    fs::copy(format!("{}/guide.toml", small()), folder.join("guide.toml")).unwrap();
    fs::remove_file(folder.join("answers/unseen.jsonl")).unwrap();
    fs::write(folder.join("answers/tune.jsonl"), answers).unwrap();
    folder.to_string_lossy().into_owned()
}

#[test]
fn the_figures_and_every_disagreement_are_shown() {
    // Labels 2 0 2 and marks 2 0 0 for the one point that has patterns, labels and marks 0 for the other.
    test(&["--set", "tune"])
        .succeeds()
        .says("3 answers, 6 pairs")
        .says("quadratic-weighted kappa  0.571")
        .says("precision 1.000  recall 0.500")
        .says("- t3 (plain), boiling-water: labelled covered, marked missed")
        .says("labeller: \"The kettle whistles\"")
        .does_not_say("t1 (plain)");
}

#[test]
fn json_holds_the_figures_by_style_and_point_and_what_every_pattern_did() {
    let ended = test(&["--set", "tune", "--format", "json"]).succeeds();
    let study: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(study["all"]["pairs"], 6);
    assert_eq!(study["styles"]["false"]["labelled_credit"], 0.0);
    let patterns = study["patterns"].as_array().unwrap();
    let used = |pattern: &str| patterns.iter().find(|entry| entry["pattern"] == pattern).unwrap().clone();
    assert_eq!(used("boil water")["right"], 1);
    assert_eq!(used("boil water")["wrong"], 0);
    assert_eq!(used("warm water is|are enough")["right"], 1);
}

#[test]
fn a_set_a_question_and_a_least_kappa_can_be_asked_for() {
    test(&["--set", "tune", "--min-kappa", "0.5"]).succeeds();
    test(&["--set", "tune", "--min-kappa", "0.6"]).ends_with(1);
    test(&["--set", "unseen"]).succeeds().says("1 answers, 1 pairs");
    test(&["--question", "2"]).succeeds().says("No labelled answers");
    test(&["--set", "nowhere"]).ends_with(2).complains("no set of answers `nowhere`").complains("tune, unseen");
    test(&["--question", "7"]).ends_with(2).complains("no question `7`");
}

#[test]
fn wordings_that_no_pattern_caught_are_suggested() {
    test(&["--set", "tune", "--suggest"]).succeeds().says("1 boiling-water: kettle whistles ~8");
}

#[test]
fn a_misconception_that_is_heard_in_what_is_right_is_shown() {
    test(&["--set", "tune"]).succeeds().does_not_say("heard in a correction");
    let room = Greenroom::new();
    let answers = fs::read_to_string(format!("{}/answers/tune.jsonl", small())).unwrap();
    let folder = with_answers(&room, &answers);
    let question = format!("{folder}/questions/01-tea.toml");
    let text = fs::read_to_string(&question).unwrap();
    fs::write(&question, text.replace("Warm water makes no tea.", "Warm water is enough for a bath only.")).unwrap();
    let ended = room.args(["guide", "test", &folder]).run().succeeds();
    ended.says("boiling-water / misconception 1: warm water is|are enough  heard in a correction");
}

#[test]
fn a_broken_line_and_a_label_that_fits_no_point_are_named() {
    let room = Greenroom::new();
    let folder =
        with_answers(&room, "{\"id\": \"a\", \"question\": 1, \"answer\": \"\", \"points\": {\"Boiling water\": 3}}\n");
    let ended = room.args(["guide", "test", &folder]).run().ends_with(1);
    ended.complains("tune.jsonl:1: 3 is no label; write 0 (missed), 1 (partial) or 2 (covered)");

    let room = Greenroom::new();
    let folder = with_answers(&room, "{\"id\": \"a\", \"question\": 1, \"answer\": \"\", \"points\": {\"Milk\": 1}}\n");
    let ended = room.args(["guide", "test", &folder]).run().ends_with(1);
    ended.says("error: a: question 1 has no point `Milk`; label points by their title");
}

#[test]
fn answers_set_aside_are_in_no_other_set() {
    let aside: BTreeSet<&str> = include_str!("../../content/senior-go/answers/set-aside.txt").lines().collect();
    for set in authoring::labelled_answers("senior-go").unwrap() {
        let ids: BTreeSet<&str> = set.answers.iter().map(|answer| answer.id.as_str()).collect();
        if set.name == "set-aside" {
            assert_eq!(ids, aside);
        } else {
            assert!(ids.is_disjoint(&aside), "{}", set.name);
        }
    }
}

#[test]
fn labelled_quotes_of_the_built_in_guide_are_in_their_answers() {
    for answer in authoring::labelled_answers("senior-go").unwrap().into_iter().flat_map(|set| set.answers) {
        for quote in answer.evidence.values().chain(answer.false_statements.values()) {
            assert!(answer.answer.contains(quote.as_str()), "{}: {quote}", answer.id);
        }
    }
}

#[test]
fn the_agreement_is_recorded_in_the_guide_for_its_reports() {
    let room = Greenroom::new();
    let one = r#"{"id": "a", "question": 1, "answer": "I boil the water first.", "points": {"Boiling water": 2, "Steeping": 0}}"#;
    let folder = with_answers(&room, one);
    let room = room.args(["guide", "test", &folder, "--set", "tune", "--record"]);
    let ended = room.run();
    let guide = fs::read_to_string(format!("{folder}/guide.toml")).unwrap();
    ended.succeeds();
    assert!(guide.contains("[agreement]\nset = \"tune\"\nanswers = 1\n"), "{guide}");
    assert_eq!(authoring::resolve(&folder).unwrap().agreement.unwrap().labels, 2);
    let room = room.args(["guide", "test", &folder, "--record"]);
    room.run().ends_with(2).complains("one set of answers").complains("--set");
    room.args(["guide", "test", "senior-go", "--set", "tune", "--record"]).run().ends_with(2).complains("built in");
}

/// What a report says of the engine's agreement was measured with this engine and these patterns.
#[test]
fn the_recorded_agreement_of_shipped_guides_is_what_is_measured() {
    for name in authoring::builtin_names() {
        let guide = authoring::builtin(name).unwrap();
        let recorded = guide.agreement.clone().expect("an agreement");
        let sets = authoring::labelled_answers(name).unwrap();
        let set = sets.into_iter().find(|set| set.name == recorded.set).expect("the set it names");
        let matcher = Matcher::new(&guide).unwrap();
        let measured = Study::new(&guide, &matcher, &set.answers).measured(&recorded.set);
        assert_eq!(measured, Some(recorded), "`guide test ./content/{name} --set ... --record` measures anew");
    }
}
