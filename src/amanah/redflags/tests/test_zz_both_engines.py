"""The last file of the folder: every indicator has been compared by then."""

import pytest

from amanah.redflags.catalogue import catalogue
from amanah.redflags.tests import both_engines


@pytest.mark.skipif(not both_engines.WANTED, reason="Spark is compared by `make test` where it is installed (`make spark`)")
def test_every_indicator_answered_the_same_on_both_engines() -> None:
    assert {one.id for one in catalogue().all()} - both_engines.COMPARED - both_engines.TOO_SLOW == set()
