//! `guide hear`: what the patterns of a question hear in a text, for their author.

use std::fmt::{self, Write};
use std::io::Read;
use std::process::ExitCode;

use super::{Error, guides};
use crate::cli;
use crate::guide::{Guide, Point, QuestionKey};
use crate::mark::Status;
use crate::matching::{Marker, Match, Matcher, Role, State};
use crate::report;
use crate::text::one_line;

/// Runs it.
///
/// # Errors
/// A guide with errors, a question that it does not have, text that cannot be read.
pub(crate) fn run(args: &cli::GuideHear) -> Result<ExitCode, Error> {
    let guide = guides::resolve(&args.guide)?;
    let matcher = guides::matcher(&guide)?;
    let key = QuestionKey::new(&args.question);
    let points = points(&guide, &key).ok_or_else(|| {
        Error::usage(format!("the guide has no question `{key}`"))
            .remedy(format!("`greenroom guide show {}` lists them", args.guide))
    })?;
    let text = args.text.clone().map_or_else(piped, Ok)?;
    let mut out = String::new();
    let heard = Heard { matcher: &matcher, key: &key, text: &text, points };
    // Writing to a string cannot fail.
    let _ = heard.write(&mut out, &mut matcher.marker());
    super::print(&report::inert(&out))
}

fn piped() -> Result<String, Error> {
    let mut text = String::new();
    let read = std::io::stdin().read_to_string(&mut text);
    read.map_err(|error| Error::failed(format!("standard input cannot be read: {error}")))?;
    Ok(text)
}

fn points<'g>(guide: &'g Guide, key: &QuestionKey) -> Option<&'g [Point]> {
    let follow_up = || guide.follow_up(key).map(|(_, follow_up)| follow_up.points.as_slice());
    guide.question(key).map(|question| question.points.as_slice()).or_else(follow_up)
}

struct Heard<'a> {
    matcher: &'a Matcher,
    key: &'a QuestionKey,
    text: &'a str,
    points: &'a [Point],
}

impl Heard<'_> {
    /// Each point with its mark, and below it the patterns that match.
    fn write(&self, out: &mut String, marker: &mut Marker<'_>) -> fmt::Result {
        let marks = marker.mark(self.key, self.text).unwrap_or_default();
        let matches = marker.matches(self.key, self.text).unwrap_or_default();
        let patterns: Vec<_> = self.matcher.patterns(self.key).into_iter().flatten().collect();
        for (point, mark) in self.points.iter().zip(marks) {
            let status = match mark.status {
                Status::Covered => "covered",
                Status::Partial => "partial",
                Status::Missed => "missed",
            };
            writeln!(out, "{}: {status}", point.id)?;
            for found in &matches {
                let Some(pattern) = patterns.get(found.pattern).filter(|pattern| pattern.point == point.id) else {
                    continue;
                };
                self.line(out, point, pattern.role, pattern.text, found)?;
            }
        }
        Ok(())
    }

    fn line(&self, out: &mut String, point: &Point, role: Role, pattern: &str, found: &Match) -> fmt::Result {
        let role = match role {
            Role::Name => "name".to_owned(),
            Role::Idea(index) => point.ideas.keys().nth(index).cloned().unwrap_or_default(),
            Role::Misconception(index) => format!("misconception {}", index + 1),
        };
        let state = match found.state {
            State::Asserted => "",
            State::Weak => " (hedged or listed)",
            State::Void => " (denied)",
        };
        let quote = self.text.get(found.start..found.end).unwrap_or_default();
        let quote = one_line(quote);
        writeln!(out, "    {role}{state}: {pattern}\n        \"{quote}\"")
    }
}
