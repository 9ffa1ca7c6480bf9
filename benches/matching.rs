//! Speed of marking. Run with `cargo bench --bench matching`.
//!
//! Answers are the shipped guide's labelled ones; each is marked once a round, so that nothing is measured twice in a row
//! on the same text.

#![allow(clippy::unwrap_used, missing_docs)]

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use greenroom::agreement::LabelledAnswer;
use greenroom::authoring;
use greenroom::guide::{Guide, QuestionKey};
use greenroom::matching::{Marker, Matcher};
use rayon::prelude::*;

const GUIDE: &str = "senior-go";

fn main() {
    divan::main();
}

fn guide() -> Guide {
    authoring::builtin(GUIDE).unwrap()
}

fn answers() -> Vec<LabelledAnswer> {
    authoring::labelled_answers(GUIDE).unwrap().into_iter().flat_map(|set| set.answers).collect()
}

/// About that many words of answers to one question, taken whole and in turn.
fn of_words(words: usize, question: u32) -> String {
    let key = QuestionKey::number(question);
    let mut text = String::new();
    for answer in answers().iter().filter(|answer| answer.question == key).cycle() {
        let missing = words - text.split_whitespace().count();
        if missing == 0 {
            return text;
        }
        text.extend(answer.answer.split_inclusive(char::is_whitespace).take(missing));
        text.push_str("\n\n");
    }
    text
}

#[divan::bench]
fn load_guide(bencher: Bencher<'_, '_>) {
    bencher.bench(guide);
}

#[divan::bench]
fn compile_patterns(bencher: Bencher<'_, '_>) {
    let guide = guide();
    bencher.bench(|| Matcher::new(&guide).unwrap());
}

/// All labelled answers once, evidence included, with a marker that has met none of their words.
#[divan::bench]
fn all_answers(bencher: Bencher<'_, '_>) {
    let matcher = Matcher::new(&guide()).unwrap();
    let answers = answers();
    let (items, bytes) = counts(&answers);
    bencher.counter(items).counter(bytes).bench_local(|| mark_all(&mut matcher.marker(), &answers));
}

/// The same with a marker that has met their words, as in a long run of `grade`.
#[divan::bench]
fn all_answers_of_known_words(bencher: Bencher<'_, '_>) {
    let matcher = Matcher::new(&guide()).unwrap();
    let answers = answers();
    let (items, bytes) = counts(&answers);
    let mut marker = matcher.marker();
    bencher.counter(items).counter(bytes).bench_local(|| mark_all(&mut marker, &answers));
}

fn counts(answers: &[LabelledAnswer]) -> (ItemsCount, BytesCount) {
    (ItemsCount::new(answers.len()), BytesCount::new(answers.iter().map(|answer| answer.answer.len()).sum::<usize>()))
}

fn mark_all(marker: &mut Marker<'_>, answers: &[LabelledAnswer]) {
    for answer in answers {
        black_box(marker.mark(&answer.question, &answer.answer));
    }
}

/// One answer again and again: the processor soon knows a short one by heart.
#[divan::bench(args = [150, 600])]
fn words(bencher: Bencher<'_, '_>, words: usize) {
    let guide = guide();
    let matcher = Matcher::new(&guide).unwrap();
    let text = of_words(words, 1);
    let key = QuestionKey::number(1);
    let mut marker = matcher.marker();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| black_box(marker.mark(&key, &text)));
}

/// The same 100 kB as one answer, and as a hundred of 1 kB: time per byte must not rise with length.
#[divan::bench(args = [1, 100])]
fn hundred_kilobytes(bencher: Bencher<'_, '_>, answers: usize) {
    const WORDS: usize = 17_000;
    let guide = guide();
    let matcher = Matcher::new(&guide).unwrap();
    let text = of_words(WORDS, 1);
    let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
    let texts: Vec<String> = words.chunks(WORDS / answers).map(<[&str]>::concat).collect();
    let key = QuestionKey::number(1);
    let mut marker = matcher.marker();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        for text in &texts {
            black_box(marker.mark(&key, text));
        }
    });
}

/// Ten thousand answers in parallel, as `grade` marks them.
#[divan::bench(args = [1, 2], sample_count = 10)]
fn ten_thousand_answers(bencher: Bencher<'_, '_>, threads: usize) {
    let (guide, answers) = (guide(), answers());
    let matcher = Matcher::new(&guide).unwrap();
    let batch: Vec<&LabelledAnswer> = answers.iter().cycle().take(10_000).collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    bencher.counter(ItemsCount::new(batch.len())).bench_local(|| {
        pool.install(|| {
            let marked = batch
                .par_iter()
                .map_init(|| matcher.marker(), |marker, answer| marker.mark(&answer.question, &answer.answer));
            black_box(marked.count())
        })
    });
}
