//! Text laid out for the width of a screen: headings, paragraphs, items, quotes.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use super::look::{HEADING, QUIET};
use crate::report::inert;
use crate::room::wording::options;

/// Behind a text that was cut.
const CUT: &str = " ...";

/// Lines under construction, wrapped to a width.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) lines: Vec<Line<'static>>,
    width: usize,
}

impl Page {
    pub(super) fn new(width: u16) -> Self {
        Self { lines: Vec::new(), width: usize::from(width).max(1) }
    }

    pub(super) fn blank(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::default());
        }
    }

    /// A heading, with a blank line before it.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.text(text, HEADING);
    }

    pub(super) fn line(&mut self, text: &str) {
        self.text(text, Style::new());
    }

    pub(super) fn quiet(&mut self, text: &str) {
        self.text(text, QUIET);
    }

    pub(super) fn text(&mut self, text: &str, style: Style) {
        self.indented(text, "", "", style);
    }

    pub(super) fn item(&mut self, text: &str) {
        self.indented(text, "- ", "  ", Style::new());
    }

    /// As much of a text as fits in one line.
    pub(super) fn one_line(&mut self, text: &str, style: Style) {
        let mut lines = textwrap::wrap(text, options(self.width.saturating_sub(CUT.len()).max(1))).into_iter();
        let whole = text.width() <= self.width;
        let first = lines.next().unwrap_or_default();
        let line = if whole { inert(text).into_owned() } else { format!("{}{CUT}", inert(&first)) };
        self.lines.push(Line::styled(line, style));
    }

    /// Text whose first line starts with `first`, and the others with `rest`.
    pub(super) fn indented(&mut self, text: &str, first: &str, rest: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        for line in inert(text).split('\n') {
            let options = options(self.width).initial_indent(first).subsequent_indent(rest);
            let wrapped = textwrap::wrap(line, options);
            self.lines.extend(wrapped.into_iter().map(|line| Line::styled(line.into_owned(), style)));
        }
    }

    /// What somebody typed: every line marked, so that it cannot be taken for the program's own words.
    pub(super) fn quote(&mut self, typed: &str) {
        for line in inert(typed).split('\n') {
            let options = options(self.width).initial_indent("| ").subsequent_indent("| ");
            let wrapped = textwrap::wrap(line, options);
            self.lines.extend(wrapped.into_iter().map(|line| Line::raw(line.trim_end().to_owned())));
        }
    }

    /// A line of pieces that was laid out elsewhere.
    pub(super) fn pieces(&mut self, pieces: Vec<Span<'static>>) {
        self.lines.push(Line::from(pieces));
    }

    /// Draws as much as fits from line `scroll` on, and says in the last row what is hidden. A scroll beyond the end is mended.
    pub(super) fn draw(&self, area: Rect, buffer: &mut Buffer, scroll: &mut usize) {
        let height = usize::from(area.height);
        let fits = self.lines.len() <= height;
        let shown = if fits { height } else { height.saturating_sub(1) };
        *scroll = (*scroll).min(self.lines.len().saturating_sub(shown));
        for (row, line) in (area.top()..area.bottom()).zip(self.lines.iter().skip(*scroll).take(shown)) {
            line.render(Rect { y: row, height: 1, ..area }, buffer);
        }
        if !fits && area.height > 0 {
            let below = self.lines.len().saturating_sub(*scroll + shown);
            let more = match (*scroll, below) {
                (0, below) => format!("({below} more lines: Down, Page Down)"),
                (above, 0) => format!("(end; {above} lines above: Up, Page Up)"),
                (above, below) => format!("({above} lines above, {below} below)"),
            };
            let last = Rect { y: area.bottom() - 1, height: 1, ..area };
            Line::styled(more, QUIET).render(last, buffer);
        }
    }
}
