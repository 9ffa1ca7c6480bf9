//! The senior Go guide against the document it comes from: nothing missing, nothing added, nothing reworded.
//!
//! Both are told as lists of facts, one string each, and the lists must be equal. The document's reader knows every
//! line: one that it cannot place fails the test.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::*;
use crate::guide::{Question, RuleSubject};

const DOCUMENT: &str = include_str!("../../tests/fixtures/senior-go-interview-format.md");

/// The area that the document's pass rules name and nothing else does: where its points come from is our reading.
const AREA_OF_OURS: &str = "System Architecture";

/// Lines that label what follows, and hold nothing themselves.
const LABELS: [&str; 3] = [
    "**Expected Senior-Level Answer Points**:",
    "**Expected Senior-Level Design Components**:",
    "**Guided Interview Questions**:",
];

/// Headings that only say what the facts below them are.
const HEADINGS: [&str; 11] = [
    "Interview Overview",
    "Interview Structure",
    "Evaluation Criteria",
    "Green Flags (Hire Indicators)",
    "Red Flags (Concerns)",
    "Minimum Passing Score",
    "Interviewer Notes",
    "Preparation Checklist",
    "Time Management",
    "Alternative Questions (If Needed)",
    "Guided Interview Questions",
];

/// A reader of the document: where it is, and what it has read.
#[derive(Default)]
struct Reader {
    facts: Vec<String>,
    /// The last headings of levels 2, 3 and 4; a deeper one ends with the next higher one.
    headings: [String; 3],
    /// Number of the last question.
    question: String,
    /// Title of the last group of guided questions.
    group: Option<String>,
    /// The lines of the code block that is open.
    code: Option<Vec<String>>,
}

impl Reader {
    fn read(document: &str) -> Vec<String> {
        let mut reader = Self::default();
        for line in document.lines() {
            reader.line(line.trim_end());
        }
        reader.facts
    }

    fn fact(&mut self, fact: impl Into<String>) {
        self.facts.push(fact.into());
    }

    fn line(&mut self, line: &str) {
        if let Some(code) = &mut self.code {
            if line == "```" {
                let text = self.code.take().unwrap().join("\n");
                self.fact(format!("question {}: code: {text}", self.question));
            } else {
                code.push(line.to_owned());
            }
        } else if let Some(language) = line.strip_prefix("```") {
            self.fact(format!("question {}: code language: {language}", self.question));
            self.code = Some(Vec::new());
        } else if let Some(title) = line.strip_prefix("# ") {
            self.fact(format!("title: {title}"));
        } else if line.starts_with('#') {
            let level = line.find(' ').unwrap();
            self.heading(level, &line[level + 1..]);
        } else if let Some(item) = line.strip_prefix("- ") {
            self.item(item);
        } else if !line.is_empty() && line != "---" && !LABELS.contains(&line) {
            self.paragraph(line);
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        let (title, bracket) = bracket(text);
        self.headings[level - 2] = title.to_owned();
        self.headings[level - 1..].fill(String::new());
        self.group = None;
        let above = self.headings[0].clone();
        match (title.split_once(": "), bracket) {
            _ if HEADINGS.contains(&text) => {}
            (None, Some("100 Points Total")) => self.fact("total: 100"),
            (Some((part, title)), Some(points)) if points.ends_with(" points") => {
                self.fact(format!("area of {part}: {title}, {points}"));
                // Bands are of the area, not of the part.
                self.headings[1] = title.to_owned();
            }
            (Some((part, title)), Some(minutes)) if part.starts_with("Part ") => {
                let fact = format!("{part}: {title}, {minutes}");
                // The document's body has the headings of its overview again.
                if level == 2 { assert!(self.facts.contains(&fact), "{fact}") } else { self.fact(fact) }
            }
            (Some((question, title)), Some(minutes)) => {
                let part = above.split(": ").next().unwrap();
                question.strip_prefix("Question ").unwrap().clone_into(&mut self.question);
                self.fact(format!("question {} of {part}: {title}, {minutes}", self.question));
            }
            (None, Some(minutes)) if level == 4 => {
                self.fact(format!("question {}: section {title}, {minutes}", self.question));
            }
            (None, None) if level == 4 => self.fact(format!("group of alternatives: {title}")),
            _ => panic!("a heading that has no place in a guide: {text}"),
        }
    }

    fn item(&mut self, item: &str) {
        let [above, below, deepest] = self.headings.clone();
        let (title, text) = bold(item).unwrap_or(("", item));
        let text = text.trim_end();
        if let Some(group) = &self.group {
            self.fact(format!("question {}: probe of {group}: {}", self.question, quoted(item)));
        } else if below.starts_with("Question ") {
            self.fact(format!("question {}: point of {deepest:?}: {title}: {text}", self.question));
        } else if above == "Scoring Guidelines" {
            let (name, range) = bracket(title);
            self.fact(format!("band of {below}: {name}, {}: {text}", range.unwrap()));
        } else if above == "Minimum Passing Score" {
            self.fact(format!("rule: {}", item.replace("**", "")));
        } else if above == "Evaluation Criteria" || below == "Time Management" {
            self.fact(format!("{}: {title}: {text}", below.split(" (").next().unwrap()));
        } else if below == "Preparation Checklist" {
            self.fact(format!("checklist: {}", item.strip_prefix("[ ] ").unwrap()));
        } else if !deepest.is_empty() {
            self.fact(format!("alternative of {deepest}: {title}: {}", quoted(text)));
        } else {
            panic!("an item that has no place in a guide: {item}");
        }
    }

    fn paragraph(&mut self, line: &str) {
        let about = if self.question.is_empty() || self.headings[0] == "Interviewer Notes" {
            String::new()
        } else {
            format!("question {}: ", self.question)
        };
        if let Some(prompt) = line.strip_prefix("**\"").and_then(|line| line.strip_suffix("\"**")) {
            self.fact(format!("{about}prompt: {prompt}"));
        } else if let Some(title) = line.strip_prefix("**").and_then(|line| line.strip_suffix("**:")) {
            if title == "Expected Code Structure" {
                self.fact(format!("{about}code title: {title}"));
            } else {
                let (title, bracket) = bracket(title);
                self.fact(format!("{about}probes {title}, {}", bracket.unwrap_or_default()));
                self.group = Some(title.to_owned());
            }
        } else if let Some((key, text)) = bold(line) {
            let text = if key == "Follow-up" { quoted(text) } else { text };
            let part = self.headings[1].split(": ").next().unwrap();
            let about = if key == "Objective" { format!("{part}: ") } else { about };
            self.fact(format!("{about}{key}: {text}"));
        } else {
            let kind = if self.headings[2].is_empty() { "note" } else { "closing" };
            self.fact(format!("{kind}: {line}"));
        }
    }
}

/// "TITLE (BRACKET)" in its two halves.
fn bracket(text: &str) -> (&str, Option<&str>) {
    match text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")) {
        Some((title, bracket)) => (title, Some(bracket)),
        None => (text, None),
    }
}

/// "**TITLE**: TEXT" in its two halves.
fn bold(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix("**")?.split_once("**: ")
}

fn quoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_else(|| panic!("no quotes: {text}"))
}

fn minutes(min: u32, max: u32) -> String {
    if min == max { format!("{min} minutes") } else { format!("{min}-{max} minutes") }
}

/// What the guide says, in the same words.
fn facts(guide: &Guide) -> Vec<String> {
    let mut facts = vec![
        format!("title: {}", guide.title),
        format!("Duration: {} minutes", guide.minutes),
        format!("Format: {}", guide.format),
        format!("Target Level: {}", guide.target_level),
        format!("total: {}", guide.total),
        format!("note: {}", guide.alternatives_note.as_deref().unwrap_or_default()),
        format!("closing: {}", guide.closing.as_deref().unwrap_or_default()),
    ];
    for (index, part) in guide.parts.iter().enumerate() {
        let number = index + 1;
        facts.push(format!("Part {number}: {}, {} minutes", part.title, part.minutes));
        facts.push(format!("Part {number}: Objective: {}", part.objective));
    }
    guide.questions.iter().for_each(|question| question_facts(guide, question, &mut facts));
    for (index, area) in guide.areas.iter().enumerate().filter(|(_, area)| area.title != AREA_OF_OURS) {
        facts.push(format!("area of Part {}: {}, {} points", index + 1, area.title, area.max));
        facts.extend(area.bands.iter().map(|band| {
            format!("band of {}: {}, {}-{}: {}", area.title, band.name, band.min, band.max, band.description)
        }));
    }
    facts.extend(guide.rules.iter().map(|rule| format!("rule: {}", rule.text)));
    facts.extend(guide.green_flags.iter().map(|flag| format!("Green Flags: {}: {}", flag.title, flag.text)));
    facts.extend(guide.red_flags.iter().map(|flag| format!("Red Flags: {}: {}", flag.title, flag.text)));
    facts.extend(guide.time_management.iter().map(|note| format!("Time Management: {}: {}", note.title, note.text)));
    facts.extend(guide.checklist.iter().map(|item| format!("checklist: {item}")));
    for group in &guide.alternatives {
        facts.push(format!("group of alternatives: {}", group.title));
        facts.extend(
            group
                .questions
                .iter()
                .map(|question| format!("alternative of {}: {}: {}", group.title, question.title, question.prompt)),
        );
    }
    facts
}

fn question_facts(guide: &Guide, question: &Question, facts: &mut Vec<String>) {
    let number = question.number.unwrap();
    let part = guide.part_of(number).unwrap() + 1;
    let time = minutes(question.min_minutes, question.max_minutes);
    facts.push(format!("question {number} of Part {part}: {}, {time}", question.title));
    let mut fact = |fact: String| facts.push(format!("question {number}: {fact}"));
    fact(format!("prompt: {}", question.prompt));
    for section in &question.sections {
        fact(format!("section {}, {}", section.title, minutes(section.min_minutes, section.max_minutes)));
    }
    for point in &question.points {
        let section = point.section.as_deref().unwrap_or_default();
        fact(format!("point of {section:?}: {}: {}", point.title, point.detail));
    }
    if let Some(code) = &question.code {
        fact(format!("code title: {}", code.title));
        fact(format!("code language: {}", code.language));
        fact(format!("code: {}", code.text.trim_end_matches('\n')));
    }
    question.follow_ups.iter().for_each(|follow_up| fact(format!("Follow-up: {}", follow_up.prompt)));
    question.references.iter().for_each(|reference| fact(format!("Reference: {reference}")));
    for group in &question.probes {
        let time = group.min_minutes.zip(group.max_minutes).map(|(min, max)| minutes(min, max));
        let bracket = time.or_else(|| group.remark.clone()).unwrap_or_default();
        fact(format!("probes {}, {bracket}", group.title));
        group.probes.iter().for_each(|probe| fact(format!("probe of {}: {}", group.title, probe.prompt)));
    }
}

#[test]
fn the_guide_says_what_its_document_says_and_nothing_else() {
    // The order of points, probes and the rest within their kind counts; that of the kinds does not.
    let in_kinds = |mut facts: Vec<String>| {
        facts.sort_by_key(|fact| kind(fact));
        facts
    };
    let (document, guide) = (in_kinds(Reader::read(DOCUMENT)), in_kinds(facts(&builtin("senior-go").unwrap())));
    for (document, guide) in document.iter().zip(&guide) {
        assert_eq!(guide, document);
    }
    assert_eq!(guide.len(), document.len());
}

/// The kind of a fact, and the question it is about.
fn kind(fact: &str) -> String {
    fact.split(": ").take(if fact.starts_with("question") { 2 } else { 1 }).collect::<Vec<_>>().join(": ")
}

#[test]
fn the_document_has_as_much_as_it_is_known_to_have() {
    let facts = Reader::read(DOCUMENT);
    let count = |test: &dyn Fn(&str) -> bool| facts.iter().filter(|fact| test(fact)).count();
    let about = |what: &'static str| {
        move |fact: &str| fact.strip_prefix("question ").is_some_and(|fact| fact[1..].starts_with(&format!(": {what}")))
    };
    assert_eq!(count(&|fact| fact.starts_with("Part ") && !fact.contains("Objective")), 5, "parts");
    assert_eq!(count(&|fact| fact.starts_with("question ") && fact[10..].starts_with(" of Part")), 9, "questions");
    assert_eq!(count(&about("point of")), 65, "points");
    assert_eq!(count(&about("Follow-up")), 8, "follow-ups");
    assert_eq!(count(&about("Reference")), 6, "references");
    assert_eq!(count(&about("probe of")), 26, "guided questions");
    assert_eq!(count(&about("probes ")), 5, "groups of guided questions");
    for (kind, expected) in [
        ("band of", 16),
        ("area of", 4),
        ("rule", 5),
        ("Green Flags", 6),
        ("Red Flags", 5),
        ("checklist", 5),
        ("Time Management", 4),
        ("alternative of", 6),
        ("group of", 2),
    ] {
        assert_eq!(count(&|fact| fact.starts_with(kind)), expected, "{kind}");
    }
}

#[test]
fn the_rules_ask_for_what_their_text_says() {
    let guide = builtin("senior-go").unwrap();
    for rule in &guide.rules {
        let expected = match &rule.subject {
            RuleSubject::Total => format!("Total Score: {}/{} points", rule.at_least, rule.of),
            RuleSubject::Area(area) => format!("Must score at least {}/{} in {area}", rule.at_least, rule.of),
        };
        assert_eq!(rule.text, expected);
    }
}

#[test]
fn areas_and_round_are_read_as_agreed() {
    let guide = builtin("senior-go").unwrap();
    let sources = |title: &str| -> Vec<(u32, Vec<String>)> {
        guide.area(title).unwrap().sources.iter().map(|source| (source.question, source.sections.clone())).collect()
    };
    let whole = |numbers: &[u32]| numbers.iter().map(|number| (*number, Vec::new())).collect::<Vec<_>>();
    assert_eq!(sources("Advanced Go Mastery"), whole(&[1, 2, 3, 4, 5]));
    assert_eq!(sources("Database Architecture"), whole(&[6]));
    assert_eq!(sources("Leadership & Decision Making"), whole(&[7, 8]));
    assert_eq!(sources("System Design"), whole(&[9]));
    let sections = ["High-Level Architecture & Scalability", "Data Architecture & Consistency"].map(str::to_owned);
    assert_eq!(sources(AREA_OF_OURS), [(9, sections.to_vec())]);

    let round = guide.round.as_ref().unwrap();
    assert_eq!((round.key.as_str(), round.minutes, round.after_part), ("architecture", 20, 4));
    let questions = round.questions.iter().map(|slug| guide.question(&crate::guide::QuestionKey::new(slug)).unwrap());
    let halves: Vec<u32> = questions.map(Question::double_midpoint).collect();
    assert_eq!(halves, [14, 12, 14], "7 + 6 + 7 minutes");
    assert_eq!(guide.areas.iter().map(|area| area.max).sum::<u32>(), guide.total);
    assert_eq!(guide.readings.iter().filter(|reading| reading.moves_verdict).count(), 2);
}
