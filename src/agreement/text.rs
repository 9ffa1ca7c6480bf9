//! The study as text for a guide's author.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::{Figures, LabelledAnswer, Pair, PatternUse, RangeHolds, Row, Study, Suggestion, suggestions};
use crate::guide::QuestionKey;
use crate::mark::{Chances, Status};
use crate::text::one_line;

/// What the text shows.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions<'a> {
    /// Only this point's disagreements and patterns, by its id.
    pub point: Option<&'a str>,
    /// At most this many disagreements.
    pub errors: usize,
    /// Every pattern, not only those that need a look.
    pub all_patterns: bool,
    /// Wordings that no pattern caught.
    pub suggest: bool,
}

/// The study as text.
pub fn text(study: &Study<'_>, options: &TextOptions<'_>) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut out, study, options);
    out
}

fn write_all(out: &mut String, study: &Study<'_>, options: &TextOptions<'_>) -> std::fmt::Result {
    let Some(figures) = &study.figures else {
        writeln!(out, "No labelled answers. Put some into the guide's folder: answers/SET.jsonl")?;
        return problems(out, study);
    };
    writeln!(out, "{} answers, {} pairs of answer and point", study.answers(), figures.pairs)?;
    writeln!(out, "The labelled answers were written for the purpose; they are no transcripts of interviews.\n")?;
    let interval =
        figures.kappa_interval.map_or_else(String::new, |[low, high]| format!("  (95 %: {low:.2} to {high:.2})"));
    writeln!(out, "  quadratic-weighted kappa  {}{interval}", number(figures.kappa))?;
    writeln!(out, "  exact                     {:.3}", figures.exact)?;
    writeln!(out, "  covered <-> missed        {:.3}", figures.flips)?;
    let (precision, recall) = (number(figures.covered_precision), number(figures.covered_recall));
    writeln!(out, "  covered                   precision {precision}  recall {recall}")?;
    writeln!(out, "  Brier score               {:.3}\n", figures.brier)?;
    reliability(out, figures)?;
    calibration(out, study)?;
    let styles = study.by_style();
    table(out, "style", styles.iter().map(|(style, figures)| ((*style).to_owned(), figures)))?;
    let questions = study.by_question();
    table(out, "question", questions.iter().map(|(key, figures)| (key.to_string(), figures)))?;
    let points = study.by_point();
    let shown = points.iter().filter(|row| options.point.is_none_or(|id| id == row.point));
    table(out, "point", shown.map(|row| (format!("{} {}", row.question, row.point), &row.figures)))?;
    disagreements(out, study, options)?;
    patterns(out, study, &questions, options)?;
    if options.suggest {
        suggested(out, study, options)?;
    }
    problems(out, study)
}

fn number(figure: Option<f64>) -> String {
    figure.map_or_else(|| "    -".to_owned(), |figure| format!("{figure:.3}"))
}

fn reliability(out: &mut String, figures: &Figures) -> std::fmt::Result {
    writeln!(out, "{:<34} {:>6} {:>10} {:>8}", "confidence", "pairs", "confidence", "credit")?;
    for bin in &figures.reliability {
        let range = format!("{:.1} to {:.1}", bin.from, bin.from + 0.1);
        writeln!(out, "{range:<34} {:>6} {:>10.3} {:>8.3}", bin.pairs, bin.confidence, bin.credit)?;
    }
    writeln!(out)
}

fn calibration(out: &mut String, study: &Study<'_>) -> std::fmt::Result {
    let Some(calibration) = &study.calibration else { return Ok(()) };
    writeln!(out, "Calibration, cross-validated over answers")?;
    writeln!(out, "  Brier score of a fitted table   {:.3}", calibration.brier_cross_validated)?;
    for RangeHolds { correlation, share } in &calibration.ranges {
        writeln!(out, "  80 % range holds, correlation {correlation:.2}: {share:.3}")?;
    }
    writeln!(out, "  80 % range holds, as shipped: {:.3}", calibration.range_holds)?;
    for Row { outcome, pairs, chances } in &calibration.table {
        let Chances { missed, partial, covered } = chances;
        writeln!(out, "  {outcome:<14} {pairs:>5}  missed {missed:.3}  partial {partial:.3}  covered {covered:.3}")?;
    }
    writeln!(out)
}

fn table<'a>(out: &mut String, what: &str, rows: impl Iterator<Item = (String, &'a Figures)>) -> std::fmt::Result {
    writeln!(
        out,
        "{what:<34} {:>6} {:>6} {:>12} {:>9} {:>6} {:>8} {:>6}",
        "pairs", "kappa", "95 %", "precision", "recall", "labelled", "marked"
    )?;
    for (name, figures) in rows {
        let (kappa, precision, recall) =
            (number(figures.kappa), number(figures.covered_precision), number(figures.covered_recall));
        let interval =
            figures.kappa_interval.map_or_else(|| "-".to_owned(), |[low, high]| format!("{low:.2}..{high:.2}"));
        let Figures { pairs, labelled_credit, marked_credit, .. } = figures;
        writeln!(
            out,
            "{name:<34} {pairs:>6} {kappa:>6} {interval:>12} {precision:>9} {recall:>6} {labelled_credit:>8.2} {marked_credit:>6.2}"
        )?;
    }
    writeln!(out)
}

fn disagreements(out: &mut String, study: &Study<'_>, options: &TextOptions<'_>) -> std::fmt::Result {
    let wanted = |pair: &&&Pair| options.point.is_none_or(|id| id == pair.mark.id);
    let all = study.disagreements();
    let wanted: Vec<&&Pair> = all.iter().filter(wanted).collect();
    writeln!(out, "Disagreements: {} of {}", wanted.len().min(options.errors), wanted.len())?;
    for pair in wanted.into_iter().take(options.errors) {
        disagreement(out, study, pair)?;
    }
    writeln!(out)
}

fn disagreement(out: &mut String, study: &Study<'_>, pair: &Pair) -> std::fmt::Result {
    let answer = study.answer(pair);
    let style = answer.style.as_deref().unwrap_or("-");
    let (label, mark) = (word(pair.label), word(pair.mark.status));
    let contradicted = if pair.mark.contradicted { " (a false statement heard)" } else { "" };
    writeln!(out, "- {} ({style}), {}: labelled {label}, marked {mark}{contradicted}", answer.id, pair.mark.id)?;
    let key = study.point(pair).map(LabelledAnswer::label_key).unwrap_or_default();
    if let Some(quote) = answer.evidence.get(&key) {
        writeln!(out, "    labeller: \"{}\"", one_line(quote))?;
    }
    if let Some(quote) = answer.false_statements.get(&key) {
        writeln!(out, "    labeller, false: \"{}\"", one_line(quote))?;
    }
    for evidence in &pair.mark.evidence {
        writeln!(out, "    engine, {:?}: \"{}\" ({})", evidence.why, one_line(&evidence.text), evidence.idea)?;
    }
    Ok(())
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Missed => "missed",
        Status::Partial => "partial",
        Status::Covered => "covered",
    }
}

/// Fires on answers to other questions that make a pattern noise: more than these, and more than its right ones.
const NOISE: usize = 3;

/// The patterns of the questions with these figures.
fn patterns(
    out: &mut String,
    study: &Study<'_>,
    questions: &BTreeMap<&QuestionKey, Figures>,
    options: &TextOptions<'_>,
) -> std::fmt::Result {
    let tested = |usage: &&PatternUse| questions.contains_key(&usage.question);
    let wanted = |usage: &&PatternUse| options.point.is_none_or(|id| id == usage.point);
    let rows: Vec<&PatternUse> = study.patterns.iter().filter(tested).filter(wanted).collect();
    let never = rows.iter().filter(|usage| usage.right + usage.wrong == 0).count();
    let noisy = |usage: &PatternUse| usage.elsewhere > NOISE && usage.elsewhere > usage.right;
    writeln!(out, "Patterns: {}, of which {never} never fire on answers to their question", rows.len())?;
    writeln!(out, "{:>5} {:>5} {:>9}  pattern", "right", "wrong", "elsewhere")?;
    for usage in rows {
        let doubtful = usage.wrong > 0 && usage.wrong * 2 >= usage.right;
        if options.all_patterns || doubtful || noisy(usage) || usage.in_correction {
            let PatternUse { right, wrong, elsewhere, question, point, role, pattern, wrong_on, in_correction } = usage;
            let ids = if wrong_on.is_empty() { String::new() } else { format!("  wrong on {}", wrong_on.join(" ")) };
            let heard = if *in_correction { "  heard in a correction" } else { "" };
            writeln!(out, "{right:>5} {wrong:>5} {elsewhere:>9}  {question} {point} / {role}: {pattern}{ids}{heard}")?;
        }
    }
    writeln!(out)
}

fn suggested(out: &mut String, study: &Study<'_>, options: &TextOptions<'_>) -> std::fmt::Result {
    writeln!(out, "Suggestions, from the labeller's quotes of answers marked too low; widen them with word classes")?;
    writeln!(out, "{:>5} {:>5}  pattern", "gains", "wrong")?;
    for found in suggestions(study).iter().filter(|found| options.point.is_none_or(|id| id == found.point)) {
        let Suggestion { question, point, pattern, gains, wrong, example } = found;
        writeln!(out, "{gains:>5} {wrong:>5}  {question} {point}: {pattern}   (\"{example}\")")?;
    }
    writeln!(out)
}

fn problems(out: &mut String, study: &Study<'_>) -> std::fmt::Result {
    for problem in study.trial.problems.iter().chain(&study.example_failures) {
        writeln!(out, "error: {}: {}", problem.answer, problem.message)?;
    }
    Ok(())
}
