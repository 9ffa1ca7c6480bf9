//! Self-assessment at the end of a mock, before any marks are shown.

use std::io::{IsTerminal, stderr, stdin};

use super::Error;
use crate::guide::{Guide, Point, QuestionKey};
use crate::interview::{Answer, SelfRating, SessionRecord};
use crate::mark::{PersonsMark, Status};
use crate::report::inert;
use crate::room::menu::{self, Manner};

/// What the candidate said of themselves.
pub(super) struct Assessment {
    pub(super) marks: Vec<PersonsMark>,
    pub(super) rating: SelfRating,
}

/// Asks a candidate at a terminal to judge themselves; nothing where they would rather not, or nobody is there.
///
/// # Errors
/// The terminal cannot be used.
pub(super) fn ask(guide: &Guide, record: &SessionRecord, manner: Manner) -> Result<Option<Assessment>, Error> {
    let answered: Vec<&Answer> = record.answers.iter().filter(|answer| !answer.text.trim().is_empty()).collect();
    if answered.is_empty() || !stdin().is_terminal() || !stderr().is_terminal() {
        return Ok(None);
    }
    let choices = ["Yes: which points did I make, and how well?", "No, show me the report"].map(str::to_owned);
    if choose("Judge yourself before you see the marks?", &choices, manner)? != Some(0) {
        return Ok(None);
    }
    let mut marks = Vec::new();
    for answer in answered {
        let Some((title, points)) = asked(guide, &answer.question) else { continue };
        let titles: Vec<String> = points.iter().map(|point| safe(&point.title)).collect();
        let prompt = format!("{}: which of these did you cover?", safe(title));
        let Some(covered) = choose_any(&prompt, &titles, manner)? else { return Ok(None) };
        marks.extend(own_marks(&answer.question, points, &covered));
    }
    let Some(rating) = rating(guide, manner)? else { return Ok(None) };
    Ok(Some(Assessment { marks, rating }))
}

/// Covered for the points that were chosen, missed for the rest.
fn own_marks(key: &QuestionKey, points: &[Point], covered: &[usize]) -> Vec<PersonsMark> {
    let mark = |(index, point): (usize, &Point)| PersonsMark {
        question: key.clone(),
        point: point.id.clone(),
        status: if covered.contains(&index) { Status::Covered } else { Status::Missed },
        reason: None,
    };
    points.iter().enumerate().map(mark).collect()
}

fn asked<'g>(guide: &'g Guide, key: &QuestionKey) -> Option<(&'g str, &'g [Point])> {
    let (title, points) = match (guide.question(key), guide.follow_up(key)) {
        (Some(question), _) => (question.title.as_str(), &question.points),
        (None, Some((_, follow_up))) => (follow_up.prompt.as_str(), &follow_up.points),
        (None, None) => return None,
    };
    (!points.is_empty()).then_some((title, points.as_slice()))
}

fn rating(guide: &Guide, manner: Manner) -> Result<Option<SelfRating>, Error> {
    let mut rating = SelfRating::default();
    for area in guide.areas.iter().filter(|area| !area.bands.is_empty()) {
        let bands: Vec<String> =
            area.bands.iter().map(|band| safe(&format!("{}: {}", band.name, band.description))).collect();
        let prompt = format!("{}: which band would you give yourself?", safe(&area.title));
        let Some(chosen) = choose(&prompt, &bands, manner)? else { return Ok(None) };
        if let Some(band) = area.bands.get(chosen) {
            rating.bands.insert(area.title.clone(), band.name.clone());
        }
    }
    let flags: Vec<&str> = crate::matching::flags(guide).map(|flag| flag.title.as_str()).collect();
    if !flags.is_empty() {
        let items: Vec<String> = flags.iter().map(|title| safe(title)).collect();
        let Some(chosen) = choose_any("Which flags would an interviewer note?", &items, manner)? else {
            return Ok(None);
        };
        rating.flags = chosen.iter().filter_map(|index| flags.get(*index)).map(ToString::to_string).collect();
    }
    Ok(Some(rating))
}

fn safe(text: &str) -> String {
    inert(text).into_owned()
}

fn choose(prompt: &str, items: &[String], manner: Manner) -> Result<Option<usize>, Error> {
    menu::choose(prompt, items, 0, manner).map_err(|error| unusable(&error))
}

fn choose_any(prompt: &str, items: &[String], manner: Manner) -> Result<Option<Vec<usize>>, Error> {
    menu::choose_any(prompt, items, manner).map_err(|error| unusable(&error))
}

fn unusable(error: &std::io::Error) -> Error {
    Error::failed(format!("the terminal cannot be used: {error}"))
}
