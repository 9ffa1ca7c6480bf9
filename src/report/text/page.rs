//! Lines of a set width: wrapped, aligned, coloured last.
//!
//! All text goes through [`inert`] here, and colour is laid on after everything has been measured.

use colored::Colorize;
use textwrap::{Options, WrapAlgorithm};
use unicode_width::UnicodeWidthStr;

use crate::report::inert;

/// How text is to be read. Every meaning also has a word or a symbol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Strong,
    Quiet,
    Good,
    Middling,
    Bad,
}

/// A page under way.
pub(super) struct Page {
    width: usize,
    text: String,
}

/// A stretch of text in one tone.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) tone: Tone,
    pub(super) text: String,
}

/// A stretch of text in one tone, made harmless.
pub(super) fn span(tone: Tone, text: impl AsRef<str>) -> Span {
    Span { tone, text: inert(text.as_ref()).into_owned() }
}

impl Span {
    pub(super) fn width(&self) -> usize {
        self.text.width()
    }

    /// Filled up with spaces on the right.
    pub(super) fn left(self, width: usize) -> Self {
        let space = width.saturating_sub(self.width());
        Self { text: format!("{}{}", self.text, " ".repeat(space)), ..self }
    }

    /// Filled up with spaces on the left.
    pub(super) fn right(self, width: usize) -> Self {
        let space = width.saturating_sub(self.width());
        Self { text: format!("{}{}", " ".repeat(space), self.text), ..self }
    }

    fn paint(&self) -> String {
        let text = self.text.as_str();
        match self.tone {
            Tone::Plain => text.to_owned(),
            Tone::Strong => text.bold().to_string(),
            Tone::Quiet => text.dimmed().to_string(),
            Tone::Good => text.green().to_string(),
            Tone::Middling => text.yellow().to_string(),
            Tone::Bad => text.red().to_string(),
        }
    }
}

impl Page {
    pub(super) fn new(width: usize) -> Self {
        Self { width, text: String::new() }
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A blank line, unless there is one already.
    pub(super) fn gap(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.blank();
        }
    }

    /// One line of spans as they are: the caller knows that they fit.
    pub(super) fn line(&mut self, spans: &[Span]) {
        let last = spans.iter().rposition(|span| !span.text.trim_end().is_empty());
        for (index, span) in spans.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            if Some(index) == last {
                let trimmed = Span { tone: span.tone, text: span.text.trim_end().to_owned() };
                self.text.push_str(&trimmed.paint());
            } else {
                self.text.push_str(&span.paint());
            }
        }
        self.text.push('\n');
    }

    /// A heading between rules, with a note at its right end, over a blank line.
    pub(super) fn heading(&mut self, title: &str, note: &str) {
        let note = span(Tone::Strong, note);
        let end = if note.text.is_empty() { 0 } else { note.width() + 4 };
        let room = self.width.saturating_sub(end + 4);
        let title = inert(title).into_owned();
        let lines = textwrap::wrap(&title, lines_of(room.max(10)));
        let last = lines.len().saturating_sub(1);
        self.blank();
        for (index, line) in lines.iter().enumerate() {
            let lead = if index == 0 { "── " } else { "   " };
            let mut spans = vec![span(Tone::Quiet, lead), span(Tone::Strong, line)];
            if index == last {
                let used = 3 + line.width() + 1;
                let rule = self.width.saturating_sub(used + end);
                spans.push(span(Tone::Quiet, format!(" {}", "─".repeat(rule))));
                if end > 0 {
                    spans.extend([span(Tone::Plain, " "), note.clone(), span(Tone::Quiet, " ──")]);
                }
            }
            self.line(&spans);
        }
    }

    /// A paragraph at an indent.
    pub(super) fn paragraph(&mut self, indent: usize, tone: Tone, text: &str) {
        self.item(indent, &span(Tone::Plain, ""), tone, text);
    }

    /// A paragraph behind a marker, its further lines aligned with the first. Line feeds in the text are kept.
    pub(super) fn item(&mut self, indent: usize, marker: &Span, tone: Tone, text: &str) {
        let lead = if marker.text.is_empty() { indent } else { indent + marker.width() + 1 };
        for (index, line) in self.wrap(text, lead).into_iter().enumerate() {
            let mut spans = vec![span(Tone::Plain, " ".repeat(if index == 0 { indent } else { lead }))];
            if index == 0 && !marker.text.is_empty() {
                spans.extend([Span { tone: marker.tone, text: marker.text.clone() }, span(Tone::Plain, " ")]);
            }
            spans.push(Span { tone, text: line });
            self.line(&spans);
        }
    }

    /// A paragraph at an indent whose stretches keep their tones. Line feeds in the text are kept.
    pub(super) fn spans(&mut self, indent: usize, spans: &[Span]) {
        let text: String = spans.iter().map(|span| span.text.as_str()).collect();
        let mut at = 0;
        for line in self.wrap(&text, indent) {
            // A line is what comes next but for the spaces it was broken at.
            at += text[at..].find(&line).unwrap_or(0);
            let mut stretches = vec![span(Tone::Plain, " ".repeat(indent))];
            stretches.extend(stretch(spans, at, at + line.len()));
            at += line.len();
            self.line(&stretches);
        }
    }

    /// A row of a table: a first cell that wraps to the room the others leave, and the others on its first line.
    pub(super) fn row(&mut self, indent: usize, first: &Span, others: Vec<Span>) {
        self.marked_row(indent, span(Tone::Plain, ""), first, others);
    }

    /// A row behind a marker.
    pub(super) fn marked_row(&mut self, indent: usize, marker: Span, first: &Span, others: Vec<Span>) {
        let lead = if marker.text.is_empty() { indent } else { indent + marker.width() + 1 };
        let taken: usize = others.iter().map(Span::width).sum();
        let room = self.width.saturating_sub(lead + taken + 1).max(10);
        let mut before = Some((marker, others));
        for line in textwrap::wrap(&first.text, lines_of(room)) {
            let cell = Span { tone: first.tone, text: line.into_owned() };
            let spans = match before.take() {
                Some((marker, others)) => {
                    let start =
                        [span(Tone::Plain, " ".repeat(indent)), marker.left(lead - indent), cell.left(room + 1)];
                    start.into_iter().chain(others).collect()
                }
                None => vec![span(Tone::Plain, " ".repeat(lead)), cell],
            };
            self.line(&spans);
        }
    }

    fn wrap(&self, text: &str, lead: usize) -> Vec<String> {
        let text = inert(text);
        // Never narrower than a word or two, whatever the indent.
        textwrap::wrap(text.trim_end(), lines_of(self.width.saturating_sub(lead).max(16)))
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect()
    }
}

/// What lies between two byte offsets of the spans' joined text.
fn stretch(spans: &[Span], start: usize, end: usize) -> Vec<Span> {
    let mut from = 0;
    let mut found = Vec::new();
    for span in spans {
        let to = from + span.text.len();
        let (first, last) = (start.max(from), end.min(to));
        if first < last {
            found.push(Span { tone: span.tone, text: span.text[first - from..last - from].to_owned() });
        }
        from = to;
    }
    found
}

/// Line by line: balancing a whole paragraph lets a long word stick out.
fn lines_of(width: usize) -> Options<'static> {
    Options::new(width).wrap_algorithm(WrapAlgorithm::FirstFit)
}
