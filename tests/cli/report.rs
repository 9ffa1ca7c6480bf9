//! `report`: a session's report again.

use std::fs;

use greenroom::interview::SessionState;
use serde_json::Value;

use crate::Greenroom;
use crate::held::Held;

#[test]
fn without_a_session_it_says_what_to_do() {
    Greenroom::new()
        .args(["report"])
        .run()
        .ends_with(1)
        .complains("no session has been finished")
        .complains("greenroom mock");
}

#[test]
fn it_shows_the_latest_finished_session_or_the_one_named() {
    let room = Greenroom::new();
    let ada = Held { candidate: Some("Ada"), ..Held::default() }.put(room.data());
    Held { at: "2026-02-01T14:00:00Z", candidate: Some("Bob"), ..Held::default() }.put(room.data());
    let at = "2026-02-02T14:00:00Z";
    Held { at, candidate: Some("Cy"), state: SessionState::Abandoned, ..Held::default() }.put(room.data());

    let room = room.args(["report"]);
    // The kept marks are shown, though no engine would give them.
    room.run().succeeds().says("Bob").says("1 February 2026").says("engine 41").says("the weather");
    room.args(["report", &ada.to_string()]).run().succeeds().says("Ada").says("31 January 2026");
}

#[test]
fn a_session_given_up_has_a_report_and_an_open_one_has_none() {
    let room = Greenroom::new();
    let given_up = Held { state: SessionState::Abandoned, ..Held::default() }.put(room.data());
    let open = Held { state: SessionState::Open, ..Held::default() }.put(room.data());
    let room = room.args(["report", &given_up.to_string()]);
    room.run().succeeds().says("the weather");
    let room = room.args(["report", &open.to_string()]);
    room.run().ends_with(1).complains("has not ended").complains("greenroom history");
    room.args(["report", "77"]).run().ends_with(1).complains("there is no session 77").complains("greenroom history");
}

#[test]
fn it_goes_to_a_file_without_colour_and_to_any_width() {
    let room = Greenroom::new();
    Held::default().put(room.data());
    let path = room.data().join("report.txt");
    let room = room.args(["report", "--color", "always", "--output", path.to_str().unwrap()]);
    let ended = room.run().succeeds();
    assert_eq!(ended.stdout, "");
    let room = room.args(["report"]);
    let plain = room.run().succeeds();
    let written = fs::read_to_string(path).unwrap();
    assert_eq!(written, plain.stdout);
    let wide = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(wide(&written) <= 80);
    let narrow = room.args(["report", "--width", "60"]).run().succeeds();
    assert!(wide(&narrow.stdout) <= 60);
}

#[test]
fn a_report_into_a_folder_that_is_not_there_is_an_error() {
    let room = Greenroom::new();
    Held::default().put(room.data());
    let path = room.data().join("nowhere/report.txt");
    room.args(["report", "-o", path.to_str().unwrap()])
        .run()
        .ends_with(1)
        .complains("nowhere/report.txt cannot be written");
}

#[test]
fn json_is_for_other_programs() {
    let room = Greenroom::new();
    let id = Held::default().put(room.data());
    let ended = room.args(["report", "--format", "json"]).run().succeeds();
    let report: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(report["schema"], 1);
    assert_eq!(report["guide_slug"], "senior-go");
    assert_eq!(report["heading"]["session"], id.0);
    assert_eq!(report["questions"][0]["points"][0]["status"], "covered");
    assert_eq!(report["questions"].as_array().unwrap().len(), 9);
}

#[test]
fn the_brief_report_and_one_question_are_parts_of_it() {
    let room = Greenroom::new();
    Held::default().put(room.data());
    let room = room.args(["report", "--brief"]);
    room.run().succeeds().says("Verdict").says("Study next").does_not_say("the weather");
    let room = room.args(["report", "--question", "1"]);
    room.run().succeeds().says("the weather").does_not_say("Verdict").does_not_say("Question 2");
    let room = room.args(["report", "--question", "12"]);
    room.run().ends_with(1).complains("no question `12`").complains("it had 1, 2, 3");
    let room = room.args(["report", "--question", "1", "--format", "json"]);
    room.run().ends_with(2).complains("--format text");
}

#[test]
fn markdown_is_for_notes() {
    let room = Greenroom::new();
    Held { answer: "<b>the weather</b>", ..Held::default() }.put(room.data());
    let room = room.args(["report", "--format", "markdown"]);
    room.run().succeeds().says("# ").says("## Verdict").says("| part |").says("> \\<**b>the weather\\</b**>\\[1\\]");
}

#[test]
fn what_was_typed_does_nothing_in_any_format() {
    let room = Greenroom::new();
    Held { answer: "\u{1b}[2J\u{9b}31m\u{202e}gnp.exe", candidate: Some("\u{1b}]0;x\u{7}"), ..Held::default() }
        .put(room.data());
    let mut room = room;
    for format in ["text", "markdown", "html", "json"] {
        room = room.args(["report", "--format", format]);
        let ended = room.run().succeeds();
        let acts = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert_eq!(ended.stdout.chars().find(|c| acts(*c)), None, "{format}");
    }
}

#[test]
fn html_is_one_page() {
    let room = Greenroom::new();
    Held { answer: "<b>the weather</b>", ..Held::default() }.put(room.data());
    let room = room.args(["report", "--format", "html"]);
    let page = room.run().succeeds().says("<!doctype html>").says("&lt;b&gt;the weather&lt;/b&gt;</mark>");
    page.does_not_say("<script").does_not_say("<b>");
}

/// A folder with an `xdg-open` that ends with that status and tells what it was given.
#[cfg(all(unix, not(target_os = "macos")))]
fn opener(status: u8) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("xdg-open");
    fs::write(&path, format!("#!/bin/sh\necho \"$1\" > \"$(dirname \"$0\")/opened\"\nexit {status}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn a_page_is_opened_from_the_data_folder_or_where_it_was_written() {
    let folder = opener(0);
    let path = format!("{}:/usr/bin:/bin", folder.path().display());
    let opened = || fs::read_to_string(folder.path().join("opened")).unwrap();
    let room = Greenroom::new();
    Held::default().put(room.data());
    let room = room.env("PATH", path).args(["report", "--open"]);
    let kept = room.data().join("reports/session-1.html");
    room.run().succeeds().says(kept.to_str().unwrap());
    assert_eq!(opened().trim_end(), kept.to_str().unwrap());
    assert!(fs::read_to_string(kept).unwrap().starts_with("<!doctype html>"));

    let named = room.data().join("named.html");
    let room = room.args(["report", "--open", "-o", named.to_str().unwrap()]);
    room.run().succeeds();
    assert_eq!(opened().trim_end(), named.to_str().unwrap());
    room.args(["report", "--open", "--format", "json"]).run().ends_with(2).complains("--format html");
}

#[cfg(all(unix, not(target_os = "macos")))]
#[test]
fn without_a_browser_it_says_where_the_page_is() {
    let folder = opener(3);
    let room = Greenroom::new();
    Held::default().put(room.data());
    let room = room.env("PATH", format!("{}:/usr/bin:/bin", folder.path().display())).args(["report", "--open"]);
    room.run().ends_with(1).complains("session-1.html").complains("open it in a browser");
}

#[test]
fn two_sessions_are_compared_point_by_point() {
    let room = Greenroom::new();
    let one = Held { state: SessionState::Abandoned, ..Held::default() }.put(room.data());
    let other = Held { at: "2026-02-01T14:00:00Z", parts: &["1"], ..Held::default() }.put(room.data());
    let (one, other) = (one.to_string(), other.to_string());
    let room = room.args(["report", "--compare", &one, &other]);
    room.run().succeeds().says("From session 1 to session 2").says("Gained").says("Lost").says("with the same mark");
    let room = room.args(["report", "--compare", &one, &other, "--format", "markdown"]);
    room.run().succeeds().says("| session 1 | session 2 |").says("## Gained (0)");
    let room = room.args(["report", "--compare", &one, "77"]);
    room.run().ends_with(1).complains("there is no session 77");
    let room = room.args(["report", "--compare", &one, &other, "--format", "json"]);
    room.run().succeeds().says("\"schema\": 1").says("\"marks\"");
    let room = room.args(["report", "--compare", &one, &other, "--format", "html"]);
    room.run().ends_with(2).complains("text, markdown or json");
    room.args(["report", "--compare", &one]).run().ends_with(2).complains("--compare");
}

#[test]
fn attempts_at_a_question_are_compared_over_all_sessions() {
    let room = Greenroom::new();
    let room = room.args(["report", "--attempts", "1"]);
    room.run().ends_with(1).complains("no session has been held");
    Held::default().put(room.data());
    room.run().ends_with(1).complains("one attempt only").complains("drill --question 1");
    Held { at: "2026-02-01T14:00:00Z", ..Held::default() }.put(room.data());
    Held { at: "2026-02-03T14:00:00Z", parts: &["1"], ..Held::default() }.put(room.data());
    room.run().succeeds().says("Question 1").says("3 attempts").says("Words").says("The same");
    let room = room.args(["report", "--attempts", "nothing"]);
    room.run().ends_with(1).complains("no attempt");
}

#[test]
fn a_report_has_the_trend_of_the_sessions_before_it() {
    let room = Greenroom::new();
    let first = Held::default().put(room.data()).to_string();
    let second = Held { at: "2026-02-01T14:00:00Z", ..Held::default() }.put(room.data()).to_string();
    let room = room.args(["report", &first]);
    assert!(!room.run().succeeds().stdout.contains("Over your sessions"), "nothing came before it");
    let room = room.args(["report", &second]);
    room.run().succeeds().says("Over your sessions");
    let room = room.args(["report", &second, "--format", "html"]);
    room.run().succeeds().says("class=\"trend\"");
}
