//! The report of a session: one model, and renderers that are pure functions of it.
//!
//! [`Report::build`] gathers everything from the guide, the record and the marks; nothing is reckoned in a renderer, so
//! that every format says the same. The renderers take `&Report` and give a `String`: [`text()`] for a terminal or a pipe,
//! [`html()`] for a browser or paper, [`markdown()`] for notes, [`json()`] for other programs.
//! A [`Comparison`] of reports says what was gained and lost. What a person typed is kept as typed in the model; each
//! renderer makes it harmless for its format (see [`inert`]).

mod build;
mod compare;
mod flags;
mod html;
mod inert;
mod json;
mod markdown;
mod marked;
mod model;
mod people;
#[cfg(test)]
mod sample;
mod sentences;
mod text;
mod timing;
mod wording;

pub use build::scorecard;
pub use compare::{Comparison, Figure, PointChange};
pub use html::html;
pub use inert::inert;
pub use json::{SCHEMA, comparison_json, json};
pub use markdown::{comparison_markdown, markdown};
pub use model::{
    AreaTrend, FlagReport, FollowUpReport, Heading, OwnRating, Pace, PeopleMarks, PointReport, QuestionReport, Quote,
    Raise, Report, SignQuote, Study, Swapped, Trend,
};
pub use people::People;
pub use text::{WIDTHS, brief_text, comparison_text, question_text, text};
pub use timing::{LimitKind, PartTime, TimeLimit, Timing};
