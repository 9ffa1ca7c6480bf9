//! When a point is asked again: spaced repetition by FSRS.
//!
//! The scheduler is that of the `fsrs` crate, the reference implementation in Rust of the open FSRS algorithm (Jarrett Ye and
//! others, <https://github.com/open-spaced-repetition/fsrs-rs>), with its default parameters: fitting them takes hundreds of
//! reviews of one person. Only the memory states and intervals are used.

use fsrs::{FSRS, ItemState, MemoryState};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::guide::QuestionKey;
use crate::mark::Status;

/// Chance of still knowing a point on the day it is due. Anki's default: much more costs far more reviews.
pub const DESIRED_RETENTION: f32 = 0.9;

/// Days between two reviews of a point at least: what has just been shown is not asked again in the same sitting.
const SHORTEST_INTERVAL: i64 = 1;
/// Days between two reviews at most: an interview is nearer than that.
const LONGEST_INTERVAL: i64 = 365;
const SECONDS_A_DAY: i64 = 86_400;

/// A point as a thing to remember.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its question, alternative or follow-up.
    pub question: QuestionKey,
    /// Its id.
    pub point: String,
    /// When it is to be asked.
    pub due_at: Timestamp,
    /// What FSRS knows of it; none before the first review.
    pub memory: Option<Memory>,
}

/// What FSRS knows of a card.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Memory {
    /// Days after which the chance of knowing it has fallen to 90 %.
    pub stability: f32,
    /// How hard it is, from 1 to 10.
    pub difficulty: f32,
    /// When it was reviewed last.
    pub reviewed_at: Timestamp,
}

/// How well a point was known, in FSRS's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Recall {
    /// Not known.
    Again,
    /// Known in part, or with effort.
    Hard,
    /// Known.
    Good,
    /// Known without thinking.
    Easy,
}

impl Recall {
    /// Every answer, from worst to best.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// What a mark suggests. That it was easy only the person can say.
    pub fn of(status: Status) -> Self {
        match status {
            Status::Missed => Self::Again,
            Status::Partial => Self::Hard,
            Status::Covered => Self::Good,
        }
    }
}

/// The scheduler.
#[derive(Debug)]
pub struct Scheduler {
    fsrs: FSRS,
}

impl Scheduler {
    /// With FSRS's default parameters; `None` where the crate refuses its own.
    pub fn new() -> Option<Self> {
        FSRS::new(&[]).ok().map(|fsrs| Self { fsrs })
    }

    /// The card after a review: its memory, and when it is due again. As it was where FSRS finds its state impossible,
    /// due the next day.
    pub fn after(&self, card: &Card, recall: Recall, now: Timestamp) -> Card {
        let memory =
            card.memory.map(|memory| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
        let elapsed = card.memory.map_or(0, |memory| days_between(memory.reviewed_at, now));
        let next = self.fsrs.next_states(memory, DESIRED_RETENTION, elapsed).ok().map(|states| match recall {
            Recall::Again => states.again,
            Recall::Hard => states.hard,
            Recall::Good => states.good,
            Recall::Easy => states.easy,
        });
        let memory = next.as_ref().map(|state: &ItemState| Memory {
            stability: state.memory.stability,
            difficulty: state.memory.difficulty,
            reviewed_at: now,
        });
        let days = next.map_or(SHORTEST_INTERVAL, |state| whole_days(state.interval));
        Card { due_at: later(now, days), memory: memory.or(card.memory), ..card.clone() }
    }
}

/// A card's interval in whole days, within bounds.
#[expect(clippy::cast_possible_truncation, reason = "bounded before the cast is relied on")]
fn whole_days(interval: f32) -> i64 {
    (interval.round() as i64).clamp(SHORTEST_INTERVAL, LONGEST_INTERVAL)
}

fn later(now: Timestamp, days: i64) -> Timestamp {
    now.checked_add(SignedDuration::from_secs(days * SECONDS_A_DAY)).unwrap_or(now)
}

fn days_between(before: Timestamp, now: Timestamp) -> u32 {
    u32::try_from((now.as_second() - before.as_second()) / SECONDS_A_DAY).unwrap_or(0)
}

/// How many cards fall due on each of the next `days` days, those overdue counted to the first.
pub fn forecast(cards: &[Card], now: Timestamp, days: usize) -> Vec<usize> {
    let mut counts = vec![0; days];
    for card in cards {
        let day = usize::try_from((card.due_at.as_second() - now.as_second()).max(0) / SECONDS_A_DAY);
        if let Some(count) = day.ok().and_then(|day| counts.get_mut(day)) {
            *count += 1;
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const START: i64 = 1_800_000_000;

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(START + day * SECONDS_A_DAY).unwrap()
    }

    fn card() -> Card {
        Card { question: QuestionKey::number(1), point: "stealing".to_owned(), due_at: day(0), memory: None }
    }

    fn interval(card: &Card, now: Timestamp) -> i64 {
        (card.due_at.as_second() - now.as_second()) / SECONDS_A_DAY
    }

    #[test]
    fn first_intervals_are_those_of_fsrs_6() {
        // The first four default parameters are the initial stabilities in days; at a retention of 90 % the interval is the
        // stability (FSRS wiki, "The Algorithm").
        let scheduler = Scheduler::new().unwrap();
        let first = Recall::ALL.map(|recall| interval(&scheduler.after(&card(), recall, day(0)), day(0)));
        let expected = [0, 1, 2, 3].map(|index| whole_days(fsrs::DEFAULT_PARAMETERS[index]));
        assert_eq!(first, expected);
        assert!(first.is_sorted(), "{first:?}");
    }

    #[test]
    fn what_is_known_is_asked_ever_more_rarely_and_what_is_forgotten_soon() {
        let scheduler = Scheduler::new().unwrap();
        let (mut known, mut now) = (card(), day(0));
        let mut intervals = Vec::new();
        for _ in 0..5 {
            known = scheduler.after(&known, Recall::Good, now);
            intervals.push(interval(&known, now));
            now = known.due_at;
        }
        assert!(intervals.windows(2).all(|pair| pair[0] < pair[1]), "{intervals:?}");
        let forgotten = scheduler.after(&known, Recall::Again, now);
        assert!(interval(&forgotten, now) < *intervals.last().unwrap() / 2, "{forgotten:?}");
        assert!(forgotten.memory.unwrap().difficulty > known.memory.unwrap().difficulty);
    }

    #[test]
    fn nothing_is_due_again_on_the_same_day_nor_after_more_than_a_year() {
        let scheduler = Scheduler::new().unwrap();
        assert_eq!(interval(&scheduler.after(&card(), Recall::Again, day(0)), day(0)), SHORTEST_INTERVAL);
        let memory = Some(Memory { stability: 20_000.0, difficulty: 1.0, reviewed_at: day(0) });
        let old = Card { memory, ..card() };
        assert_eq!(interval(&scheduler.after(&old, Recall::Easy, day(300)), day(300)), LONGEST_INTERVAL);
    }

    /// A candidate who knows a point with FSRS's own chance reviews what is due, day by day.
    #[test]
    fn a_simulated_candidate_is_asked_each_point_once_a_sitting_and_ever_less() {
        use rand::rngs::Xoshiro256PlusPlus;
        use rand::{RngExt, SeedableRng};

        let scheduler = Scheduler::new().unwrap();
        let mut random = Xoshiro256PlusPlus::seed_from_u64(7);
        let mut cards: Vec<Card> = (0..40).map(|number| Card { point: format!("point-{number}"), ..card() }).collect();
        let mut asked_on = Vec::new();
        for today in 0..90 {
            let now = day(today);
            let due: Vec<usize> = (0..cards.len()).filter(|index| cards[*index].due_at <= now).collect();
            asked_on.push(due.len());
            for index in due {
                let chance = if cards[index].memory.is_none() { 0.5 } else { f64::from(DESIRED_RETENTION) };
                let known = random.random_bool(chance);
                let memory = cards[index]
                    .memory
                    .map(|memory| MemoryState { stability: memory.stability, difficulty: memory.difficulty });
                let elapsed = cards[index].memory.map_or(0, |memory| days_between(memory.reviewed_at, now));
                let after = scheduler.after(&cards[index], if known { Recall::Good } else { Recall::Again }, now);
                assert!(after.due_at > now, "nothing is asked twice in a sitting");
                let published = scheduler.fsrs.next_states(memory, DESIRED_RETENTION, elapsed).unwrap();
                let published = if known { published.good } else { published.again };
                assert_eq!(interval(&after, now), whole_days(published.interval));
                cards[index] = after;
            }
        }
        let asked = |days: std::ops::Range<usize>| asked_on[days].iter().sum::<usize>();
        assert_eq!(asked_on[0], 40);
        assert!(asked(60..90) < asked(0..30) / 2, "{asked_on:?}");
    }

    #[test]
    fn a_forecast_counts_by_day() {
        let at = |due_at| Card { due_at, ..card() };
        let cards = [at(day(-3)), at(day(0)), at(day(1)), at(day(9))];
        assert_eq!(forecast(&cards, day(0), 3), [2, 1, 0]);
    }
}
