"""Whether something was found before: the same criterion in the same unit within the rulebook's period."""

from amanah import rulebook
from amanah.engines.engagements import declare
from amanah.engines.engagements.criteria import clause_of
from amanah.engines.engagements.models import Finding
from amanah.kernel import clock


def earlier(finding: Finding) -> Finding | None:
    """The latest finding that was owed and reported before, of a criterion that this one names, in the same unit; None where there is none.

    A criterion is the same where its clause is: "x:4.1-a" repeats "x:4.1-b".
    """
    declared = finding.engagement.declared
    if finding.grade not in declared.owed or not finding.criteria:
        return None
    wanted = {clause_of(one) for one in finding.criteria}
    day = finding.found_on or clock.today()
    before = Finding.objects.filter(
        unit_id=finding.unit_id,
        withdrawn_on__isnull=True,
        found_on__lte=day,
        grade__in=sorted(declared.owed),
        source=finding.source,
        engagement__kind=declared.key,
        engagement__state__in=sorted(declare.REPORTED),
    ).exclude(engagement_id=finding.engagement_id)
    for one in before.order_by("-found_on", "-pk"):
        if rulebook.due(declared.repeated_within, one.found_on).date < day:
            return None
        if wanted & {clause_of(criterion) for criterion in one.criteria}:
            return one
    return None
