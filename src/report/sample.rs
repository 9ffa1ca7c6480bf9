//! A small guide and three sessions of it (a pass, a near miss, an empty one), for the tests of every format.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::guide::{Guide, QuestionKey};
use crate::interview::{Answer, Ending, Mode, Prompted, SessionRecord, SessionState, Stage};
use crate::mark::{Chances, Evidence, Mark, Status, Why};
use crate::plan::{FollowUps, Plan, PlannedPart, PlannedQuestion};
use crate::report::{AreaTrend, Heading, Report, Trend};
use crate::scoring::Marks;

/// Two scored parts and the discussion. The design's two sections feed *Design* whole and *Architecture* from one.
pub(crate) fn guide() -> Guide {
    toml::from_str(SAMPLE).unwrap()
}

const SAMPLE: &str = r#"
slug = "sample"
title = "Sample Interview for Senior Developers"
minutes = 30
format = "Technical interview"
target_level = "Senior developers"
total = 40
checklist = []
time_management = []
alternatives = []
words = {}
agreement = { set = "kept", answers = 12, labels = 108, kappa = 0.714, engine = 2 }

[[green_flags]]
title = "Production Experience"
text = "Real systems under load"
signs = [{ says = "something that was done", any = ["=we use ~2"] }]
[[red_flags]]
title = "Poor Architecture"
text = "Cannot discuss trade-offs"
signs = [{ says = "nothing but names", any = ["just kafka"] }]
counter_signs = [{ says = "says what a choice costs", any = ["with retry ~4"] }]

[[parts]]
title = "Concurrency"
minutes = 10
objective = "Assess concurrency"
questions = [1, 2]
[[parts]]
title = "System Design Challenge"
minutes = 15
objective = "Test system design"
questions = [3]
[[parts]]
title = "Discussion"
minutes = 5
objective = "Clarify responses"

[[questions]]
number = 1
title = "Scheduler"
min_minutes = 5
max_minutes = 7
prompt = "Explain the scheduler."
[[questions.points]]
id = "stealing"
title = "Work stealing"
detail = "Load balancing across processors"
why = "Idle processors rebalance without one global lock."
[[questions.points]]
id = "preemption"
title = "Preemption"
detail = "Busy loops are interrupted by a signal"
[[questions.points]]
id = "syscalls"
title = "System calls"
detail = "The thread is detached while it blocks"
[[questions.follow_ups]]
prompt = "How would you tune it under memory pressure?"
points = [{ id = "limit", title = "Memory limit", detail = "A soft limit steers collection" }]

[[questions]]
number = 2
title = "Worker pool"
min_minutes = 3
max_minutes = 5
prompt = "Design a worker pool."
[[questions.points]]
id = "bounds"
title = "Bounded queue"
detail = "Backpressure instead of growth"
[[questions.points]]
id = "shutdown"
title = "Graceful shutdown"
detail = "The sender closes; workers drain"

[[questions]]
number = 3
title = "Ticket booking"
min_minutes = 15
max_minutes = 15
prompt = "Design a ticket booking system."
sections = [
  { title = "Architecture", min_minutes = 7, max_minutes = 8 },
  { title = "Inventory", min_minutes = 7, max_minutes = 8 },
]
[[questions.points]]
id = "services"
title = "Services"
detail = "Booking, inventory, payment"
section = "Architecture"
[[questions.points]]
id = "caching"
title = "Caching layers"
detail = "Edge, shared and in-process caches"
section = "Architecture"
[[questions.points]]
id = "holds"
title = "Seat holds"
detail = "Temporary holds that expire"
section = "Inventory"
[[questions.points]]
id = "locking"
title = "Locking"
detail = "Optimistic against pessimistic"
section = "Inventory"
[questions.study.points.locking]
sounds = "Versions while conflicts are rare, locks where they are the rule."
shallow = "We lock the row."
read = ["PostgreSQL Documentation: Concurrency Control"]

[[areas]]
title = "Concurrency"
max = 10
sources = [{ question = 1 }, { question = 2 }]
bands = [
  { name = "Strong", min = 7, max = 10, description = "Solid" },
  { name = "Weak", min = 0, max = 6, description = "Thin" },
]
[[areas]]
title = "System Design"
max = 20
sources = [{ question = 3 }]
bands = [
  { name = "Strong", min = 14, max = 20, description = "Solid" },
  { name = "Weak", min = 0, max = 13, description = "Thin" },
]
[[areas]]
title = "Architecture"
max = 10
sources = [{ question = 3, sections = ["Architecture"] }]

[[rules]]
text = "Total: 28/40"
subject = "total"
at_least = 28
of = 40
[[rules]]
text = "At least 7/10 in Concurrency"
subject = { area = "Concurrency" }
at_least = 7
of = 10
[[rules]]
text = "At least 7/10 in Architecture"
subject = { area = "Architecture" }
at_least = 7
of = 10

[[readings]]
says = "At least 7/10 in Architecture."
trouble = "No part has that name."
resolution = "Scored from the architecture section of Question 3, which System Design counts too."
moves_verdict = true
"#;

/// The plan that asks the sample guide as written.
pub(crate) fn plan() -> Plan {
    let planned = |number, seconds| PlannedQuestion { key: QuestionKey::number(number), in_place_of: None, seconds };
    let part = |key: &str, title: &str, seconds, questions| PlannedPart {
        key: key.to_owned(),
        title: title.to_owned(),
        objective: String::new(),
        seconds,
        questions,
    };
    Plan {
        parts: vec![
            part("1", "Concurrency", 600, vec![planned(1, 360), planned(2, 240)]),
            part("2", "System Design Challenge", 900, vec![planned(3, 900)]),
            part("3", "Discussion", 300, Vec::new()),
        ],
        pace: 1.0,
        untimed: false,
        full: false,
        interview_seconds: 1_800,
        follow_ups: FollowUps::Fit,
    }
}

/// A finished mock without answers.
pub(crate) fn record() -> SessionRecord {
    SessionRecord {
        guide: "sample".to_owned(),
        mode: Mode::Mock,
        candidate: None,
        plan: plan(),
        state: SessionState::Finished,
        interrupted: false,
        answers: Vec::new(),
        part_used_ms: vec![0, 0, 0],
        interview_used_ms: 0,
        candidate_questions: String::new(),
        stage: Stage::Over,
    }
}

/// An answer handed in.
pub(crate) fn answer(key: &str, text: &str, seconds: u64) -> Answer {
    Answer {
        question: QuestionKey::new(key),
        text: text.to_owned(),
        used_ms: seconds * 1_000,
        ending: Ending::Submitted,
        flagged: false,
        prompted: Vec::new(),
        hints: Vec::new(),
        attempts: Vec::new(),
    }
}

/// A mark with a quote of the answer behind it; `sure` is the chance that its status is right.
pub(crate) fn mark(answer: &str, id: &str, status: Status, sure: f64, quote: (&str, &str, Why)) -> Mark {
    let start = answer.find(quote.0).expect("the answer holds the quote");
    let rest = (1.0 - sure) / 2.0;
    let of = |other| if status == other { sure } else { rest };
    Mark {
        id: id.to_owned(),
        status,
        chances: Chances { missed: of(Status::Missed), partial: of(Status::Partial), covered: of(Status::Covered) },
        evidence: vec![Evidence {
            start,
            end: start + quote.0.len(),
            text: quote.0.to_owned(),
            idea: quote.1.to_owned(),
            why: quote.2,
        }],
        contradicted: quote.2 == Why::Misconception,
    }
}

const SCHEDULER: &str = "An idle processor takes half of another's queue. A busy loop gets a signal after ten \
                         milliseconds. When a call blocks, the thread lets go of its processor.";
const POOL: &str = "The queue is bounded so producers wait. The sender closes the channel and workers drain it.";
const DESIGN: &str = "Booking, inventory and payment are services of their own. Caches sit at the edge and in the \
                      process. A seat is held for ten minutes, then set free. We use optimistic locking, with a retry.";

/// A session that passes, with a follow-up answered and one reply prompted.
pub(crate) fn pass() -> (SessionRecord, Marks) {
    let mut record = record();
    record.candidate = Some("Ada".to_owned());
    let limit = "I would set a soft memory limit.";
    let mut design = answer("3", DESIGN, 840);
    design.prompted =
        vec![Prompted { start: DESIGN.find("We use").unwrap(), probe: Some("How do you lock?".to_owned()) }];
    record.answers =
        vec![answer("1", SCHEDULER, 300), answer("1.follow-up", limit, 40), answer("2", POOL, 200), design];
    record.part_used_ms = vec![545_000, 845_000, 120_000];
    record.interview_used_ms = 1_560_000;
    record.candidate_questions = "How do you measure success?\nWho would I work with?".to_owned();
    let covered = |text, id, quote, idea| mark(text, id, Status::Covered, 0.9, (quote, idea, Why::Pattern));
    let marks = [
        (
            "1",
            vec![
                covered(
                    SCHEDULER,
                    "stealing",
                    "takes half of another's queue",
                    "an idle processor takes another's work",
                ),
                covered(SCHEDULER, "preemption", "A busy loop gets a signal", "a signal interrupts"),
                covered(SCHEDULER, "syscalls", "the thread lets go of its processor", "the processor is handed on"),
            ],
        ),
        ("1.follow-up", vec![covered(limit, "limit", "a soft memory limit", "a limit steers collection")]),
        (
            "2",
            vec![
                covered(POOL, "bounds", "bounded so producers wait", "a full queue pushes back"),
                covered(POOL, "shutdown", "The sender closes", "only the sender closes"),
            ],
        ),
        (
            "3",
            vec![
                covered(DESIGN, "services", "services of their own", "services by responsibility"),
                covered(DESIGN, "caching", "Caches sit at the edge", "caches at more than one level"),
                covered(DESIGN, "holds", "A seat is held for ten minutes", "holds expire"),
                mark(DESIGN, "locking", Status::Partial, 0.55, ("optimistic locking", "", Why::Named)),
            ],
        ),
    ];
    (record, marks.into_iter().map(|(key, marks)| (QuestionKey::new(key), marks)).collect())
}

/// A session just short of passing: a false statement, an answer cut off, and marks in doubt.
pub(crate) fn near_miss() -> (SessionRecord, Marks) {
    let (mut record, mut marks) = pass();
    record.interrupted = true;
    record.plan.pace = 1.5;
    record.answers.retain(|answer| !answer.question.is_follow_up());
    let scheduler = "The thread waits with its processor. An idle processor takes half of another's queue.";
    record.answers[0].text = scheduler.to_owned();
    record.answers[0].flagged = true;
    record.answers[1].ending = Ending::CutOff;
    record.answers[1].text = "The queue is bounded so producers".to_owned();
    record.part_used_ms[0] = 600_000;
    record.candidate_questions.clear();
    let says = "The processor is handed to another thread while the call blocks.";
    let one = vec![
        mark(
            scheduler,
            "stealing",
            Status::Covered,
            0.7,
            ("takes half of another's queue", "an idle processor takes another's work", Why::Pattern),
        ),
        mark(scheduler, "preemption", Status::Partial, 0.5, ("waits", "a wait can be broken", Why::Weak)),
        mark(
            scheduler,
            "syscalls",
            Status::Missed,
            0.8,
            ("The thread waits with its processor", says, Why::Misconception),
        ),
    ];
    let pool = record.answers[1].text.clone();
    let two = vec![
        mark(&pool, "bounds", Status::Covered, 0.7, ("bounded so producers", "a full queue pushes back", Why::Pattern)),
        mark(&pool, "shutdown", Status::Partial, 0.4, ("producers", "", Why::Named)),
    ];
    marks.insert(QuestionKey::number(1), one);
    marks.insert(QuestionKey::number(2), two);
    marks.remove(&QuestionKey::new("1.follow-up"));
    (record, marks)
}

/// A session in which nothing was typed.
pub(crate) fn empty() -> (SessionRecord, Marks) {
    let mut record = record();
    record.answers = vec![answer("1", "", 600)];
    record.part_used_ms = vec![600_000, 900_000, 300_000];
    record.interview_used_ms = 1_800_000;
    (record, Marks::new())
}

/// What a terminal, a browser or a Markdown reader might obey.
pub(crate) const NASTY: &str = "\u{1b}]0;title\u{7}\u{1b}[2Jred \u{9b}31m \u{202e}desrever\u{2066} \
    <script>alert(1)</script> \"onmouseover=alert(2) x='</style></title>--> &lt; **bold** `code` [link](javascript:alert(3)) \
    @everyone https://example.org www.example.org | # 日本語の長い文章 👩‍👩‍👧 \r\n\ttab\n# heading\n```\n<!-- \n1. one\n- two\n===\n";

/// A session with nasty text wherever text can be, and long words.
pub(crate) fn hostile() -> (SessionRecord, Marks) {
    let (mut record, mut marks) = near_miss();
    record.candidate = Some(NASTY.to_owned());
    record.candidate_questions = format!("{NASTY}\n{}", "word ".repeat(20_000));
    for answer in &mut record.answers {
        answer.text = format!("{NASTY} {}", answer.text);
    }
    let long = "x".repeat(50_000);
    for mark in marks.values_mut().flatten() {
        for evidence in &mut mark.evidence {
            evidence.start += NASTY.len() + 1;
            evidence.end += NASTY.len() + 1;
            evidence.text = format!("{NASTY} {long}");
            evidence.idea = format!("{NASTY} {}", "y".repeat(300));
            evidence.why = Why::Misconception;
        }
    }
    (record, marks)
}

/// A session with a megabyte of text in one answer, half of it one word.
pub(crate) fn long() -> (SessionRecord, Marks) {
    let (mut record, marks) = pass();
    let answer = &mut record.answers[0].text;
    answer.push_str(&" some more words".repeat(32_768));
    answer.push_str(&"x".repeat(524_288));
    (record, marks)
}

/// The report of a session.
pub(crate) fn report((record, marks): &(SessionRecord, Marks)) -> Report {
    let heading = Heading { session: Some(7), when: Some("12 May 2025".to_owned()), ..Heading::default() };
    let report = Report::build(&guide(), record, marks, heading);
    let comparable = record.state == SessionState::Finished && !record.interrupted;
    Report { trend: comparable.then(trend), ..report }
}

/// Two sessions before this one, better from time to time.
fn trend() -> Trend {
    let concurrency = AreaTrend { area: "Concurrency".to_owned(), max: 10, scores: vec![4, 6, 10], pass_line: Some(7) };
    Trend { sessions: vec![2, 5, 7], areas: vec![concurrency] }
}
