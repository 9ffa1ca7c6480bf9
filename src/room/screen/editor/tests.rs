//! The editor as whoever types meets it.

use super::*;

/// Does things one after the other, a tenth of a second apart.
fn edited(text: &str, commands: impl IntoIterator<Item = Command>) -> Editor {
    let mut editor = Editor::new();
    editor.load(text, text.len());
    let mut now = Duration::ZERO;
    for command in commands {
        now += Duration::from_millis(100);
        editor.apply(command, now);
    }
    editor
}

fn typed(text: &str) -> Vec<Command> {
    text.chars().map(Command::Type).collect()
}

fn to(to: Motion) -> Command {
    Command::Move { to, select: false }
}

fn select(to: Motion) -> Command {
    Command::Move { to, select: true }
}

#[test]
fn a_word_is_undone_at_a_time_and_done_again() {
    let mut editor = edited("", typed("one two three"));
    let mut seen = Vec::new();
    for command in [Command::Undo, Command::Undo, Command::Undo, Command::Undo, Command::Redo, Command::Redo] {
        editor.apply(command, Duration::from_secs(9));
        seen.push(editor.text().to_owned());
    }
    assert_eq!(seen, ["one two ", "one ", "", "", "one ", "one two "]);
}

#[test]
fn a_pause_and_a_move_are_undone_on_their_own() {
    let mut editor = edited("", typed("one"));
    editor.apply(Command::Type('s'), Duration::from_secs(5));
    editor.apply(Command::Undo, Duration::from_secs(5));
    assert_eq!(editor.text(), "one");
    let mut commands = typed("ab");
    commands.extend([to(Motion::Left), to(Motion::Right), Command::Type('c'), Command::Undo]);
    assert_eq!(edited("", commands).text(), "ab");
}

#[test]
fn what_was_erased_comes_back_a_word_at_a_time() {
    let erase = [const { Command::Erase(Motion::Left) }; 7];
    let editor = edited("one two three", erase);
    assert_eq!(editor.text(), "one tw");
    let mut editor = editor;
    editor.apply(Command::Undo, Duration::ZERO);
    assert_eq!((editor.text(), editor.cursor()), ("one two", 7));
    editor.apply(Command::Undo, Duration::ZERO);
    assert_eq!((editor.text(), editor.cursor()), ("one two three", 13));
}

#[test]
fn a_key_moves_and_erases_what_looks_like_one_character() {
    for character in ["é", "e\u{301}", "日", "👩‍👩‍👧", "🇩🇪", "\t"] {
        let text = format!("a{character}b");
        assert_eq!(edited(&text, [to(Motion::Left), to(Motion::Left)]).cursor(), 1, "{character}");
        assert_eq!(edited(&text, [to(Motion::Left), Command::Erase(Motion::Left)]).text(), "ab", "{character}");
        let forward = [to(Motion::Top), to(Motion::Right), Command::Erase(Motion::Right)];
        assert_eq!(edited(&text, forward).text(), "ab", "{character}");
    }
}

#[test]
fn words_are_moved_over_and_erased() {
    let text = "go func(), then wait";
    assert_eq!(edited(text, [to(Motion::WordLeft), to(Motion::WordLeft)]).cursor(), 11);
    assert_eq!(edited(text, [to(Motion::Top), to(Motion::WordRight), to(Motion::WordRight)]).cursor(), 7);
    assert_eq!(edited(text, [Command::Erase(Motion::WordLeft)]).text(), "go func(), then ");
    assert_eq!(edited(text, [to(Motion::Top), Command::Erase(Motion::WordRight)]).text(), " func(), then wait");
    assert_eq!(edited("a\nbc\nd", [to(Motion::Top), to(Motion::Down), Command::Erase(Motion::End)]).text(), "a\n\nd");
}

#[test]
fn a_selection_is_cut_copied_pasted_and_typed_over() {
    let last = || select(Motion::WordLeft);
    assert_eq!(edited("one two", [last(), Command::Cut, to(Motion::Top), Command::Paste]).text(), "twoone ");
    assert_eq!(edited("one two", [last(), Command::Copy, to(Motion::Right), Command::Paste]).text(), "one twotwo");
    assert_eq!(edited("one two", [last(), Command::Type('x')]).text(), "one x");
    assert_eq!(edited("one two", [Command::SelectAll, Command::Erase(Motion::Left)]).text(), "");
    assert_eq!(edited("one two", [Command::Copy, Command::Paste]).text(), "one two", "nothing is selected");
}

#[test]
fn rows_are_moved_over_with_the_column_kept() {
    let mut editor = edited("", []);
    editor.fit(10, 4);
    editor.load("first row second row\nx\nthird line", 6);
    editor.apply(to(Motion::Down), Duration::ZERO);
    assert_eq!(editor.cursor(), 16, "the second row");
    editor.apply(to(Motion::Down), Duration::ZERO);
    assert_eq!(editor.cursor(), 22, "behind x");
    editor.apply(to(Motion::Down), Duration::ZERO);
    assert_eq!(editor.cursor(), 29, "the column comes back");
    editor.apply(to(Motion::End), Duration::ZERO);
    editor.apply(to(Motion::Home), Duration::ZERO);
    assert_eq!(editor.cursor(), 23);
    editor.apply(to(Motion::PageUp), Duration::ZERO);
    editor.apply(to(Motion::End), Duration::ZERO);
    assert_eq!(editor.cursor(), 9, "before the space that hangs over the first row's edge");
}

#[test]
fn the_cursor_is_always_among_what_is_shown() {
    let mut editor = edited(&"line\n".repeat(50), []);
    editor.fit(20, 5);
    assert_eq!((editor.place(), editor.hidden()), ((0, 4), (46, 0)));
    editor.apply(to(Motion::Top), Duration::ZERO);
    editor.fit(20, 5);
    assert_eq!((editor.place(), editor.hidden()), ((0, 0), (0, 46)));
    editor.apply(to(Motion::Bottom), Duration::ZERO);
    editor.fit(20, 5);
    editor.fit(20, 40);
    assert_eq!(editor.hidden(), (11, 0), "no blank rows below while rows above are hidden");
}

#[test]
fn pasted_line_breaks_of_every_system_are_the_same() {
    assert_eq!(edited("", [Command::Insert("a\r\nb\rc\n".to_owned())]).text(), "a\nb\nc\n");
}

#[test]
fn a_text_does_not_grow_beyond_its_limit() {
    let mut editor = edited("", []);
    assert!(!editor.apply(Command::Insert("é".repeat(LONGEST)), Duration::ZERO));
    assert_eq!(editor.text().len(), LONGEST);
    assert!(!editor.apply(Command::Type('x'), Duration::ZERO));
    assert!(editor.apply(Command::Erase(Motion::Left), Duration::ZERO));
    assert!(editor.apply(Command::Type('x'), Duration::ZERO));
}

#[test]
fn a_resumed_cursor_that_does_not_fit_stands_at_the_end() {
    let mut editor = Editor::new();
    editor.load("é", 1);
    assert_eq!(editor.cursor(), 2);
    editor.load("é", 99);
    assert_eq!(editor.cursor(), 2);
}
