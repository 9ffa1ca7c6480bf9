//! `grade`: answers in, marks out, no session.
//!
//! A line filter: input order is kept, and memory does not grow with the input, as lines are read, marked on all cores and
//! written a batch at a time.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Error;

use crate::cli::{self, GradeFormat};
use crate::guide::{Guide, Point, QuestionKey};
use crate::mark::{Mark, Status};
use crate::matching::{Marker, Matcher};
use crate::scoring::Scorer;
use crate::text::{one_line, without_mark};

/// Bytes of input marked at a time: enough lines to keep every core busy, little enough to keep memory flat.
const BATCH_BYTES: usize = 1 << 20;
/// Lines marked at a time, at most.
const BATCH_LINES: usize = 4096;

/// Grades the files, or standard input; 1 where a line could not be graded.
///
/// # Errors
/// A guide or file that cannot be read, output that cannot be written.
pub(crate) fn run(args: &cli::Grade) -> Result<ExitCode, Error> {
    let guide = super::guides::resolve(&args.guide)?;
    let matcher = super::guides::matcher(&guide)?;
    let format = args.format.unwrap_or(if stdout().is_terminal() { GradeFormat::Text } else { GradeFormat::Jsonl });
    let grader = Grader { guide: &guide, matcher: &matcher, scorer: Scorer::new(&guide, None), format };
    let mut out = BufWriter::new(stdout().lock());
    let progress = progress(&args.files);
    let mut bad = false;
    if args.files.is_empty() {
        bad |= grader.stream("standard input", stdin().lock(), &mut out, &progress)?;
    }
    for path in &args.files {
        bad |= grader.stream(&path.display().to_string(), open(path)?, &mut out, &progress)?;
    }
    progress.finish_and_clear();
    out.flush().map_err(Error::output)?;
    Ok(if bad { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A bar over the bytes of the files, on standard error; none where nobody watches, where the output itself is watched, or
/// where the length is unknown.
fn progress(files: &[PathBuf]) -> ProgressBar {
    if files.is_empty() || !stderr().is_terminal() || stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let bytes = files.iter().filter_map(|path| Some(path.metadata().ok()?.len())).sum();
    let style = ProgressStyle::with_template("{bar:40} {bytes} of {total_bytes}, {eta} left");
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn open(path: &Path) -> Result<BufReader<File>, Error> {
    let file = File::open(path).map_err(|error| {
        Error::failed(format!("{} cannot be opened: {error}", path.display())).remedy("name a file of JSON Lines")
    })?;
    Ok(BufReader::new(file))
}

/// A line of input. Further fields are ignored.
#[derive(Deserialize)]
struct Line {
    id: serde_json::Value,
    question: QuestionKey,
    answer: String,
}

/// A line of output.
#[derive(Serialize)]
struct Graded<'a> {
    id: &'a serde_json::Value,
    question: &'a QuestionKey,
    score: f64,
    max: f64,
    scores: BTreeMap<&'a str, f64>,
    points: Vec<GradedPoint<'a>>,
}

#[derive(Serialize)]
struct GradedPoint<'a> {
    id: &'a str,
    title: &'a str,
    section: Option<&'a str>,
    status: Status,
    confidence: f64,
    evidence: &'a [crate::mark::Evidence],
    contradicted: bool,
}

struct Grader<'a> {
    guide: &'a Guide,
    matcher: &'a Matcher,
    scorer: Scorer,
    format: GradeFormat,
}

impl Grader<'_> {
    /// Grades every line; true where one could not be.
    fn stream(
        &self,
        name: &str,
        mut input: impl BufRead,
        out: &mut impl Write,
        progress: &ProgressBar,
    ) -> Result<bool, Error> {
        let mut number = 0;
        let mut bad = false;
        loop {
            let batch = read_batch(&mut input)
                .map_err(|error| Error::failed(format!("{name} cannot be read after line {number}: {error}")))?;
            if batch.is_empty() {
                return Ok(bad);
            }
            progress.inc(batch.iter().map(|line| line.len() as u64).sum());
            let graded: Vec<_> =
                batch.par_iter().map_init(|| self.matcher.marker(), |marker, line| self.line(marker, line)).collect();
            for line in graded {
                number += 1;
                match line {
                    Ok(text) => out.write_all(text.as_bytes()).map_err(Error::output)?,
                    Err(message) => {
                        bad = true;
                        progress.suspend(|| super::warn(&format!("{name}, line {number}: {message}")));
                    }
                }
            }
        }
    }

    /// The output for one line; nothing for a blank one.
    fn line(&self, marker: &mut Marker<'_>, bytes: &[u8]) -> Result<String, String> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| format!("byte {} is not UTF-8; save the file as UTF-8", error.valid_up_to() + 1))?;
        let text = without_mark(text);
        if text.trim().is_empty() {
            return Ok(String::new());
        }
        let line: Line = serde_json::from_str(text).map_err(|error| {
            format!("not a line of answers ({error}); write {{\"id\": ..., \"question\": ..., \"answer\": \"...\"}}")
        })?;
        let unknown = || format!("the guide has no question `{}`; `greenroom guide show` lists them", line.question);
        let marks = marker.mark(&line.question, &line.answer).ok_or_else(unknown)?;
        let score = self.scorer.score(&line.question, &marks).ok_or_else(unknown)?;
        let graded = Graded {
            id: &line.id,
            question: &line.question,
            score: score.score.to_f64(),
            max: score.max.to_f64(),
            scores: score.scores.iter().map(|(area, points)| (area.as_str(), points.to_f64())).collect(),
            points: self
                .points(&line.question)
                .iter()
                .zip(&marks)
                .map(|(point, mark)| graded_point(point, mark))
                .collect(),
        };
        match self.format {
            GradeFormat::Jsonl => {
                let mut text = serde_json::to_string(&graded).map_err(|error| error.to_string())?;
                text.push('\n');
                Ok(text)
            }
            GradeFormat::Text => Ok(as_text(&graded)),
        }
    }

    fn points(&self, key: &QuestionKey) -> &[Point] {
        let question = self.guide.question(key).map(|question| question.points.as_slice());
        question
            .or_else(|| self.guide.follow_up(key).map(|(_, follow_up)| follow_up.points.as_slice()))
            .unwrap_or_default()
    }
}

fn graded_point<'a>(point: &'a Point, mark: &'a Mark) -> GradedPoint<'a> {
    GradedPoint {
        id: &point.id,
        title: &point.title,
        section: point.section.as_deref(),
        status: mark.status,
        confidence: (mark.confidence() * 10_000.0).round() / 10_000.0,
        evidence: &mark.evidence,
        contradicted: mark.contradicted,
    }
}

/// The next lines, without their ends; empty at the end of the input.
fn read_batch(input: &mut impl BufRead) -> io::Result<Vec<Vec<u8>>> {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < BATCH_BYTES && batch.len() < BATCH_LINES {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        bytes += line.len();
        batch.push(line);
    }
    Ok(batch)
}

fn as_text(graded: &Graded<'_>) -> String {
    use std::fmt::Write;

    // Writing to a string cannot fail.
    let id = graded.id.as_str().map_or_else(|| graded.id.to_string(), str::to_owned);
    let mut text = format!("{id}: question {}, {:.2} of {:.2} points\n", graded.question, graded.score, graded.max);
    for point in &graded.points {
        let status = match point.status {
            Status::Covered => "covered",
            Status::Partial => "partial",
            Status::Missed if point.contradicted => "missed (a false statement)",
            Status::Missed => "missed",
        };
        let _ = writeln!(text, "  {}: {status}", point.title);
        for evidence in point.evidence {
            let quote = one_line(&evidence.text);
            let _ = writeln!(text, "    \"{quote}\": {}", evidence.why.told(&evidence.idea));
        }
    }
    text.push('\n');
    crate::report::inert(&text).into_owned()
}
