//! What the screens show. It changes nothing but what the size of the screen decides: where a text is scrolled to.

pub(super) mod drill;
pub(super) mod mock;

use std::time::Duration;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Padding, Widget};

use super::editor::{Editor, columns, graphemes, shown};
use super::keys::KEYS;
use super::look::{HEADING, HERE, Look, QUIET};
use super::page::Page;
use crate::report::inert;
use crate::room::wording::options;

/// Smallest screen that everything fits on.
pub(super) const SMALLEST: (u16, u16) = (40, 12);

/// Columns from which on there is room for whole words, and for a margin.
pub(super) const WIDE: u16 = 70;

/// Rows from which on there is room for what is good to know.
pub(super) const TALL: u16 = 20;

/// Words a minute of somebody who speaks, to say how long an answer would take.
const SPOKEN_WORDS_PER_MINUTE: usize = 130;

/// Most rows of something told.
const TOLD_ROWS: u16 = 3;

/// Whole seconds, rounded up: a clock that runs down shows 0:00 when it has ended, and not before.
pub(super) fn whole_seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

/// How long until a clock that runs down shows another second.
pub(super) fn next_second(left: Duration) -> Duration {
    match left.subsec_nanos() {
        0 => Duration::from_secs(1),
        nanos => Duration::from_nanos(nanos.into()),
    }
}

/// "4:05", "1:04:05".
pub(super) fn digits(seconds: u64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Where everything is drawn: within margins where there is room for them. Nothing where the screen is too small, which is said.
fn inside(frame: &mut Frame<'_>, time: &str) -> Option<Rect> {
    let area = frame.area();
    let (columns, rows) = SMALLEST;
    if area.width < columns || area.height < rows {
        let text = format!(
            "This window is too small: {}x{}. The room needs {columns}x{rows}. {time} What you type still counts.",
            area.width, area.height
        );
        let lines = textwrap::wrap(&text, options(usize::from(area.width).max(1)));
        for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
            Line::raw(line.as_ref()).render(Rect { y, height: 1, ..area }, frame.buffer_mut());
        }
        return None;
    }
    let margin = u16::from(area.width >= WIDE);
    Some(Rect { x: area.x + margin, width: area.width - 2 * margin, ..area })
}

/// Two ends of a row. Where both do not fit, the left one is cut.
fn row(left: Line<'_>, right: Line<'_>, area: Rect, buffer: &mut Buffer) {
    let taken = u16::try_from(right.width()).unwrap_or(u16::MAX).min(area.width);
    let rest = area.width - taken;
    let (mut left, room) = (left, usize::from(rest.saturating_sub(1)));
    if left.width() > room && left.spans.len() == 1 {
        let span = &mut left.spans[0];
        span.content = cut(&span.content, room).into();
    }
    left.render(Rect { width: rest.saturating_sub(1), ..area }, buffer);
    right.render(Rect { x: area.x + rest, width: taken, ..area }, buffer);
}

/// As much of a text as fits in so many columns, with a sign that it was cut.
fn cut(text: &str, width: usize) -> String {
    /// Behind a text that was cut.
    const CUT: &str = "...";
    let mut left = width.saturating_sub(CUT.len());
    let fits = graphemes(text).map_while(|(_, grapheme)| {
        left = left.checked_sub(columns(grapheme))?;
        Some(grapheme)
    });
    format!("{}{CUT}", fits.collect::<String>().trim_end())
}

/// A line across, with a word in it.
fn rule(word: &str, area: Rect, buffer: &mut Buffer) {
    let word = if word.is_empty() { String::new() } else { format!(" {word} ") };
    let width = usize::from(area.width);
    let rest = width.saturating_sub(2 + Span::raw(&word).width());
    Line::styled(format!("──{word}{}", "─".repeat(rest)), QUIET).render(area, buffer);
}

/// The first `count` rows of an area, which keeps the others.
fn take_top(area: &mut Rect, count: u16) -> Rect {
    let count = count.min(area.height);
    let taken = Rect { height: count, ..*area };
    (area.y, area.height) = (area.y + count, area.height - count);
    taken
}

/// The last `count` rows of an area, which keeps the others.
fn take_bottom(area: &mut Rect, count: u16) -> Rect {
    let count = count.min(area.height);
    area.height -= count;
    Rect { y: area.y + area.height, height: count, ..*area }
}

/// The keys that matter here, as many as fit.
fn help_line(keys: &[&str], area: Rect, buffer: &mut Buffer) {
    let mut line = String::new();
    for key in keys {
        let next = if line.is_empty() { (*key).to_owned() } else { format!("{line}  {key}") };
        if Span::raw(&next).width() > usize::from(area.width) {
            break;
        }
        line = next;
    }
    Line::styled(line, QUIET).render(area, buffer);
}

/// What is told, in rows taken from the bottom of an area.
fn told(told: Option<(&str, bool)>, area: &mut Rect, look: Look, buffer: &mut Buffer) {
    let Some((text, is_alarm)) = told else { return };
    let text = if is_alarm { format!("{text} (Esc)") } else { text.to_owned() };
    let text = inert(&text).replace('\n', " ");
    let lines = textwrap::wrap(&text, options(usize::from(area.width).max(1)));
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(TOLD_ROWS);
    let at = take_bottom(area, rows);
    let style = if is_alarm { look.alarm() } else { look.news() };
    for (line, y) in lines.iter().zip(at.top()..at.bottom()) {
        Line::styled(line.as_ref(), style).render(Rect { y, height: 1, ..at }, buffer);
    }
}

/// How long an answer is: "123 words, about 57 s spoken".
fn length(text: &str) -> String {
    let words = text.split_whitespace().count();
    let seconds = words * 60 / SPOKEN_WORDS_PER_MINUTE;
    let spoken = match seconds {
        0..90 => format!("{seconds} s"),
        seconds => format!("{} min", (seconds + 30) / 60),
    };
    format!("{words} {}, about {spoken} spoken", if words == 1 { "word" } else { "words" })
}

/// Draws the editor, and gives where its cursor stands.
fn editor(editor: &mut Editor, area: Rect, buffer: &mut Buffer) -> Position {
    // One column is spare, for the cursor behind a full row.
    editor.fit(usize::from(area.width.saturating_sub(1)), usize::from(area.height));
    let selection = editor.selection();
    for (y, row) in (area.top()..area.bottom()).zip(editor.visible()) {
        let mut x = area.x;
        for (at, grapheme) in graphemes(&editor.text()[row.range()]) {
            let width = u16::try_from(columns(grapheme)).unwrap_or(u16::MAX);
            if width > area.right().saturating_sub(x) {
                break;
            }
            let at = row.start + at;
            let is_selected = selection.as_ref().is_some_and(|selection| selection.contains(&at));
            let style = if is_selected { HERE } else { Style::new() };
            buffer.set_stringn(x, y, shown(grapheme), width.into(), style);
            x += width;
        }
    }
    let (column, row) = editor.place();
    let column = u16::try_from(column).unwrap_or(u16::MAX).min(area.width.saturating_sub(1));
    Position::new(area.x + column, area.y + u16::try_from(row).unwrap_or(0))
}

/// What is written, and how many rows of it are out of sight.
fn with_hidden(name: &str, (above, below): (usize, usize)) -> String {
    let rows = |count| if count == 1 { "1 row".to_owned() } else { format!("{count} rows") };
    match (above, below) {
        (0, 0) => name.to_owned(),
        (above, 0) => format!("{name}, {} above", rows(above)),
        (0, below) => format!("{name}, {} below", rows(below)),
        (above, below) => format!("{name}, {} above, {below} below", rows(above)),
    }
}

/// A page's first lines; where they are not all, the last row says how to see them.
fn excerpt(page: &Page, area: Rect, buffer: &mut Buffer) {
    let fits = page.lines.len() <= usize::from(area.height);
    let shown = usize::from(area.height) - usize::from(!fits && area.height > 1);
    for (line, y) in page.lines.iter().take(shown).zip(area.top()..) {
        line.render(Rect { y, height: 1, ..area }, buffer);
    }
    if !fits && area.height > 1 {
        let last = Rect { y: area.bottom() - 1, height: 1, ..area };
        Line::styled("... (F2 shows all of it)", QUIET).render(last, buffer);
    }
}

/// A box in the middle, over what is there.
fn popup(page: &Page, title: &str, scroll: &mut usize, area: Rect, buffer: &mut Buffer) {
    let lines = u16::try_from(page.lines.len()).unwrap_or(u16::MAX);
    let height = lines.saturating_add(2).min(area.height);
    let at = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    Clear.render(at, buffer);
    let block = Block::bordered().padding(Padding::horizontal(1)).title(Span::styled(format!(" {title} "), HEADING));
    page.draw(block.inner(at), buffer, scroll);
    block.render(at, buffer);
}

/// A page for a box of that area.
fn popup_page(area: Rect) -> Page {
    Page::new(area.width.saturating_sub(4))
}

/// The keys, in a box.
fn help(area: Rect, scroll: &mut usize, buffer: &mut Buffer) {
    /// Columns of the keys' names, where there is room beside them.
    const NAMES: usize = 20;
    let mut page = popup_page(area);
    for (key, what) in KEYS {
        if area.width >= WIDE {
            page.indented(what, &format!("{key:NAMES$}"), &" ".repeat(NAMES), Style::new());
        } else {
            page.text(key, HEADING);
            page.indented(what, "  ", "  ", Style::new());
        }
    }
    popup(&page, "Keys (Esc closes)", scroll, area, buffer);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_shows_nought_only_when_it_has_ended() {
        for (millis, shown) in [(0, "0:00"), (1, "0:01"), (1000, "0:01"), (60_001, "1:01"), (3_725_000, "1:02:05")] {
            assert_eq!(digits(whole_seconds(Duration::from_millis(millis))), shown);
        }
        assert_eq!(next_second(Duration::from_millis(5300)), Duration::from_millis(300));
        assert_eq!(next_second(Duration::from_secs(5)), Duration::from_secs(1));
    }

    #[test]
    fn the_length_of_an_answer_is_said_as_time_to_speak_it() {
        assert_eq!(length(""), "0 words, about 0 s spoken");
        assert_eq!(length("one"), "1 word, about 0 s spoken");
        assert_eq!(length(&"word ".repeat(130)), "130 words, about 60 s spoken");
        assert_eq!(length(&"word ".repeat(400)), "400 words, about 3 min spoken");
    }
}
