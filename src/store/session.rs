//! What goes into the store and comes out of it.

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::guide::Guide;
use crate::interview::{Mode, SessionRecord, SessionState};
use crate::scoring::{AreaResult, Scorecard, Verdict};

/// Number of a session, from 1; never given to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub i64);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An open session as it stands: enough to go on with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Everything answered and used so far, the text being typed included, and the stage it stands at.
    pub record: SessionRecord,
    /// Byte offset of the cursor in the text being typed.
    pub cursor: usize,
}

/// A session as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its number.
    pub id: SessionId,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended, or the open one was last saved.
    pub updated_at: Timestamp,
    /// Slug of its guide.
    pub guide: String,
    /// BLAKE3 hash of its guide's snapshot, in hexadecimal. Sessions with the same hash used the same guide.
    pub guide_hash: String,
    /// Who answered, where that was said.
    pub candidate: Option<String>,
    /// Kind of session.
    pub mode: Mode,
    /// Where it stands.
    pub state: SessionState,
    /// Whether it was broken off and gone on with later.
    pub interrupted: bool,
    /// Multiplier of every budget; none where it was untimed.
    pub pace: Option<f64>,
    /// Version of the engine that marked it, where it was marked.
    pub engine: Option<u32>,
    /// How it came out.
    pub summary: Summary,
}

/// How a session came out, in short. Kept as it was when the session ended.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Sum of the rounded areas; none where not all of them were asked.
    pub total: Option<u32>,
    /// The verdict.
    pub verdict: ShortVerdict,
    /// The areas, in the guide's order.
    pub areas: Vec<AreaScore>,
}

impl Summary {
    /// The scorecard in short.
    pub fn of(card: &Scorecard) -> Self {
        let verdict = match card.verdict {
            Verdict::NotJudged(_) => ShortVerdict::NotJudged,
            Verdict::Judged(judgement) if judgement.too_close => ShortVerdict::TooClose,
            Verdict::Judged(judgement) if judgement.passed => ShortVerdict::Met,
            Verdict::Judged(_) => ShortVerdict::NotMet,
        };
        let area = |area: &AreaResult| AreaScore { title: area.title.clone(), score: area.rounded, max: area.max };
        Self { total: card.total.rounded, verdict, areas: card.areas.iter().map(area).collect() }
    }
}

/// A verdict in a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShortVerdict {
    /// All pass rules are met.
    Met,
    /// Some are not.
    NotMet,
    /// The chance is too near one half to say.
    TooClose,
    /// Not everything was asked, or the session was given up.
    #[default]
    NotJudged,
}

/// An area's score.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaScore {
    /// Title.
    pub title: String,
    /// Whole points earned; none where not all of it was asked.
    pub score: Option<u32>,
    /// Most points.
    pub max: u32,
}

/// A session with all that its report needs, apart from its marks.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What lists show.
    pub listed: Listed,
    /// What happened in it.
    pub record: SessionRecord,
    /// The guide as it was then.
    pub guide: Guide,
}

/// Which sessions to list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Only this candidate's.
    pub candidate: Option<String>,
    /// Only those of the guide with this short name.
    pub guide: Option<String>,
    /// At most this many, the latest.
    pub limit: Option<usize>,
}
