//! The screens of a drill: the question, and its marks.

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::{
    WIDE, digits, editor, help, help_line, inside, length, popup, popup_page, row, rule, take_bottom, take_top, told,
    with_hidden,
};
use crate::guide::Question;
use crate::interview::Drill;
use crate::mark::Mark;
use crate::room::marked;
use crate::room::screen::drill::{DrillRoom, Overlay};
use crate::room::screen::editor::{Rows, graphemes, shown};
use crate::room::screen::look::{HEADING, Look, QUIET};
use crate::room::screen::page::Page;

/// The keys that matter while an answer is written, the most needed first.
const WRITING: [&str; 7] =
    ["F1 help", "Ctrl-S marks", "F3 hint", "Ctrl-C leave", "Ctrl-N next", "Ctrl-P back", "F4 $EDITOR"];

/// The keys that matter beside marks.
const MARKED: [&str; 6] = ["r again", "Enter next", "Up, Down scroll", "p back", "e end", "? help"];

/// Least rows of the editor.
const LEAST_EDITOR: u16 = 3;

/// Draws the drill as it stands.
pub(in crate::room::screen) fn draw(room: &mut DrillRoom<'_>, frame: &mut Frame<'_>) {
    let Some(area) = inside(frame, "") else { return };
    let cursor = if room.drill.marks().is_none() {
        Some(writing(room, area, frame.buffer_mut()))
    } else {
        marks(room, area, frame.buffer_mut());
        None
    };
    if let Some(overlay) = room.overlay {
        lie_on_top(room, overlay, area, frame.buffer_mut());
    } else if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

fn head(drill: &Drill, area: &mut Rect, buffer: &mut Buffer) {
    let (at, count) = drill.place();
    let attempt = match drill.attempts() {
        0 => String::new(),
        before => format!(", attempt {}", before + 1),
    };
    let spent = Line::styled(format!("{} spent", digits(drill.spent().as_secs())), QUIET);
    let question = if area.width >= WIDE { "Drill, question" } else { "Drill" };
    let place = Line::styled(format!("{question} {} of {count}{attempt}", at + 1), QUIET);
    row(place, spent, take_top(area, 1), buffer);
}

fn writing(room: &mut DrillRoom<'_>, mut area: Rect, buffer: &mut Buffer) -> Position {
    head(room.drill, &mut area, buffer);
    help_line(&WRITING, take_bottom(&mut area, 1), buffer);
    let words = Line::styled(length(room.editor.text()), QUIET);
    row(words, Line::default(), take_bottom(&mut area, 1), buffer);
    let mut page = Page::new(area.width);
    context(room.drill, &mut page);
    let most = area.height.saturating_sub(1 + LEAST_EDITOR).min(area.height / 2).max(1);
    let needs = u16::try_from(page.lines.len()).unwrap_or(u16::MAX);
    super::excerpt(&page, take_top(&mut area, needs.min(most)), buffer);
    let line = take_top(&mut area, 1);
    told(room.told(), &mut area, room.look, buffer);
    let cursor = editor(&mut room.editor, area, buffer);
    rule(&with_hidden("Your answer", room.editor.hidden()), line, buffer);
    cursor
}

/// The question, its sections, and the hints that were given; the newest hint first, as it was just asked for.
fn context(drill: &Drill, page: &mut Page) {
    let Some(question) = drill.question() else { return };
    page.heading(&name(question));
    let hints = drill.hints().enumerate().collect::<Vec<_>>();
    for (index, hint) in hints.into_iter().rev() {
        page.indented(hint, &format!("Hint {}: ", index + 1), "  ", Style::new());
    }
    page.line(&question.prompt);
    for section in &question.sections {
        page.item(&section.title);
    }
}

fn name(question: &Question) -> String {
    match question.number {
        Some(number) => format!("Question {number}: {}", question.title),
        None => question.title.clone(),
    }
}

fn marks(room: &mut DrillRoom<'_>, mut area: Rect, buffer: &mut Buffer) {
    let look = room.look;
    head(room.drill, &mut area, buffer);
    help_line(&MARKED, take_bottom(&mut area, 1), buffer);
    told(room.told(), &mut area, look, buffer);
    let mut page = Page::new(area.width);
    if let (Some(question), Some(marks)) = (room.drill.question(), room.drill.marks()) {
        page.heading(&name(question));
        page.line(&marked::coverage(question, marks));
        if let Some(changes) = marked::changes(room.drill) {
            page.text(&changes, look.news());
        }
        page.heading("Your answer");
        if room.drill.text().trim().is_empty() {
            page.line("(nothing was written)");
        } else {
            answer(room.drill.text(), question, marks, look, &mut page, usize::from(area.width.saturating_sub(2)));
        }
        page.heading("The points");
        for point in marked::points(question, marks) {
            let word = format!("[{}] ", marked::word(point.status));
            page.pieces(vec![
                Span::styled(word, look.mark(point.status)),
                Span::styled(crate::report::inert(&point.title).into_owned(), HEADING),
            ]);
            for reason in point.reasons {
                page.indented(&reason, "  ", "    ", Style::new());
            }
        }
    }
    page.draw(area, buffer, &mut room.scroll);
}

/// The answer with its evidence marked where it stands: by colour and line, and by the numbers of the points behind it.
fn answer(text: &str, question: &Question, marks: &[Mark], look: Look, page: &mut Page, width: usize) {
    let mut marked = String::new();
    let mut styles: Vec<(Range<usize>, Style)> = Vec::new();
    for piece in marked::pieces(text, question, marks) {
        let start = marked.len();
        marked.push_str(piece.text);
        let style = piece.earned.map_or_else(Style::new, |earned| look.evidence(earned));
        styles.push((start..marked.len(), style));
        let start = marked.len();
        marked.push_str(&piece.numbers());
        styles.push((start..marked.len(), QUIET));
    }
    let rows = Rows::new(&marked, width);
    for row in (0..rows.len()).map(|index| rows.get(index)) {
        let mut spans = vec![Span::raw("| ")];
        for (range, style) in &styles {
            let (from, to) = (range.start.max(row.start), range.end.min(row.end));
            if let Some(text) = marked.get(from..to).filter(|text| !text.is_empty()) {
                let text = graphemes(text).map(|(_, grapheme)| shown(grapheme)).collect::<String>();
                spans.push(Span::styled(text, *style));
            }
        }
        page.pieces(spans);
    }
}

fn lie_on_top(room: &mut DrillRoom<'_>, overlay: Overlay, area: Rect, buffer: &mut Buffer) {
    let mut page = popup_page(area);
    match overlay {
        Overlay::Help(mut line) => {
            help(area, &mut line, buffer);
            room.overlay = Some(Overlay::Help(line));
        }
        Overlay::Question(mut line) => {
            context(room.drill, &mut page);
            popup(&page, "The question (Esc closes)", &mut line, area, buffer);
            room.overlay = Some(Overlay::Question(line));
        }
        Overlay::Leave => {
            page.line("What you typed is kept.");
            page.blank();
            let mut choice = |key: &str, what: &str| page.indented(what, key, "     ", Style::new());
            choice("e    ", "end the drill here, and see its report");
            choice("l    ", "leave, and go on later with `greenroom resume`");
            choice("Esc  ", "stay");
            popup(&page, if area.width >= WIDE { "Leave the drill?" } else { "Leave?" }, &mut 0, area, buffer);
        }
    }
}
