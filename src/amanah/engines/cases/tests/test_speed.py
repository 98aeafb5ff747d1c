"""A page of cases must be read off an index in its order, however many cases there are."""

import pytest
from django.db import connection

from amanah.engines.cases import bench, registry
from amanah.engines.cases.queries import Filters
from amanah.engines.cases.queries.lists import narrowed
from amanah.foundation.access.viewer import Viewer

pytestmark = pytest.mark.django_db
MANY = 3000


def test_cases_of_a_state_that_several_kinds_know_are_not_sorted_anew():
    kind = registry.kind("whistleblowing")
    account = bench._overseer(kind)
    bench.seed(kind, MANY, account)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_case")
        if connection.vendor == "postgresql":  # it sorts a dozen rows rather than look at an index; can it do without?
            cursor.execute("SET LOCAL enable_sort = off")
    state = kind.first.key
    assert len({one.key for one in registry.all_versions() if any(each.key == state for each in one.states)}) > 1

    found = narrowed(Viewer.of(account), Filters(state=state)).order_by("-opened_on", "-pk")
    plan = found[:11].explain().lower()

    assert "case_any_state_newest" in plan, plan
    assert "for order by" not in plan, plan
    assert "sort" not in plan, plan
