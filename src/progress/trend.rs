//! How an area moves from one comparable session to the next.

use std::collections::BTreeMap;

/// A session whose scores may be joined with others of the same plan and pace.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparable {
    /// What it has in common with those it is joined with: plan and pace, in any words that are the same for the same.
    pub kind: String,
    /// Area, score and most points, for the areas all of which were asked.
    pub areas: Vec<(String, u32, u32)>,
}

/// An area's scores over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaTrend {
    /// Its title.
    pub area: String,
    /// Most points.
    pub max: u32,
    /// The scores, oldest first.
    pub scores: Vec<u32>,
}

/// The kind that was held most often, the latest among equals. `sessions` are the oldest first.
pub fn commonest_kind(sessions: &[Comparable]) -> Option<&str> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (index, session) in sessions.iter().enumerate() {
        let entry = counts.entry(session.kind.as_str()).or_default();
        *entry = (entry.0 + 1, index);
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(kind, _)| kind)
}

/// The trend of each area over the sessions of the commonest kind. `sessions` are the oldest first.
pub fn trends(sessions: &[Comparable]) -> Vec<AreaTrend> {
    let Some(kind) = commonest_kind(sessions) else { return Vec::new() };
    let mut trends: Vec<AreaTrend> = Vec::new();
    for (area, score, max) in sessions.iter().filter(|session| session.kind == kind).flat_map(|session| &session.areas)
    {
        match trends.iter_mut().find(|trend| trend.area == *area) {
            Some(trend) => trend.scores.push(*score),
            None => trends.push(AreaTrend { area: area.clone(), max: *max, scores: vec![*score] }),
        }
    }
    trends
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(kind: &str, score: u32) -> Comparable {
        Comparable { kind: kind.to_owned(), areas: vec![("Go".to_owned(), score, 25)] }
    }

    #[test]
    fn only_sessions_of_one_kind_are_joined() {
        let sessions = [session("whole", 10), session("pace 2", 24), session("whole", 15)];
        assert_eq!(trends(&sessions), [AreaTrend { area: "Go".to_owned(), max: 25, scores: vec![10, 15] }]);
        assert_eq!(trends(&sessions[..2])[0].scores, [24], "the latest among equals");
        assert!(trends(&[]).is_empty());
    }
}
