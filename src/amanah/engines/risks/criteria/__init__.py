"""What risks are scored with, as dated data: scales, matrix, bands and appetite. A new matrix is a new file; no code knows one."""

from amanah.engines.risks.criteria.definition import Band, Criteria, Level
from amanah.engines.risks.criteria.reading import OVERLAY, Choice, CriteriaError, choices, criteria, in_force, parse, refresh

__all__ = ["OVERLAY", "Band", "Choice", "Criteria", "CriteriaError", "Level", "choices", "criteria", "in_force", "parse", "refresh"]
