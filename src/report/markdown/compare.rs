//! Sessions side by side, as Markdown.

use std::fmt::{self, Write};

use super::{line, list};
use crate::mark::Why;
use crate::report::wording::{point_name, question_name};
use crate::report::{Comparison, PointChange, sentences};

/// The comparison as Markdown, with a line feed at its end.
pub fn comparison_markdown(comparison: &Comparison) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = document(&mut out, comparison);
    out
}

fn document(out: &mut String, comparison: &Comparison) -> fmt::Result {
    writeln!(out, "# {}\n\n{}", line(&comparison.guide), line(&sentences::compared(comparison)))?;
    list(out, comparison.caveats.iter())?;
    let sessions = comparison.sessions.join(" | ");
    let columns = "--:|".repeat(comparison.sessions.len() + 1);
    writeln!(out, "\n## What came out (estimates)\n\n| | {sessions} | change |\n|---|{columns}")?;
    for row in &comparison.figures {
        writeln!(out, "| {} | {} | {} |", line(&row.title), row.values.join(" | "), row.change)?;
    }
    points(out, "Gained", &comparison.gained().collect::<Vec<_>>())?;
    points(out, "Lost", &comparison.lost().collect::<Vec<_>>())?;
    if comparison.question.is_some() {
        return points(out, "The same", &comparison.unchanged().collect::<Vec<_>>());
    }
    writeln!(out, "\n## The same\n\n{}", sentences::same_marks(comparison.same()))
}

fn points(out: &mut String, title: &str, changes: &[&PointChange]) -> fmt::Result {
    writeln!(out, "\n## {title} ({})\n", changes.len())?;
    if changes.is_empty() {
        return writeln!(out, "nothing");
    }
    for change in changes {
        let name = point_name(&change.title, change.section.as_deref());
        let marks = sentences::marks(change);
        writeln!(out, "- **{}** {}: {}", line(&marks), question_name(&change.question), line(&name))?;
        if let Some(quote) = &change.quote {
            writeln!(out, "  - {}\"{}\"", sentences::quote_lead(change), line(quote))?;
        }
        if let Some(correction) = &change.correction {
            writeln!(out, "  - now {}", line(&Why::Misconception.told(correction)))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::inert::acts;
    use crate::report::sample;

    #[test]
    fn from_a_near_miss_to_a_pass() {
        let comparison = Comparison::of(&[sample::report(&sample::near_miss()), sample::report(&sample::pass())]);
        insta::assert_snapshot!(comparison_markdown(&comparison));
    }

    #[test]
    fn nothing_typed_becomes_markup() {
        let comparison = Comparison::of(&[sample::report(&sample::hostile()), sample::report(&sample::empty())]);
        let text = comparison_markdown(&comparison);
        assert_eq!(text.chars().find(|c| *c != '\n' && acts(*c)), None);
        assert!(text.lines().all(|line| !line.contains("<script") || line.contains("\\<script")), "{text}");
    }
}
