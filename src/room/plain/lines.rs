//! From bytes to lines, with the half-typed line always at hand.
//!
//! On a terminal the line is edited here, not by the system: the system keeps a half-typed line to itself, where a cut-off
//! or a crash loses it, and cuts lines off at 4,096 bytes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::report::inert;
use crate::text::without_mark;

/// Columns a tab is shown as.
const TAB: &str = "    ";

const CTRL_D: u8 = 0x04;
const BACKSPACE: u8 = 0x08;
const CTRL_U: u8 = 0x15;
const CTRL_W: u8 = 0x17;
const ESCAPE: u8 = 0x1b;
const DELETE: u8 = 0x7f;

/// What came out of some bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A finished line, its line break taken off.
    Line(String),
    /// To be shown on the terminal.
    Echo(String),
    /// The answer ends (Ctrl-D on an empty line).
    End,
}

/// Bytes on their way to becoming lines.
#[derive(Debug)]
pub(super) struct Lines {
    /// Bytes of the half line that are not yet known to be text: a character may come in several pieces.
    bytes: Vec<u8>,
    half: String,
    /// Whether some text has come: a file may have a byte-order mark before it.
    begun: bool,
    origin: Origin,
    escape: Escape,
    lossy: bool,
    /// The last byte was a carriage return, whose line feed may follow.
    returned: bool,
}

/// Where bytes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// A pipe or a file: every byte is text.
    Pipe,
    /// A terminal that leaves editing to us, and where wanted showing what is typed.
    Keys { echo: bool },
}

/// How much of an escape sequence (an arrow key, say) was seen; such keys do nothing here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    Begun,
    Sequence,
}

impl Lines {
    /// Lines from a pipe or a file.
    pub(super) fn piped() -> Self {
        Self::from(Origin::Pipe)
    }

    /// Lines typed on a terminal, with a backspace, Ctrl-W and Ctrl-U.
    pub(super) fn typed(echo: bool) -> Self {
        Self::from(Origin::Keys { echo })
    }

    fn from(origin: Origin) -> Self {
        let (bytes, half) = (Vec::new(), String::new());
        Self { bytes, half, begun: false, origin, escape: Escape::None, lossy: false, returned: false }
    }

    /// The half-typed line.
    pub(super) fn half(&self) -> &str {
        &self.half
    }

    /// The half-typed line as it stands on the terminal.
    pub(super) fn shown(&self) -> String {
        shown(&self.half)
    }

    /// Takes the half-typed line away, an unfinished character with it.
    pub(super) fn take_half(&mut self) -> String {
        self.decode(true);
        std::mem::take(&mut self.half)
    }

    /// Whether bytes came that were no UTF-8, since this was asked last.
    pub(super) fn was_lossy(&mut self) -> bool {
        std::mem::take(&mut self.lossy)
    }

    /// Takes bytes, and gives what came of them in order.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for &byte in bytes {
            match self.origin {
                Origin::Pipe => self.byte(byte, &mut pieces),
                Origin::Keys { .. } => self.key(byte, &mut pieces),
            }
        }
        self.text(&mut pieces);
        pieces
    }

    fn byte(&mut self, byte: u8, pieces: &mut Vec<Piece>) {
        if byte != b'\n' {
            self.bytes.push(byte);
            return;
        }
        let mut line = self.take_half();
        if line.ends_with('\r') {
            line.pop();
        }
        pieces.push(Piece::Line(line));
    }

    fn key(&mut self, byte: u8, pieces: &mut Vec<Piece>) {
        let returned = std::mem::replace(&mut self.returned, byte == b'\r');
        if self.is_escape(byte) {
            return;
        }
        match byte {
            // A pasted text may end its lines with both.
            b'\n' if returned => {}
            b'\n' | b'\r' => {
                self.text(pieces);
                let line = self.take_half();
                self.show("\n", pieces);
                pieces.push(Piece::Line(line));
            }
            CTRL_D => {
                self.text(pieces);
                if self.half.is_empty() {
                    pieces.push(Piece::End);
                }
            }
            BACKSPACE | DELETE => self.erase(pieces, last_grapheme),
            CTRL_U => self.erase(pieces, |_| 0),
            CTRL_W => self.erase(pieces, last_word),
            b'\t' | b' '.. => self.bytes.push(byte),
            // Other control keys do nothing here.
            _ => {}
        }
    }

    /// Whether a byte belongs to an escape sequence.
    fn is_escape(&mut self, byte: u8) -> bool {
        let before = self.escape;
        self.escape = match (before, byte) {
            (Escape::None, ESCAPE) => Escape::Begun,
            // The final byte of a sequence is a letter or a mark; before it come digits.
            (Escape::Begun, b'[' | b'O') | (Escape::Sequence, ..0x40 | 0x7f..) => Escape::Sequence,
            _ => Escape::None,
        };
        before != Escape::None || self.escape != Escape::None
    }

    /// Moves what is known to be text from the bytes to the half line.
    fn text(&mut self, pieces: &mut Vec<Piece>) {
        let from = self.half.len();
        self.decode(false);
        self.show(&shown(&self.half[from..]), pieces);
    }

    fn decode(&mut self, finished: bool) {
        let bytes = std::mem::take(&mut self.bytes);
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            let valid = if self.begun { chunk.valid() } else { without_mark(chunk.valid()) };
            self.begun |= !chunk.valid().is_empty();
            self.half.push_str(valid);
            let is_last = chunks.peek().is_none();
            match chunk.invalid() {
                [] => {}
                // A character of at most four bytes may still be on its way.
                unfinished if is_last && !finished && could_go_on(unfinished) => self.bytes = unfinished.to_vec(),
                _ => {
                    self.half.push(char::REPLACEMENT_CHARACTER);
                    self.lossy = true;
                }
            }
        }
        self.begun |= finished;
    }

    fn erase(&mut self, pieces: &mut Vec<Piece>, keep: impl Fn(&str) -> usize) {
        self.text(pieces);
        let at = keep(&self.half);
        let columns = shown(&self.half[at..]).width();
        self.half.truncate(at);
        self.show(&"\u{8} \u{8}".repeat(columns), pieces);
    }

    fn show(&self, text: &str, pieces: &mut Vec<Piece>) {
        if self.origin == (Origin::Keys { echo: true }) && !text.is_empty() {
            pieces.push(Piece::Echo(text.to_owned()));
        }
    }
}

/// Typed text as it is shown: what is pasted must not drive the terminal.
fn shown(text: &str) -> String {
    inert(&text.replace('\t', TAB)).into_owned()
}

/// Where the last thing that looks like one character begins.
fn last_grapheme(line: &str) -> usize {
    line.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
}

/// Where the last word begins.
fn last_word(line: &str) -> usize {
    line.unicode_word_indices().next_back().map_or(0, |(at, _)| at)
}

/// Whether more bytes could make a character of these: their error is that they end.
fn could_go_on(bytes: &[u8]) -> bool {
    std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;

    fn lines(pieces: &[Piece]) -> Vec<&str> {
        pieces
            .iter()
            .filter_map(|piece| if let Piece::Line(line) = piece { Some(line.as_str()) } else { None })
            .collect()
    }

    fn screen(pieces: &[Piece]) -> String {
        pieces
            .iter()
            .filter_map(|piece| if let Piece::Echo(text) = piece { Some(text.as_str()) } else { None })
            .collect()
    }

    #[test]
    fn a_pipes_lines_end_with_either_line_break() {
        let mut input = Lines::piped();
        assert_eq!(lines(&input.feed(b"one\r\ntwo\n\nthree")), ["one", "two", ""]);
        assert_eq!(input.half(), "three");
        assert_eq!(input.take_half(), "three");
        assert_eq!(input.half(), "");
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_a_pipes_first_line() {
        let mut input = Lines::piped();
        let pieces: Vec<Piece> = "\u{feff}:next\nmore\n".bytes().flat_map(|byte| input.feed(&[byte])).collect();
        assert_eq!(lines(&pieces), [":next", "more"]);
        assert_eq!(
            lines(&Lines::piped().feed("\n\u{feff}more\n".as_bytes())),
            ["", "\u{feff}more"],
            "only at the start"
        );
    }

    #[test]
    fn typed_text_is_shown_and_can_be_erased() {
        let mut input = Lines::typed(true);
        let pieces = input.feed("a go\u{7f}\u{7f}chan x\u{17}\u{17}mutex\u{15}ok\n".as_bytes());
        assert_eq!(lines(&pieces), ["ok"]);
        assert!(screen(&pieces).ends_with("ok\n"));
    }

    #[test]
    fn a_backspace_erases_what_looks_like_one_character() {
        let mut input = Lines::typed(true);
        for character in ["e\u{301}", "日", "👩‍👩‍👧", "\t"] {
            input.feed(b"x");
            input.feed(character.as_bytes());
            let pieces = input.feed(b"\x7f");
            assert_eq!(input.half(), "x", "{character}");
            let columns = character.replace('\t', TAB).width();
            assert_eq!(screen(&pieces), "\u{8} \u{8}".repeat(columns));
            input.feed(b"\x15");
        }
        assert_eq!(screen(&input.feed(b"\x7f")), "", "nothing to erase");
    }

    #[test]
    fn keys_that_mean_nothing_here_leave_no_trace() {
        let mut input = Lines::typed(true);
        input.feed(b"a\x1b[A\x1b[1;5C\x1bOP\x1bf\x01\x00b");
        assert_eq!(input.half(), "ab");
    }

    #[test]
    fn ctrl_d_ends_the_answer_on_an_empty_line_only() {
        let mut input = Lines::typed(false);
        assert_eq!(input.feed(b"a\x04"), []);
        assert_eq!(input.feed(b"\x7f\x04"), [Piece::End]);
    }

    #[test]
    fn a_line_longer_than_the_systems_limit_is_whole() {
        let long = "a word ".repeat(3000);
        let mut input = Lines::typed(false);
        let pieces = input.feed(format!("{long}\r\nnext\r").as_bytes());
        assert_eq!(lines(&pieces), [long.as_str(), "next"]);
    }

    #[test]
    fn a_character_may_come_in_pieces() {
        for mut input in [Lines::typed(true), Lines::piped()] {
            let bytes = "é👩".as_bytes();
            for byte in bytes {
                input.feed(&[*byte]);
            }
            assert_eq!(input.half(), "é👩");
            assert!(!input.was_lossy());
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced_and_that_is_said_once() {
        let mut input = Lines::piped();
        assert_eq!(lines(&input.feed(b"a\xffb\xc3\n")), ["a\u{fffd}b\u{fffd}"]);
        assert!(input.was_lossy());
        assert!(!input.was_lossy());
    }

    proptest! {
        #[test]
        fn any_text_comes_through_a_pipe_however_it_is_cut(text in "[^\r\n]{0,40}(\n[^\r\n]{0,40}){0,4}", at in 0..200usize) {
            let mut input = Lines::piped();
            let (first, second) = text.as_bytes().split_at(at.min(text.len()));
            let mut pieces = input.feed(first);
            pieces.extend(input.feed(second));
            let half = input.take_half();
            let mut all = lines(&pieces);
            all.push(&half);
            prop_assert_eq!(all.join("\n"), without_mark(&text));
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut input = Lines::typed(true);
            input.feed(&bytes);
            input.take_half();
        }
    }
}
