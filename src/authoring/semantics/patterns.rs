//! Patterns that the engine cannot read, with their place in the files.

use toml::Spanned;
use toml::de::DeValue;

use crate::authoring::GuideError;
use crate::authoring::source::Source;
use crate::guide::{Guide, QuestionKey};
use crate::matching::{Matcher, PatternError, Signs};

/// Adds what the engine says of the guide's patterns. `sources` are the questions' files, `entry` is `guide.toml`.
pub(in crate::authoring) fn patterns(
    guide: &Guide,
    entry: &Source<'_>,
    sources: &[Source<'_>],
    errors: &mut Vec<GuideError>,
) {
    let found = Matcher::new(guide).err().into_iter().chain(Signs::new(guide).err()).flatten();
    errors.extend(found.map(|error| located(guide, entry, sources, &error)));
}

fn located(guide: &Guide, entry: &Source<'_>, sources: &[Source<'_>], error: &PatternError) -> GuideError {
    // The engine says what is wrong and what to do in one sentence.
    let (fault, remedy) = match error.message.rsplit_once("; ") {
        Some((fault, remedy)) => (fault, remedy.to_owned()),
        None => (error.message.as_str(), format!("mend it, or take it out of `{}`", error.point)),
    };
    let message = format!("the pattern `{}` cannot be read: {fault}", error.pattern);
    let source = sources.iter().find(|source| owns(source, &error.question));
    let place = source.and_then(|source| Some((source, place_in(guide, source, error)?)));
    // What is not with its point is in a word class: the file's own, or the guide's.
    let place = place.or_else(|| {
        let mut files = source.into_iter().chain([entry]);
        files.find_map(|source| {
            // Of the guide's own keys only its flags hold patterns.
            let values = ["words", "green_flag", "red_flag"].into_iter().filter_map(|key| source.value(key));
            Some((source, values.into_iter().find_map(|value| text_in(value, &error.pattern))?))
        })
    });
    match (place, source) {
        (Some((source, byte)), _) => source.error_at(byte, message, remedy),
        (None, Some(source)) => source.error("", message, remedy),
        (None, None) => entry.error("", message, remedy),
    }
}

/// Whether the file holds the question, or the question of the follow-up.
fn owns(source: &Source<'_>, key: &QuestionKey) -> bool {
    let name = key.as_str().split(".follow-up").next().unwrap_or_default();
    match source.value("number").map(Spanned::get_ref) {
        Some(DeValue::Integer(number)) => number.as_str() == name,
        _ => source.file.stem() == name,
    }
}

/// The byte where the pattern stands in its point: where the engine says, else anywhere in the point.
fn place_in(guide: &Guide, source: &Source<'_>, error: &PatternError) -> Option<usize> {
    let (prefix, points) = if let Some(question) = guide.question(&error.question) {
        ("point".to_owned(), &question.points)
    } else {
        let (question, follow_up) = guide.follow_up(&error.question)?;
        let index = question.follow_ups.iter().position(|other| std::ptr::eq(other, follow_up))?;
        (format!("follow_up.{index}.point"), &follow_up.points)
    };
    let index = points.iter().position(|point| point.id == error.point)?;
    let point = format!("{prefix}.{index}");
    let key = error.place.split([' ', '.', ':']).next().unwrap_or_default();
    let places = [
        format!("{point}.{}", error.place),
        format!("{point}.ideas.{}", error.place),
        format!("{point}.ideas.{key}"),
        format!("{point}.{key}"),
        point.clone(),
    ];
    let found = places.iter().find_map(|place| text_in(source.value(place)?, &error.pattern));
    found.or_else(|| source.value(&point).map(|point| point.span().start))
}

/// The byte where a string of that value begins, in the value or below it.
fn text_in(value: &Spanned<DeValue<'_>>, text: &str) -> Option<usize> {
    match value.get_ref() {
        DeValue::String(string) if string == text => Some(value.span().start),
        DeValue::Array(items) => items.iter().find_map(|item| text_in(item, text)),
        DeValue::Table(table) => table.iter().find_map(|(key, value)| {
            // A class is named by its key.
            let here = (key.get_ref() == text).then(|| key.span().start);
            here.or_else(|| text_in(value, text))
        }),
        _ => None,
    }
}
