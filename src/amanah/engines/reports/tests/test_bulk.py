"""Many reports at once are, row by row, what as many reports filed alone are."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from amanah.engines.cases import events as case_events
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case, Step, SubjectTag
from amanah.engines.reports import regimes
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.report import ANSWERS, Report
from amanah.engines.reports.services import bulk
from amanah.engines.reports.services.filing import Filing, NoRecipient, file_unanswered
from amanah.foundation.access import exclusion
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger import verify
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.kernel import events
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db(transaction=True)


def regime():
    return next(regime for regime in regimes.every() if regime.key == "whistleblowing")


def filing(text="Berkas saya tidak diproses.", tags=frozenset()):
    answers = dict.fromkeys(ANSWERS, "") | {"what": text}
    report = Report(topic="illegal_levy", route="inspectorate", mode="anonymous", answers=answers)
    return Filing(uuid4(), report, tags, told={"came_by": "import"}, facts={"import": "a"})


def looks(case_id):
    """Everything the database holds of a case, without what is random or names it."""
    case = Case.objects.get(pk=case_id)
    hide = {str(case.pk): "ID", case.number: "NUMBER"}

    def shown(value):
        for mine, stands in hide.items():
            value = value.replace(mine, stands) if isinstance(value, str) else value
        return bytes(value) if isinstance(value, memoryview) else value

    def plain(rows):
        random = {"id", "case_id", "ciphertext", "wrapped"}
        return sorted((sorted((key, shown(value)) for key, value in row.items() if key not in random) for row in rows), key=repr)

    records = [case.ref, work_ref(case.pk)]
    entries = []
    for entry in ledger.entries(case.ref):
        facts = dict(entry.facts)
        if "number" in facts:
            assert facts.pop("number") == case.number
            assert {len(facts.pop(name)) for name in ("sealed", "work")} == {64}
        entries.append((entry.kind, entry.actor, entry.day, facts))
    return {
        "case": plain(Case.objects.filter(pk=case_id).values()),
        "steps": plain(Step.objects.filter(case_id=case_id).values()),
        "tags": plain(SubjectTag.objects.filter(case_id=case_id).values()),
        "clocks": plain(Deadline.objects.filter(ref=case.ref).values()),
        "fields": plain(SealedField.objects.filter(record__in=records).values()),
        "wraps": plain(Wrap.objects.filter(record__in=records).values()),
        "ledger": entries,
    }


def test_looks_as_if_filed_alone(people):
    tags = frozenset(exclusion.tags_for_subjects([people.persons["gilang"]], []))
    alone, first, second = (filing(tags=tags) for _ in range(3))
    file_unanswered(regime(), alone, actor="system")
    bulk.file_many(regime(), [first, second], actor="system")
    assert looks(first.case_id) == looks(alone.case_id) == looks(second.case_id)
    assert Case.objects.get(pk=first.case_id).due_on is not None
    assert verify.run().ok


def test_opens_for_who_may_read_it(people):
    one = filing("Hanya untuk penerima.")
    case = bulk.file_many(regime(), [one], actor="system", days={one.case_id: date(2026, 3, 10)})[0]
    assert case.opened_on == date(2026, 3, 10)
    pair = vault.unlock(people.ani, PASSPHRASE)
    key = vault.content_key(case.ref, f"account:{people.ani.pk}", pair)
    assert Report.from_bytes(vault.open_field(case.ref, "report", key)) == one.report


def test_all_or_none(people):
    good, twice = filing(), filing()
    file_unanswered(regime(), twice, actor="system")
    before = Case.objects.count(), SealedField.objects.count(), ledger.size()
    with pytest.raises((cases.Refused, IntegrityError)):
        bulk.file_many(regime(), [good, twice], actor="system")
    assert (Case.objects.count(), SealedField.objects.count(), ledger.size()) == before


def test_nobody_may_read_it(people):
    tags = frozenset(exclusion.tags_for_subjects([], [people.units.inspectorate]))
    with pytest.raises(NoRecipient):
        bulk.file_many(regime(), [filing(tags=tags)], actor="system")


def test_few_queries_however_many(people):
    counted = []
    for size in (5, 50):
        filings = [filing() for _ in range(size)]
        with CaptureQueriesContext(connection) as seen:
            bulk.file_many(regime(), filings, actor="system")
        counted.append(len(seen))
    assert counted[1] <= counted[0] + 10


def test_whoever_hears_of_one_case_hears_of_many():
    """A listener to CaseOpened that forgets CasesOpened would miss everything that was imported."""
    for book in (events._inside, events._after):
        alone = {handler.__module__ for handler in book[case_events.CaseOpened]}
        assert alone <= {handler.__module__ for handler in book[case_events.CasesOpened]}
