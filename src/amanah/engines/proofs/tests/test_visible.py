"""Who may know of a proof: generated over everybody, and kept from whoever is kept from the case behind it."""

import pytest
from django.db import transaction

from amanah.engines.cases import services as cases
from amanah.engines.proofs import queries, services
from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.refusals import Refused
from amanah.engines.proofs.services import Draft
from amanah.engines.proofs.tests.conftest import NEW_YEAR, letter, upload
from amanah.foundation.access import exclusion
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import services as organisation
from amanah.foundation.threads import visibility
from amanah.kernel import clock

pytestmark = pytest.mark.django_db

EVERYBODY = ("kartika", "dewi", "eko", "indra", "fitri", "lestari", "ani", "budi", "gilang", "hadi", "citra")


def seeing(team, proof):
    found = {name for name in EVERYBODY if queries.visible(team.viewer(name)).filter(pk=proof.pk).exists()}
    assert found == {name for name in EVERYBODY if visibility.may_see(team.viewer(name), proof.ref)}
    return found


def test_who_sees_a_proof(put, team):
    # Who belongs to the unit, who heads it or one above it, and who holds an admitted role over it.
    assert seeing(team, put()) == {"hadi", "gilang", "kartika", "budi", "ani"}
    # Who belongs to a unit below sees nothing of those above.
    assert seeing(team, put(by="gilang", unit=team.units.k3)) == {"gilang", "kartika", "budi", "ani"}
    assert seeing(team, put(by="citra", unit=team.units.placement)) == {"citra", "kartika", "ani"}
    assert seeing(team, put(shared=True)) == set(EVERYBODY)


def test_a_post_or_a_role_that_ended_sees_nothing(put, team):
    proof = put()
    held = team.persons["hadi"].holdings.get()
    organisation.end_holding(held, on=clock.today().replace(day=1), actor="system")
    team.accounts["budi"].is_active = False
    assert "hadi" not in seeing(team, proof)
    assert not queries.visible(Viewer(team.accounts["budi"])).exists()


def test_without_a_post_nothing_is_shared(put, team):
    put(shared=True)
    organisation.end_holding(team.persons["citra"].holdings.get(), on=clock.today().replace(day=1), actor="system")
    assert not queries.visible(team.viewer("citra")).exists()


def test_what_was_collected_about_a_case_is_kept_from_who_is_kept_from_it(put, team, shelf, case_about):
    case = case_about("hadi")
    ref = shelf.put("asal", knows=("budi",), changes=("budi",), source=case.ref)
    with pytest.raises(Refused) as refusal, transaction.atomic():
        put(by="budi", ref=ref, shared=True)
    assert refusal.value.code == "shared"
    proof = put(Draft("Daftar hadir", NEW_YEAR, upload=upload()), by="budi", ref=ref)
    assert seeing(team, proof) == {"budi", "ani"}
    for name in ("hadi", "gilang", "kartika", "citra"):
        viewer = team.viewer(name)
        assert queries.find(viewer, proof.number) is None
        assert queries.file_of(viewer, proof) is None
        assert queries.listing(viewer).rows == queries.shows(viewer, proof) == []
        assert queries.of(viewer, [ref]) == {}
    newer = services.replace(proof, letter(), viewer=team.viewer("budi"))
    assert newer.source == case.ref
    assert seeing(team, newer) == {"budi", "ani"}
    cases.tag_subject(case, [exclusion.person_tag(team.persons["budi"].pk)], viewer="system")
    assert seeing(team, newer) == {"ani"}


def test_a_hidden_record_is_not_told_of_by_the_proof_it_uses(put, team, shelf):
    open_one, hidden = shelf.put("terbuka"), shelf.put("rahasia", knows=("budi",), changes=("budi",))
    proof = put()
    for ref in (open_one, hidden):
        services.use(proof, ref, viewer=team.viewer("budi"))
    assert {one.use.ref for one in queries.shows(team.viewer("hadi"), proof)} == {open_one}
    assert {one.use.ref for one in queries.shows(team.viewer("budi"), proof)} == {open_one, hidden}


def test_the_same_file_is_found_again_only_by_who_may_see_it(put, team):
    first = put(Draft("SK", NEW_YEAR, upload=upload()))
    elsewhere = put(Draft("SK", NEW_YEAR, upload=upload()), by="citra", unit=team.units.placement)
    second = put(Draft("SK lagi", NEW_YEAR, upload=upload("lain.pdf")))
    assert queries.twins(team.viewer("hadi"), second) == [first]
    assert queries.twins(team.viewer("citra"), elsewhere) == []
    assert Proof.objects.count() == 3
