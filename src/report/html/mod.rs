//! The report as a page: one file without scripts, fonts or pictures from elsewhere, to read, print or send on.
//!
//! Its content security policy lets nothing run and nothing load, and applies the page's own style sheet only, by its
//! hash; so no element has a `style` of its own. All text goes through [`escape::safe`].

mod chart;
mod escape;
mod questions;
mod summary;
#[cfg(test)]
mod tests;

use std::fmt::{self, Write};

use super::wording::question_title;
use super::{Report, sentences};
use escape::safe;

/// The style sheet. Print and dark colours are in it.
const STYLE: &str = include_str!("style.css");

/// SHA-256 of [`STYLE`] in Base64, for the policy. A test says what it should be.
const STYLE_HASH: &str = "aC6k5vQf4UubkhObPAnRl0eMxWb60SpRNhaB2SlQaX0=";

/// The report as a page of HTML.
pub fn html(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = document(&mut out, report);
    out
}

fn document(out: &mut String, report: &Report) -> fmt::Result {
    let session = sentences::session(report);
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <meta name=\"generator\" content=\"greenroom\">\n\
         <title>{} - {}</title>\n<style>{STYLE}</style>\n</head>\n<body>",
        safe(&session),
        safe(&report.guide)
    )?;
    writeln!(out, "<header>\n<h1>{}</h1>\n<p>{}</p>", safe(&report.guide), safe(&session))?;
    list(out, &sentences::conditions(report))?;
    writeln!(out, "</header>")?;
    contents(out, report)?;
    writeln!(out, "<main>")?;
    summary::verdict(out, report)?;
    summary::flip(out, report)?;
    summary::study(out, report)?;
    summary::coverage(out, report)?;
    summary::rules(out, report)?;
    summary::areas(out, report)?;
    summary::time(out, report)?;
    summary::trend(out, report)?;
    questions::questions(out, report)?;
    ratings(out, report)?;
    summary::flags(out, report)?;
    candidate_questions(out, report)?;
    writeln!(out, "</main>")?;
    footer(out, report)?;
    writeln!(out, "</body>\n</html>")
}

/// Begins a section; [`end`] ends it.
fn begin(out: &mut String, id: &str, title: &str) -> fmt::Result {
    writeln!(out, "<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title}</h2>")
}

fn end(out: &mut String) -> fmt::Result {
    writeln!(out, "</section>")
}

fn list(out: &mut String, items: &[String]) -> fmt::Result {
    if items.is_empty() {
        return Ok(());
    }
    writeln!(out, "<ul>")?;
    items.iter().try_for_each(|item| writeln!(out, "<li>{}</li>", safe(item)))?;
    writeln!(out, "</ul>")
}

/// Links to the questions; the sections before them are few and short.
fn contents(out: &mut String, report: &Report) -> fmt::Result {
    writeln!(out, "<nav aria-label=\"Questions\">\n<ul>")?;
    for (question, number) in report.questions.iter().zip(1..) {
        writeln!(out, "<li><a href=\"#q{number}\">{}</a></li>", safe(&question_title(question)))?;
    }
    writeln!(out, "</ul>\n</nav>")
}

fn ratings(out: &mut String, report: &Report) -> fmt::Result {
    let ratings = sentences::ratings(report);
    if ratings.is_empty() {
        return Ok(());
    }
    begin(out, "own", "Your own marks")?;
    list(out, &ratings)?;
    end(out)
}

fn candidate_questions(out: &mut String, report: &Report) -> fmt::Result {
    if report.candidate_questions.trim().is_empty() {
        return Ok(());
    }
    begin(out, "asks", "The questions you would ask")?;
    writeln!(out, "<div class=\"answer\" dir=\"auto\">{}</div>", safe(&report.candidate_questions))?;
    end(out)
}

fn footer(out: &mut String, report: &Report) -> fmt::Result {
    writeln!(out, "<footer>\n<h2>How to read this</h2>")?;
    list(out, &sentences::notes(report))?;
    if !report.readings.is_empty() {
        writeln!(out, "<p>{}</p>", sentences::READINGS_LEAD)?;
        list(out, &report.readings.iter().map(sentences::reading).collect::<Vec<_>>())?;
    }
    writeln!(out, "</footer>")
}
