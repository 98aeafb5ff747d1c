"""What may be read of policy, objectives and measures, already narrowed to who is looking."""

from amanah.rooms.antibribery.objectives.queries import measures, objectives, policy
from amanah.rooms.antibribery.objectives.queries.visible import (
    Sides,
    find_measure,
    find_objective,
    sides_of_measure,
    sides_of_objective,
)

__all__ = ["Sides", "find_measure", "find_objective", "measures", "objectives", "policy", "sides_of_measure", "sides_of_objective"]
