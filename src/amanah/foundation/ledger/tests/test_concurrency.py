from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from amanah.foundation.ledger import services, verify
from amanah.foundation.ledger.models import Entry


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_log():
    """Eight writers append and publish at the same time: every index is given once and the tree is whole."""

    def write(writer):
        try:
            for number in range(12):
                with transaction.atomic():
                    services.append("sample.moved", f"sample:{writer}-{number}", {}, actor="system")
                if number % 6 == 0:
                    services.publish_checkpoint()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    report = verify.run()
    assert report.ok, str(report)
    assert report.size == 8 * 12 + 1
    assert set(Entry.objects.values_list("index", flat=True)) == set(range(report.size))
