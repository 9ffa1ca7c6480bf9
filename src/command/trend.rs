//! Which sessions can be compared over time, for the history and for reports.

use super::Error;
use crate::guide::{Guide, PassRule, RuleSubject};
use crate::interview::{Mode, SessionState};
use crate::progress::{self, Comparable};
use crate::report::{AreaTrend, Trend};
use crate::store::{Filter, Listed, Store};

/// Sessions of a trend at most: the latest.
pub(super) const SESSIONS: usize = 24;

/// The trend of the areas over the mocks that are like the latest of those given, or, where that is a drill, like most of
/// them: of the same guide, candidate, plan and pace, whole and not interrupted. `sessions` are the latest first. None where
/// fewer than two can be compared.
pub(super) fn over(sessions: &[Listed], like: &Listed, guide: &Guide) -> Option<Trend> {
    let comparable = |session: &&Listed| {
        session.guide_hash == like.guide_hash && session.candidate == like.candidate && is_comparable(session)
    };
    let kept: Vec<&Listed> = sessions.iter().rev().filter(comparable).collect();
    let joined: Vec<Comparable> = kept
        .iter()
        .map(|session| Comparable {
            kind: kind(session),
            areas: session
                .summary
                .areas
                .iter()
                .filter_map(|area| Some((area.title.clone(), area.score?, area.max)))
                .collect(),
        })
        .collect();
    let kind = progress::commonest_kind(&joined)?.to_owned();
    let ids: Vec<i64> =
        kept.iter().zip(&joined).filter(|(_, one)| one.kind == kind).map(|(session, _)| session.id.0).collect();
    let left_out = ids.len().saturating_sub(SESSIONS);
    let areas = progress::trends(&joined).into_iter().map(|trend| AreaTrend {
        pass_line: guide.rules.iter().find(|rule| is_of(rule, &trend.area)).map(|rule| rule.at_least),
        scores: trend.scores[left_out.min(trend.scores.len())..].to_vec(),
        area: trend.area,
        max: trend.max,
    });
    let areas: Vec<AreaTrend> = areas.filter(|area| area.scores.len() > 1).collect();
    (!areas.is_empty()).then(|| Trend { sessions: ids[left_out..].to_vec(), areas })
}

/// The trend that ends with this session; none where it cannot be compared, or is the first of its kind.
///
/// # Errors
/// The store cannot be read.
pub(super) fn up_to(store: &Store, session: &Listed, guide: &Guide) -> Result<Option<Trend>, Error> {
    if !is_comparable(session) {
        return Ok(None);
    }
    let filter = Filter { candidate: session.candidate.clone(), guide: Some(session.guide.clone()), limit: None };
    let mut sessions = store.list(&filter)?;
    let before = |other: &Listed| (other.started_at, other.id) <= (session.started_at, session.id);
    sessions.retain(|other| before(other) && kind(other) == kind(session));
    Ok(over(&sessions, session, guide))
}

fn is_comparable(session: &Listed) -> bool {
    session.state == SessionState::Finished && session.mode == Mode::Mock && !session.interrupted
}

/// What sessions of one guide, plan and pace have in common.
fn kind(session: &Listed) -> String {
    let areas = session.summary.areas.iter().filter(|area| area.score.is_some()).map(|area| area.title.as_str());
    format!("{} {:?} {}", session.guide, session.pace, areas.collect::<Vec<_>>().join("|"))
}

fn is_of(rule: &PassRule, area: &str) -> bool {
    matches!(&rule.subject, RuleSubject::Area(title) if title == area)
}
