#![allow(clippy::unwrap_used, clippy::expect_used)]
#![allow(clippy::too_many_lines, reason = "a report is a long text")]

use std::sync::Mutex;

use unicode_width::UnicodeWidthStr;

use super::{WIDTHS, comparison_text, text};
use crate::guide::QuestionKey;
use crate::interview::SessionState;
use crate::mark::Status;
use crate::report::{Comparison, Heading, Report, sample};

/// `colored` has one switch for the whole process; whoever renders holds this.
static COLOUR: Mutex<()> = Mutex::new(());

fn rendered(report: &Report, width: usize, colour: bool) -> String {
    let _held = COLOUR.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    colored::control::set_override(colour);
    text(report, width)
}

fn plain(report: &Report) -> String {
    rendered(report, 80, false)
}

#[test]
fn a_pass() {
    insta::assert_snapshot!(plain(&sample::report(&sample::pass())), @r#"
    Sample Interview for Senior Developers
    Mock interview · session 7 · 12 May 2025 · Ada

    ── Verdict (an estimate) ───────────────────────────────────────────────────────
      ✓ PASS
        38 of 40 points (likely 28 to 40), 3 of 3 rules met. Chance that all are
        met: 86%.

    ── Coverage of the expected points ─────────────────────────────────────────────
                                               covered  partial  missed   of
      1 Concurrency                                  5        0       0    5    100%
      2 System Design Challenge                      3        1       0    4     88%
        All                                          8        1       0    9     94%
        1 of 1 follow-up asked, not in the score. 1 covered and 0 partial of 1.

    ── Pass rules ──────────────────────────────────────────────────────────────────
                                                              need   have     chance
      ✓ met        Total                                  28 of 40     38        92%
      ✓ met        Concurrency                             7 of 10     10        96%
      ✓ met        Architecture                            7 of 10     10        89%

    ── Areas ───────────────────────────────────────────────────────────────────────
      Concurrency                                          Strong           10 of 10
      ██████████████████████┃█████████  likely 8 to 10, pass line 7
      System Design                                        Strong   17.5 -> 18 of 20
      █████████████████████████████░░░  likely 13 to 20
      Architecture                                                          10 of 10
      ██████████████████████┃█████████  likely 5 to 10, pass line 7
      no bands in the guide; counts answers to Question 3 that an area above counts
      too
      Total of the rounded areas                           38 of 40 (unrounded 37.5)

    ── Time ────────────────────────────────────────────────────────────────────────
      Concurrency                                                      9:05 of 10:00
      System Design Challenge                                         14:05 of 15:00
      Discussion                                                        2:00 of 5:00
      Whole interview, the screens between parts included             26:00 of 30:00
      86 words in 23:00 of answering: 4 a minute. The guide's minutes are meant for
      speaking, some 130 words a minute.

    ── Over your sessions ──────────────────────────────────────────────────────────
      Sessions of the same guide, plan and pace that were not interrupted, the
      oldest first; this one is the last.
      Concurrency                                        4, 6, 10 of 10, pass line 7

    ── Question 1: Scheduler ───────────────────────────────────────────── 6 of 6 ──
      5:00 of 6:00 · 28 words, 6 a minute

      Your answer, what counted between stars, with the numbers of its points:
        An idle processor *takes half of another's queue*[1]. *A busy loop gets a
        signal*[2] after ten milliseconds. When a call blocks, *the thread lets go
        of its processor*[3].

      ✓ covered 1. Work stealing
                "takes half of another's queue"
                  an idle processor takes another's work
      ✓ covered 2. Preemption
                "A busy loop gets a signal"
                  a signal interrupts
      ✓ covered 3. System calls
                "the thread lets go of its processor"
                  the processor is handed on

      Follow-up: How would you tune it under memory pressure?
        1 covered, 0 partial, 0 missed of 1; not in the score

        Your answer, what counted between stars, with the numbers of its points:
          I would set *a soft memory limit*[1].

      ✓ covered 1. Memory limit
                "a soft memory limit"
                  a limit steers collection

    ── Question 2: Worker pool ─────────────────────────────────────────── 4 of 4 ──
      3:20 of 4:00 · 16 words, 5 a minute

      Your answer, what counted between stars, with the numbers of its points:
        The queue is *bounded so producers wait*[1]. *The sender closes*[2] the
        channel and workers drain it.

      ✓ covered 1. Bounded queue
                "bounded so producers wait"
                  a full queue pushes back
      ✓ covered 2. Graceful shutdown
                "The sender closes"
                  only the sender closes

    ── Question 3: Ticket booking ──────────────────────────────────── 17.5 of 20 ──
      14:00 of 15:00 · 35 words, 3 a minute · partly prompted

      Your answer, what counted between stars, with the numbers of its points:
        Booking, inventory and payment are *services of their own*[1]. *Caches sit
        at the edge*[2] and in the process. *A seat is held for ten minutes*[3],
        then set free. (when prompted:) We use *optimistic locking*[4], with a
        retry.

      Architecture
      ✓ covered 1. Services
                "services of their own"
                  services by responsibility
      ✓ covered 2. Caching layers
                "Caches sit at the edge"
                  caches at more than one level

      Inventory
      ✓ covered 3. Seat holds
                "A seat is held for ten minutes"
                  holds expire
      ~ partial 4. Locking (unsure)
                expected: Optimistic against pessimistic
                "optimistic locking"
                  named, not explained, when prompted

    ── Flags ───────────────────────────────────────────────────────────────────────
      What in your answers speaks for or against the guide's flags. It is quoted,
      and never scored.
      + Production Experience (green flag)
        Real systems under load
        for it: something that was done - "We use" (Question 3)
      - Poor Architecture (red flag)
        Cannot discuss trade-offs
        against it: says what a choice costs - "with a retry" (Question 3)

    ── Study next ──────────────────────────────────────────────────────────────────
      The open points worth most:
      1. Locking (Inventory)
         Question 3, Ticket booking: partial now, worth 2.5 points
         Expected: Optimistic against pessimistic
         A senior answer: Versions while conflicts are rare, locks where they are
         the rule.
         Read: PostgreSQL Documentation: Concurrency Control

    ── The questions you would ask ─────────────────────────────────────────────────
      How do you measure success?
      Who would I work with?

    ── How to read this ────────────────────────────────────────────────────────────
      · This is an estimate. The marks come from matching your words with the points
        the guide expects; an interviewer may judge otherwise, and hears more than
        words.
      · A likely range is where the score lies 8 times in 10 if the marks' own
        chances are right.
      · How far to trust the marks: on 12 labelled answers that were written for the
        purpose (set "kept", 108 labels) they agree with the labels with a
        quadratic-weighted kappa of 0.71, where 1 is perfect and 0 is chance.
      The guide contradicts itself where it moves the verdict, and is read like
      this:
      · It says: At least 7/10 in Architecture. Trouble: No part has that name. Read
        as: Scored from the architecture section of Question 3, which System Design
        counts too.
    "#);
}

#[test]
fn a_near_miss_on_a_narrow_screen() {
    insta::assert_snapshot!(rendered(&sample::report(&sample::near_miss()), 60, false), @r#"
    Sample Interview for Senior Developers
    Mock interview · session 7 · 12 May 2025 · Ada
    · Interrupted: broken off and gone on with later.
    · Pace 1.5: every budget was 1.5 times what the guide gives.

    ── Verdict (an estimate) ───────────────────────────────────
      ✗ NO PASS, but too close to call
        34 of 40 points (likely 24 to 36), 2 of 3 rules met.
        Chance that all are met: 25%.

    ── Coverage of the expected points ─────────────────────────
                           covered  partial  missed   of
      1 Concurrency              2        2       1    5     60%
      2 System Design            3        1       0    4     88%
        Challenge
        All                      5        3       1    9     72%

    ── Pass rules ──────────────────────────────────────────────
                                          need   have     chance
      ✓ met        Total              28 of 40     34        83%
      ✗ not met    Concurrency         7 of 10      6        28%
      ✓ met        Architecture        7 of 10     10        89%

    ── Areas ───────────────────────────────────────────────────
      Concurrency                        Weak            6 of 10
      ██████████████░░░┃░░░░░░  likely 3 to 8, pass line 7
      System Design                    Strong   17.5 -> 18 of 20
      ██████████████████████░░  likely 13 to 20
      Architecture                                      10 of 10
      █████████████████┃██████  likely 5 to 10, pass line 7
      no bands in the guide; counts answers to Question 3 that
      an area above counts too
      Total of the rounded areas       34 of 40 (unrounded 33.5)

    ── Time ────────────────────────────────────────────────────
      Concurrency                                 10:00 of 10:00
      System Design Challenge                     14:05 of 15:00
      Discussion                                    2:00 of 5:00
      Whole interview, the screens between parts  26:00 of 30:00
      included
      55 words in 22:20 of answering: 2 a minute. The guide's
      minutes are meant for speaking, some 130 words a minute.
      Where time rather than knowledge may have limited the
      score:
      ! Question 2 was cut off by the clock: 1 of its 2 answer
        points not covered, worth 1 point.

    ── Question 1: Scheduler ───────────────────────── 3 of 6 ──
      5:00 of 6:00 · 14 words, 3 a minute · flagged

      Your answer, what counted between stars, with the numbers
      of its points:
        *The thread waits[2] with its processor*[3 false]. An
        idle processor *takes half of another's queue*[1].

      ✓ covered 1. Work stealing
                "takes half of another's queue"
                  an idle processor takes another's work
      ~ partial 2. Preemption (unsure)
                expected: Busy loops are interrupted by a signal
                "waits"
                  a wait can be broken - hedged, or only listed
      ✗ false   3. System calls
                expected: The thread is detached while it blocks
                "The thread waits with its processor"
                  false; rather: The processor is handed to
                  another thread while the call blocks.

      Follow-up, not asked: How would you tune it under memory
      pressure?

    ── Question 2: Worker pool ─────────────────────── 3 of 4 ──
      3:20 of 4:00 · 6 words, 2 a minute · cut off by the clock

      Your answer, what counted between stars, with the numbers
      of its points:
        The queue is *bounded so producers*[1][2]

      ✓ covered 1. Bounded queue
                "bounded so producers"
                  a full queue pushes back
      ~ partial 2. Graceful shutdown (unsure)
                expected: The sender closes; workers drain
                "producers"
                  named, not explained

    ── Question 3: Ticket booking ──────────────── 17.5 of 20 ──
      14:00 of 15:00 · 35 words, 3 a minute · partly prompted

      Your answer, what counted between stars, with the numbers
      of its points:
        Booking, inventory and payment are *services of their
        own*[1]. *Caches sit at the edge*[2] and in the process.
        *A seat is held for ten minutes*[3], then set free.
        (when prompted:) We use *optimistic locking*[4], with a
        retry.

      Architecture
      ✓ covered 1. Services
                "services of their own"
                  services by responsibility
      ✓ covered 2. Caching layers
                "Caches sit at the edge"
                  caches at more than one level

      Inventory
      ✓ covered 3. Seat holds
                "A seat is held for ten minutes"
                  holds expire
      ~ partial 4. Locking (unsure)
                expected: Optimistic against pessimistic
                "optimistic locking"
                  named, not explained, when prompted

    ── Flags ───────────────────────────────────────────────────
      What in your answers speaks for or against the guide's
      flags. It is quoted, and never scored.
      + Production Experience (green flag)
        Real systems under load
        for it: something that was done - "We use" (Question 3)
      - Poor Architecture (red flag)
        Cannot discuss trade-offs
        against it: says what a choice costs - "with a retry"
        (Question 3)

    ── What would flip the verdict ─────────────────────────────
      This one answer point, covered, would meet every unmet
      rule:
          +2 Question 1, System calls: missed now

    ── Study next ──────────────────────────────────────────────
      The open points worth most:
      1. Locking (Inventory)
         Question 3, Ticket booking: partial now, worth 2.5
         points
         Expected: Optimistic against pessimistic
         A senior answer: Versions while conflicts are rare,
         locks where they are the rule.
         Read: PostgreSQL Documentation: Concurrency Control
      2. System calls
         Question 1, Scheduler: missed now, worth 2 points
         Expected: The thread is detached while it blocks
         Set right: The processor is handed to another thread
         while the call blocks.
      3. Preemption
         Question 1, Scheduler: partial now, worth 1 point
         Expected: Busy loops are interrupted by a signal
      4. Graceful shutdown
         Question 2, Worker pool: partial now, worth 1 point
         Expected: The sender closes; workers drain

    ── How to read this ────────────────────────────────────────
      · This is an estimate. The marks come from matching your
        words with the points the guide expects; an interviewer
        may judge otherwise, and hears more than words.
      · A likely range is where the score lies 8 times in 10 if
        the marks' own chances are right.
      · An interrupted session is not comparable with one held
        in one go.
      · How far to trust the marks: on 12 labelled answers that
        were written for the purpose (set "kept", 108 labels)
        they agree with the labels with a quadratic-weighted
        kappa of 0.71, where 1 is perfect and 0 is chance.
      The guide contradicts itself where it moves the verdict,
      and is read like this:
      · It says: At least 7/10 in Architecture. Trouble: No part
        has that name. Read as: Scored from the architecture
        section of Question 3, which System Design counts too.
    "#);
}

#[test]
fn an_empty_session() {
    insta::assert_snapshot!(plain(&sample::report(&sample::empty())), @r#"
    Sample Interview for Senior Developers
    Mock interview · session 7 · 12 May 2025

    ── Verdict (an estimate) ───────────────────────────────────────────────────────
      ✗ NO PASS
        0 of 40 points (likely 0), 0 of 3 rules met. Chance that all are met: under
        1%.

    ── Coverage of the expected points ─────────────────────────────────────────────
                                               covered  partial  missed   of
      1 Concurrency                                  0        0       5    5      0%
      2 System Design Challenge                      0        0       4    4      0%
        All                                          0        0       9    9      0%

    ── Pass rules ──────────────────────────────────────────────────────────────────
                                                              need   have     chance
      ✗ not met    Total                                  28 of 40      0   under 1%
      ✗ not met    Concurrency                             7 of 10      0   under 1%
      ✗ not met    Architecture                            7 of 10      0   under 1%

    ── Areas ───────────────────────────────────────────────────────────────────────
      Concurrency                                            Weak            0 of 10
      ░░░░░░░░░░░░░░░░░░░░░░┃░░░░░░░░░  likely 0, pass line 7
      System Design                                          Weak            0 of 20
      ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  likely 0
      Architecture                                                           0 of 10
      ░░░░░░░░░░░░░░░░░░░░░░┃░░░░░░░░░  likely 0, pass line 7
      no bands in the guide; counts answers to Question 3 that an area above counts
      too
      Total of the rounded areas                                             0 of 40

    ── Time ────────────────────────────────────────────────────────────────────────
      Concurrency                                                     10:00 of 10:00
      System Design Challenge                                         15:00 of 15:00
      Discussion                                                        5:00 of 5:00
      Whole interview, the screens between parts included             30:00 of 30:00
      Where time rather than knowledge may have limited the score:
      ! Question 2 was never reached before the clock ran out: 2 of its 2 answer
        points not covered, worth 4 points.
      ! Question 3 was never reached before the clock ran out: 4 of its 4 answer
        points not covered, worth 30 points.

    ── Over your sessions ──────────────────────────────────────────────────────────
      Sessions of the same guide, plan and pace that were not interrupted, the
      oldest first; this one is the last.
      Concurrency                                        4, 6, 10 of 10, pass line 7

    ── Question 1: Scheduler ───────────────────────────────────────────── 0 of 6 ──
      left blank after 10:00
      ✗ missed  1. Work stealing
                expected: Load balancing across processors
      ✗ missed  2. Preemption
                expected: Busy loops are interrupted by a signal
      ✗ missed  3. System calls
                expected: The thread is detached while it blocks

      Follow-up, not asked: How would you tune it under memory pressure?

    ── Question 2: Worker pool ─────────────────────────────────────────── 0 of 4 ──
      never reached
      ✗ missed  1. Bounded queue
                expected: Backpressure instead of growth
      ✗ missed  2. Graceful shutdown
                expected: The sender closes; workers drain

    ── Question 3: Ticket booking ─────────────────────────────────────── 0 of 20 ──
      never reached

      Architecture
      ✗ missed  1. Services
                expected: Booking, inventory, payment
      ✗ missed  2. Caching layers
                expected: Edge, shared and in-process caches

      Inventory
      ✗ missed  3. Seat holds
                expected: Temporary holds that expire
      ✗ missed  4. Locking
                expected: Optimistic against pessimistic

    ── What would flip the verdict ─────────────────────────────────────────────────
      These 6 answer points, covered, would meet every unmet rule (no fewer would
      do):
          +2 Question 1, Work stealing: missed now
          +2 Question 1, Preemption: missed now
          +2 Question 1, System calls: missed now
          +2 Question 2, Bounded queue: missed now
         +10 Question 3, Services (Architecture): missed now
         +10 Question 3, Caching layers (Architecture): missed now

    ── Study next ──────────────────────────────────────────────────────────────────
      The open points worth most:
      1. Services (Architecture)
         Question 3, Ticket booking: missed now, worth 10 points
         Expected: Booking, inventory, payment
      2. Caching layers (Architecture)
         Question 3, Ticket booking: missed now, worth 10 points
         Expected: Edge, shared and in-process caches
      3. Seat holds (Inventory)
         Question 3, Ticket booking: missed now, worth 5 points
         Expected: Temporary holds that expire
      4. Locking (Inventory)
         Question 3, Ticket booking: missed now, worth 5 points
         Expected: Optimistic against pessimistic
         A senior answer: Versions while conflicts are rare, locks where they are
         the rule.
         Read: PostgreSQL Documentation: Concurrency Control
      5. Work stealing
         Question 1, Scheduler: missed now, worth 2 points
         Expected: Load balancing across processors
         Why: Idle processors rebalance without one global lock.

    ── How to read this ────────────────────────────────────────────────────────────
      · This is an estimate. The marks come from matching your words with the points
        the guide expects; an interviewer may judge otherwise, and hears more than
        words.
      · A likely range is where the score lies 8 times in 10 if the marks' own
        chances are right.
      · How far to trust the marks: on 12 labelled answers that were written for the
        purpose (set "kept", 108 labels) they agree with the labels with a
        quadratic-weighted kappa of 0.71, where 1 is perfect and 0 is chance.
      The guide contradicts itself where it moves the verdict, and is read like
      this:
      · It says: At least 7/10 in Architecture. Trouble: No part has that name. Read
        as: Scored from the architecture section of Question 3, which System Design
        counts too.
    "#);
}

#[test]
fn a_session_given_up_says_so_and_has_no_verdict() {
    let (mut record, marks) = sample::pass();
    record.state = SessionState::Abandoned;
    record.answers.truncate(2);
    let report = plain(&sample::report(&(record, marks)));
    for line in [
        "· Abandoned: given up before the end.",
        "- NO OVERALL VERDICT",
        "The session did not come to its end. 6 points of the 6 asked for.",
        "1 of 2 questions asked",
        "6 of the 6 asked for, of 10",
        "- not judged Total",
    ] {
        assert!(report.contains(line), "{line:?} in {report}");
    }
    assert!(report.lines().any(|line| line.starts_with("  2 System Design Challenge") && line.ends_with("not asked")));
    assert!(report.contains("── Question 3: Ticket booking ─"), "the heading has no score: {report}");
    assert!(!report.contains("PASS"));
}

#[test]
fn a_part_alone_has_its_rules_judged_and_no_verdict() {
    let (mut record, marks) = sample::pass();
    record.plan.parts.truncate(1);
    record.plan.untimed = true;
    let report = plain(&sample::report(&(record, marks)));
    for line in [
        "Untimed: no clock ran.",
        "The session did not plan everything that the pass rules count.",
        "✓ met        Concurrency",
        "- not judged Architecture",
    ] {
        assert!(report.contains(line), "{line:?} in {report}");
    }
    assert!(!report.contains(" of 10:00"), "no budget where no clock ran: {report}");
}

#[test]
fn rounding_that_decides_is_said() {
    let (record, mut marks) = sample::pass();
    let mut guide = sample::guide();
    // The pool's points are then worth 1 and 3 of its 4.
    guide.questions[1].points[1].weight = 3;
    let lowered =
        [("1", "preemption", Status::Missed), ("1", "syscalls", Status::Partial), ("2", "bounds", Status::Partial)];
    for (key, id, status) in lowered {
        let mut marks = marks.get_mut(&QuestionKey::new(key)).unwrap().iter_mut();
        marks.find(|mark| mark.id == id).unwrap().status = status;
    }
    // 10 - 2 - 1 - 0.5.
    let report = plain(&Report::build(&guide, &record, &marks, Heading::default()));
    let said = ["✓ PASS", "6.5 -> 7 of 10", "Rounding to whole points decided it", "whole points: Concurrency."];
    for line in said {
        assert!(report.contains(line), "{line:?} in {report}");
    }
}

#[test]
fn colour_adds_nothing_that_words_do_not_say() {
    for session in [sample::pass(), sample::near_miss(), sample::empty()] {
        let report = sample::report(&session);
        let coloured = rendered(&report, 80, true);
        assert!(coloured.contains("\u{1b}["));
        assert_eq!(console::strip_ansi_codes(&coloured), plain(&report));
    }
}

#[test]
fn nothing_typed_reaches_the_terminal_as_a_command() {
    let report = plain(&sample::report(&sample::hostile()));
    let acts =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert_eq!(report.chars().find(|c| acts(*c)), None);
    assert!(report.contains("␛[2Jred <U+009B>31m <U+202E>desrever"));
}

#[test]
fn lines_keep_to_the_width() {
    for session in [sample::pass(), sample::near_miss(), sample::empty(), sample::hostile()] {
        let report = sample::report(&session);
        for width in [*WIDTHS.start(), 61, 80, 100, *WIDTHS.end()] {
            let report = rendered(&report, width, false);
            let wide = report.lines().find(|line| line.width() > width);
            assert_eq!(wide, None, "wider than {width}");
            assert!(report.lines().all(|line| line.trim_end() == line), "spaces at a line's end");
        }
        let comparison = Comparison::of(&[report.clone(), sample::report(&sample::hostile())]);
        let compared = comparison_text(&comparison, *WIDTHS.start());
        assert_eq!(compared.lines().find(|line| line.width() > *WIDTHS.start()), None);
    }
}

#[test]
fn odd_widths_are_taken_as_the_nearest() {
    let report = sample::report(&sample::pass());
    assert_eq!(rendered(&report, 0, false), rendered(&report, 60, false));
    assert_eq!(rendered(&report, usize::MAX, false), rendered(&report, 160, false));
}

#[test]
fn from_a_near_miss_to_a_pass() {
    let comparison = Comparison::of(&[sample::report(&sample::near_miss()), sample::report(&sample::pass())]);
    let _held = COLOUR.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    colored::control::set_override(false);
    insta::assert_snapshot!(comparison_text(&comparison, 80), @r#"
    Sample Interview for Senior Developers
    From session 7 to session 7
    · They had different clocks: pace 1.5, then pace 1.
    · Session 7 was interrupted.

    ── What came out (estimates) ───────────────────────────────────────────────────
                                                     session 7     session 7
      Verdict: no pass, but too close to call, then pass
      Points                                                34            38      +4
      Coverage                                             72%           94%     +22
      Concurrency                                            6            10      +4
      System Design                                         18            18       0
      Architecture                                          10            10       0

    ── Gained ───────────────────────────────────────────────────────────────── 3 ──
      Question 1: Scheduler
        ~ partial -> ✓ covered Preemption
          now: "A busy loop gets a signal"
        ✗ missed -> ✓ covered System calls
          now: "the thread lets go of its processor"
      Question 2: Worker pool
        ~ partial -> ✓ covered Graceful shutdown
          now: "The sender closes"

    ── Lost ─────────────────────────────────────────────────────────────────── 0 ──
      nothing

    ── The same ────────────────────────────────────────────────────────────────────
      6 points with the same mark: 5 covered, 1 partial, 0 missed.
    "#);
}

#[test]
fn a_megabyte_stays_whole() {
    let report = plain(&sample::report(&sample::long()));
    assert_eq!(report.matches('x').count(), 524_288 + plain(&sample::report(&sample::pass())).matches('x').count());
}
