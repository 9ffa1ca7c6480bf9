//! Checks of one question's file.

use super::Findings;
use crate::authoring::source::Source;
use crate::authoring::{GuideError, slug, suggest};
use crate::guide::{Point, Question, Section};

/// Adds what is wrong inside one question.
pub(in crate::authoring) fn question(source: &Source<'_>, question: &Question, errors: &mut Vec<GuideError>) {
    let mut findings = Findings { source, errors };
    findings.text("title", &question.title);
    findings.text("prompt", &question.prompt);
    findings.minutes("", question.min_minutes, question.max_minutes);

    let sections = &question.sections;
    for (index, section) in sections.iter().enumerate() {
        findings.text(&format!("section.{index}.title"), &section.title);
        findings.minutes(&format!("section.{index}."), section.min_minutes, section.max_minutes);
    }
    findings.distinct(sections, |section| section.title.clone(), |at| format!("section.{at}.title"), "the section");

    points(&mut findings, "point", &question.points, sections);
    for (index, follow_up) in question.follow_ups.iter().enumerate() {
        findings.text(&format!("follow_up.{index}.prompt"), &follow_up.prompt);
        points(&mut findings, &format!("follow_up.{index}.point"), &follow_up.points, &[]);
    }
    probes(&mut findings, question);
}

fn points(findings: &mut Findings<'_, '_>, path: &str, points: &[Point], sections: &[Section]) {
    for (index, point) in points.iter().enumerate() {
        let at = |key: &str| format!("{path}.{index}.{key}");
        findings.text(&at("title"), &point.title);
        findings.positive(&at("weight"), point.weight);
        section_of(findings, &at("section"), &format!("{path}.{index}"), point, sections);

        let earlier = points.get(..index).unwrap_or_default();
        let same_title =
            earlier.iter().position(|other| (&other.title, &other.section) == (&point.title, &point.section));
        if let Some(first) = same_title {
            let line = findings.line(&format!("{path}.{first}.title"));
            let whose =
                point.section.as_ref().map_or_else(String::new, |section| format!(" in the section `{section}`"));
            let message = format!("the title `{}` is there already{whose}, on line {line}", point.title);
            findings.push(&at("title"), message, "give one of the two another title");
        } else if let Some(first) = earlier.iter().position(|other| other.id == point.id) {
            let line = findings.line(&format!("{path}.{first}.id"));
            let message = format!("the id `{}` belongs to the point on line {line} already", point.id);
            findings.push(&at("id"), message, "set `id = \"...\"` in one of the two");
        }
        id(findings, &at("id"), point);
    }
}

fn id(findings: &mut Findings<'_, '_>, path: &str, point: &Point) {
    // An empty title is an error of its own.
    if slug::is_slug(&point.id) || point.title.trim().is_empty() {
        return;
    }
    let from_id = slug::slug(&point.id);
    if from_id.is_empty() {
        let message = format!("no id can be made of the title `{}`", point.title);
        findings.push(path, message, "set `id = \"...\"`: lower-case letters, digits and hyphens");
    } else {
        findings.push(path, format!("`{}` cannot be an id", point.id), format!("write `id = \"{from_id}\"`"));
    }
}

fn section_of(findings: &mut Findings<'_, '_>, path: &str, whole: &str, point: &Point, sections: &[Section]) {
    let titles: Vec<&str> = sections.iter().map(|section| section.title.as_str()).collect();
    match &point.section {
        None if sections.is_empty() => {}
        None => {
            let message = format!("the point `{}` has no `section`, but the question has sections", point.title);
            findings.push(
                whole,
                message,
                format!("add `section = \"...\"`; the sections are {}", suggest::listed(&titles)),
            );
        }
        Some(section) if titles.contains(&section.as_str()) => {}
        Some(section) if titles.is_empty() => {
            let message = format!("there is no section `{section}`: the question has none");
            findings.push(path, message, "take the line out, or add a [[section]]");
        }
        Some(section) => unknown_section(findings, path, section, &titles),
    }
}

fn unknown_section(findings: &mut Findings<'_, '_>, path: &str, section: &str, titles: &[&str]) {
    let remedy = suggest::remedy(section, titles, "the question's sections are");
    findings.push(path, format!("there is no section `{section}`"), remedy);
}

fn probes(findings: &mut Findings<'_, '_>, question: &Question) {
    let titles: Vec<&str> = question.sections.iter().map(|section| section.title.as_str()).collect();
    let ids: Vec<&str> = question.points.iter().map(|point| point.id.as_str()).collect();
    for (group_index, group) in question.probes.iter().enumerate() {
        let path = format!("probe_group.{group_index}");
        if let Some(section) = group.section.as_deref().filter(|section| !titles.contains(section)) {
            unknown_section(findings, &format!("{path}.section"), section, &titles);
        }
        if let (Some(min), Some(max)) = (group.min_minutes, group.max_minutes) {
            findings.minutes(&format!("{path}."), min, max);
        }
        for (index, probe) in group.probes.iter().enumerate() {
            findings.text(&format!("{path}.probe.{index}.prompt"), &probe.prompt);
            for (drawn_index, drawn) in
                probe.draws.iter().enumerate().filter(|(_, drawn)| !ids.contains(&drawn.as_str()))
            {
                let remedy = suggest::remedy(drawn, &ids, "the question's points are");
                let place = format!("{path}.probe.{index}.draws.{drawn_index}");
                findings.push(&place, format!("there is no point `{drawn}` to draw out"), remedy);
            }
        }
    }
}
