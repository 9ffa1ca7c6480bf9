//! Pictures as inline SVG. What they show stands beside them in words too; shapes differ, not only colours.

use std::fmt::{self, Write};

use super::escape::safe;
use crate::mark::Status;
use crate::report::wording::{mark, status, symbol};
use crate::report::{AreaTrend, PointReport, QuestionReport};
use crate::scoring::AreaResult;

/// Side of a cell of the coverage map and its distance from the next, in pixels.
const CELL: usize = 22;
const PITCH: usize = 26;
/// Cells in a line of the map: as many as a phone has room for.
const CELLS_IN_LINE: usize = 12;

/// Points of an area: earned, the likely range below them, and the pass line across.
pub(super) fn area_bar(out: &mut String, area: &AreaResult) -> fmt::Result {
    let of = f64::from(area.max.max(1));
    let score = area.rounded.map_or_else(|| area.exact.to_f64(), f64::from);
    let kind = match (area.pass_line, area.rounded) {
        (Some(line), Some(points)) if points >= line => "good",
        (Some(_), Some(_)) => "bad",
        _ => "neutral",
    };
    let (low, high) = (share(area.likely.low.to_f64(), of), share(area.likely.high.to_f64(), of));
    begin_bar(out)?;
    write!(out, "<rect class=\"fill {kind}\" width=\"{:.1}\" height=\"10\"/>", share(score, of))?;
    write!(out, "<rect class=\"range\" x=\"{low:.1}\" y=\"12\" width=\"{:.1}\" height=\"3\"/>", (high - low).max(0.5))?;
    if let Some(line) = area.pass_line {
        tick(out, share(f64::from(line), of))?;
    }
    writeln!(out, "</svg>")
}

/// Width and height of a trend's picture, and what is left free around its lines, in pixels.
const TREND: (u32, u32) = (320, 60);
const MARGIN: f64 = 5.0;

/// An area's scores from session to session, and its pass line.
pub(super) fn trend(out: &mut String, area: &AreaTrend) -> fmt::Result {
    let (width, height) = TREND;
    let steps = area.scores.len().saturating_sub(1).max(1);
    let across = |index: usize| {
        let share = f64::from(u32::try_from(index).unwrap_or(u32::MAX)) / f64::from(u32::try_from(steps).unwrap_or(1));
        MARGIN + share * (f64::from(width) - 2.0 * MARGIN)
    };
    let down = |score: u32| {
        let earned = share(f64::from(score), f64::from(area.max.max(1))) / 100.0;
        MARGIN + (1.0 - earned) * (f64::from(height) - 2.0 * MARGIN)
    };
    write!(out, "<svg class=\"trend\" viewBox=\"0 0 {width} {height}\" aria-hidden=\"true\">")?;
    write!(out, "<rect class=\"track\" width=\"{width}\" height=\"{height}\"/>")?;
    if let Some(line) = area.pass_line.map(down) {
        write!(out, "<line class=\"pass\" x1=\"0\" x2=\"{width}\" y1=\"{line:.1}\" y2=\"{line:.1}\"/>")?;
    }
    let points = area.scores.iter().enumerate().map(|(index, score)| (across(index), down(*score)));
    let corners = points.clone().map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    write!(out, "<polyline points=\"{corners}\"/>")?;
    for (x, y) in points {
        write!(out, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3\"/>")?;
    }
    writeln!(out, "</svg>")
}

/// Time used, and its budget as a line across. `longest` is the time that fills the bar, in seconds.
pub(super) fn time_bar(out: &mut String, used: u64, budget: Option<u32>, longest: u64) -> fmt::Result {
    let of = to_f64(longest.max(1));
    begin_bar(out)?;
    write!(out, "<rect class=\"fill neutral\" width=\"{:.1}\" height=\"10\"/>", share(to_f64(used), of))?;
    if let Some(budget) = budget {
        tick(out, share(f64::from(budget), of))?;
    }
    writeln!(out, "</svg>")
}

/// The bar's track; its coordinates are per cent across and pixels down.
fn begin_bar(out: &mut String) -> fmt::Result {
    out.write_str("<svg class=\"bar\" viewBox=\"0 0 100 16\" preserveAspectRatio=\"none\" aria-hidden=\"true\">")?;
    out.write_str("<rect class=\"track\" width=\"100\" height=\"10\"/>")
}

fn tick(out: &mut String, at: f64) -> fmt::Result {
    write!(out, "<line class=\"tick\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"0\" y2=\"16\"/>")
}

/// Per cent of the whole, in [0, 100].
fn share(amount: f64, of: f64) -> f64 {
    (amount / of * 100.0).clamp(0.0, 100.0)
}

/// Seconds as a length; an hour is far from where this loses any.
fn to_f64(seconds: u64) -> f64 {
    f64::from(u32::try_from(seconds).unwrap_or(u32::MAX))
}

/// A question's points, one cell each.
pub(super) fn map(out: &mut String, question: &QuestionReport) -> fmt::Result {
    let columns = question.points.len().clamp(1, CELLS_IN_LINE);
    let lines = question.points.len().div_ceil(CELLS_IN_LINE).max(1);
    let (width, height) = (columns * PITCH, lines * PITCH);
    let coverage = question.coverage;
    let label = if question.asked {
        format!("{} covered, {} partial, {} missed", coverage.covered, coverage.partial, coverage.missed)
    } else {
        format!("{} points, not asked", question.points.len())
    };
    write!(
        out,
        "<svg class=\"map\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-label=\"{label}\">"
    )?;
    for (index, point) in question.points.iter().enumerate() {
        let (x, y) = (index % CELLS_IN_LINE * PITCH + 2, index / CELLS_IN_LINE * PITCH + 2);
        cell(out, (x, y), point, index + 1, question.asked)?;
    }
    writeln!(out, "</svg>")
}

fn cell(out: &mut String, (x, y): (usize, usize), point: &PointReport, number: usize, asked: bool) -> fmt::Result {
    let (symbol, word) = if asked { mark(point) } else { ('–', "not asked") };
    let class = if asked { status(point.status) } else { "unasked" };
    write!(out, "<g class=\"{class}\"><title>{number}. {}: {word}</title>", safe(&point.title))?;
    shape(out, (x, y), symbol)?;
    out.write_str("</g>")
}

fn shape(out: &mut String, (x, y): (usize, usize), symbol: char) -> fmt::Result {
    write!(out, "<rect x=\"{x}\" y=\"{y}\" width=\"{CELL}\" height=\"{CELL}\" rx=\"3\"/>")?;
    write!(out, "<text x=\"{}\" y=\"{}\">{symbol}</text>", x + CELL / 2, y + 16)
}

/// What the cells of the map mean.
pub(super) fn legend(out: &mut String) -> fmt::Result {
    out.write_str("<p class=\"legend\">")?;
    for mark in [Status::Covered, Status::Partial, Status::Missed] {
        let (class, symbol) = (status(mark), symbol(mark));
        write!(
            out,
            "<svg class=\"map\" width=\"{PITCH}\" height=\"{PITCH}\" aria-hidden=\"true\"><g class=\"{class}\">"
        )?;
        shape(out, (2, 2), symbol)?;
        write!(out, "</g></svg> {class} ")?;
    }
    writeln!(out, "</p>")
}
