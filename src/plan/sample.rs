//! A small guide for tests: two parts of questions, a design with sections and probes, the discussion, a round, alternatives.

use crate::guide::Guide;

/// The sample guide: 60 minutes, of which its four parts claim 45.
#[expect(clippy::unwrap_used, reason = "a test fixture")]
pub(crate) fn guide() -> Guide {
    toml::from_str(SAMPLE).unwrap()
}

const SAMPLE: &str = r#"
slug = "sample"
title = "Sample Interview"
minutes = 60
format = "Technical interview"
target_level = "Senior developers"
total = 10
green_flags = []
red_flags = []
checklist = ["Have a pen ready"]
time_management = []
areas = []
rules = []
readings = []
words = {}
[[parts]]
title = "Basics"
minutes = 5
objective = "Assess the basics"
questions = [1, 2]
[[parts]]
title = "Databases"
minutes = 10
objective = "Assess databases"
questions = [3]
[[parts]]
title = "Design"
minutes = 25
objective = "Test system design"
questions = [4]
[[parts]]
title = "Discussion"
minutes = 5
objective = "Clarify responses"
[[questions]]
number = 1
title = "Scheduler"
min_minutes = 6
max_minutes = 8
prompt = "Explain the scheduler."
points = [{ id = "stealing", title = "Stealing", detail = "of work" }, { id = "preemption", title = "Preemption", detail = "by signal" }]
follow_ups = [{ prompt = "And under GC pressure?" }]
[[questions]]
number = 2
title = "Pools"
min_minutes = 2
max_minutes = 4
prompt = "Design a pool."
points = [{ id = "bounds", title = "Bounds", detail = "of the queue" }]
follow_ups = [{ prompt = "How can select deadlock?" }, { prompt = "And live-lock?" }]
[[questions]]
number = 3
title = "Bottlenecks"
min_minutes = 10
max_minutes = 10
prompt = "Find the bottleneck."
points = [{ id = "plans", title = "Plans", detail = "EXPLAIN" }]
[[questions]]
number = 4
title = "Tickets"
min_minutes = 25
max_minutes = 25
prompt = "Design a ticket system."
sections = [
  { title = "Architecture", min_minutes = 8, max_minutes = 10 },
  { title = "Inventory", min_minutes = 10, max_minutes = 12 },
  { title = "Data", min_minutes = 8, max_minutes = 10 },
]
points = [
  { id = "gateway", title = "Gateway", detail = "limits", section = "Architecture" },
  { id = "cache", title = "Cache", detail = "layers", section = "Architecture" },
  { id = "holds", title = "Holds", detail = "expire", section = "Inventory" },
  { id = "queue", title = "Queue", detail = "fair", section = "Inventory" },
  { id = "acid", title = "ACID", detail = "payments", section = "Data" },
]
follow_ups = [{ prompt = "What would you build first?" }]
[[questions.probes]]
title = "Architecture"
section = "Architecture"
probes = [{ prompt = "What are the key services?" }, { prompt = "Which caches?", draws = ["cache"] }]
[[questions.probes]]
title = "Inventory"
section = "Inventory"
probes = [{ prompt = "How do you prevent overselling?" }, { prompt = "How is the queue fair?", draws = ["queue"] }]
[[questions.probes]]
title = "Edge cases"
probes = [{ prompt = "What if payment is down?" }]
[[alternatives]]
title = "Alternative Basics"
replaces = [1, 2]
questions = [
  { slug = "leaks", title = "Leaks", min_minutes = 5, max_minutes = 5, prompt = "Debug a leak.", points = [{ id = "profile", title = "Profile", detail = "heap" }] },
  { slug = "builds", title = "Builds", min_minutes = 5, max_minutes = 5, prompt = "Structure a build.", points = [{ id = "modules", title = "Modules", detail = "one" }] },
  { slug = "tests", title = "Tests", min_minutes = 5, max_minutes = 5, prompt = "Design tests." },
]
[[alternatives]]
title = "Alternative Architecture"
questions = [
  { slug = "sourcing", title = "Sourcing", min_minutes = 9, max_minutes = 9, prompt = "When?", points = [{ id = "audit", title = "Audit", detail = "trail" }] },
  { slug = "versioning", title = "Versioning", min_minutes = 6, max_minutes = 6, prompt = "How?", points = [{ id = "compat", title = "Compatible", detail = "back" }] },
]
[round]
key = "round"
title = "Architecture Round"
minutes = 15
objective = "Assess architecture"
after_part = 3
area = "Architecture"
questions = ["sourcing", "versioning"]
"#;
