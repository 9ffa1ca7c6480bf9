//! The report for other programs.

use std::fmt::Write;

use serde::Serialize;

use super::inert::acts;
use super::{Comparison, Report};

/// Version of the form of [`json()`]'s output.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a, T> {
    schema: u32,
    #[serde(flatten)]
    content: &'a T,
}

/// The report as indented JSON, with a line feed at its end.
///
/// The whole of [`Report`] as one JSON object, with a field `schema` before it. The types of the model say what each field
/// holds; here is what they have in common:
///
/// - `schema` is [`SCHEMA`]. Within a schema fields may be added, and no field changes its name, place, type or meaning;
///   whoever reads it passes over fields it does not know.
/// - What may be missing is `null`, never left out.
/// - A `key` or `question` is a question's number, or a string: an alternative's slug, or a follow-up such as
///   `"4.follow-up"`.
/// - Amounts of points are numbers, unrounded but where a field's name says `rounded`. Chances and shares lie in [0, 1].
/// - `start`, `end` and `prompted_from` are byte offsets into the UTF-8 of the question's `answer`.
/// - The verdict is `{"judged": {"passed", "chance", "too_close", "by_rounding"}}`, or `{"not_judged": "..."}` with
///   `not_finished`, `partial_plan` or `no_rules`; the pace is `"untimed"` or `{"times": 1.5}`.
///
/// Text is as it was typed. Characters that a terminal might obey, or that change the order of what is around them, are
/// written as escapes (`\u202e`), so that the output can be printed as it is and still says the same.
pub fn json(report: &Report) -> String {
    document(report)
}

/// A comparison as indented JSON, with a line feed at its end: the whole of [`Comparison`], under the rules of [`json()`].
/// The marks of a point are in the order of the sessions, `null` where it was not asked.
pub fn comparison_json(comparison: &Comparison) -> String {
    document(comparison)
}

fn document<T: Serialize>(content: &T) -> String {
    let document = Document { schema: SCHEMA, content };
    // Nothing in a report can fail to be written: its maps have strings for keys. An empty text would still be no JSON.
    let text = serde_json::to_string_pretty(&document).unwrap_or_default();
    escaped(text) + "\n"
}

/// JSON with the characters that do something written as escapes. They can stand in its strings only.
fn escaped(text: String) -> String {
    let needs_care = |c: char| c != '\n' && acts(c);
    if !text.contains(needs_care) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        if needs_care(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use serde_json::Value;

    use super::*;
    use crate::report::sample;

    fn value(report: &Report) -> Value {
        serde_json::from_str(&json(report)).expect("JSON")
    }

    #[test]
    fn a_pass() {
        insta::assert_snapshot!("json_pass", json(&sample::report(&sample::pass())));
    }

    #[test]
    fn a_near_miss() {
        insta::assert_snapshot!("json_near_miss", json(&sample::report(&sample::near_miss())));
    }

    #[test]
    fn an_empty_session() {
        insta::assert_snapshot!("json_empty", json(&sample::report(&sample::empty())));
    }

    #[test]
    fn the_schema_comes_first() {
        let text = json(&sample::report(&sample::pass()));
        assert!(text.starts_with("{\n  \"schema\": 1,\n  \"guide\": "), "{}", &text[..60]);
        assert!(text.ends_with("}\n"));
    }

    #[test]
    fn what_was_typed_comes_back_as_it_was_and_does_nothing_on_the_way() {
        let session = sample::hostile();
        let report = sample::report(&session);
        let text = json(&report);
        assert_eq!(text.chars().find(|c| *c != '\n' && acts(*c)), None);
        let value = value(&report);
        let answer = session.0.answers[0].text.as_str();
        assert_eq!(value["questions"][0]["answer"], answer);
        assert_eq!(value["candidate_questions"], session.0.candidate_questions.as_str());
        assert_eq!(value["candidate"], session.0.candidate.as_deref().unwrap());
    }

    #[test]
    fn a_megabyte_stays_whole() {
        let session = sample::long();
        assert_eq!(value(&sample::report(&session))["questions"][0]["answer"], session.0.answers[0].text.as_str());
    }

    #[test]
    fn offsets_point_at_the_words_they_quote() {
        let value = value(&sample::report(&sample::pass()));
        let question = &value["questions"][0];
        let answer = question["answer"].as_str().unwrap();
        let quote = &question["points"][0]["evidence"][0];
        let at = |name: &str| usize::try_from(quote[name].as_u64().unwrap()).unwrap();
        assert_eq!(&answer[at("start")..at("end")], quote["text"].as_str().unwrap());
    }
}
