//! Arguments, declared: doc comments are the help. What they do is in [`crate::command`].

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::plan::{self, SwapIn};

/// The guide that is used where none is named.
pub const DEFAULT_GUIDE: &str = "senior-go";

/// Below a command's own options in its help.
const LAST: usize = 900;

/// Rehearse a job interview against the clock, with honest marks and what to study next
#[derive(Debug, Clone, Parser)]
#[command(
    name = "greenroom",
    version,
    after_help = "Examples:
  greenroom mock                    the whole interview, timed
  greenroom mock --part 1 --pace 2  its first part, with twice the time
  greenroom drill --part 1          practise it, with marks after each answer
  greenroom review                  the points that are due again
  greenroom report                  the last report again
  greenroom history                 all sessions

Nothing is ever sent anywhere. Sessions are kept in the platform's data folder;
GREENROOM_DATA_DIR names another."
)]
pub struct Cli {
    /// Say when to use colour: auto, always or never
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    #[arg(hide_possible_values = true, display_order = LAST)]
    pub color: Color,

    /// What to do; without it a menu opens on a terminal
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise (`NO_COLOR`, `CLICOLOR`, `CLICOLOR_FORCE`, `TERM`)
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The sub-commands.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Hold a timed mock interview, then mark it
    Mock(Mock),
    /// Practise questions, with marks after each answer
    Drill(Drill),
    /// Review the answer points that are due again
    Review(Review),
    /// Go on with an interview that was broken off
    Resume(Resume),
    /// Mark answers from files or standard input, without a session
    Grade(Grade),
    /// Show the report of a finished session again
    Report(Report),
    /// List the sessions that have ended
    History(History),
    /// List, show or check interview guides
    #[command(subcommand)]
    Guide(Guide),
    /// Show the configuration: what is set, and where
    #[command(after_help = "Example:
  greenroom config

The file holds defaults, such as `candidate = \"Ada\"` or `pace = 1.5`. A variable of the environment goes before it, and an
option on the command line before both.")]
    Config,
}

/// Arguments of `mock`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  greenroom mock                                 the whole interview, timed
  greenroom mock --part 1 --part 3               two of its parts
  greenroom mock --pace 2                        twice the time
  greenroom mock --full                          with the optional round
  greenroom mock --swap 3=memory-debugging       an alternative in place of Question 3
  greenroom mock --propose                       alternatives that suit your background
  greenroom mock --plain < answers.txt           answers from a file

An answer ends with a line that holds a single dot; `:help` lists what can be done in between. From a pipe, answers are
taken in the order in which they are asked: one for each question, then one clarification for each question flagged with
a line `:flag`, then the questions you would ask. What is missing is blank. Follow-ups are asked only where --follow-ups
says so (each answer then comes right after its question's), and no clock runs unless --pace is given.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct Mock {
    /// Use this guide: a built-in guide's name, or a folder
    #[arg(long, value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Ask only this part: its number, or the optional round's name (repeatable)
    #[arg(long = "part", value_name = "PART")]
    pub parts: Vec<String>,

    /// Add the guide's optional round
    #[arg(long)]
    pub full: bool,

    /// Multiply every time budget: 0.5 halves it, 2 doubles it
    #[arg(long, value_name = "FACTOR")]
    pub pace: Option<f64>,

    /// Remove the clock
    #[arg(long, conflicts_with = "pace")]
    pub untimed: bool,

    /// Say when follow-up questions are asked [default: fit; never when standard input is not a terminal]
    #[arg(long, value_enum, value_name = "WHEN")]
    pub follow_ups: Option<FollowUps>,

    /// Ask an alternative in a question's place, such as 3=memory-debugging, or `random` (repeatable)
    #[arg(long = "swap", value_name = "SWAP")]
    pub swaps: Vec<Swap>,

    /// Ask for your background first, and propose alternatives that suit it
    #[arg(long)]
    pub propose: bool,

    /// Seed the random choice of `--swap random`, to have the same one again
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,

    /// Do not ask at the end how I would judge myself
    #[arg(long)]
    pub no_assess: bool,

    /// Use plain lines of text: for pipes, simple terminals and screen readers
    #[arg(long)]
    pub plain: bool,

    /// Say who answers, so that the history can tell candidates apart
    #[arg(long, value_name = "NAME")]
    pub candidate: Option<String>,
}

/// Arguments of `drill`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  greenroom drill                    every question, one after the other
  greenroom drill --part 1           one part
  greenroom drill --question 3       one question
  greenroom drill --count 3          three questions at random
  greenroom drill --weakest          the three you were weakest in
  greenroom drill --due              those with points due for review
  greenroom drill --alternatives     the alternative questions
  greenroom drill --follow-ups       the follow-up questions
  greenroom drill --plain            plain lines of text

No clock runs. After each answer its marks are shown: what you covered with the words that earned it, and what you missed
with why it matters. You can answer again and see what changed, and ask for hints. Leave whenever you like; nothing is lost.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct Drill {
    /// Use this guide: a built-in guide's name, or a folder
    #[arg(long, value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Drill only this part: its number, or the optional round's name (repeatable)
    #[arg(long = "part", value_name = "PART")]
    pub parts: Vec<String>,

    /// Drill only this question: its number, or an alternative's name (repeatable)
    #[arg(long = "question", value_name = "QUESTION")]
    pub questions: Vec<String>,

    /// Drill the questions that have this answer point, by its id (repeatable)
    #[arg(long = "point", value_name = "POINT")]
    pub points: Vec<String>,

    /// Drill the alternative questions
    #[arg(long)]
    pub alternatives: bool,

    /// Drill the follow-up questions, each by itself
    #[arg(long, conflicts_with_all = ["alternatives", "weakest", "due"])]
    pub follow_ups: bool,

    /// Drill the questions you were weakest in, old sessions counting less; three, unless --count says otherwise
    #[arg(long)]
    pub weakest: bool,

    /// Drill the questions that have points due for review
    #[arg(long, conflicts_with = "weakest")]
    pub due: bool,

    /// Drill this many of the questions, chosen at random
    #[arg(long, value_name = "COUNT")]
    pub count: Option<usize>,

    /// Seed the random choice of `--count`, to have the same one again
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,

    /// Use plain lines of text: for pipes, simple terminals and screen readers
    #[arg(long)]
    pub plain: bool,

    /// Say who answers, so that the history can tell candidates apart
    #[arg(long, value_name = "NAME")]
    pub candidate: Option<String>,
}

/// Arguments of `review`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  greenroom review                what is due today
  greenroom review --limit 5      five points of it
  greenroom review --forecast     how much falls due in the next days

Every point that a mock or a drill finds missing or partial becomes due. You reply in your own words, see the mark and what a
good reply says, and say how well you knew it; the better, the later it is asked again. From a pipe, replies end with a
line that holds a single dot, and the mark decides.")]
pub struct Review {
    /// Use this guide: a built-in guide's name, or a folder
    #[arg(long, value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Ask at most this many points
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub limit: usize,

    /// Show how many points fall due on each of the next days, and ask none
    #[arg(long)]
    pub forecast: bool,

    /// Use plain lines of text: for simple terminals and screen readers
    #[arg(long)]
    pub plain: bool,

    /// Say who answers: everybody has cards of their own
    #[arg(long, value_name = "NAME")]
    pub candidate: Option<String>,
}

/// Arguments of `resume`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  greenroom resume       the interview that was broken off last
  greenroom resume 12    session 12

It goes on at the same question, with the clocks as they stood. The time in between does not count, and the report says
that the interview was interrupted.")]
pub struct Resume {
    /// Go on with this session [default: the latest that was broken off]
    #[arg(value_name = "SESSION")]
    pub session: Option<i64>,

    /// Do not ask at the end how I would judge myself
    #[arg(long)]
    pub no_assess: bool,

    /// Use plain lines of text: for simple terminals and screen readers
    #[arg(long)]
    pub plain: bool,
}

/// When follow-up questions are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FollowUps {
    /// After every question that has one
    Always,
    /// When the clocks leave room for it
    Fit,
    /// Not at all
    Never,
}

impl From<FollowUps> for plan::FollowUps {
    fn from(choice: FollowUps) -> Self {
        match choice {
            FollowUps::Always => Self::Always,
            FollowUps::Fit => Self::Fit,
            FollowUps::Never => Self::Never,
        }
    }
}

/// An alternative in a question's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Swap {
    /// One question and one alternative, both chosen at random.
    Random,
    /// That alternative in that question's place.
    One(SwapIn),
}

impl FromStr for Swap {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "random" {
            return Ok(Self::Random);
        }
        let help = || "write QUESTION=ALTERNATIVE, such as 3=memory-debugging, or random".to_owned();
        let (number, slug) = text.split_once('=').ok_or_else(help)?;
        let number = number.trim().parse().map_err(|_| help())?;
        match slug.trim() {
            "" => Err(help()),
            slug => Ok(Self::One(SwapIn { number, slug: slug.to_owned() })),
        }
    }
}

/// Arguments of `grade`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  greenroom grade answers.jsonl
  greenroom grade --format text < answers.jsonl

Each line of input is one answer: {\"id\": \"a1\", \"question\": 1, \"answer\": \"...\"}. A line that cannot be
graded is reported on standard error with its number; the rest is graded all the same.")]
pub struct Grade {
    /// Read answers from these files, one JSON object a line [default: standard input]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,

    /// Use this guide: a built-in guide's name, or a folder
    #[arg(long, value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Choose the form of the output [default: text on a terminal, else jsonl]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<GradeFormat>,
}

/// Forms of `grade`'s output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GradeFormat {
    /// One JSON object a line
    Jsonl,
    /// Text to read
    Text,
}

/// Arguments of `report`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  greenroom report                              the latest finished session
  greenroom report 12 --question 3              one question of session 12 of `greenroom history`
  greenroom report --brief                      the verdict and what to do next
  greenroom report --open                       as a page in the browser
  greenroom report --format html -o it.html     as a page to print or send on
  greenroom report --format markdown -o it.md   for a note or an issue
  greenroom report --format json                for other programs
  greenroom report --compare 8 9 12             what was gained and lost from session 8 to 12
  greenroom report --attempts 3                 the same over all attempts at Question 3
  greenroom report 12 --mark --as mentor        go through its marks, and override some
  greenroom report 12 --remark                  mark it again with this version

Long text goes through $PAGER on a terminal, through `less` where that is not set.")]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct Report {
    /// Show this session [default: the latest finished one]
    #[arg(value_name = "SESSION")]
    pub session: Option<i64>,

    /// Choose the form of the report [default: text, html with --open]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ReportFormat>,

    /// Write the report to this file
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Write it as HTML, into the data folder where no file is named, and open it in a browser
    #[arg(long)]
    pub open: bool,

    /// Leave out the questions one by one
    #[arg(long)]
    pub brief: bool,

    /// Show only this question: a number, an alternative's slug, or a follow-up that was drilled
    #[arg(long, value_name = "QUESTION", conflicts_with = "brief")]
    pub question: Option<String>,

    /// Show what was gained and lost from the first of these sessions to the last, point by point
    #[arg(long, num_args = 2.., value_name = "SESSION")]
    #[arg(conflicts_with_all = ["session", "brief", "question", "open"])]
    pub compare: Vec<i64>,

    /// Show what was gained and lost over the latest attempts at this question, in mocks and drills
    #[arg(long, value_name = "QUESTION", conflicts_with_all = ["session", "compare", "brief", "question", "open"])]
    pub attempts: Option<String>,

    /// Take this candidate's attempts [default: the latest session's]
    #[arg(long, value_name = "NAME", requires = "attempts")]
    pub candidate: Option<String>,

    /// Go through the marks with their evidence, and say which are otherwise and why
    #[arg(long, requires = "who", conflicts_with_all = ["compare", "attempts", "brief", "question", "open", "format", "output"])]
    pub mark: bool,

    /// Mark as a mentor, whose marks count, or as oneself, whose marks are only shown
    #[arg(long = "as", value_enum, value_name = "WHO", id = "who", requires = "mark")]
    pub who: Option<MarkAs>,

    /// Mark the session again with this version's engine and patterns, and show what moved; people's marks stay
    #[arg(long, conflicts_with_all = ["mark", "compare", "attempts", "brief", "question", "open", "format", "output"])]
    pub remark: bool,

    /// Make lines this many columns wide [default: the terminal's width, else 80]
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(60..=160))]
    pub width: Option<u16>,

    /// Print long text at once, not through a pager
    #[arg(long)]
    pub no_pager: bool,
}

/// Who marks a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MarkAs {
    /// A mentor: these marks count before the machine's
    Mentor,
    /// The candidate: what they dispute is shown, and never counts
    #[value(name = "self")]
    Own,
}

/// Forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Text for a terminal
    Text,
    /// Markdown for a note or an issue
    Markdown,
    /// One page of HTML to read, print or send on
    Html,
    /// JSON for other programs, with a versioned schema
    Json,
}

/// Arguments of `history`.
#[derive(Debug, Clone, Args)]
#[command(after_help = "Examples:
  greenroom history
  greenroom history --candidate Ada --limit 5
  greenroom history --export json > sessions.json    to keep, or to move to another machine
  greenroom history --import sessions.json           those that are not here yet
  greenroom history --export csv > areas.csv         a line for each area, for a spreadsheet
  greenroom history --export anki > cards.txt        the points to review, for Anki's text import
  greenroom history delete 12                        one session, for good
  greenroom history erase --candidate Ada            everything of Ada's")]
#[command(args_conflicts_with_subcommands = true)]
pub struct History {
    /// What to delete
    #[command(subcommand)]
    pub act: Option<HistoryAct>,

    /// List only this candidate's sessions
    #[arg(long, value_name = "NAME")]
    pub candidate: Option<String>,

    /// List only sessions of this guide: a built-in guide's name, or a folder
    #[arg(long, value_name = "GUIDE")]
    pub guide: Option<String>,

    /// List at most this many sessions, the latest
    #[arg(long, value_name = "COUNT")]
    pub limit: Option<usize>,

    /// Write the sessions in this form instead of listing them
    #[arg(long, value_enum, value_name = "FORM")]
    pub export: Option<Export>,

    /// Take in the sessions of a file that `--export json` wrote
    #[arg(long, value_name = "FILE", conflicts_with_all = ["export", "candidate", "guide", "limit"])]
    pub import: Option<PathBuf>,
}

/// Forms of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Export {
    /// A line for each area of each session
    Csv,
    /// Everything, to be taken in again
    Json,
    /// Cards for Anki's text import: front, back, tags
    Anki,
}

/// What can be deleted.
#[derive(Debug, Clone, Subcommand)]
pub enum HistoryAct {
    /// Delete a session with its marks, for good
    #[command(after_help = "Example:
  greenroom history delete 12")]
    Delete {
        /// The session's number
        #[arg(value_name = "SESSION")]
        session: i64,

        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Set a damaged database aside, and take over what can still be read of it
    #[command(after_help = "Example:
  greenroom history repair")]
    Repair,
    /// Delete all sessions, cards and reviews, for good
    #[command(after_help = "Examples:
  greenroom history erase --candidate Ada
  greenroom history erase --yes")]
    Erase {
        /// Only this candidate's
        #[arg(long, value_name = "NAME")]
        candidate: Option<String>,

        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

/// What to do with guides.
#[derive(Debug, Clone, Subcommand)]
pub enum Guide {
    /// List the built-in guides
    #[command(after_help = "Example:
  greenroom guide list")]
    List,
    /// Show a guide's whole structure
    #[command(after_help = "Examples:
  greenroom guide show senior-go
  greenroom guide show senior-go --format json
  greenroom guide show ./my-guide")]
    Show(GuideShow),
    /// Check a guide: errors, contradictions, and how they are read
    #[command(after_help = "Examples:
  greenroom guide check senior-go
  greenroom guide check ./my-guide
  greenroom guide check ./my-guide --fix    lay its files out in the one way there is")]
    Check(GuideCheck),
    /// Read what a guide has for studying: outlines, model answers, and what to know of each point
    #[command(after_help = "Examples:
  greenroom guide study senior-go 3
  greenroom guide study senior-go memory-debugging")]
    Study(GuideStudy),
    /// Measure how the engine's marks agree with a guide's labelled answers
    #[command(after_help = "Examples:
  greenroom guide test senior-go
  greenroom guide test ./my-guide --set tune --question 3 --errors 40
  greenroom guide test ./my-guide --patterns        every pattern: right, wrong and foreign fires
  greenroom guide test senior-go --min-kappa 0.8    fail below that agreement, for CI

Labelled answers are the files answers/SET.jsonl in the guide's folder, one answer a line:
{\"id\": \"a1\", \"question\": 1, \"answer\": \"...\", \"points\": {\"TITLE\": 0, 1 or 2}}.")]
    Test(GuideTest),
    /// Say what is heard in a text: each point's mark, and every pattern that matches
    #[command(after_help = "Examples:
  greenroom guide hear senior-go 1 'An idle P steals from a busy one.'
  greenroom guide hear ./my-guide 4.follow-up < answer.txt")]
    Hear(GuideHear),
}

/// Arguments of `guide show`.
#[derive(Debug, Clone, Args)]
pub struct GuideShow {
    /// Show this guide: a built-in guide's name, or a folder
    #[arg(value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Choose the form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: GuideFormat,
}

/// Forms of `guide show`'s output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum GuideFormat {
    /// Text to read
    #[default]
    Text,
    /// The guide's whole structure as JSON
    Json,
}

/// Arguments of `guide test`.
#[derive(Debug, Clone, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own on the command line")]
pub struct GuideTest {
    /// Test this guide: a built-in guide's name, or a folder
    #[arg(value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Use only this set of answers: the name of a file in `answers/` (repeatable)
    #[arg(long = "set", value_name = "SET")]
    pub sets: Vec<String>,

    /// Use only answers to this question (repeatable)
    #[arg(long = "question", value_name = "QUESTION")]
    pub questions: Vec<String>,

    /// Show only this point's disagreements and patterns, by its id
    #[arg(long, value_name = "POINT")]
    pub point: Option<String>,

    /// Show at most this many disagreements, the largest first
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    pub errors: usize,

    /// List every pattern, not only those that need a look
    #[arg(long)]
    pub patterns: bool,

    /// Print labelled answers made of the sessions that a mentor marked, to keep in answers/SET.jsonl
    #[arg(long)]
    pub from_marks: bool,

    /// Propose wordings from labelled answers that no pattern caught
    #[arg(long)]
    pub suggest: bool,

    /// Write the measured agreement into guide.toml of the guide's folder, for the footer of its reports
    #[arg(long, conflicts_with_all = ["questions", "from_marks"])]
    pub record: bool,

    /// Fail where kappa is below this
    #[arg(long, value_name = "KAPPA")]
    pub min_kappa: Option<f64>,

    /// Choose the form of the output
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub format: GuideFormat,
}

/// Arguments of `guide hear`.
#[derive(Debug, Clone, Args)]
pub struct GuideHear {
    /// Use this guide: a built-in guide's name, or a folder
    #[arg(value_name = "GUIDE")]
    pub guide: String,

    /// Take the text for an answer to this question, alternative or follow-up
    #[arg(value_name = "QUESTION")]
    pub question: String,

    /// Hear this text; without it, standard input
    #[arg(value_name = "TEXT")]
    pub text: Option<String>,
}

/// Arguments of `guide check`.
#[derive(Debug, Clone, Args)]
pub struct GuideCheck {
    /// Check this guide: a built-in guide's name, or a folder
    #[arg(value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Write the files of the guide's folder in their canonical layout first; no value changes
    #[arg(long)]
    pub fix: bool,

    /// Fail where there are warnings, as for built-in guides
    #[arg(long)]
    pub strict: bool,
}

/// Arguments of `guide study`.
#[derive(Debug, Clone, Args)]
pub struct GuideStudy {
    /// Study this guide: a built-in guide's name, or a folder
    #[arg(value_name = "GUIDE", default_value = DEFAULT_GUIDE)]
    pub guide: String,

    /// Study this question: its number, or an alternative's name (repeatable) [default: all]
    #[arg(value_name = "QUESTION")]
    pub questions: Vec<String>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_declarations_hold_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_swap_names_a_question_and_an_alternative() {
        let swap = Swap::One(SwapIn { number: 3, slug: "memory-debugging".to_owned() });
        assert_eq!("3=memory-debugging".parse(), Ok(swap));
        assert_eq!("random".parse(), Ok(Swap::Random));
        for wrong in ["3", "x=y", "3=", "=memory-debugging"] {
            assert!(wrong.parse::<Swap>().unwrap_err().contains("3=memory-debugging"), "{wrong}");
        }
    }

    #[test]
    fn every_sub_command_has_examples() {
        fn check(command: &clap::Command) {
            let leaf = command.get_subcommands().next().is_none();
            let examples = command.get_after_help().is_some_and(|help| help.to_string().contains("Example"));
            assert!(examples || !leaf, "{} has no examples", command.get_name());
            command.get_subcommands().for_each(check);
        }
        check(&Cli::command());
    }
}
