//! Signs of the guide's flags in a session's answers.

use std::collections::BTreeMap;

use super::model::{FlagReport, SignQuote};
use crate::guide::{Flag, Guide, Sign};
use crate::interview::SessionRecord;
use crate::matching::{FoundSign, Signs, flags as all_flags};

/// Quotes shown for and against a flag: enough to recognise oneself, few enough to be read.
const MOST_QUOTES: usize = 3;

/// The flags of which the answers hold signs, for or against.
pub(super) fn flags(guide: &Guide, record: &SessionRecord) -> Vec<FlagReport> {
    let flags: Vec<&Flag> = all_flags(guide).collect();
    let has_signs = flags.iter().any(|flag| !flag.signs.is_empty() || !flag.counter_signs.is_empty());
    // A guide whose patterns cannot be read was refused when it was loaded.
    let Some(signs) = has_signs.then(|| Signs::new(guide).ok()).flatten() else { return Vec::new() };
    let mut reports: Vec<FlagReport> =
        flags.iter().enumerate().map(|(index, flag)| report(guide, index, flag)).collect();
    for answer in &record.answers {
        for found in signs.find(&answer.text) {
            let Some((flag, report)) = flags.get(found.flag).zip(reports.get_mut(found.flag)) else { continue };
            let Some(sign) = sign(flag, &found) else { continue };
            let text = answer.text.get(found.start..found.end).unwrap_or_default().to_owned();
            let quote = SignQuote { says: sign.says.clone(), question: answer.question.clone(), text };
            if found.against { report.counter_signs.push(quote) } else { report.signs.push(quote) }
        }
    }
    for report in &mut reports {
        report.signs = chosen(std::mem::take(&mut report.signs));
        report.counter_signs = chosen(std::mem::take(&mut report.counter_signs));
    }
    reports.retain(|report| !report.signs.is_empty() || !report.counter_signs.is_empty());
    reports
}

fn report(guide: &Guide, index: usize, flag: &Flag) -> FlagReport {
    FlagReport {
        title: flag.title.clone(),
        text: flag.text.clone(),
        green: index < guide.green_flags.len(),
        signs: Vec::new(),
        counter_signs: Vec::new(),
    }
}

fn sign<'f>(flag: &'f Flag, found: &FoundSign) -> Option<&'f Sign> {
    let signs = if found.against { &flag.counter_signs } else { &flag.signs };
    signs.get(found.sign)
}

/// The first quotes, one of every sign before a second of any.
fn chosen(quotes: Vec<SignQuote>) -> Vec<SignQuote> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let rank = |quote: SignQuote| {
        let count = seen.entry(quote.says.clone()).or_default();
        *count += 1;
        (*count, quote)
    };
    let mut ranked: Vec<(usize, SignQuote)> = quotes.into_iter().map(rank).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().take(MOST_QUOTES).map(|(_, quote)| quote).collect()
}
