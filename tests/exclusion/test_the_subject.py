"""Whom a report is about cannot tell a world with it from a world without it, whatever address of the desk they try.

Gilang's crawl is in a file of its own, so that it runs beside the others'.
"""

import pytest

from tests.exclusion import crawling, worlds

pytestmark = pytest.mark.django_db

WHO = worlds.SUBJECTS


@pytest.mark.parametrize("name", WHO)
def test_a_subject_cannot_tell_the_worlds_apart(crawls, name):
    crawling.told_apart(name, crawls[name], least=250)
