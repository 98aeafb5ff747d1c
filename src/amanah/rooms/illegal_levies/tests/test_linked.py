"""Duplicates among reports of levies: suggested with the reason, merged by two people, and never across kinds."""

import pytest
from django.urls import reverse

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.linked import merging, queries
from amanah.engines.reports.services import handling
from amanah.foundation.vault import services as vault
from amanah.rooms.illegal_levies.services import coding
from amanah.rooms.illegal_levies.sheets import Screening
from amanah.rooms.illegal_levies.tests.ground import filed, go, offices, opened
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(people):
    """Two reports of the same service, month and way; and one of another."""
    offices(people)
    same = {"service_code": "K3-AHLI", "when": "Maret 2026", "who": ""}
    first, second = filed(people, what="Diminta dua juta.", **same)[0], filed(people, what="Kata lain sama sekali.", **same)[0]
    far = filed(people, what="Hal lain.", who="", topic="broker", when="Mei 2024")[0]
    for case in (first, second):
        go(people, case, "acknowledge")
    return first, second, far


def test_the_same_service_month_and_way_are_suggested(people, desk, pair):
    first, second, far = pair
    found = queries.similar(opened(people, "ani", second), vault.unlock(people.ani, PASSPHRASE))
    assert [alike.case for alike in found] == [first]
    people.sign_in(desk, "ani").post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
    page = desk.get(reverse("illegal_levies_desk:linked", args=[second.number])).text
    assert "Layanan yang sama, topik yang sama, bulan kejadian yang sama" in page
    assert far.number not in page
    assert people.sign_in(desk, "gilang").get(reverse("illegal_levies_desk:linked", args=[second.number])).status_code == 404


def test_a_merge_agrees_with_the_duplicate_test_and_takes_two(people, pair):
    first, second, _far = pair
    with pytest.raises(cases.Refused):
        merging.propose(opened(people, "ani", second), first, reason="Sama.", letter="Kami tangani sebagai satu.")
    coding.test(opened(people, "ani", second), Screening("own", "Ya.", "same", "Peristiwa yang sama.", first.number))
    merge = merging.propose(opened(people, "ani", second), first, reason="Sama.", letter="Kami tangani sebagai satu.")
    handling.approve(merge.proposal, viewer=people.viewer("budi"))
    assert (Case.objects.get(pk=second.pk).outcome, merging.STANDING.get().leading) == ("duplicate", first)


def test_nothing_is_merged_across_kinds(people, pair):
    from amanah.engines.cases import registry

    first, second, _far = pair
    coding.test(opened(people, "ani", second), Screening("own", "Ya.", "same", "Peristiwa yang sama.", first.number))
    other = next(kind for kind in registry.kinds() if kind.key == "whistleblowing")
    Case.objects.filter(pk=first.pk).update(kind=other.key, kind_version=other.version, route="inspectorate")
    with pytest.raises(cases.Refused):
        merging.propose(opened(people, "ani", second), Case.objects.get(pk=first.pk), reason="Sama.", letter="Satu.")
