"""Many letters numbered at the same moment, some of which fail: no gap, none twice."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from amanah.foundation.access import services as access
from amanah.foundation.letters.models import Letter, Scheme
from amanah.foundation.letters.services import numbering
from amanah.kernel import clock

WRITERS, EACH = 6, 8


@pytest.mark.django_db(transaction=True)
def test_many_at_once_leave_no_gap_and_none_twice():
    drafter = access.create_account("penyusun", password="rahasia-uji")
    today = clock.today()
    scheme = Scheme.objects.create(name="Umum", pattern="{number}/{year}", since=today)

    def give(fails):
        try:
            with transaction.atomic():
                running = numbering._next(scheme, "2026", today)
                number = f"{running}/2026"
                Letter.objects.create(
                    ref="sample:1",
                    kind="report",
                    state="numbered",
                    drafter=drafter,
                    drafted_on=today,
                    number=number,
                    scheme=scheme,
                    bucket="2026",
                    running=running,
                )
                transaction.set_rollback(fails)
        finally:
            connection.close()

    def write(writer):
        for number in range(EACH):
            give(fails=(number + writer) % 4 == 0)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, range(WRITERS)))
    given = sorted(Letter.objects.values_list("running", flat=True))
    assert given == list(range(1, WRITERS * EACH * 3 // 4 + 1))
