//! What the room is to hold, measured with the real clock:
//!
//! ```console
//! $ cargo test --release --test pty measure -- --ignored --nocapture --test-threads 1
//! ```

#![expect(clippy::print_stdout, reason = "figures are for whoever runs it")]
#![expect(clippy::disallowed_methods, reason = "real time is what is measured")]

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt, SeedableRng};

use crate::{Home, Terminal};

const MOCK: [&str; 8] = ["mock", "--no-assess", "--part", "2", "--pace", "1", "--follow-ups", "never"];

const INTERRUPT: &str = "\u{3}";

fn at_question(terminal: &mut Terminal) -> &mut Terminal {
    terminal.shows("Enter begin").keys("\r").shows("Question 6")
}

/// The value that so many percent lie below.
fn percentile(values: &mut [Duration], percent: usize) -> Duration {
    values.sort_unstable();
    values[(values.len() * percent / 100).min(values.len() - 1)]
}

fn wait(time: Duration) {
    let end = Instant::now() + time;
    while let Some(left) = end.checked_duration_since(Instant::now()) {
        thread::park_timeout(left);
    }
}

#[test]
#[ignore = "measures"]
fn first_frame() {
    let home = Home::new();
    let mut times = Vec::new();
    for _ in 0..20 {
        let start = Instant::now();
        let mut terminal = home.start_in_real_time(MOCK);
        terminal.shows("Enter begin");
        times.push(start.elapsed());
        terminal.keys(INTERRUPT).ends_with(130);
    }
    println!("first frame: median {:?}, at most {:?}", percentile(&mut times, 50), percentile(&mut times, 100));
    assert!(percentile(&mut times, 50) < Duration::from_millis(30));
}

#[test]
#[ignore = "measures"]
fn key_to_screen_memory_and_idling_at_two_thousand_words() {
    let home = Home::new();
    let mut terminal = home.start_in_real_time(MOCK);
    at_question(&mut terminal);
    terminal.keys(&format!("\u{1b}[200~{}\u{1b}[201~", "word ".repeat(2000))).shows("2000 words");
    let mut times = Vec::new();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(2000);
    let mut token = String::new();
    for _ in 0..600 {
        if token.len() == 30 {
            token.clear();
            terminal.keys(" ");
        }
        let key: char = random.random_range('a'..='z');
        token.push(key);
        let start = Instant::now();
        terminal.keys(key.encode_utf8(&mut [0; 4])).shows(&token);
        // Shorter ones may have been on the screen before.
        if token.len() > 5 {
            times.push(start.elapsed());
        }
        // Nobody types faster.
        wait(Duration::from_millis(20));
    }
    let (median, p95) = (percentile(&mut times, 50), percentile(&mut times, 95));
    println!("key to screen at 2,000 words: median {median:?}, 95th percentile {p95:?}");

    let before = terminal.cpu_ticks();
    let idle = Duration::from_secs(20);
    wait(idle);
    // A tick is a hundredth of a second.
    let used = Duration::from_millis((terminal.cpu_ticks() - before) * 10);
    let percent = 100.0 * used.as_secs_f64() / idle.as_secs_f64();
    let resident = terminal.resident_kib();
    println!("idle: {percent:.2} % of a core, {:.1} MB resident", f64::from(resident) / 1000.0);

    terminal.keys(INTERRUPT).shows("Leave?").keys("l").ends_with(0);
    assert!(p95 < Duration::from_millis(16), "{p95:?}");
    assert!(percent < 1.0 && resident < 20_000, "{percent} % and {resident} KiB");
}

#[test]
#[ignore = "measures"]
fn pastes() {
    let home = Home::new();
    for kilobytes in [5, 200] {
        let mut terminal = home.start_in_real_time(MOCK);
        at_question(&mut terminal);
        let text = "words of an answer, pasted ".repeat(kilobytes * 1000 / 27);
        let start = Instant::now();
        terminal.keys(&format!("\u{1b}[200~{text}end\u{1b}[201~")).shows("pasted end");
        let pasted = start.elapsed();
        let start = Instant::now();
        terminal.keys("x").shows("pasted endx");
        println!("paste of {kilobytes} kB: {pasted:?}, the next key {:?}", start.elapsed());
        terminal.keys(INTERRUPT).shows("Leave?").keys("l").ends_with(0);
    }
}

#[test]
#[ignore = "measures"]
fn cut_off() {
    let mut late = Vec::new();
    for _ in 0..10 {
        let home = Home::new();
        // Ten minutes at this pace are three seconds.
        let mut terminal = home.start_in_real_time([
            "mock",
            "--no-assess",
            "--part",
            "2",
            "--part",
            "3",
            "--pace",
            "0.005",
            "--follow-ups",
            "never",
        ]);
        terminal.shows("Enter begin");
        let begin = Instant::now();
        terminal.keys("\r").shows("Question 6").keys("typing").shows("typing");
        terminal.shows("has ended");
        late.push((begin.elapsed()).saturating_sub(Duration::from_secs(3)));
        terminal.keys(INTERRUPT).shows("Leave?").keys(INTERRUPT).ends_with(130);
    }
    println!("cut-off: at most {:?} late", percentile(&mut late, 100));
    assert!(percentile(&mut late, 100) < Duration::from_millis(150));
}

#[test]
#[ignore = "measures"]
fn fifty_crashes() {
    let home = Home::new();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(50);
    let mut kept = String::new();
    let mut worst = Duration::ZERO;
    let mut slow = vec!["mock", "--no-assess", "--part", "2", "--pace", "3", "--follow-ups", "never"];
    for round in 0..50 {
        let mut terminal = home.start_in_real_time(std::mem::replace(&mut slow, vec!["resume", "--no-assess"]));
        if round == 0 {
            at_question(&mut terminal);
        } else {
            terminal.shows("Question 6");
            let tail = kept.trim_end().rsplit(' ').next().unwrap_or_default().to_owned();
            terminal.shows(&tail);
        }
        let mut typed = Vec::new();
        let mut text = kept.clone();
        let end = Instant::now() + Duration::from_millis(random.random_range(200..3500));
        while Instant::now() < end {
            let key = if random.random_bool(0.2) { ' ' } else { random.random_range('a'..='z') };
            terminal.keys(key.encode_utf8(&mut [0; 4]));
            text.push(key);
            typed.push(Instant::now());
            wait(Duration::from_millis(random.random_range(5..80)));
        }
        let killed = Instant::now();
        terminal.dies();
        let found = home.draft().answers[0].text.clone();
        assert!(text.starts_with(&found), "round {round}: {found:?} is no beginning of {text:?}");
        assert!(found.len() >= kept.len(), "round {round} lost what the round before had kept");
        let first_lost = typed.get(found.len() - kept.len());
        worst = worst.max(first_lost.map_or(Duration::ZERO, |at| killed - *at));
        kept = found;
    }
    println!("50 crashes: at most the last {worst:?} lost of {} bytes", kept.len());
    assert!(worst < Duration::from_secs(2), "{worst:?}");
    let folder = fs::read_dir(home.data()).unwrap().count();
    println!("{folder} files in the data folder");
}
