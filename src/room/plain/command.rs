//! A line of input: text of an answer, its end, or a command.

/// What a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Text of the answer.
    Text(String),
    /// The answer ends.
    End,
    /// Something to do.
    Command(Command),
    /// It looks like a command, and is none.
    Unknown {
        /// The word behind the colon.
        word: String,
        /// The command that was probably meant.
        meant: Option<&'static str>,
    },
}

/// What can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Command {
    /// Say the time.
    Time,
    /// The following question.
    Next,
    /// The previous question.
    Back,
    /// The part's question at this place, from 1.
    Go(usize),
    /// Flag the question, or take its flag away.
    Flag,
    /// Change the answer.
    Edit(Edit),
    /// Give up.
    Quit,
    /// List the commands.
    Help,
}

/// How the answer is changed. Lines count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Edit {
    /// Show its lines with their numbers.
    List,
    /// Take a line out.
    Remove(usize),
    /// Put new words in a line's place.
    Replace(usize, String),
}

/// Every command and what it does, as `:help` lists them.
pub(super) const COMMANDS: [(&str, &str); 8] = [
    ("time", "say how much time is left"),
    ("next", "go to the next question of this part; this one stays open"),
    ("back", "go to the previous question of this part"),
    ("go", "go to a question of this part by its place: :go 2"),
    ("flag", "flag this question to come back to it in the closing discussion, or take the flag away"),
    ("edit", "list the lines of your answer; :edit 2 new words replaces line 2, :edit 2 takes it out"),
    ("quit", "give the interview up"),
    ("help", "list the commands"),
];

/// How like a typed word must be to a command before it is suggested (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.75;

impl Line {
    /// Reads a line of input, its line break taken off.
    pub(super) fn read(line: &str) -> Self {
        let Some(rest) = line.strip_prefix(':') else {
            return match line {
                "." => Self::End,
                ".." => Self::Text(".".to_owned()),
                text => Self::Text(text.to_owned()),
            };
        };
        if rest.starts_with(':') {
            return Self::Text(rest.to_owned());
        }
        let (word, argument) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        let argument = argument.trim();
        let command = match (word, argument) {
            ("time", "") => Command::Time,
            ("next", "") => Command::Next,
            ("back", "") => Command::Back,
            ("flag", "") => Command::Flag,
            ("quit", "") => Command::Quit,
            ("help", "") => Command::Help,
            ("edit", "") => Command::Edit(Edit::List),
            ("edit", argument) => match Edit::read(argument) {
                Some(edit) => Command::Edit(edit),
                None => return Self::unknown(line, word),
            },
            ("go", place) => match place.parse() {
                Ok(place) => Command::Go(place),
                Err(_) => return Self::unknown(line, word),
            },
            _ => return Self::unknown(line, word),
        };
        Self::Command(command)
    }

    fn unknown(line: &str, word: &str) -> Self {
        // ":=" or ": so" are no slips of a command.
        if !word.starts_with(|first: char| first.is_ascii_lowercase()) {
            return Self::Text(line.to_owned());
        }
        let likeness = |name: &str| strsim::jaro_winkler(name, word);
        let nearest = COMMANDS.iter().map(|(name, _)| *name).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        Self::Unknown { word: word.to_owned(), meant: nearest.filter(|name| likeness(name) >= ALIKE) }
    }
}

impl Edit {
    fn read(argument: &str) -> Option<Self> {
        let (number, words) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
        let number = number.parse().ok()?;
        Some(match words.trim() {
            "" => Self::Remove(number),
            words => Self::Replace(number, words.to_owned()),
        })
    }

    /// Changes a text; says whether it has such a line.
    pub(super) fn change(&self, text: &mut String) -> bool {
        let mut lines = text.split('\n').collect::<Vec<_>>();
        let (Self::Remove(number) | Self::Replace(number, _)) = self else { return false };
        let Some(index) = number.checked_sub(1).filter(|index| *index < lines.len() && !text.is_empty()) else {
            return false;
        };
        match self {
            Self::Replace(_, words) => lines[index] = words,
            _ => drop(lines.remove(index)),
        }
        *text = lines.join("\n");
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_text_an_end_or_a_command() {
        let text = |text: &str| Line::Text(text.to_owned());
        let unknown = |word: &str, meant| Line::Unknown { word: word.to_owned(), meant };
        for (line, read) in [
            ("a goroutine", text("a goroutine")),
            ("", text("")),
            (".", Line::End),
            ("..", text(".")),
            ("...", text("...")),
            (" .", text(" .")),
            (":time", Line::Command(Command::Time)),
            (":next ", Line::Command(Command::Next)),
            (":go 2", Line::Command(Command::Go(2))),
            (":edit", Line::Command(Command::Edit(Edit::List))),
            (":edit 2", Line::Command(Command::Edit(Edit::Remove(2)))),
            (":edit 2  two words", Line::Command(Command::Edit(Edit::Replace(2, "two words".to_owned())))),
            ("::time", text(":time")),
            (":::", text("::")),
            (":", text(":")),
            (":= is an assignment", text(":= is an assignment")),
            (":nxet", unknown("nxet", Some("next"))),
            (":memory", unknown("memory", None)),
            (":time flies", unknown("time", Some("time"))),
            (":go there", unknown("go", Some("go"))),
        ] {
            assert_eq!(Line::read(line), read, "{line:?}");
        }
    }

    #[test]
    fn a_line_of_the_answer_can_be_replaced_and_taken_out() {
        let mut text = "one\ntwo\nthree".to_owned();
        assert!(Edit::Replace(2, "2".to_owned()).change(&mut text));
        assert_eq!(text, "one\n2\nthree");
        assert!(Edit::Remove(1).change(&mut text));
        assert_eq!(text, "2\nthree");
        for edit in [Edit::Remove(0), Edit::Remove(3), Edit::List] {
            assert!(!edit.change(&mut text));
        }
        assert!(!Edit::Remove(1).change(&mut String::new()));
        assert_eq!(text, "2\nthree");
    }
}
