//! `guide list`, `guide show` and `guide check`.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::{Ended, Greenroom};

fn guide(args: &[&str]) -> Ended {
    Greenroom::new().args(["guide"].iter().chain(args)).run()
}

/// The path of a guide kept for tests.
fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/guides/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Asserts that a guide with one mistake is refused, with the mistake's place and the remedy.
#[track_caller]
fn refuses(name: &str, place: &str, message: &str, remedy: &str) {
    for command in ["check", "show"] {
        let ended = guide(&[command, &fixture(name)]).ends_with(1);
        assert_eq!(ended.stdout, "");
        let expected = format!("error: {}/{place}: {message}\n  help: {remedy}\n", fixture(name));
        assert_eq!(ended.stderr, expected);
    }
}

#[test]
fn list_names_the_built_in_guides() {
    guide(&["list"]).succeeds().says("senior-go").says("90 minutes").says("Senior Go Developer Interview Format");
}

#[test]
fn show_prints_the_whole_guide_at_80_columns() {
    let ended = guide(&["show", "senior-go"]).succeeds();
    let widest = ended.stdout.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    assert!(widest <= 80, "{widest} columns");
    ended
        .says("Part 4: Complex System Design Challenge (25 minutes)")
        .says("Question 1: Go Scheduler & Memory Model (6-8 minutes)")
        .says("  - Work-stealing scheduler: Load balancing across processors")
        .says("    type WorkerPool struct {\n        workers    int")
        .says("Exceptional (23-25)")
        .says("[ ] Prepare system design whiteboard/digital tools")
        .says("memory-debugging: Memory Debugging (5-7 minutes)");
}

#[test]
fn show_as_json_holds_every_field_of_the_guide() {
    let ended = guide(&["show", "senior-go", "--format", "json"]).succeeds();
    let json: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(json["minutes"], 90);
    assert_eq!(json["parts"][0]["questions"], serde_json::json!([1, 2, 3, 4, 5]));
    let question = &json["questions"][1];
    assert_eq!((&question["min_minutes"], &question["max_minutes"]), (&5.into(), &6.into()));
    assert_eq!(question["points"][1]["id"], "backpressure-strategies");
    assert_eq!(question["points"][1]["detail"], "Bounded channels, load shedding");
    assert_eq!(question["code"]["language"], "go");
    assert_eq!(question["follow_ups"].as_array().map(Vec::len), Some(1));
    assert_eq!(question["references"].as_array().map(Vec::len), Some(1));
    assert_eq!(json["questions"][8]["sections"][1]["title"], "Inventory & Concurrency Management");
    assert_eq!(json["questions"][8]["probes"].as_array().map(Vec::len), Some(5));
    assert_eq!(json["areas"][3]["bands"][1]["name"], "Strong");
    assert_eq!(json["rules"].as_array().map(Vec::len), Some(5));
    for key in ["format", "target_level", "green_flags", "red_flags", "checklist", "time_management", "alternatives"] {
        assert!(!json[key].is_null(), "{key}");
    }
}

#[test]
fn show_as_json_holds_every_text_of_the_document() {
    let ended = guide(&["show", "senior-go", "--format", "json"]).succeeds();
    let json: Value = serde_json::from_str(&ended.stdout).unwrap();
    let mut texts = Vec::new();
    collect(&json, &mut texts);
    let texts = texts.join("\n");
    let document = include_str!("../fixtures/senior-go-interview-format.md");
    // A heading ends in minutes, points or a remark, which are numbers or fields of their own in the guide.
    let bare = |title: &str| title.split(" (").next().unwrap_or(title).to_owned();
    let mut looked_for = 0;
    for line in document.lines().filter(|line| line.starts_with("- ") || line.starts_with("**\"")) {
        let line = line.trim_start_matches("- ").trim_start_matches("[ ] ").trim();
        let halves = match line.strip_prefix("**").and_then(|line| line.split_once("**: ")) {
            Some((title, text)) => vec![bare(title), text.trim_matches('"').to_owned()],
            None => vec![line.replace("**", "").trim_matches('"').to_owned()],
        };
        // The total's rule is one text in the guide.
        for half in halves.iter().filter(|half| !half.contains("75/100")) {
            assert!(texts.contains(half.as_str()), "no {half:?}");
            looked_for += 1;
        }
    }
    // Two each of 65 points, 16 bands, 11 flags, 4 notes on time and 6 alternatives; one each of 5 rules, 5 items of the
    // checklist, 26 guided questions and 9 prompts.
    assert_eq!(looked_for, 2 * (65 + 16 + 11 + 4 + 6) + 5 + 5 + 26 + 9);
}

fn collect(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(fields) => fields.values().for_each(|field| collect(field, texts)),
        _ => {}
    }
}

#[test]
fn check_shows_each_contradiction_of_the_senior_guide_and_ends_well() {
    guide(&["check", "senior-go"])
        .succeeds()
        .says("The parts take 70 minutes, the guide 90")
        .says("Part 1 has 15 minutes, and its questions ask for 22 to 28")
        .says("Question 9 has 25 minutes, and its sections ask for 26 to 32")
        .says("75 of 100 points")
        .says("`System Design` and `System Architecture` both score")
        .says("`System Architecture` has no bands")
        .says("Bands are in whole points, and scores have fractions")
        .says("6 references point to files")
        .says("How this guide reads its source")
        .says("But: No points are given to single questions.")
        .says("But: Typing is slower")
        .says("This can move the verdict");
}

#[test]
fn check_takes_a_folder() {
    guide(&["check", &fixture("small")]).succeeds().says("A small guide (small)").says("No errors");
}

#[test]
fn an_unknown_key() {
    refuses("unknown-key", "guide.toml:10:1", "unknown key `objectiv` in [[part]]", "did you mean `objective`?");
}

#[test]
fn a_missing_field() {
    let place = "questions/01-tea.toml:1:1";
    refuses("missing-field", place, "the file has no `max_minutes`", "add `max_minutes = ...` to it");
}

#[test]
fn a_duplicate_title() {
    let message = "the title `Boiling water` is there already, on line 8";
    refuses("duplicate-title", "questions/01-tea.toml:17:1", message, "give one of the two another title");
}

#[test]
fn a_rule_on_no_area() {
    let message = "the rule is about the area `Basic`, which is not there";
    refuses("rule-on-no-area", "guide.toml:20:13", message, "did you mean `Basics`?");
}

#[test]
fn a_broken_pattern() {
    let message = "the pattern `boil water ~lots` cannot be read: `~lots` is no window";
    refuses("broken-pattern", "questions/01-tea.toml:14:8", message, "write a number of words from ~1 to ~40");
}

#[test]
fn all_mistakes_are_told_at_once() {
    let folder = copy("unknown-key");
    let question = folder.path().join("questions/01-tea.toml");
    let text = fs::read_to_string(&question).unwrap();
    fs::write(&question, text.replace("max_minutes = 10\n", "").replace("prompt", "promt")).unwrap();
    guide(&["check", &folder.path().display().to_string()])
        .ends_with(1)
        .complains("the guide has 3 errors")
        .complains("guide.toml:10:1: unknown key `objectiv`")
        .complains("01-tea.toml:1:1: the file has no `max_minutes`")
        .complains("01-tea.toml:4:1: unknown key `promt` in the file\n  help: did you mean `prompt`?");
}

#[test]
fn a_hostile_guide_cannot_command_the_terminal() {
    let folder = copy("unknown-key");
    let text = fs::read_to_string(folder.path().join("guide.toml")).unwrap();
    fs::write(folder.path().join("guide.toml"), text.replace("objectiv ", "\"\\u001b[2J\" ")).unwrap();
    let ended = guide(&["check", &folder.path().display().to_string()]).ends_with(1).complains("unknown key");
    assert!(!ended.stderr.contains('\u{1b}'), "{}", ended.stderr);
}

#[test]
fn a_wrong_name_is_answered_with_the_right_one() {
    let ended = guide(&["show", "senor-go"]).ends_with(1).complains("no guide is called `senor-go`");
    assert!(ended.stderr.ends_with("help: did you mean `senior-go`?\n"), "{}", ended.stderr);
    guide(&["check", "./nowhere"]).ends_with(1).complains("./nowhere: there is no such folder");
}

/// A copy of a test guide, to be changed.
fn copy(name: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("questions")).unwrap();
    for file in ["guide.toml", "questions/01-tea.toml"] {
        fs::copy(Path::new(&fixture(name)).join(file), folder.path().join(file)).unwrap();
    }
    folder
}

#[test]
fn an_author_sees_which_patterns_hear_a_sentence() {
    let heard = |text: &str| Greenroom::new().args(["guide", "hear", &fixture("small"), "1"]).stdin(text).run();
    let ended = heard("I boil the water. I do not think that warm water is enough.").succeeds();
    ended
        .says("boiling-water: covered\n")
        .says("    boil: boil water\n        \"boil the water\"\n")
        .says("    misconception 1 (denied): warm water is|are enough\n        \"warm water is enough\"\n")
        .says("steeping: missed\n");
    guide(&["hear", &fixture("small"), "1.follow-up", "Milk"]).succeeds().says("milk-last: missed");
    guide(&["hear", &fixture("small"), "7", "Tea"]).ends_with(2);
}

#[test]
fn check_fix_lays_a_folder_out_and_changes_no_value() {
    let folder = TempDir::new().unwrap();
    let path = |name: &str| folder.path().join(name);
    for inside in ["questions", "alternatives"] {
        fs::create_dir_all(path(inside)).unwrap();
        for file in fs::read_dir(Path::new(&fixture("small")).join(inside)).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), path(inside).join(file.file_name())).unwrap();
        }
    }
    let entry = fs::read_to_string(Path::new(&fixture("small")).join("guide.toml")).unwrap();
    fs::write(path("guide.toml"), entry.replace(" = ", "    =  ")).unwrap();
    let name = folder.path().to_str().unwrap();
    let before = guide(&["show", name, "--format", "json"]).succeeds().stdout;
    guide(&["check", name, "--fix"]).succeeds().says("laid out anew").says("guide.toml").says("No errors");
    assert_eq!(guide(&["show", name, "--format", "json"]).succeeds().stdout, before);
    let again = guide(&["check", name, "--fix"]).succeeds();
    assert!(!again.stdout.contains("laid out anew"), "{}", again.stdout);
    guide(&["check", "senior-go", "--fix"]).ends_with(2).complains("needs a guide's folder");
}

#[test]
fn study_shows_outline_model_answers_and_what_to_know_of_each_point() {
    guide(&["study", "senior-go", "3", "api-versioning"])
        .succeeds()
        .says("Question 3: Performance Debugging")
        .says("A model answer, as spoken")
        .says("The usual shallow one: ")
        .says("API Versioning");
    guide(&["study", &fixture("small"), "1"]).succeeds().says("nothing for studying it");
    guide(&["study", "senior-go", "77"]).ends_with(2).complains("no question `77`");
}

#[test]
fn an_author_is_told_which_questions_have_few_labelled_answers_and_shipped_guides_have_enough() {
    let small = format!("{}/tests/fixtures/guides/small", env!("CARGO_MANIFEST_DIR"));
    let room = Greenroom::new().args(["guide", "check", &small]);
    room.run().succeeds().says("fewer than 8 labelled answers: 1");
    let room = room.args(["guide", "check", &small, "--strict"]);
    room.run().ends_with(1).says("fewer than 8 labelled answers: 1").complains("there are warnings: ");
    Greenroom::new().args(["guide", "check", "senior-go"]).run().succeeds().says("0 warnings");
}
