"""What lists and the beat ask must be answered from an index, however many clocks there are."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Q

from amanah.foundation.clocks import services
from amanah.foundation.clocks.models import Deadline
from amanah.rulebook.book import book

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def many():
    """Clocks of three years, nine tenths of them stopped long ago."""
    services.start("case:template", "triage", "whistleblowing.triage_within", TODAY, "system")
    fields = Deadline.objects.values().get()
    fields.pop("id")
    rows = []
    for number in range(4000):
        since = TODAY - timedelta(days=number % 1000)
        due_on = since + timedelta(days=15)
        stopped = {} if number % 10 == 0 else {"state": "stopped", "stopped_on": due_on, "alert_on": None}
        alert = {"alert_on": TODAY + timedelta(days=number % 90 + 1)} if not stopped else {}
        rows.append(Deadline(**{**fields, "ref": f"case:{number}", "since": since, "due_on": due_on, **alert, **stopped}))
    Deadline.objects.bulk_create(rows, batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE clocks_deadline" if connection.vendor == "postgresql" else "ANALYZE")


def _plan(queryset):
    return queryset.explain().lower()


def test_an_index_answers(many):
    known = book().calendar_sha
    asked = {
        "clocks of a page of records": Deadline.objects.filter(ref__in=[f"case:{number}" for number in range(50)]),
        "what the beat announces": Deadline.objects.filter(state="running", alert_on__lte=TODAY).order_by("alert_on")[:200],
        "what a new calendar moves": Deadline.objects.filter(
            Q(calendar_sha__lt=known) | Q(calendar_sha__gt=known), stopped_on__isnull=True
        )[:200],
        "what falls due next": Deadline.objects.filter(stopped_on__isnull=True, due_on__gt=TODAY).order_by("due_on", "ref")[:50],
    }
    for what, queryset in asked.items():
        plan = _plan(queryset)
        assert "deadline_" in plan, (what, plan)
        assert "seq scan" not in plan, (what, plan)
        assert "scan clocks_deadline\n" not in plan + "\n", (what, plan)


def test_the_beat_has_nothing_to_do_in_few_queries(many, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        assert services.announce(TODAY - timedelta(days=1)) == 0
        assert services.recompute() == 0
