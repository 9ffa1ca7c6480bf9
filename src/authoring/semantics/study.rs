//! Checks of what there is for studying a question.

use super::Findings;
use crate::authoring::source::Source;
use crate::authoring::{GuideError, suggest};
use crate::guide::{Question, Study};

/// Adds what is wrong in a file of `study/`, which is about that question.
pub(in crate::authoring) fn study(
    source: &Source<'_>,
    study: &Study,
    question: &Question,
    errors: &mut Vec<GuideError>,
) {
    let mut findings = Findings { source, errors };
    if question.study != Study::default() {
        let message = "the question's own file has a [study] already";
        findings.push("", message, "keep one of the two");
    }
    let ids: Vec<&str> = question.points.iter().map(|point| point.id.as_str()).collect();
    for (id, point) in &study.points {
        if !ids.contains(&id.as_str()) {
            let remedy = suggest::remedy(id, &ids, "the question's points are");
            findings.push(&format!("points.{id}"), format!("the question has no point `{id}`"), remedy);
        }
        findings.text(&format!("points.{id}.sounds"), &point.sounds);
        findings.text(&format!("points.{id}.shallow"), &point.shallow);
    }
}
