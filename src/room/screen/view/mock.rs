//! The screens of the timed room.

use std::time::Duration;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::{
    TALL, WIDE, digits, editor, excerpt, help, help_line, inside, length, popup, popup_page, row, rule, take_bottom,
    take_top, told, whole_seconds, with_hidden,
};
use crate::interview::{Ending, Gauge, Item, Session, Stage};
use crate::room::screen::look::{HEADING, HERE, Look, QUIET, Urgency};
use crate::room::screen::mock::{Overlay, Room};
use crate::room::screen::page::Page;
use crate::room::wording::{duration, in_words, part_and_length, part_name, question_name, seconds, sections, typing};

/// The keys that matter where something is written, the most needed first.
const WRITING: [&str; 7] =
    ["F1 help", "Ctrl-S hand in", "Ctrl-C leave", "Ctrl-N next", "Ctrl-P back", "Ctrl-F flag", "F2 question"];

/// Least rows of the editor.
const LEAST_EDITOR: u16 = 3;

/// Draws the room as it stands.
pub(in crate::room::screen) fn draw(room: &mut Room<'_>, frame: &mut Frame<'_>) {
    let Some(area) = inside(frame, &time_in_a_word(room.session)) else { return };
    let cursor = if room.is_writing() {
        Some(writing(room, area, frame.buffer_mut()))
    } else {
        page(room, area, frame.buffer_mut());
        None
    };
    if let Some(overlay) = room.overlay {
        lie_on_top(room, overlay, area, frame.buffer_mut());
    } else if let Some(cursor) = cursor {
        frame.set_cursor_position(cursor);
    }
}

/// The start screen and the screens between the parts.
fn page(room: &mut Room<'_>, mut area: Rect, buffer: &mut Buffer) {
    let look = room.look;
    let is_briefing = *room.session.stage() == Stage::Briefing;
    let keys: &[&str] = match (is_briefing, &room.paces) {
        (true, Some(_)) => &["Enter begin", "Left, Right pace", "1-9 tick", "Up, Down scroll", "Esc leave", "? help"],
        (true, None) => &["Enter begin", "1-9 tick", "Up, Down scroll", "Esc leave", "? help"],
        (false, _) => &["Enter start", "Ctrl-C leave", "? help"],
    };
    help_line(keys, take_bottom(&mut area, 1), buffer);
    if is_briefing {
        choice_of_pace(room, &mut area, buffer);
    } else {
        told(room.told().filter(|(_, is_alarm)| *is_alarm), &mut area, look, buffer);
    }
    let mut page = Page::new(area.width);
    match *room.session.stage() {
        Stage::Between { next } => between(room, next, &mut page),
        _ => briefing(room, &mut page),
    }
    page.draw(area, buffer, &mut room.scroll);
}

fn briefing(room: &Room<'_>, page: &mut Page) {
    let (guide, plan) = (room.session.guide(), room.session.plan());
    page.heading(&guide.title);
    page.line(&format!("{}. {}. {}.", duration(guide, plan), guide.format, guide.target_level));
    page.heading("How it goes");
    if plan.untimed {
        page.item("Take the time you need. No marks and no hints are shown before the end.");
    } else {
        page.item("Each part's clock is firm: when it ends, what you have typed counts and the next part follows.");
        page.item("Budgets of single questions are guidance. There is no pause, and no marks before the end.");
        page.item(&format!("The minutes are meant for speaking.{}", typing(plan)));
    }
    page.heading("What comes");
    for part in &plan.parts {
        page.item(&format!("{}: {}", part_and_length(plan, part), part.objective));
    }
    if !guide.rules.is_empty() {
        page.heading("To pass");
        guide.rules.iter().for_each(|rule| page.item(&rule.text));
    }
    if !guide.checklist.is_empty() {
        page.heading("Preparation checklist");
        for (index, (item, ticked)) in guide.checklist.iter().zip(&room.ticked).enumerate() {
            let mark = if *ticked { "x" } else { " " };
            page.indented(item, &format!("{} [{mark}] ", index + 1), "      ", Style::new());
        }
    }
}

/// The paces, the chosen one marked, with what it makes of the interview.
fn choice_of_pace(room: &Room<'_>, area: &mut Rect, buffer: &mut Buffer) {
    let Some(paces) = &room.paces else { return };
    let at = take_bottom(area, 2);
    rule("How much time?", Rect { height: 1, ..at }, buffer);
    let name = paces.names.get(room.pace).map_or("", String::as_str);
    let plan = room.session.plan();
    let time = if plan.untimed { String::new() } else { format!(" ({})", in_words(seconds(plan.interview_seconds))) };
    let line = Line::from(vec![
        Span::raw(if room.pace > 0 { "< " } else { "  " }),
        Span::styled(format!("{name}{time}"), HEADING),
        Span::raw(if room.pace + 1 < paces.names.len() { " >" } else { "" }),
    ]);
    line.render(Rect { y: at.y + 1, height: 1, ..at }, buffer);
}

fn between(room: &Room<'_>, next: usize, page: &mut Page) {
    let plan = room.session.plan();
    if let Some(part) = room.cut_off.and_then(|part| plan.parts.get(part)) {
        let text = format!("Time: {} has ended. What you had typed is kept, and counts.", part_name(part));
        page.text(&text, room.look.news());
    }
    let planned = &plan.parts[next];
    page.heading(&format!("Next: {}", part_and_length(plan, planned)));
    page.line(&planned.objective);
    if planned.questions.is_empty() {
        page.line(
            "It shows flagged and short answers once more, for you to add to, and takes the questions you would ask.",
        );
    } else {
        let count = planned.questions.len();
        page.line(&format!("{count} {}.", if count == 1 { "question" } else { "questions" }));
    }
    if let Some(slack) = room.session.clocks().slack {
        page.blank();
        let left = digits(whole_seconds(slack));
        page.text(&format!("{left} to spare. At 0:00 the part starts by itself."), room.look.time(Urgency::of(slack)));
    }
    page.line("Enter starts it now; time to spare stays for the screens to come.");
}

/// A question or whatever else is written at; gives where the cursor stands.
fn writing(room: &mut Room<'_>, mut area: Rect, buffer: &mut Buffer) -> ratatui::layout::Position {
    let look = room.look;
    head(room, &mut area, buffer);
    let (wide, is_timed) = (area.width >= WIDE, !room.session.plan().untimed);
    let keys = &WRITING[..if is_timed || wide { WRITING.len() } else { 4 }];
    help_line(keys, take_bottom(&mut area, 1), buffer);
    let interview = interview_clock(room.session, wide);
    row(Line::styled(length(room.editor.text()), QUIET), interview, take_bottom(&mut area, 1), buffer);

    let mut page = Page::new(area.width);
    context(room.session, &mut page, wide);
    let most = area.height.saturating_sub(1 + LEAST_EDITOR).min(area.height / 2).max(1);
    let needs = u16::try_from(page.lines.len()).unwrap_or(u16::MAX);
    let at = take_top(&mut area, needs.min(most));
    excerpt(&page, at, buffer);
    let line = take_top(&mut area, 1);
    told(room.told(), &mut area, look, buffer);
    let cursor = editor(&mut room.editor, area, buffer);
    let name = match room.session.stage() {
        Stage::Probe { .. } | Stage::FollowUp { .. } => "Your reply",
        Stage::Clarify { .. } => "What you add",
        Stage::CandidateQuestions { .. } => "Your questions",
        _ => "Your answer",
    };
    rule(&with_hidden(name, room.editor.hidden()), line, buffer);
    cursor
}

/// Part and clocks, the strip of the part's questions, and where there is room the part's objective.
fn head(room: &Room<'_>, area: &mut Rect, buffer: &mut Buffer) {
    let (session, look) = (&*room.session, room.look);
    let Some(part) = session.stage().part().and_then(|part| session.plan().parts.get(part)) else { return };
    let wide = area.width >= WIDE;
    let clocks = session.clocks();
    let name = Line::styled(part_name(part), HEADING);
    row(name, clocks.part.map_or_else(Line::default, |part| part_clock(part, look, wide)), take_top(area, 1), buffer);
    let question = clocks.question.map_or_else(Line::default, |question| question_clock(question, look, wide));
    row(strip(session, area.width), question, take_top(area, 1), buffer);
    if area.height + 2 >= TALL {
        let mut objective = Page::new(area.width);
        objective.one_line(&part.objective, QUIET);
        objective.draw(take_top(area, 1), buffer, &mut 0);
        take_top(area, 1);
    }
}

/// What is asked, with all that belongs to it; in short where there is little room.
fn context(session: &Session, page: &mut Page, in_full: bool) {
    match session.stage() {
        Stage::Question { part, question } => {
            let planned = &session.plan().parts[*part];
            let place = format!("{} of {}", question + 1, planned.questions.len());
            let minutes = if session.plan().untimed {
                String::new()
            } else {
                format!(", about {}", roughly(seconds(planned.questions[*question].seconds)))
            };
            let name = question_name(session, &planned.questions[*question].key);
            if in_full {
                page.heading(&format!("{name} ({place}{minutes})"));
            } else {
                page.one_line(&name, HEADING);
            }
            page.line(session.prompt().unwrap_or_default());
            for (title, minutes) in session.question().map(|asked| sections(session, asked)).unwrap_or_default() {
                let minutes = minutes.map_or_else(String::new, |minutes| format!(" (about {})", roughly(minutes)));
                page.item(&format!("{title}{minutes}"));
            }
        }
        Stage::FollowUp { .. } => {
            page.heading("Follow-up");
            page.line(session.prompt().unwrap_or_default());
        }
        Stage::Probe { .. } => {
            page.heading("About your answer");
            page.line(session.prompt().unwrap_or_default());
        }
        Stage::Clarify { question, .. } => {
            page.heading(&format!("Once more: {}", question_name(session, question)));
            page.line(session.prompt().unwrap_or_default());
            match session.answer_text(question) {
                // What is being added is in the editor.
                Some(answer) if !answer.trim().is_empty() => {
                    page.quiet("What you add counts. Your answer so far:");
                    let so_far = answer.strip_suffix(session.text()).unwrap_or(&answer);
                    page.quote(so_far.trim_end());
                }
                _ => page.quiet("You have not answered it. What you add counts."),
            }
        }
        Stage::CandidateQuestions { .. } => {
            page.heading("Your questions");
            page.line("What would you ask the interviewer?");
        }
        Stage::Briefing | Stage::Between { .. } | Stage::Over => {}
    }
}

/// The part's questions: which are handed in, flagged, left; which is open.
fn strip(session: &Session, width: u16) -> Line<'static> {
    let items = session.items();
    let words = items.iter().enumerate().map(|(index, item)| standing(session, index, item, true)).collect::<Vec<_>>();
    let length = words.iter().map(|words| words.chars().count() + 2).sum::<usize>();
    // Beside it stands the question's clock.
    let fits = length + 20 <= usize::from(width);
    let mut line = Line::default();
    for (index, item) in items.iter().enumerate() {
        let text = standing(session, index, item, fits);
        let style = if item.current { HERE } else { QUIET };
        line.push_span(Span::styled(if item.current { format!("[{text}]") } else { text }, style));
        line.push_span(Span::raw(if fits { "  " } else { " " }));
    }
    line
}

/// How a question stands: "2 done, flagged"; in short "2+!".
fn standing(session: &Session, index: usize, item: &Item, in_words: bool) -> String {
    let is_discussion = session.stage().question().is_none();
    let name = match &item.question {
        Some(key) if is_discussion => format!("Q{key}"),
        Some(_) => (index + 1).to_string(),
        None if in_words => "your questions".to_owned(),
        None => "own".to_owned(),
    };
    let (word, sign) = match item.ending {
        _ if is_discussion => ("", ""),
        Some(Ending::Submitted) => (" done", "+"),
        Some(_) if item.current => (" open", ""),
        Some(_) if item.words > 0 => (" begun", "~"),
        _ => (" left", ""),
    };
    let (flag, flag_sign) = if item.flagged { (", flagged", "!") } else { ("", "") };
    match (in_words, is_discussion) {
        (true, true) if item.flagged => format!("{name} flagged"),
        (true, true) if item.question.is_some() => format!("{name} short"),
        (true, _) => format!("{name}{word}{flag}"),
        (false, _) => format!("{name}{sign}{flag_sign}"),
    }
}

/// A length of time as guidance: to the minute.
fn roughly(time: Duration) -> String {
    /// From here on seconds are of no use.
    const MINUTES: Duration = Duration::from_secs(90);
    let minutes = Duration::from_secs((time.as_secs() + 30) / 60 * 60);
    in_words(if time < MINUTES { time } else { minutes })
}

fn part_clock(gauge: Gauge, look: Look, wide: bool) -> Line<'static> {
    let Some(left) = gauge.left() else {
        return Line::styled(format!("no clock, {} used", digits(gauge.used.as_secs())), QUIET);
    };
    let urgency = Urgency::of(left);
    let time = digits(whole_seconds(left));
    let text = match (wide, urgency) {
        (true, Urgency::Calm) => format!("{time} left of the part"),
        (true, Urgency::Soon) => format!("{time} left of the part, soon over"),
        (true, Urgency::Last) => format!("{time} left of the part, last seconds"),
        (false, Urgency::Calm) => format!("part {time}"),
        (false, Urgency::Soon) => format!("soon over {time}"),
        (false, Urgency::Last) => format!("last seconds {time}"),
    };
    Line::styled(text, look.time(urgency))
}

/// A question's budget is guidance: it is quiet until it is used up.
fn question_clock(gauge: Gauge, look: Look, wide: bool) -> Line<'static> {
    let Some(left) = gauge.left() else { return Line::default() };
    let over = gauge.overrun();
    let (text, urgency) = if over > Duration::ZERO {
        let time = digits(over.as_secs());
        (if wide { format!("{time} over its budget") } else { format!("over {time}") }, Urgency::Soon)
    } else {
        let time = digits(whole_seconds(left));
        (if wide { format!("{time} of its budget") } else { format!("question {time}") }, Urgency::Calm)
    };
    Line::styled(text, look.time(urgency))
}

fn interview_clock(session: &Session, wide: bool) -> Line<'static> {
    let interview = session.clocks().interview;
    let text = match interview.left() {
        Some(left) if wide => format!("{} left of the interview", digits(whole_seconds(left))),
        Some(left) => digits(whole_seconds(left)),
        None => String::new(),
    };
    Line::styled(text, QUIET)
}

/// What the clock says, for a screen on which nothing else fits.
fn time_in_a_word(session: &Session) -> String {
    let clocks = session.clocks();
    let between = clocks.slack.filter(|_| matches!(session.stage(), Stage::Between { .. }));
    match (clocks.part.and_then(|part| part.left()), between) {
        (Some(left), _) => format!("{} left of the part.", digits(whole_seconds(left))),
        (None, Some(slack)) => format!("{} to the next part.", digits(whole_seconds(slack))),
        _ => String::new(),
    }
}

fn lie_on_top(room: &mut Room<'_>, overlay: Overlay, area: Rect, buffer: &mut Buffer) {
    let mut page = popup_page(area);
    let title = match overlay {
        Overlay::Help(mut line) => {
            help(area, &mut line, buffer);
            room.overlay = Some(Overlay::Help(line));
            return;
        }
        Overlay::Question(mut line) => {
            context(room.session, &mut page, true);
            let part = room.session.stage().part().and_then(|part| room.session.plan().parts.get(part));
            page.quiet(&part.map_or_else(String::new, |part| format!("The part: {}", part.objective)));
            popup(&page, "The question (Esc closes)", &mut line, area, buffer);
            room.overlay = Some(Overlay::Question(line));
            return;
        }
        Overlay::Choose => {
            for (index, item) in room.session.items().iter().enumerate() {
                let title = match &item.question {
                    Some(key) => question_name(room.session, key),
                    None => "Your questions".to_owned(),
                };
                let flag = if item.flagged { ", flagged" } else { "" };
                let mark = if item.current { ", open" } else { "" };
                page.line(&format!("{}  {title} ({} words{flag}{mark})", index + 1, item.words));
            }
            "Go to which one? (Esc stays)"
        }
        Overlay::HandIn => {
            let left = room.session.clocks().part.and_then(|part| part.left());
            let left = left.map_or_else(String::new, |left| format!(" with {} left", in_words(left)));
            page.line(&match room.session.stage() {
                Stage::CandidateQuestions { .. } => format!("This ends the discussion{left}."),
                _ => format!("This was the last open question of the part. Handing it in ends the part{left}."),
            });
            page.blank();
            page.line("Enter or Ctrl-S  hand in");
            page.line("Esc              go on writing");
            "Hand in?"
        }
        Overlay::Leave => {
            page.line("What you typed is kept.");
            page.blank();
            let mut choice = |key: &str, what: &str| page.indented(what, key, "     ", Style::new());
            choice("l    ", "leave, and go on later with `greenroom resume`; the report will say so");
            choice("g    ", "give up for good: marked as far as you came, without a verdict");
            choice("Esc  ", "stay; the clock runs on");
            "Leave?"
        }
    };
    popup(&page, title, &mut 0, area, buffer);
}
