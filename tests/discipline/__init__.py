"""From a report to discipline: two rooms that never import each other, together."""
