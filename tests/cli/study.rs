//! The study material of the built-in guides: complete, within its time, marked as it says, and with code that compiles.

use std::process::{Command, Stdio};

use greenroom::authoring;
use greenroom::guide::{Guide, Question};
use greenroom::mark::{Mark, Status};
use greenroom::matching::Matcher;
use greenroom::plan::{Plan, PlanOptions};

/// Words a minute of somebody who speaks calmly.
const SPOKEN: u32 = 130;
/// Words a minute of somebody who types while thinking.
const TYPED: u32 = 40;

fn guides() -> Vec<(Guide, Matcher)> {
    let guide = |name: &&str| authoring::builtin(name).unwrap();
    let guides = authoring::builtin_names().iter().map(guide).collect::<Vec<_>>();
    guides.into_iter().map(|guide| (guide.clone(), Matcher::new(&guide).unwrap())).collect()
}

/// Seconds the question has in a plan that asks it.
fn seconds(guide: &Guide, question: &Question) -> u32 {
    let plan = Plan::new(guide, &PlanOptions::default()).unwrap();
    let planned = plan.questions().find(|planned| planned.key == question.key());
    planned.map_or(question.double_midpoint() * 30, |planned| planned.seconds)
}

fn less_than_covered(marks: &[Mark]) -> impl Iterator<Item = &str> {
    marks.iter().filter(|mark| mark.status != Status::Covered).map(|mark| mark.id.as_str())
}

#[test]
fn every_point_has_its_reason_an_example_and_somewhere_to_read() {
    for (guide, _) in guides() {
        for question in guide.all_questions() {
            for point in &question.points {
                let place = format!("question {}, point {}", question.key(), point.id);
                assert!(point.why.is_some() && point.cue.is_some(), "{place}: no reason or cue");
                let study = question.study.points.get(&point.id);
                assert!(study.is_some_and(|study| !study.read.is_empty()), "{place}: nothing to study");
            }
        }
    }
}

#[test]
fn model_answers_fit_their_time_and_cover_every_point() {
    for (guide, matcher) in guides() {
        for question in guide.all_questions() {
            let key = question.key();
            let study = &question.study;
            assert!(!study.outline.is_empty(), "question {key} has no outline");
            for (kind, text, pace) in [("spoken", &study.spoken, SPOKEN), ("typed", &study.notes, TYPED)] {
                let text = text.as_deref().unwrap_or_else(|| panic!("question {key} has no {kind} answer"));
                let words = text.split_whitespace().count();
                let most = (seconds(&guide, question) * pace / 60) as usize;
                assert!(words <= most, "question {key}, {kind}: {words} words, {most} are the most");
                let marks = matcher.mark(&key, text).unwrap();
                let less: Vec<&str> = less_than_covered(&marks).collect();
                assert!(less.is_empty(), "question {key}, {kind}: {less:?} not covered");
            }
        }
    }
}

#[test]
fn what_a_senior_says_of_a_point_covers_it_and_the_shallow_answer_covers_nothing() {
    for (guide, matcher) in guides() {
        for question in guide.all_questions() {
            for (id, study) in &question.study.points {
                let key = question.key();
                let marks = matcher.mark(&key, &study.sounds).unwrap();
                assert!(!less_than_covered(&marks).any(|less| less == id), "question {key}: {id}: {:?}", study.sounds);
                let marks = matcher.mark(&key, &study.shallow).unwrap();
                let covered = marks.iter().find(|mark| mark.status == Status::Covered);
                assert_eq!(covered, None, "question {key}: {id}: {:?}", study.shallow);
            }
        }
    }
}

/// What the samples of code name and do not declare; a compiler is given a declaration of it.
const STAND_INS: [(&str, &str); 1] = [("Job", "type Job struct{}")];

/// Packages of the standard library that samples may use without an import.
const PACKAGES: [&str; 8] = ["context", "errors", "fmt", "log/slog", "net/http", "runtime/pprof", "sync", "time"];

/// The Go samples of a guide: code shown with a question, and fences in its study texts.
fn go_samples(guide: &Guide) -> Vec<String> {
    let mut samples = Vec::new();
    for question in guide.all_questions() {
        samples.extend(question.code.iter().filter(|code| code.language == "go").map(|code| code.text.clone()));
        let study = &question.study;
        let texts = study.spoken.iter().chain(&study.notes).chain(study.points.values().map(|point| &point.sounds));
        for text in texts {
            // Every second piece is inside a fence.
            let fences = text.split("```").skip(1).step_by(2);
            samples.extend(fences.filter_map(|fence| fence.strip_prefix("go\n")).map(str::to_owned));
        }
    }
    samples
}

/// The sample as a file of its own: a package, the imports it needs, and stand-ins for what it does not declare.
fn as_file(sample: &str) -> String {
    let words: Vec<&str> = sample.split(|letter: char| !(letter.is_alphanumeric() || letter == '.')).collect();
    let uses = |start: &str| words.iter().any(|word| word.starts_with(start));
    let last = |package: &str| package.rsplit('/').next().map(|name| format!("{name}.")).unwrap_or_default();
    let imports =
        PACKAGES.into_iter().filter(|package| uses(&last(package))).map(|package| format!("import {package:?}"));
    let missing = |name: &str| words.contains(&name) && !sample.contains(&format!("type {name} "));
    let stand_ins = STAND_INS.into_iter().filter(|(name, _)| missing(name)).map(|(_, declared)| declared.to_owned());
    let lines = std::iter::once("package sample".to_owned()).chain(imports).chain(stand_ins);
    lines.chain([sample.to_owned()]).collect::<Vec<_>>().join("\n")
}

/// Why a Go file does not parse: the line on which the first fault is.
fn syntax_fault(file: &str) -> Option<usize> {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&tree_sitter_go::LANGUAGE.into()).unwrap();
    let tree = parser.parse(file, None).unwrap();
    let mut node = tree.root_node();
    while node.has_error() {
        let mut cursor = node.walk();
        let Some(child) = node.children(&mut cursor).find(|child| child.has_error() || child.is_missing()) else {
            return Some(node.start_position().row + 1);
        };
        node = child;
    }
    node.is_missing().then(|| node.start_position().row + 1)
}

#[test]
fn the_code_of_shipped_guides_parses_and_compiles_where_there_is_a_compiler() {
    assert_eq!(syntax_fault("package sample\nfunc f( {\n"), Some(2), "a fault is found");
    let compiler =
        Command::new("go").arg("version").stdout(Stdio::null()).status().is_ok_and(|status| status.success());
    for (guide, _) in guides() {
        for sample in go_samples(&guide) {
            let file = as_file(&sample);
            assert_eq!(syntax_fault(&file), None, "does not parse:\n{file}");
            if compiler {
                let folder = tempfile::tempdir().unwrap();
                std::fs::write(folder.path().join("go.mod"), "module sample\n\ngo 1.24\n").unwrap();
                std::fs::write(folder.path().join("sample.go"), &file).unwrap();
                let vet = Command::new("go").arg("vet").current_dir(&folder).output().unwrap();
                assert!(vet.status.success(), "{}\n{file}", String::from_utf8_lossy(&vet.stderr));
            }
        }
    }
}
