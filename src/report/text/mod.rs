//! The report for a terminal or a pipe.
//!
//! It is read without colour as well as with it: every mark has a word beside its symbol.

mod advice;
mod page;
mod questions;
mod summary;
#[cfg(test)]
mod tests;
mod wording;

use std::ops::RangeInclusive;

use page::Page;

use super::Report;

/// Widths in columns that the text is laid out for; others are taken as the nearest of these.
pub const WIDTHS: RangeInclusive<usize> = 60..=160;

/// The report as text, `width` columns wide (see [`WIDTHS`]). Colour is on or off as decided for the `colored` crate.
pub fn text(report: &Report, width: usize) -> String {
    let mut page = Page::new(width.clamp(*WIDTHS.start(), *WIDTHS.end()));
    summary::head(&mut page, report);
    summary::verdict(&mut page, report);
    summary::coverage(&mut page, report);
    summary::rules(&mut page, report);
    summary::areas(&mut page, report);
    advice::time(&mut page, report);
    questions::questions(&mut page, report);
    advice::flip(&mut page, report);
    advice::study(&mut page, report);
    advice::candidate_questions(&mut page, report);
    advice::footer(&mut page, report);
    page.finish()
}
