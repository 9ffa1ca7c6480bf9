//! The arithmetic of scoring, computed here a second time and otherwise.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use super::fixture::{doubted, full_plan, guide, guide_json, mark, marks, plan};
use super::*;
use crate::guide::Guide;
use crate::mark::Status::{Covered, Missed, Partial};

fn judged(guide: &Guide, status: impl Fn(&str, &str) -> Status) -> Scorecard {
    score(guide, &plan(guide), &marks(guide, status), Asked::WholePlan)
}

fn area<'a>(card: &'a Scorecard, title: &str) -> &'a AreaResult {
    card.areas.iter().find(|area| area.title == title).unwrap()
}

fn judgement(card: &Scorecard) -> Judgement {
    match card.verdict {
        Verdict::Judged(judgement) => judgement,
        Verdict::NotJudged(reason) => panic!("no verdict: {reason:?}"),
    }
}

#[test]
fn questions_share_their_parts_points_by_midpoint_minutes() {
    let guide = guide();
    let share = |number: u32| {
        let card = judged(&guide, |key, _| if key == number.to_string() { Covered } else { Missed });
        card.areas.iter().find(|area| area.exact > Exact::ZERO).unwrap().exact
    };
    // Midpoints 7, 5.5, 3.5, 5.5 and 3.5 minutes add up to 25, the part's points.
    let part_1 = [1, 2, 3, 4, 5].map(share);
    assert_eq!(part_1.map(|points| points.to_string()), ["7", "5.5", "3.5", "5.5", "3.5"]);
    assert_eq!([6, 7, 8].map(share).map(|points| points.to_string()), ["10", "10", "10"]);
}

#[test]
fn the_design_question_feeds_two_areas_by_its_sections() {
    let guide = guide();
    // Means m1 = 3/8 (two covered, two partial of 8), m2 = 1/5, m3 = 3/7.
    let card = judged(&guide, |_, point| match point {
        "high-p1" | "high-p2" | "inventory-p5" | "data-p1" | "data-p2" | "data-p3" => Covered,
        "high-p3" | "high-p4" => Partial,
        _ => Missed,
    });
    let (m1, m2, m3) = (3.0 / 8.0, 1.0 / 5.0, 3.0 / 7.0);
    let design = 20.0 * (9.0 * m1 + 11.0 * m2 + 9.0 * m3) / 29.0;
    let architecture = 12.5 * m1 + 12.5 * m3;
    assert!((area(&card, "System Design").exact.to_f64() - design).abs() < 1e-12);
    assert!((area(&card, "System Architecture").exact.to_f64() - architecture).abs() < 1e-12);
    assert_eq!(area(&card, "System Architecture").shared_questions, [QuestionKey::number(9)]);
}

#[test]
fn everything_covered_is_100_and_nothing_is_0() {
    let guide = guide();
    let all = judged(&guide, |_, _| Covered);
    assert_eq!((all.total.rounded, all.total.exact), (Some(100), Exact::from(100)));
    assert!(judgement(&all).passed && judgement(&all).chance > 0.999);
    assert_eq!(all.flip, None);

    let blank = score(&guide, &plan(&guide), &Marks::new(), Asked::WholePlan);
    assert_eq!(blank.total.rounded, Some(0));
    assert!(!judgement(&blank).passed && !judgement(&blank).too_close);
    assert_eq!(
        blank.parts.iter().map(|part| part.coverage).sum::<Coverage>(),
        Coverage { missed: 65, ..Coverage::default() }
    );
}

#[test]
fn everything_partial_is_half_of_each_area_rounded_half_up() {
    let guide = guide();
    let card = judged(&guide, |_, _| Partial);
    let rounded: Vec<u32> = card.areas.iter().map(|area| area.rounded.unwrap()).collect();
    // 12.5, 5, 10, 10, 12.5.
    assert_eq!(rounded, [13, 5, 10, 10, 13]);
    assert_eq!((card.total.rounded, card.total.exact), (Some(51), Exact::from(50)));
    assert!((card.parts[0].coverage.share() - 0.5).abs() < 1e-12);
}

#[test]
fn the_band_is_that_of_the_rounded_score() {
    let guide = guide();
    let band =
        |status: Status| area(&judged(&guide, |_, _| status), "Advanced Go Mastery").band.clone().map(|band| band.name);
    assert_eq!(band(Covered).as_deref(), Some("Exceptional"));
    // 12.5 lies between Weak (to 12) and Adequate (from 13); rounding settles it.
    assert_eq!(band(Partial).as_deref(), Some("Adequate"));
    assert_eq!(band(Missed).as_deref(), Some("Weak"));
    let card = judged(&guide, |_, _| Covered);
    assert!(area(&card, "System Architecture").band.is_none() && !area(&card, "System Architecture").has_bands);
}

#[test]
fn a_verdict_that_rounding_decided_is_said_to_be_so() {
    let guide = guide();
    // 25 less Question 4's 5.5, three halves of 1.1 in Question 2 and one of 0.7 in Question 3.
    let card = judged(&guide, |key, point| match (key, point) {
        ("4", _) => Missed,
        ("2", "p1" | "p2" | "p3") | ("3", "p1") => Partial,
        _ => Covered,
    });
    let go = area(&card, "Advanced Go Mastery");
    assert_eq!((go.exact, go.rounded), (Exact::new(35, 2), Some(18)));
    let rule = &card.rules[1];
    assert_eq!((rule.standing, rule.have, rule.by_rounding), (Standing::Met, Some(18), true));
    assert!(judgement(&card).passed && judgement(&card).by_rounding);
}

#[test]
fn an_alternative_takes_the_place_minutes_and_points_of_a_question() {
    let guide = guide();
    let mut plan = plan(&guide);
    plan.parts[0].questions[2] =
        crate::plan::PlannedQuestion { key: QuestionKey::new("memory-debugging"), in_place_of: Some(3), seconds: 60 };
    let marks = marks(&guide, |key, point| if key == "memory-debugging" && point != "p4" { Covered } else { Missed });
    let card = score(&guide, &plan, &marks, Asked::WholePlan);
    // 3.5 points, not the 8 minutes of its own; three of its four answer points.
    assert_eq!(area(&card, "Advanced Go Mastery").exact, Exact::new(21, 8));
    assert_eq!(card.parts[0].coverage.points(), 6 + 5 + 4 + 6 + 5);
    let key = QuestionKey::new("memory-debugging");
    let placed = question_score(&guide, Some(&plan), &key, &marks[&key]).unwrap();
    assert_eq!((placed.score, placed.max), (Exact::new(21, 8), Exact::new(7, 2)));
}

#[test]
fn the_optional_round_is_the_only_source_of_its_area() {
    let guide = guide();
    let plan = full_plan(&guide);
    let design_only = marks(&guide, |key, _| if key == "9" { Covered } else { Missed });
    let card = score(&guide, &plan, &design_only, Asked::WholePlan);
    assert_eq!(area(&card, "System Design").exact, Exact::from(20));
    assert_eq!(area(&card, "System Architecture").exact, Exact::ZERO);
    assert!(area(&card, "System Architecture").from_round);

    let one = marks(&guide, |key, _| if key == "api-versioning" { Covered } else { Missed });
    let card = score(&guide, &plan, &one, Asked::WholePlan);
    // 6 of 7 + 6 + 7 minutes.
    assert_eq!(area(&card, "System Architecture").exact, Exact::new(25 * 6, 20));
    assert!(area(&card, "System Architecture").shared_questions.is_empty());
}

#[test]
fn a_partial_plan_has_coverage_and_points_of_what_was_asked_and_no_verdict() {
    let guide = guide();
    let mut plan = plan(&guide);
    plan.parts.retain(|part| part.key == "1");
    let card = score(&guide, &plan, &marks(&guide, |_, _| Covered), Asked::WholePlan);
    assert_eq!(card.verdict, Verdict::NotJudged(NoVerdict::PartialPlan));
    assert_eq!(card.parts.len(), 1);
    assert_eq!((card.total.exact, card.total.asked, card.total.rounded), (Exact::from(25), Exact::from(25), None));
    let standings: Vec<Standing> = card.rules.iter().map(|rule| rule.standing).collect();
    let unjudged = Standing::NotJudged;
    assert_eq!(standings, [unjudged, Standing::Met, unjudged, unjudged, unjudged]);
    assert_eq!(area(&card, "Leadership").rounded, None);
}

#[test]
fn one_question_of_an_area_leaves_its_rule_unjudged() {
    let guide = guide();
    let mut plan = plan(&guide);
    plan.parts.retain(|part| part.key == "1");
    plan.parts[0].questions.truncate(1);
    let card = score(&guide, &plan, &marks(&guide, |_, _| Covered), Asked::WholePlan);
    let go = area(&card, "Advanced Go Mastery");
    assert_eq!((go.exact, go.asked, go.rounded), (Exact::from(7), Exact::from(7), None));
    assert!(card.rules.iter().all(|rule| rule.standing == Standing::NotJudged));
    assert_eq!(card.flip, None);
}

#[test]
fn an_abandoned_session_counts_what_was_put_and_has_no_verdict() {
    let guide = guide();
    let put: Vec<QuestionKey> = (1..=6).map(QuestionKey::number).collect();
    let card = score(&guide, &plan(&guide), &marks(&guide, |_, _| Covered), Asked::Only(&put));
    assert_eq!(card.verdict, Verdict::NotJudged(NoVerdict::NotFinished));
    assert_eq!((card.total.exact, card.total.asked), (Exact::from(35), Exact::from(35)));
    assert_eq!((card.parts[2].asked, card.parts[2].planned, card.parts[2].coverage.points()), (0, 2, 0));
    let everything: Vec<QuestionKey> = (1..=9).map(QuestionKey::number).collect();
    let card = score(&guide, &plan(&guide), &marks(&guide, |_, _| Covered), Asked::Only(&everything));
    assert_eq!(card.verdict, Verdict::NotJudged(NoVerdict::NotFinished));
}

#[test]
fn follow_ups_do_not_count() {
    let mut json = guide_json();
    json["questions"][0]["follow_ups"] =
        serde_json::json!([{ "prompt": "?", "points": json["questions"][1]["points"] }]);
    let guide: Guide = serde_json::from_value(json).unwrap();
    let mut plan = plan(&guide);
    let key = QuestionKey::number(1).follow_up(0);
    let planned = crate::plan::PlannedQuestion { key: key.clone(), in_place_of: None, seconds: 60 };
    plan.parts[0].questions.insert(1, planned);
    let mut marks = marks(&guide, |_, _| Missed);
    marks.insert(key.clone(), (1..=5).map(|n| mark(&format!("p{n}"), Covered)).collect());
    let card = score(&guide, &plan, &marks, Asked::WholePlan);
    assert_eq!(card.total.exact, Exact::ZERO);
    assert_eq!((card.parts[0].coverage.points(), card.parts[0].planned), (27, 5));
    let alone = question_score(&guide, None, &key, &marks[&key]).unwrap();
    assert_eq!((alone.score, alone.max), (Exact::from(1), Exact::from(1)));
}

#[test]
fn weights_shift_points_within_a_question() {
    let mut json = guide_json();
    json["questions"][5]["points"][0]["weight"] = 5.into();
    let guide: Guide = serde_json::from_value(json).unwrap();
    let card = judged(&guide, |key, point| if key == "6" && point == "p1" { Covered } else { Missed });
    // Five of 5 + 5 * 1.
    assert_eq!(area(&card, "Database Architecture").exact, Exact::from(5));
}

#[test]
fn grade_gives_a_questions_own_points_and_those_of_every_area() {
    let guide = guide();
    let scorer = Scorer::new(&guide, None);
    let all = marks(&guide, |_, point| if point.starts_with("inventory") { Missed } else { Covered });
    let of = |key: QuestionKey| scorer.score(&key, &all[&key]).unwrap();
    let one = of(QuestionKey::number(1));
    assert_eq!((one.score, one.max), (Exact::from(7), Exact::from(7)));
    assert_eq!(one.scores, BTreeMap::from([("Advanced Go Mastery".to_owned(), Exact::from(7))]));
    let design = of(QuestionKey::number(9));
    // 20 * (9 + 9) / 29.
    assert_eq!((design.score, design.max), (Exact::new(360, 29), Exact::from(20)));
    assert_eq!(design.scores["System Design"], Exact::new(360, 29));
    assert_eq!(design.scores["System Architecture"], Exact::from(25));
    let alternative = of(QuestionKey::new("memory-debugging"));
    assert_eq!((alternative.score, alternative.max, alternative.scores.len()), (Exact::from(1), Exact::from(1), 0));
    assert_eq!(scorer.score(&QuestionKey::new("no-such"), &[]), None);
    assert_eq!(scorer.score(&QuestionKey::number(1), &[]).unwrap().score, Exact::ZERO);
}

#[test]
fn ranges_hold_the_score_shown_and_grow_with_doubt() {
    let guide = guide();
    let shown = marks(&guide, |_, point| if point.ends_with('1') { Missed } else { Covered });
    let card = |chance| score(&guide, &plan(&guide), &doubted(shown.clone(), chance), Asked::WholePlan);
    let width = |likely: Likely| (likely.high - likely.low).to_f64();
    let (sure, unsure) = (card(0.98), card(0.6));
    for card in [&sure, &unsure] {
        let shown = Exact::from(card.total.rounded.unwrap());
        assert!(card.total.likely.low <= shown && shown <= card.total.likely.high);
        for area in &card.areas {
            let shown = Exact::from(area.rounded.unwrap());
            assert!(area.likely.low <= shown && shown <= area.likely.high);
        }
    }
    assert!(width(unsure.total.likely) > width(sure.total.likely));
    assert!(judgement(&sure).chance > judgement(&unsure).chance);
    assert_eq!(card(0.6), unsure, "the draws are always the same");
}

#[test]
fn the_draws_keep_every_marks_chances() {
    let guide = guide();
    let chances = Chances { missed: 0.2, partial: 0.5, covered: 0.3 };
    let mut json = guide_json();
    // One point, and rules that ask for some and for full marks: the chances of the rules are those of the mark.
    json["questions"][5]["points"].as_array_mut().unwrap().truncate(1);
    json["rules"] = serde_json::json!([
        { "text": "", "subject": { "area": "Database Architecture" }, "at_least": 5, "of": 10 },
        { "text": "", "subject": { "area": "Database Architecture" }, "at_least": 10, "of": 10 },
    ]);
    let one: Guide = serde_json::from_value(json).unwrap();
    let mark = Mark { chances, ..mark("p1", Partial) };
    let card = score(&one, &plan(&guide), &Marks::from([(QuestionKey::number(6), vec![mark])]), Asked::WholePlan);
    let chance = |rule: usize| card.rules[rule].chance.unwrap();
    assert!((chance(0) - 0.8).abs() < 0.02 && (chance(1) - 0.3).abs() < 0.02, "{} {}", chance(0), chance(1));
    // The second rule follows from the first, so the joint chance is the smaller.
    assert!((judgement(&card).chance - chance(1)).abs() < 1e-12);
}

#[test]
fn errors_within_an_answer_go_together() {
    let guide = guide();
    let doubted = doubted(marks(&guide, |_, _| Partial), 0.5);
    let scorer = Scorer::new(&guide, None);
    let key = QuestionKey::number(6);
    let width = |correlation: f64| {
        let likely = scorer.likely(&key, &doubted[&key], correlation).unwrap();
        (likely.high - likely.low).to_f64()
    };
    assert!(width(0.0) < width(0.5) && width(0.5) < width(0.95));
    // All alike: each end of the range is a quarter away from the middle, all missed or all covered.
    assert!((width(1.0) - 10.0).abs() < 1e-9);
}

#[test]
fn a_verdict_near_one_half_is_too_close_to_call() {
    let guide = guide();
    let just = |key: &str, point: &str| if key == "7" && point != "p1" && point != "p2" { Missed } else { Covered };
    // Leadership 10 + 10 / 3 = 13.3: one point short.
    let card = score(&guide, &plan(&guide), &doubted(marks(&guide, just), 0.8), Asked::WholePlan);
    let judgement = judgement(&card);
    assert!(!judgement.passed);
    assert_eq!(judgement.too_close, (0.2..=0.8).contains(&judgement.chance));
}

#[test]
fn the_flip_names_the_fewest_points_over_all_rules() {
    let guide = guide();
    // Leadership: 20 - 6 * 10/6 - one more: two points of Question 8 left out, Question 7 empty: 10 * 4/6 = 6.7.
    let short = |key: &str, point: &str| match (key, point) {
        ("7", _) | ("8", "p1" | "p2") => Missed,
        _ => Covered,
    };
    let card = judged(&guide, short);
    assert_eq!(area(&card, "Leadership").rounded, Some(7));
    let flip = card.flip.unwrap();
    // 13.5 is enough, and each point is 10 / 6: five of them reach 15, four 13.33.
    assert_eq!((flip.points.len(), flip.fewest), (5, true));
    assert!(flip.points.iter().all(|raised| raised.gain == Exact::new(10, 6) && raised.from == Missed));

    let blank = judged(&guide, |_, _| Missed);
    let raised = blank.flip.unwrap();
    let flipped = judged(&guide, |key, point| {
        let is = |raised: &Raised| raised.question.as_str() == key && raised.point == point;
        if raised.points.iter().any(is) { Covered } else { Missed }
    });
    assert!(judgement(&flipped).passed);
    assert!(raised.fewest);
}

#[test]
fn odd_guides_neither_panic_nor_lose_points() {
    let mut json = guide_json();
    json["questions"][0]["min_minutes"] = u32::MAX.into();
    json["questions"][0]["max_minutes"] = 0.into();
    json["questions"][1]["points"] = serde_json::json!([]);
    json["questions"][2]["points"][0]["weight"] = u32::MAX.into();
    json["questions"][3]["points"][0]["weight"] = 0.into();
    json["questions"][4]["min_minutes"] = 0.into();
    json["questions"][4]["max_minutes"] = 0.into();
    json["questions"][8]["points"][0]["section"] = "no such".into();
    json["areas"][1]["sources"] = serde_json::json!([]);
    let guide: Guide = serde_json::from_value(json).unwrap();
    let card = judged(&guide, |_, _| Covered);
    assert_eq!(area(&card, "Advanced Go Mastery").rounded, Some(25));
    assert_eq!(area(&card, "System Architecture").rounded, Some(25));
    let database = area(&card, "Database Architecture");
    assert_eq!((database.rounded, database.asked), (None, Exact::ZERO));
    assert_eq!(card.verdict, Verdict::NotJudged(NoVerdict::PartialPlan));
}

#[test]
fn a_guide_too_odd_for_exact_units_still_adds_up() {
    let mut json = guide_json();
    // Weights that are primes: no common unit of a sane size.
    let primes = [9_973, 9_967, 9_949, 9_941, 9_931, 9_929, 9_923, 9_907];
    for (index, prime) in primes.into_iter().enumerate() {
        json["questions"][index]["points"][0]["weight"] = prime.into();
    }
    let guide: Guide = serde_json::from_value(json).unwrap();
    let card = judged(&guide, |_, _| Covered);
    assert_eq!(card.total.rounded, Some(100));
}
