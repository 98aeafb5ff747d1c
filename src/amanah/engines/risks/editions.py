"""Criteria as they were when somebody scored with them, read back from what was kept."""

from functools import lru_cache

from amanah.engines.risks.criteria import Criteria, parse
from amanah.engines.risks.models import Edition


def keep(criteria: Criteria) -> Edition:
    """The row that holds these criteria; it is made when they are used first."""
    kept, _made = Edition.objects.get_or_create(
        sha256=criteria.sha256, defaults={"criteria": criteria.id, "edition": criteria.edition, "content": criteria.content}
    )
    return kept


def criteria_of(edition: Edition) -> Criteria:
    """What the edition says, whatever the files say by now."""
    return _read(edition.content)


@lru_cache(maxsize=64)
def _read(content: str) -> Criteria:
    return parse(content)
