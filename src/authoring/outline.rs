//! A guide as text to read: its whole structure, laid out in columns.

use colored::Colorize;
use textwrap::{Options, WrapAlgorithm};

use super::remarks::Remark;
use crate::guide::{Area, Flag, Guide, Point, PointStudy, Question, QuestionKey, Study};
use crate::report::inert;

/// Lines no wider than this are easy to read, whatever the terminal's width.
const WIDEST: usize = 100;

/// Narrower than this no guide can be laid out.
const NARROWEST: usize = 40;

/// The guide's whole structure as text, with every text it holds. Word patterns are left out: they are for the engine.
pub fn outline(guide: &Guide, width: usize) -> String {
    let mut page = Page::new(width);
    head(&mut page, guide);
    for (index, part) in guide.parts.iter().enumerate() {
        page.heading(&format!("Part {}: {} ({} minutes)", index + 1, part.title, part.minutes));
        page.text(0, "", &part.objective);
        let asked = |number: &u32| guide.questions.iter().find(|question| question.number == Some(*number));
        for question in part.questions.iter().filter_map(asked) {
            self::question(&mut page, question, &format!("Question {}: ", question.key()));
        }
    }
    alternatives(&mut page, guide);
    scoring(&mut page, guide);
    notes(&mut page, "Green flags", guide.green_flags.iter().map(titled));
    notes(&mut page, "Red flags", guide.red_flags.iter().map(titled));
    if !guide.checklist.is_empty() {
        page.heading("Preparation checklist");
        for item in &guide.checklist {
            page.text(0, "[ ] ", item);
        }
    }
    let remarks = guide.time_management.iter().map(|note| (note.title.as_str(), note.text.as_str()));
    notes(&mut page, "Time management", remarks);
    readings(&mut page, guide);
    if let Some(closing) = &guide.closing {
        page.blank();
        page.text(0, "", closing);
    }
    page.text
}

/// These remarks on a guide, and how it is read.
pub fn review(guide: &Guide, remarks: &[Remark], width: usize) -> String {
    let mut page = Page::new(width);
    let (warnings, notes): (Vec<&Remark>, Vec<&Remark>) = remarks.iter().partition(|remark| remark.is_warning());
    page.strong(&format!("{} ({})", guide.title, guide.slug));
    let counts = [(notes.len(), "note"), (warnings.len(), "warning"), (guide.readings.len(), "reading")];
    let counts: Vec<String> = counts.iter().map(|(count, what)| counted(*count, what)).collect();
    page.text(0, "", &format!("No errors, {}.", counts.join(", ")));
    for (title, remarks) in [("Warnings: what an author should mend", warnings), ("Notes: what does not add up", notes)]
    {
        if remarks.is_empty() {
            continue;
        }
        page.heading(title);
        for remark in remarks {
            page.text(0, "- ", &sentence(&remark.to_string()));
            page.text(2, "-> ", &sentence(remark.reading()));
        }
    }
    readings(&mut page, guide);
    page.text
}

/// What there is for studying those questions, or without any, all of them.
pub fn study(guide: &Guide, keys: &[QuestionKey], width: usize) -> String {
    let mut page = Page::new(width);
    let asked = guide.all_questions().filter(|question| keys.is_empty() || keys.contains(&question.key()));
    for question in asked {
        let key = question.key();
        let number = question.number.map_or_else(String::new, |_| format!("Question {key}: "));
        page.heading(&format!("{number}{}", question.title));
        page.text(0, "", &format!("\"{}\"", question.prompt));
        let study = &question.study;
        if *study == Study::default() {
            page.text(0, "", "The guide has nothing for studying it.");
        }
        for (index, step) in study.outline.iter().enumerate() {
            if index == 0 {
                page.blank();
                page.strong("How to structure an answer");
            }
            page.text(0, &format!("{}. ", index + 1), step);
        }
        for (title, answer) in [("A model answer, as spoken", &study.spoken), ("In notes, as typed", &study.notes)] {
            let Some(answer) = answer else { continue };
            page.blank();
            page.strong(title);
            answer.trim().lines().for_each(|line| page.text(0, "", line));
        }
        for point in &question.points {
            point_study(&mut page, point, study.points.get(&point.id));
        }
    }
    page.text
}

fn point_study(page: &mut Page, point: &Point, study: Option<&PointStudy>) {
    page.blank();
    page.strong(&format!("{}: {}", point.title, point.detail));
    if let Some(why) = &point.why {
        page.text(2, "Why: ", why);
    }
    let Some(study) = study else { return };
    page.text(2, "A senior answer: ", &study.sounds);
    page.text(2, "The usual shallow one: ", &study.shallow);
    if !study.read.is_empty() {
        page.text(2, "Read: ", &study.read.join("; "));
    }
}

fn head(page: &mut Page, guide: &Guide) {
    page.strong(&format!("{} ({})", guide.title, guide.slug));
    let points = guide.questions.iter().map(|question| question.points.len()).sum();
    let counts = [(guide.parts.len(), "part"), (guide.questions.len(), "question"), (points, "answer point")];
    let counts: Vec<String> = counts.iter().map(|(count, what)| counted(*count, what)).collect();
    page.text(0, "", &format!("{} minutes, {} points; {}", guide.minutes, guide.total, counts.join(", ")));
    page.blank();
    page.text(0, "Format: ", &guide.format);
    page.text(0, "Target level: ", &guide.target_level);
}

fn question(page: &mut Page, question: &Question, lead: &str) {
    let time = minutes(question.min_minutes, question.max_minutes);
    page.blank();
    page.strong(&format!("{lead}{} ({time})", question.title));
    page.text(2, "", &format!("\"{}\"", question.prompt));
    if question.sections.is_empty() {
        points(page, 2, question.points.iter());
    }
    for section in &question.sections {
        let time = minutes(section.min_minutes, section.max_minutes);
        page.text(2, "", &format!("{} ({time}):", section.title));
        let own = |point: &&Point| point.section.as_ref() == Some(&section.title);
        points(page, 4, question.points.iter().filter(own));
    }
    if let Some(code) = &question.code {
        page.text(2, "", &format!("{} ({}):", code.title, code.language));
        code.text.lines().for_each(|line| page.as_is(4, line));
    }
    for follow_up in &question.follow_ups {
        page.text(2, "Follow-up: ", &format!("\"{}\"", follow_up.prompt));
        points(page, 4, follow_up.points.iter());
    }
    for group in &question.probes {
        let time = group.min_minutes.zip(group.max_minutes).map(|(min, max)| minutes(min, max));
        let bracket = time.or_else(|| group.remark.clone()).map_or_else(String::new, |text| format!(" ({text})"));
        page.text(2, "", &format!("Guided questions: {}{bracket}", group.title));
        group.probes.iter().for_each(|probe| page.text(4, "- ", &format!("\"{}\"", probe.prompt)));
    }
    question.references.iter().for_each(|reference| page.text(2, "Reference: ", reference));
}

fn points<'a>(page: &mut Page, indent: usize, points: impl Iterator<Item = &'a Point>) {
    points.for_each(|point| page.text(indent, "- ", &format!("{}: {}", point.title, point.detail)));
}

fn alternatives(page: &mut Page, guide: &Guide) {
    if let Some(round) = &guide.round {
        page.heading(&format!(
            "Optional round after Part {}: {} ({} minutes)",
            round.after_part, round.title, round.minutes
        ));
        page.text(0, "", &round.objective);
        page.text(0, "Asked with: ", &format!("--full, or --part {}", round.key));
        page.text(0, "Questions: ", &round.questions.join(", "));
        page.text(0, "Then the only source of: ", &round.area);
    }
    if guide.alternatives.is_empty() {
        return;
    }
    page.heading("Alternative questions");
    if let Some(note) = &guide.alternatives_note {
        page.text(0, "", note);
    }
    for group in &guide.alternatives {
        page.blank();
        page.text(0, "", &group.title);
        if !group.replaces.is_empty() {
            let numbers: Vec<String> = group.replaces.iter().map(ToString::to_string).collect();
            page.text(0, "", &format!("(--swap: in the place of Question {})", numbers.join(", ")));
        }
        for question in &group.questions {
            self::question(page, question, &format!("{}: ", question.key()));
        }
    }
}

fn scoring(page: &mut Page, guide: &Guide) {
    page.heading(&format!("Scoring ({} points)", guide.total));
    for area in &guide.areas {
        page.strong(&format!("{} ({} points)", area.title, area.max));
        page.text(2, "From: ", &from(area));
        for band in &area.bands {
            page.text(2, "- ", &format!("{} ({}-{}): {}", band.name, band.min, band.max, band.description));
        }
    }
    if !guide.rules.is_empty() {
        page.heading("To pass");
        guide.rules.iter().for_each(|rule| page.text(0, "- ", &rule.text));
    }
}

fn from(area: &Area) -> String {
    let sources = area.sources.iter().map(|source| match source.sections.as_slice() {
        [] => format!("Question {}", source.question),
        sections => format!("Question {} ({})", source.question, sections.join("; ")),
    });
    sources.collect::<Vec<_>>().join(", ")
}

fn titled(flag: &Flag) -> (&str, &str) {
    (&flag.title, &flag.text)
}

/// Titled texts below a heading, where there are any.
fn notes<'g>(page: &mut Page, heading: &str, notes: impl Iterator<Item = (&'g str, &'g str)>) {
    for (index, (title, text)) in notes.enumerate() {
        if index == 0 {
            page.heading(heading);
        }
        page.text(0, "- ", &format!("{title}: {text}"));
    }
}

fn readings(page: &mut Page, guide: &Guide) {
    if guide.readings.is_empty() {
        return;
    }
    page.heading("How this guide reads its source");
    for (index, reading) in guide.readings.iter().enumerate() {
        page.text(0, &format!("{}. ", index + 1), &sentence(&reading.says));
        page.text(3, "But: ", &sentence(&reading.trouble));
        page.text(3, "-> ", &sentence(&reading.resolution));
        if reading.moves_verdict {
            page.text(3, "", "This can move the verdict; reports say so.");
        }
    }
}

fn minutes(min: u32, max: u32) -> String {
    if min == max { format!("{min} minutes") } else { format!("{min}-{max} minutes") }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// The text with a capital and a full stop.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let stop = if text.ends_with(['.', '!', '?', ':']) { "" } else { "." };
    format!("{capital}{}{stop}", letters.as_str())
}

/// Lines of a set width. All text goes through [`inert`]: a guide may come from anywhere.
struct Page {
    width: usize,
    text: String,
}

impl Page {
    fn new(width: usize) -> Self {
        Self { width: width.clamp(NARROWEST, WIDEST), text: String::new() }
    }

    fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A line in bold, without the indent of what it is above.
    fn strong(&mut self, text: &str) {
        for line in self.wrap(0, "", text) {
            self.text.push_str(&line.bold().to_string());
            self.blank();
        }
    }

    /// A heading, underlined so that it shows without colour too.
    fn heading(&mut self, text: &str) {
        self.blank();
        let lines = self.wrap(0, "", text);
        let longest = lines.iter().map(|line| unicode_width::UnicodeWidthStr::width(line.as_str())).max();
        self.strong(text);
        self.text.push_str(&"-".repeat(longest.unwrap_or_default()));
        self.blank();
    }

    /// A paragraph behind a lead, its further lines under the first: under its text, or where the lead is long, indented.
    fn text(&mut self, indent: usize, lead: &str, text: &str) {
        for line in self.wrap(indent, lead, text) {
            self.text.push_str(&line);
            self.blank();
        }
    }

    /// A line that keeps its spaces.
    fn as_is(&mut self, indent: usize, text: &str) {
        let line = format!("{}{}", " ".repeat(indent), inert(text));
        self.text.push_str(line.trim_end());
        self.blank();
    }

    fn wrap(&self, indent: usize, lead: &str, text: &str) -> Vec<String> {
        /// Leads up to this length have the text's further lines aligned with the first.
        const SHORT_LEAD: usize = 4;
        let first = format!("{}{lead}", " ".repeat(indent));
        let hang = if lead.len() <= SHORT_LEAD { lead.len() } else { 2 };
        let rest = " ".repeat(indent + hang);
        let options = Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        textwrap::wrap(&inert(text), options).into_iter().map(|line| line.trim_end().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::authoring::builtin;
    use crate::authoring::remarks;
    use crate::text::one_line;

    /// The text without line ends and indents, to find what was wrapped.
    fn flat(text: &str) -> String {
        one_line(text)
    }

    #[test]
    fn the_outline_holds_every_text_of_the_guide() {
        let guide = builtin("senior-go").unwrap();
        let text = flat(&outline(&guide, 80));
        let questions = || guide.all_questions();
        let mut expected: Vec<&str> = vec![&guide.title, &guide.format, &guide.target_level];
        expected.extend(guide.parts.iter().flat_map(|part| [part.title.as_str(), &part.objective]));
        expected.extend(questions().flat_map(|question| [question.title.as_str(), &question.prompt]));
        expected.extend(
            questions().flat_map(|question| &question.points).flat_map(|point| [point.title.as_str(), &point.detail]),
        );
        expected
            .extend(questions().flat_map(|question| &question.follow_ups).map(|follow_up| follow_up.prompt.as_str()));
        expected.extend(
            questions()
                .flat_map(|question| &question.probes)
                .flat_map(|group| &group.probes)
                .map(|probe| probe.prompt.as_str()),
        );
        expected.extend(guide.areas.iter().flat_map(|area| &area.bands).map(|band| band.description.as_str()));
        expected.extend(guide.rules.iter().map(|rule| rule.text.as_str()));
        let flags = guide.green_flags.iter().chain(&guide.red_flags);
        expected.extend(flags.flat_map(|flag| [flag.title.as_str(), &flag.text]));
        expected.extend(guide.time_management.iter().flat_map(|note| [note.title.as_str(), &note.text]));
        expected.extend(guide.checklist.iter().map(String::as_str));
        for expected in expected {
            // A hyphen at a line's end has a space after it in the flat text.
            assert!(text.replace("- ", "-").contains(&expected.replace("- ", "-")), "no {expected:?}");
        }
    }

    #[test]
    fn lines_keep_to_the_width() {
        let guide = builtin("senior-go").unwrap();
        for (width, widest) in [(80, 80), (50, 50), (1, NARROWEST), (500, WIDEST)] {
            for text in [outline(&guide, width), review(&guide, &[], width)] {
                // References hold links, which have no place to break.
                let long = text.lines().find(|line| line.width() > widest && !line.contains('#'));
                assert_eq!(long, None);
            }
        }
    }

    #[test]
    fn the_review_shows_remarks_with_their_reading_and_the_guides_own() {
        let guide = builtin("senior-go").unwrap();
        let remarks = remarks(&guide);
        let text = flat(&review(&guide, &remarks, 80));
        for remark in &remarks {
            assert!(text.contains(&flat(&sentence(&remark.to_string()))), "no {remark}");
            assert!(text.contains(&sentence(remark.reading())), "no {:?}", remark.reading());
        }
        for reading in &guide.readings {
            assert!(text.contains(&sentence(&reading.resolution)), "no {:?}", reading.resolution);
        }
    }

    #[test]
    fn a_hostile_guide_is_harmless() {
        let mut guide = builtin("senior-go").unwrap();
        guide.title = "\u{1b}[2Jgone".to_owned();
        guide.parts[0].objective = "\u{202e}backwards".to_owned();
        let text = outline(&guide, 80);
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
}
