//! What sessions and reviews add up to over time. Pure: times and marks are passed in.
//!
//! | file | job |
//! |---|---|
//! | `schedule` | when a point is asked again |
//! | `weakness` | which points and questions are weakest, old sessions counting less |
//! | `trend` | how areas move from one comparable session to the next |

mod schedule;
mod trend;
mod weakness;

pub use schedule::{Card, DESIRED_RETENTION, Memory, Recall, Scheduler, forecast};
pub use trend::{AreaTrend, Comparable, commonest_kind, trends};
pub use weakness::{PastMark, PointStanding, standings, weakest_questions};
