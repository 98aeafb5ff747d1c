"""Law as dated data: `rulebook.provision(key, on=day)` and `rulebook.due(key, start)`."""

from amanah.rulebook.book import DueDate, calendar, due, provision
from amanah.rulebook.reading import RuleError
from amanah.rulebook.rules import Provision

__all__ = ["DueDate", "Provision", "RuleError", "calendar", "due", "provision"]
