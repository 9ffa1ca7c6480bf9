//! The judging of a session.

use std::collections::BTreeSet;

use super::card::{AreaResult, Flip, Judgement, NoVerdict, Raised, RuleResult, Scorecard, Standing, Total, Verdict};
use super::coverage::PartCoverage;
use super::exact::Exact;
use super::flip::{self, Goal};
use super::forecast::{Bar, Drawn, Forecast, Likely, forecast};
use super::seating::{Asked, Seating};
use super::worth::{AreaWorth, Worth};
use super::{Marks, drawn, status_of};
use crate::guide::{Area, Band, Guide, PassRule, QuestionKey, RuleSubject};
use crate::mark::{Mark, Status};
use crate::plan::{Plan, PlannedPart};

/// The chances of passing between which a verdict is too close to call, both included.
const TOO_CLOSE: std::ops::RangeInclusive<f64> = 0.2..=0.8;

/// A session's marks laid over what they are worth.
struct Tally<'a> {
    guide: &'a Guide,
    worth: Worth,
    marks: Vec<Drawn>,
    /// Units earned in each area.
    earned: Vec<i64>,
}

pub(super) fn judge(seating: &Seating<'_>, plan: &Plan, marks: &Marks) -> Scorecard {
    let tally = Tally::new(seating, marks);
    let bars: Vec<Option<Bar>> = seating.guide.rules.iter().map(|rule| tally.bar(rule)).collect();
    let judged: Vec<Bar> = bars.iter().flatten().copied().collect();
    let forecast = forecast(&tally.worth, &tally.marks, &judged);
    let mut chances = forecast.bars.iter().copied();
    let rules: Vec<RuleResult> = seating
        .guide
        .rules
        .iter()
        .zip(&bars)
        .map(|(rule, bar)| tally.rule(rule, bar.map(|bar| (bar, chances.next().unwrap_or(0.0)))))
        .collect();
    let verdict = match verdict_barred(seating, &rules) {
        Some(reason) => Verdict::NotJudged(reason),
        None => Verdict::Judged(tally.judgement(&rules, &judged, &forecast)),
    };
    Scorecard {
        parts: plan
            .parts
            .iter()
            .filter(|part| !part.questions.is_empty())
            .map(|part| part_coverage(seating, part, marks))
            .collect(),
        areas: tally.areas(seating, &forecast),
        total: tally.total(&forecast),
        flip: tally.flip(&rules, &judged),
        rules,
        verdict,
    }
}

/// Why there can be no verdict, where there cannot.
fn verdict_barred(seating: &Seating<'_>, rules: &[RuleResult]) -> Option<NoVerdict> {
    if matches!(seating.asked, Asked::Only(_)) {
        Some(NoVerdict::NotFinished)
    } else if rules.is_empty() {
        Some(NoVerdict::NoRules)
    } else if rules.iter().any(|rule| rule.standing == Standing::NotJudged) {
        Some(NoVerdict::PartialPlan)
    } else {
        None
    }
}

fn part_coverage(seating: &Seating<'_>, part: &PlannedPart, marks: &Marks) -> PartCoverage {
    let questions = || part.questions.iter().map(|planned| &planned.key).filter(|key| !key.is_follow_up());
    let asked: Vec<&QuestionKey> = questions().filter(|key| seating.put(key)).collect();
    let statuses = asked
        .iter()
        .filter_map(|key| Some((seating.guide.question(key)?, marks_of(marks, key))))
        .flat_map(|(question, marks)| question.points.iter().map(move |point| status_of(marks, &point.id)));
    PartCoverage {
        key: part.key.clone(),
        title: part.title.clone(),
        coverage: statuses.collect(),
        asked: asked.len(),
        planned: questions().count(),
    }
}

fn marks_of<'a>(marks: &'a Marks, key: &QuestionKey) -> &'a [Mark] {
    marks.get(key).map_or(&[], Vec::as_slice)
}

impl<'a> Tally<'a> {
    fn new(seating: &Seating<'a>, marks: &Marks) -> Self {
        let worth = Worth::new(seating);
        let marks: Vec<Drawn> =
            worth.slots.iter().map(|slot| drawn(marks_of(marks, &slot.question), &slot.point)).collect();
        let earned = worth.areas.iter().map(|area| area.earned(|slot| marks[slot].0.double_credit())).collect();
        Self { guide: seating.guide, worth, marks, earned }
    }

    fn exact(&self, units: i64) -> Exact {
        Exact::new(units, self.worth.unit)
    }

    fn all_whole(&self) -> bool {
        !self.worth.areas.is_empty() && self.worth.areas.iter().all(|area| area.whole)
    }

    fn rounded_total(&self) -> u32 {
        self.earned.iter().map(|units| self.exact(*units).rounded()).sum()
    }

    /// The rule's subject, where everything it counts was asked.
    fn bar(&self, rule: &PassRule) -> Option<Bar> {
        let area = match &rule.subject {
            RuleSubject::Total => self.all_whole().then_some(None),
            RuleSubject::Area(title) => {
                let area = self.guide.areas.iter().position(|area| &area.title == title)?;
                self.worth.areas[area].whole.then_some(Some(area))
            }
        }?;
        Some(Bar { area, at_least: rule.at_least })
    }

    /// Exact and whole points that a bar is held against.
    fn have(&self, bar: Bar) -> (Exact, u32) {
        match bar.area {
            Some(area) => (self.exact(self.earned[area]), self.exact(self.earned[area]).rounded()),
            None => (self.exact(self.earned.iter().sum()), self.rounded_total()),
        }
    }

    fn rule(&self, rule: &PassRule, bar: Option<(Bar, f64)>) -> RuleResult {
        let have = bar.map(|(bar, _)| self.have(bar));
        let standing = match have {
            Some((_, rounded)) if rounded >= rule.at_least => Standing::Met,
            Some(_) => Standing::NotMet,
            None => Standing::NotJudged,
        };
        let area = match &rule.subject {
            RuleSubject::Total => None,
            RuleSubject::Area(title) => Some(title.clone()),
        };
        RuleResult {
            text: rule.text.clone(),
            area,
            at_least: rule.at_least,
            of: rule.of,
            have: have.map(|(_, rounded)| rounded),
            standing,
            chance: bar.map(|(_, chance)| chance),
            by_rounding: have
                .is_some_and(|(exact, rounded)| (exact >= Exact::from(rule.at_least)) != (rounded >= rule.at_least)),
        }
    }

    fn judgement(&self, rules: &[RuleResult], bars: &[Bar], forecast: &Forecast) -> Judgement {
        let passed = rules.iter().all(|rule| rule.standing == Standing::Met);
        let unrounded = bars.iter().all(|bar| self.have(*bar).0 >= Exact::from(bar.at_least));
        Judgement {
            passed,
            chance: forecast.all_bars,
            too_close: TOO_CLOSE.contains(&forecast.all_bars),
            by_rounding: passed != unrounded,
        }
    }

    fn areas(&self, seating: &Seating<'_>, forecast: &Forecast) -> Vec<AreaResult> {
        let areas = self.guide.areas.iter().enumerate().zip(&forecast.areas);
        areas.map(|((index, area), likely)| self.area(seating, index, area, *likely)).collect()
    }

    fn area(&self, seating: &Seating<'_>, index: usize, area: &Area, likely: Likely) -> AreaResult {
        let worth = &self.worth.areas[index];
        let exact = self.exact(self.earned[index]);
        let rounded = worth.whole.then(|| exact.rounded());
        let holds = |band: &&Band| rounded.is_some_and(|points| (band.min..=band.max).contains(&points));
        let rules = self.guide.rules.iter();
        let of_area = rules.filter(|rule| rule.subject == RuleSubject::Area(area.title.clone()));
        AreaResult {
            title: area.title.clone(),
            max: area.max,
            asked: self.exact(worth.full()),
            exact,
            rounded,
            likely,
            band: area.bands.iter().find(holds).cloned(),
            has_bands: !area.bands.is_empty(),
            pass_line: of_area.map(|rule| rule.at_least).max(),
            from_round: seating.round_of(area).is_some(),
            shared_questions: self.shared_questions(index),
        }
    }

    /// Questions with a point that both this area and one before it count.
    fn shared_questions(&self, area: usize) -> Vec<QuestionKey> {
        let before = self.worth.areas[..area].iter().flat_map(|earlier| &earlier.weights);
        let before: BTreeSet<usize> = before.map(|(slot, _)| *slot).collect();
        let shared = self.worth.areas[area].weights.iter().filter(|(slot, _)| before.contains(slot));
        let questions: BTreeSet<&QuestionKey> = shared.map(|(slot, _)| &self.worth.slots[*slot].question).collect();
        questions.into_iter().cloned().collect()
    }

    fn total(&self, forecast: &Forecast) -> Total {
        Total {
            of: self.guide.total,
            asked: self.exact(self.worth.areas.iter().map(AreaWorth::full).sum()),
            exact: self.exact(self.earned.iter().sum()),
            rounded: self.all_whole().then(|| self.rounded_total()),
            likely: forecast.total,
        }
    }

    fn flip(&self, rules: &[RuleResult], bars: &[Bar]) -> Option<Flip> {
        if rules.iter().all(|rule| rule.standing != Standing::NotMet) {
            return None;
        }
        let asked_of = |area: Option<usize>| {
            let unmet = bars.iter().filter(|bar| bar.area == area && self.have(**bar).1 < bar.at_least);
            unmet.map(|bar| bar.at_least).max().unwrap_or(0)
        };
        let goal =
            Goal { areas: (0..self.earned.len()).map(|area| asked_of(Some(area))).collect(), total: asked_of(None) };
        let statuses: Vec<Status> = self.marks.iter().map(|(status, _)| *status).collect();
        let raise = flip::fewest(&self.worth, &statuses, &goal)?;
        let raised = |slot: usize| Raised {
            question: self.worth.slots[slot].question.clone(),
            point: self.worth.slots[slot].point.clone(),
            from: statuses[slot],
            gain: self.exact(self.gain(slot, statuses[slot])),
        };
        Some(Flip { points: raise.slots.into_iter().map(raised).collect(), fewest: raise.fewest })
    }

    /// Units gained in all areas by raising a slot to covered.
    fn gain(&self, slot: usize, from: Status) -> i64 {
        let lacking = i64::from(2 - from.double_credit());
        let weights = self.worth.areas.iter().flat_map(|area| &area.weights);
        weights.filter(|(index, _)| *index == slot).map(|(_, half)| half * lacking).sum()
    }
}
