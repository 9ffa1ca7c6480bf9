//! From keys to what they ask for. One map for all screens; a screen heeds what makes sense on it.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::editor::{Command, Motion};

/// What a key asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// Something in the text; on pages moving scrolls, and letters choose.
    Edit(Command),
    /// Enter: a line break in a text, else yes.
    Enter,
    /// Escape: out of whatever lies on top.
    Escape,
    Submit,
    Next,
    Back,
    /// Choose the question to go to.
    Choose,
    /// Go to the question at this place, from 0.
    GoTo(usize),
    Flag,
    /// Show the question in full.
    Question,
    Help,
    Leave,
    /// Back to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Write in the editor of the person's choice.
    OpenEditor,
    /// A hint, in a drill.
    Hint,
}

/// Every key and what it does, as the help lists them.
pub(super) const KEYS: [(&str, &str); 21] = [
    ("Ctrl-S", "hand in the answer and go on (also Alt-Enter)"),
    ("Ctrl-N, Ctrl-P", "go to the part's next or previous question; this one stays open"),
    ("Ctrl-G, then 1-9", "go to a question of the part by its place (also Alt-1 to Alt-9)"),
    ("Ctrl-F", "flag the question for the closing discussion, or take the flag away"),
    ("F2, Ctrl-T", "show the question in full"),
    ("F1, Alt-?", "this help; where nothing is typed, ? does too"),
    ("Ctrl-C", "copy what is selected; with nothing selected, ask whether to leave"),
    ("Ctrl-Z", "step back to the shell; the clock runs on"),
    ("Ctrl-L", "draw the screen anew"),
    ("Enter", "a new line"),
    ("arrows", "move; with Ctrl or Alt over a word (also Alt-B, Alt-F)"),
    ("Home, End", "to the row's start or end (also Ctrl-A, Ctrl-E); with Ctrl the text's"),
    ("Page Up, Page Down", "move by a screen"),
    ("Shift with these", "select; Alt-A selects all"),
    ("Ctrl-X, Ctrl-V", "cut what is selected; paste what was cut or copied"),
    ("Ctrl-U, Ctrl-R", "undo a word or a pause; do it again"),
    ("Backspace, Delete", "erase a character"),
    ("Ctrl-W, Alt-D", "erase the word before or behind (also Alt-Backspace, Ctrl-Delete)"),
    ("Ctrl-K", "erase to the line's end"),
    ("F4, Ctrl-O", "write in $EDITOR, where no clock runs"),
    ("F3, Ctrl-Y", "in a drill: a hint"),
];

/// What a key asks for; nothing for keys that mean nothing here and for releases.
pub(super) fn act(key: KeyEvent) -> Option<Act> {
    if key.kind == KeyEventKind::Release {
        return None;
    }
    let (ctrl, alt) = (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT));
    match key.code {
        // Keyboards with AltGr send both with the character it makes.
        KeyCode::Char(character) if ctrl && alt => Some(Act::Edit(Command::Type(character))),
        KeyCode::Char(character) if ctrl => with_ctrl(character.to_ascii_lowercase()),
        KeyCode::Char(character) if alt => with_alt(character),
        KeyCode::Char(character) => Some(Act::Edit(Command::Type(character))),
        KeyCode::Tab => Some(Act::Edit(Command::Type('\t'))),
        KeyCode::Enter if alt || ctrl => Some(Act::Submit),
        KeyCode::Enter => Some(Act::Enter),
        KeyCode::Esc => Some(Act::Escape),
        KeyCode::Backspace => Some(erase(if ctrl || alt { Motion::WordLeft } else { Motion::Left })),
        KeyCode::Delete => Some(erase(if ctrl || alt { Motion::WordRight } else { Motion::Right })),
        KeyCode::F(1) => Some(Act::Help),
        KeyCode::F(2) => Some(Act::Question),
        KeyCode::F(3) => Some(Act::Hint),
        KeyCode::F(4) => Some(Act::OpenEditor),
        code => {
            let to = motion(code, ctrl || alt)?;
            Some(Act::Edit(Command::Move { to, select: key.modifiers.contains(KeyModifiers::SHIFT) }))
        }
    }
}

fn motion(code: KeyCode, far: bool) -> Option<Motion> {
    Some(match code {
        KeyCode::Left if far => Motion::WordLeft,
        KeyCode::Right if far => Motion::WordRight,
        KeyCode::Home if far => Motion::Top,
        KeyCode::End if far => Motion::Bottom,
        KeyCode::Left => Motion::Left,
        KeyCode::Right => Motion::Right,
        KeyCode::Up => Motion::Up,
        KeyCode::Down => Motion::Down,
        KeyCode::Home => Motion::Home,
        KeyCode::End => Motion::End,
        KeyCode::PageUp => Motion::PageUp,
        KeyCode::PageDown => Motion::PageDown,
        _ => return None,
    })
}

fn with_ctrl(character: char) -> Option<Act> {
    Some(match character {
        's' => Act::Submit,
        'n' => Act::Next,
        'p' => Act::Back,
        'g' => Act::Choose,
        'f' => Act::Flag,
        't' => Act::Question,
        'c' => Act::Leave,
        'z' => Act::Suspend,
        'l' => Act::Redraw,
        'o' => Act::OpenEditor,
        'y' => Act::Hint,
        'a' => go(Motion::Home),
        'e' => go(Motion::End),
        'x' => Act::Edit(Command::Cut),
        'v' => Act::Edit(Command::Paste),
        // Ctrl-_ arrives as Ctrl-7.
        'u' | '7' | '_' => Act::Edit(Command::Undo),
        'r' => Act::Edit(Command::Redo),
        // Many terminals send it for Backspace.
        'h' => erase(Motion::Left),
        'w' => erase(Motion::WordLeft),
        'k' => erase(Motion::End),
        // A line feed in a paste that is not bracketed.
        'j' => Act::Enter,
        _ => return None,
    })
}

fn with_alt(character: char) -> Option<Act> {
    Some(match character {
        'b' => go(Motion::WordLeft),
        'f' => go(Motion::WordRight),
        'd' => erase(Motion::WordRight),
        'a' => Act::Edit(Command::SelectAll),
        '?' => Act::Help,
        '1'..='9' => Act::GoTo(character as usize - '1' as usize),
        _ => return None,
    })
}

fn go(to: Motion) -> Act {
    Act::Edit(Command::Move { to, select: false })
}

fn erase(to: Motion) -> Act {
    Act::Edit(Command::Erase(to))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Act> {
        act(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn letters_are_typed_with_shift_and_with_altgr() {
        for modifiers in [KeyModifiers::NONE, KeyModifiers::SHIFT, KeyModifiers::CONTROL | KeyModifiers::ALT] {
            assert_eq!(pressed(KeyCode::Char('{'), modifiers), Some(Act::Edit(Command::Type('{'))));
        }
    }

    #[test]
    fn a_release_asks_for_nothing_and_a_repeat_for_the_same_again() {
        let mut key = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::NONE);
        key.kind = KeyEventKind::Release;
        assert_eq!(act(key), None);
        key.kind = KeyEventKind::Repeat;
        assert_eq!(act(key), Some(Act::Edit(Command::Type('a'))));
    }

    #[test]
    fn no_key_deletes_more_than_it_says() {
        let erased = |act: &Act| matches!(act, Act::Edit(Command::Erase(_) | Command::Cut));
        let keys = ('a'..='z')
            .filter(|key| pressed(KeyCode::Char(*key), KeyModifiers::CONTROL).is_some_and(|act| erased(&act)));
        assert_eq!(keys.collect::<String>(), "hkwx");
    }
}
