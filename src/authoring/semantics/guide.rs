//! Checks of `guide.toml` against itself and against the questions.

use super::{Findings, numbers};
use crate::authoring::read::{GuideFile, Loaded};
use crate::authoring::source::Source;
use crate::authoring::{GuideError, slug, suggest};
use crate::guide::{Area, AreaSource, RuleSubject};

/// Adds what is wrong between the files of a guide whose files are each well-formed.
pub(in crate::authoring) fn guide(
    source: &Source<'_>,
    file: &GuideFile,
    numbered: &[Loaded<'_>],
    alternatives: &[Loaded<'_>],
    errors: &mut Vec<GuideError>,
) {
    question_files(numbered, errors);
    places(source, file, numbered, errors);
    groups_of(file, alternatives, errors);

    let mut check = Check { findings: Findings { source, errors }, file, numbered, alternatives };
    check.head();
    check.parts();
    check.areas();
    check.rules();
    check.groups();
    check.round();
}

/// Numbers used twice.
fn question_files(numbered: &[Loaded<'_>], errors: &mut Vec<GuideError>) {
    for (index, loaded) in numbered.iter().enumerate() {
        let number = loaded.question.number;
        if number == Some(0) {
            errors.push(loaded.source.error("number", "`number` is 0", "number the questions from 1"));
        }
        let earlier = numbered.iter().take(index).find(|other| other.question.number == number);
        if let (Some(number), Some(earlier)) = (number, earlier) {
            let message = format!("there is a Question {number} already, in {}", earlier.source.file.name);
            errors.push(loaded.source.error("number", message, "give one of the two another number"));
        }
    }
}

/// Every question in one part, and one only.
fn places(source: &Source<'_>, file: &GuideFile, numbered: &[Loaded<'_>], errors: &mut Vec<GuideError>) {
    for loaded in numbered {
        let Some(number) = loaded.question.number else { continue };
        let asked = file.part.iter().enumerate().flat_map(|(part, entry)| {
            let asked = entry.questions.iter().enumerate().filter(|(_, asked)| **asked == number);
            asked.map(move |(index, _)| (part, index))
        });
        let places: Vec<(usize, usize)> = asked.collect();
        if places.is_empty() {
            let remedy = format!("add {number} to the `questions` of a [[part]] in guide.toml");
            errors.push(loaded.source.error("number", format!("Question {number} is in no part"), remedy));
        }
        for (part, index) in places.iter().skip(1) {
            let first = places.first().map_or(1, |(part, _)| part + 1);
            let message = format!("Question {number} is in Part {first} already");
            errors.push(source.error(
                &format!("part.{part}.questions.{index}"),
                message,
                "take it out of one of the two",
            ));
        }
    }
}

/// Every alternative in a group that is there.
fn groups_of(file: &GuideFile, alternatives: &[Loaded<'_>], errors: &mut Vec<GuideError>) {
    let titles: Vec<&str> = file.alternative_group.iter().map(|group| group.title.as_str()).collect();
    for loaded in alternatives {
        let Some(group) = loaded.group.as_deref().filter(|group| !titles.contains(group)) else { continue };
        let message = format!("guide.toml has no [[alternative_group]] `{group}`");
        let remedy = suggest::remedy(group, &titles, "its groups are");
        errors.push(loaded.source.error_at(loaded.group_at, message, remedy));
    }
}

/// The checks of `guide.toml` itself.
struct Check<'a, 'i> {
    findings: Findings<'a, 'i>,
    file: &'a GuideFile,
    numbered: &'a [Loaded<'i>],
    alternatives: &'a [Loaded<'i>],
}

impl Check<'_, '_> {
    fn head(&mut self) {
        self.findings.text("title", &self.file.title);
        self.findings.positive("minutes", self.file.minutes);
        self.findings.positive("total", self.file.total);
        if self.numbered.is_empty() {
            self.findings.push("", "the guide has no questions", "write each in a file of its own in questions/");
        }
    }

    fn known_numbers(&self) -> String {
        let mut known: Vec<u32> = self.numbered.iter().filter_map(|loaded| loaded.question.number).collect();
        known.sort_unstable();
        numbers(known.into_iter())
    }

    fn question(&mut self, path: &str, number: u32) -> Option<usize> {
        let found = self.numbered.iter().position(|loaded| loaded.question.number == Some(number));
        if found.is_none() {
            let remedy = format!("the questions are {}", self.known_numbers());
            self.findings.push(path, format!("there is no Question {number}"), remedy);
        }
        found
    }

    fn slugs(&self) -> Vec<&str> {
        self.alternatives.iter().filter_map(|loaded| loaded.question.slug.as_deref()).collect()
    }

    fn alternative(&mut self, path: &str, slug: &str) -> bool {
        let slugs = self.slugs();
        let found = slugs.contains(&slug);
        if !found {
            let remedy = suggest::remedy(slug, &slugs, "the files in alternatives/ are");
            self.findings.push(path, format!("there is no alternative question `{slug}`"), remedy);
        }
        found
    }

    fn parts(&mut self) {
        for (index, part) in self.file.part.iter().enumerate() {
            self.findings.text(&format!("part.{index}.title"), &part.title);
            self.findings.positive(&format!("part.{index}.minutes"), part.minutes);
            for (at, number) in part.questions.iter().enumerate() {
                self.question(&format!("part.{index}.questions.{at}"), *number);
            }
        }
    }

    fn areas(&mut self) {
        let areas = &self.file.area;
        self.findings.distinct(areas, |area| area.title.clone(), |at| format!("area.{at}.title"), "the area");
        for (index, area) in areas.iter().enumerate() {
            let path = format!("area.{index}");
            self.findings.text(&format!("{path}.title"), &area.title);
            self.findings.positive(&format!("{path}.max"), area.max);
            if area.sources.is_empty() {
                let message = format!("the area `{}` has no source, so that nothing can score in it", area.title);
                self.findings.push(&path, message, "add `source = [{ question = ... }]`");
            }
            for (at, source) in area.sources.iter().enumerate() {
                self.area_source(&format!("{path}.source.{at}"), source);
            }
            self.bands(&path, area);
        }
    }

    fn area_source(&mut self, path: &str, source: &AreaSource) {
        let Some(found) = self.question(&format!("{path}.question"), source.question) else { return };
        let Some(question) = self.numbered.get(found).map(|loaded| &loaded.question) else { return };
        let titles: Vec<&str> = question.sections.iter().map(|section| section.title.as_str()).collect();
        for (at, section) in source.sections.iter().enumerate() {
            let place = format!("{path}.sections.{at}");
            if !titles.contains(&section.as_str()) {
                let remedy = suggest::remedy(section, &titles, "its sections are");
                let message = format!("Question {} has no section `{section}`", source.question);
                self.findings.push(&place, message, remedy);
            } else if !question.points.iter().any(|point| point.section.as_ref() == Some(section)) {
                let message = format!("the section `{section}` has no points, so that nothing can score in it");
                self.findings.push(&place, message, "write a [[point]] for it in the question's file");
            }
        }
        if question.points.is_empty() {
            let message = format!("Question {} has no points, so that nothing can score in it", source.question);
            self.findings.push(path, message, "write a [[point]] for it in its file");
        }
    }

    fn bands(&mut self, path: &str, area: &Area) {
        for (at, band) in area.bands.iter().enumerate() {
            if band.min > band.max {
                let message = format!("the band `{}` begins at {} and ends at {}", band.name, band.min, band.max);
                self.findings.push(&format!("{path}.band.{at}.min"), message, "swap `min` and `max`");
            } else if band.max > area.max {
                let message = format!("the band `{}` ends at {}, above the area's {}", band.name, band.max, area.max);
                self.findings.push(&format!("{path}.band.{at}.max"), message, "lower it, or raise the area's `max`");
            }
        }
    }

    fn rules(&mut self) {
        for (index, rule) in self.file.rule.iter().enumerate() {
            let path = format!("rule.{index}");
            self.findings.text(&format!("{path}.text"), &rule.text);
            if rule.at_least > rule.of {
                let message = format!("the rule asks for {} out of {}", rule.at_least, rule.of);
                self.findings.push(&format!("{path}.at_least"), message, "lower `at_least`");
            }
            let Some((what, max)) = self.subject(&path, &rule.subject) else { continue };
            if rule.of != max {
                let message = format!("the rule is out of {}, but {what} is {max}", rule.of);
                self.findings.push(&format!("{path}.of"), message, format!("write `of = {max}`, or change the other"));
            }
        }
    }

    /// What a rule is about, in words, and the most points of it.
    fn subject(&mut self, path: &str, subject: &RuleSubject) -> Option<(String, u32)> {
        let RuleSubject::Area(title) = subject else {
            return Some(("the guide's `total`".to_owned(), self.file.total));
        };
        let area = self.file.area.iter().find(|area| area.title == *title);
        if area.is_none() {
            let titles: Vec<&str> = self.file.area.iter().map(|area| area.title.as_str()).collect();
            let remedy = suggest::remedy(title, &titles, "the areas are");
            let message = format!("the rule is about the area `{title}`, which is not there");
            self.findings.push(&format!("{path}.subject.area"), message, remedy);
        }
        area.map(|area| (format!("the `max` of the area `{title}`"), area.max))
    }

    fn groups(&mut self) {
        let groups = &self.file.alternative_group;
        let place = |at| format!("alternative_group.{at}.title");
        self.findings.distinct(groups, |group| group.title.clone(), place, "the group");
        for (index, group) in groups.iter().enumerate() {
            let path = format!("alternative_group.{index}");
            for (at, number) in group.replaces.iter().enumerate() {
                self.question(&format!("{path}.replaces.{at}"), *number);
            }
            for (at, slug) in group.order.iter().enumerate() {
                let place = format!("{path}.order.{at}");
                if !self.alternative(&place, slug) {
                    continue;
                }
                let owner = self.alternatives.iter().find(|loaded| loaded.question.slug.as_ref() == Some(slug));
                // A group that is not there at all is an error of the alternative's own file.
                let owner = owner.and_then(|loaded| loaded.group.as_ref());
                if let Some(other) =
                    owner.filter(|title| **title != group.title && groups.iter().any(|group| group.title == **title))
                {
                    let message = format!("`{slug}` says that it belongs to the group `{other}`");
                    self.findings.push(&place, message, "take it out here, or change `group` in its file");
                }
            }
        }
    }

    fn round(&mut self) {
        let Some(round) = &self.file.round else { return };
        self.findings.text("round.title", &round.title);
        self.findings.positive("round.minutes", round.minutes);
        if !slug::is_slug(&round.key) || round.key.parse::<u32>().is_ok() {
            let remedy = format!("write `key = \"{}\"`", slug::slug(&round.title));
            self.findings.push("round.key", format!("`{}` cannot be the round's key", round.key), remedy);
        }
        let parts = self.file.part.len();
        if round.after_part == 0 || usize::try_from(round.after_part).is_ok_and(|part| part > parts) {
            let message = format!("there is no Part {} for the round to follow", round.after_part);
            self.findings.push("round.after_part", message, format!("write a number from 1 to {parts}"));
        }
        let titles: Vec<&str> = self.file.area.iter().map(|area| area.title.as_str()).collect();
        if !titles.contains(&round.area.as_str()) {
            let remedy = suggest::remedy(&round.area, &titles, "the areas are");
            self.findings.push("round.area", format!("there is no area `{}`", round.area), remedy);
        }
        if round.questions.is_empty() {
            self.findings.push("round", "the round asks no questions", "add `questions = [...]` to it");
        }
        for (at, slug) in round.questions.iter().enumerate() {
            self.alternative(&format!("round.questions.{at}"), slug);
        }
    }
}
