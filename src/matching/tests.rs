//! Behaviour of the whole engine on a small question.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{Marker, Matcher};
use crate::guide::{Guide, Question, QuestionKey};
use crate::mark::{Mark, Status, Why};

const QUESTION: &str = r#"
number = 1
title = "Kitchen"
min_minutes = 2
max_minutes = 4
prompt = "Explain how a busy kitchen spreads orders over cooks and what happens when one cook runs dry."

[words]
take = "take grab steal"
rival = "another other neighbour"

[[point]]
id = "stealing"
title = "Order stealing"
detail = "Idle cooks help"
names = ["order_stealing", "steal order"]
covered = ["steal", "own + balance"]
partial = ["own", "balance"]
[point.ideas.steal]
says = "an idle cook takes another's orders"
any = ["idle|free cook @take order !!robot ~12", "@take half @rival ~10"]
[point.ideas.own]
says = "each cook has a rail of their own"
any = ["each|every > cook own rail ~10"]
[point.ideas.balance]
says = "nobody idles while others are swamped"
any = ["@no idle while swamped ~10", "load balance"]
[[point.misconceptions]]
says = "Orders do move: a free cook takes half of another's."
any = ["order stay|remain cook ~8", "@no touch @rival order ~8"]

[[point]]
id = "closing"
title = "Closing the hatch"
detail = "The sender closes"
covered = ["rule"]
[point.ideas.rule]
says = "only the sender closes the hatch"
any = ["@no close receiver ~8", "sender close hatch ~8", "fmt.Errorf %w ~6"]
"#;

pub(super) fn guide() -> Guide {
    let question: Question = toml::from_str(QUESTION).unwrap();
    Guide {
        slug: "kitchen".into(),
        title: "Kitchen".into(),
        minutes: 5,
        format: String::new(),
        target_level: String::new(),
        total: 10,
        parts: Vec::new(),
        questions: vec![question],
        areas: Vec::new(),
        rules: Vec::new(),
        green_flags: Vec::new(),
        red_flags: Vec::new(),
        checklist: Vec::new(),
        time_management: Vec::new(),
        alternatives_note: None,
        alternatives: Vec::new(),
        round: None,
        closing: None,
        readings: Vec::new(),
        agreement: None,
        aliases: [("receiver".to_owned(), "rcv".to_owned())].into(),
        words: std::collections::BTreeMap::new(),
    }
}

fn marks(answer: &str) -> Vec<Mark> {
    Matcher::new(&guide()).unwrap().mark(&QuestionKey::number(1), answer).unwrap()
}

#[track_caller]
fn assert_status(answer: &str, stealing: Status) {
    let marks = marks(answer);
    assert_eq!(marks[0].status, stealing, "{answer}: {:#?}", marks[0]);
}

use Status::{Covered, Missed, Partial};

#[test]
fn an_idea_said_in_other_inflections_and_another_order_is_covered() {
    assert_status("Free cooks are taking orders from whoever is busy.", Covered);
    assert_status("The orders were grabbed by an idle cook.", Covered);
    assert_status("Half of them is stolen from another cook.", Covered);
}

#[test]
fn a_forbidden_word_rules_a_wording_out_from_anywhere_in_its_sentence() {
    assert_status("A free cook takes the orders, on most days of the week, as any robot would.", Missed);
    assert_status("A free cook takes the orders. We have one robot.", Covered);
}

#[test]
fn the_truth_in_many_wordings_leaves_half_beside_a_false_statement() {
    let truth =
        "A free cook takes an order, half of it from another. Every cook has their own rail, for load balancing.";
    assert_status(truth, Covered);
    assert_status(&format!("{truth} The order stays with its cook."), Partial);
    assert_status("A free cook takes an order. The order stays with its cook.", Missed);
    let disputed = marks(&format!("{truth} The order stays with its cook.")).swap_remove(0);
    assert!(disputed.contradicted && disputed.evidence.iter().any(|evidence| evidence.why == Why::Misconception));
    assert!(disputed.evidence.iter().any(|evidence| evidence.why == Why::Pattern));
}

#[test]
fn what_is_said_in_passing_among_words_about_another_point_counts_one_step_less() {
    let closing = |answer: &str| marks(answer).swap_remove(1);
    // Two wordings of stealing around one of closing.
    let passing = closing("A free cook takes an order, half of it from another, and the sender closes the hatch.");
    assert_eq!((passing.status, passing.evidence[0].why), (Partial, Why::InPassing));
    let apart = closing("A free cook takes an order, half of it from another. The sender closes the hatch.");
    assert_eq!((apart.status, apart.evidence[0].why), (Covered, Why::Pattern));
    // One against one is about both.
    assert_eq!(closing("A free cook takes an order, and the sender closes the hatch.").status, Covered);
    // Elsewhere it is said for its own sake.
    let twice = "A free cook takes an order, half of it from another, and the sender closes the hatch. \
                 So receivers? No receiver closes it.";
    assert_eq!(closing(twice).status, Covered);
    // In a sentence without an end what stands far off is another matter.
    let far = "A free cook takes an order, half of it from another, while the guests wait and talk and drink and \
               sing and dance and look about them for hours and hours, and the sender closes the hatch";
    assert_eq!(closing(far).status, Covered);
}

#[test]
fn a_point_without_patterns_is_heard_by_its_own_words_and_doubted() {
    let mut guide = guide();
    let point = &mut guide.questions[0].points[1];
    point.ideas.clear();
    point.covered.clear();
    let matcher = Matcher::new(&guide).unwrap();
    let mark = |answer: &str| matcher.mark(&QuestionKey::number(1), answer).unwrap().swap_remove(1);
    // "Closing the hatch: The sender closes"
    let explained = mark("It is for the sender to shut the hatch.");
    assert_eq!((explained.status, explained.evidence[0].text.as_str()), (Covered, "sender to shut the hatch"));
    assert!(explained.confidence() < marks("The sender closes the hatch.")[1].confidence());
    assert_eq!(mark("There is a hatch.").status, Partial);
    assert_eq!(mark("A busy kitchen spreads orders over cooks.").status, Missed);
    assert_eq!(mark("The sender does not close it.").status, Partial);
}

#[test]
fn the_rules_decide_between_covered_and_partial() {
    assert_status("Every cook has their own rail.", Partial);
    assert_status("Every cook has their own rail. That gives load balancing.", Covered);
    assert_status("We do order stealing.", Partial);
    assert_status("We have cooks.", Missed);
}

#[test]
fn two_words_are_heard_as_one_only_where_a_pattern_has_the_one() {
    assert_status("Half of them is taken from the neigh bour.", Covered);
    // Together they would be "order stealing", which is a phrase, and not what is said.
    assert_status("We like orders teal and blue.", Missed);
}

#[test]
fn words_of_one_pattern_stand_in_one_sentence_and_within_its_window() {
    assert_status("A free cook waits. Take an order.", Missed);
    let far = "A free cook who came in at noon and had a coffee and read the news and sang a song takes an order.";
    assert_status(far, Missed);
}

#[test]
fn a_long_answer_is_heard_to_its_end_as_if_it_were_short() {
    let filler = "The weather was lovely. ".repeat(200);
    assert_status(&format!("{filler}A free cook takes another's orders."), Covered);
    // Far apart, whatever place in the answer they share with something else.
    for between in [30, 31, 32, 63] {
        let filler = "The weather was lovely. ".repeat(between);
        assert_status(&format!("A free cook sings. {filler}They take orders."), Missed);
    }
    let denied = "Cooks do not take orders when idle.";
    let answer = format!("{denied} {filler}A free cook takes orders. {filler}A free cook takes orders.");
    let quoted: Vec<usize> = marks(&answer)[0].evidence.iter().map(|evidence| evidence.start).collect();
    assert_eq!(quoted, [answer.find("free").unwrap()], "the first that is asserted, and once");
}

#[test]
fn denied_and_rejected_words_earn_nothing() {
    for answer in [
        "A free cook never takes orders.",
        "Free cooks do not take orders from others.",
        "Some people think free cooks take orders from the others.",
        "That free cooks take orders is a myth.",
        "Free cooks who take orders would be redundant.",
        "Load balancing without every cook having their own rail.",
    ] {
        let marks = marks(answer);
        assert_ne!(marks[0].status, Covered, "{answer}");
    }
}

#[test]
fn a_negation_ends_at_its_clause() {
    assert_status("It does not matter, free cooks take orders.", Covered);
    assert_status("Nobody shouts because a free cook takes orders.", Covered);
    assert_status("Not only does a free cook take orders, he cleans.", Covered);
    assert_status("Some people think it is chaos, but free cooks take orders.", Covered);
}

#[test]
fn a_pattern_that_holds_the_negation_is_not_denied_by_it() {
    assert_eq!(marks("Never close it from the receiver side.")[1].status, Covered);
    assert_eq!(marks("Close it from the receiver side.")[1].status, Missed);
    assert_status("No cook idles while another is swamped.", Partial);
}

#[test]
fn after_a_negation_without_asserts() {
    assert_eq!(marks("Never serve without the sender closing the hatch.")[1].status, Covered);
    assert_eq!(marks("We serve without the sender closing the hatch.")[1].status, Missed);
}

#[test]
fn a_false_statement_costs_the_point_and_shows_the_correction() {
    let marks = marks("Free cooks take orders. But orders stay with their cook.");
    assert_eq!((marks[0].status, marks[0].contradicted), (Missed, true));
    assert_eq!(marks[0].evidence[0].why, Why::Misconception);
    assert_eq!(marks[0].evidence[0].text, "orders stay with their cook");
    assert_eq!(marks[0].evidence[0].idea, "Orders do move: a free cook takes half of another's.");
}

#[test]
fn taking_a_false_statement_back_cancels_it() {
    assert_status("Orders stay with their cook. That was wrong: a free cook takes orders.", Covered);
    assert_status("Orders do not stay with their cook, a free cook takes orders.", Covered);
}

#[test]
fn a_bare_list_of_terms_is_partial_at_most() {
    assert_status("idle cook taking order, rails, hatch, load balancing, tickets", Partial);
    assert_status("- idle cook taking order\n- rails\n- hatch\n- tickets", Partial);
}

#[test]
fn hedged_words_are_partial_at_most() {
    assert_status("Maybe a free cook takes orders.", Partial);
}

#[test]
fn repeating_the_prompt_earns_nothing() {
    assert_status("So a busy kitchen spreads orders over cooks and what happens when one cook runs dry.", Missed);
}

#[test]
fn code_tokens_typing_errors_split_words_and_short_forms_are_heard() {
    assert_eq!(marks("I wrap it with `fmt.Errorf(\"order: %w\", err)`.")[1].status, Covered);
    assert_eq!(marks("Never close it from the rcv side.")[1].status, Covered);
    assert_eq!(marks("Never close it from the recieverr side.")[1].status, Covered);
    assert_status("It gives load bal ance.", Partial);
    assert_status("We do orderstealing.", Partial);
}

#[test]
fn spellings_that_mean_the_same_are_marked_the_same() {
    let plain = "Don't panic: a free cook takes orders from another, half of them.";
    let expected = marks(plain);
    for other in [
        plain.to_uppercase(),
        plain.replace('\'', "\u{2019}"),
        plain.replace(' ', "\r\n"),
        plain.replace("cook", "co\u{f6}k").replace('\u{f6}', "o\u{308}"),
    ] {
        let statuses = marks(&other).iter().map(|mark| mark.status).collect::<Vec<_>>();
        assert_eq!(statuses, expected.iter().map(|mark| mark.status).collect::<Vec<_>>(), "{other}");
    }
}

#[test]
fn a_marker_forgets_nothing_that_matters_between_answers() {
    let matcher = Matcher::new(&guide()).unwrap();
    let mut marker = matcher.marker();
    let key = QuestionKey::number(1);
    let answer = "Free cooks take orders.";
    let first = marker.mark(&key, answer);
    marker.mark(&key, "Orders stay with their cook.");
    assert_eq!(marker.mark(&key, answer), first);
    assert_eq!(marker.mark(&QuestionKey::number(9), answer), None);
}

fn check_evidence(marker: &mut Marker<'_>, answer: &str) {
    for mark in marker.mark(&QuestionKey::number(1), answer).unwrap() {
        for evidence in mark.evidence {
            assert_eq!(answer.get(evidence.start..evidence.end), Some(evidence.text.as_str()));
        }
        assert!((0.0..=1.0).contains(&mark.chances.expected_credit()));
    }
}

proptest! {
    #[test]
    fn no_text_panics_and_evidence_quotes_the_answer(answer in any::<String>()) {
        check_evidence(&mut Matcher::new(&guide()).unwrap().marker(), &answer);
    }

    #[test]
    fn words_of_the_patterns_in_any_order_quote_the_answer(
        words in prop::collection::vec(prop::sample::select(vec![
            "free", "cook", "takes", "order", "half", "another", "never", "no", "not only", "but", "is a myth", "stay", ".", ",",
            "\n\n", "- ", "```\n", "maybe", "that was wrong", "e\u{301}", "👩‍💻", "世界", "%w", "fmt.Errorf", "rcv", "\u{202e}",
        ]), 0..60)
    ) {
        check_evidence(&mut Matcher::new(&guide()).unwrap().marker(), &words.join(" "));
    }

    #[test]
    fn an_unrelated_sentence_moves_no_mark(at in 0_usize..3) {
        let sentences = ["A free cook takes orders.", "Never close it from the receiver side.", "Orders stay with their cook."];
        let before = sentences.map(|sentence| marks(sentence).iter().map(|mark| mark.status).collect::<Vec<_>>());
        let padded = format!("The weather was lovely. {} We went home at five.", sentences[at]);
        prop_assert_eq!(marks(&padded).iter().map(|mark| mark.status).collect::<Vec<_>>(), before[at].clone());
    }
}
