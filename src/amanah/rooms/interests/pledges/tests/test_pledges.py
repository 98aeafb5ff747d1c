"""Texts are versions, a signature says which one, and nobody signs for another or another text than they read."""

from datetime import timedelta

import pytest

from amanah.foundation.access import services as access
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from amanah.rooms.interests import coverage, duties
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.pledges import queries, services
from amanah.rooms.interests.pledges.models import PledgeText, Signature
from tests.people import PASSPHRASE, give_keys, password

pytestmark = pytest.mark.django_db
BODY = "Saya tidak meminta dan tidak menerima pemberian yang berkaitan dengan jabatan saya."


@pytest.fixture
def cast(people):
    access.grant_role(people.dewi, RECORDER, people.units.root)
    access.grant_role(people.fitri, RECORDER, people.units.secretariat)
    return people


def publish(people, kind="pact", body=BODY, days=0, by="dewi"):
    return services.publish(kind, "Pakta Integritas", body, clock.today() + timedelta(days=days), viewer=people.viewer(by))


def sign(people, name, text, **changes):
    how = {"read": text.digest, "proof": password(name), "means": "password"} | changes
    return services.sign(text.kind, viewer=people.viewer(name), **how)


def test_versions_follow_each_other_and_the_one_in_force_is_signed(cast):
    first = publish(cast, days=-2)
    second = publish(cast, body=BODY + " Tanpa kecuali.", days=3)
    assert (first.version, second.version, queries.in_force("pact")) == (1, 2, first)
    with pytest.raises(services.Refused) as refusal:
        publish(cast, days=1)
    assert refusal.value.code == "since"
    with pytest.raises(services.Refused) as refusal:
        publish(cast, days=9, by="fitri")
    assert refusal.value.code == "role"
    signed = sign(cast, "hadi", first)
    assert (signed.text, signed.post, signed.unit.code) == (first, "Penguji K3, Subdirektorat Pengujian K3", "SUBDIT-UJI-K3")
    assert [entry.kind for entry in ledger.entries(f"signature:{signed.pk}")] == ["pledge.signed"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"proof": "salah"}, "proof"), ({"read": "0" * 64}, "changed"), ({"means": "vault", "proof": PASSPHRASE}, "proof")],
)
def test_what_does_not_match_signs_nothing(cast, changes, code):
    text = publish(cast)
    with pytest.raises(services.Refused) as refusal:
        sign(cast, "hadi", text, **changes)
    assert refusal.value.code == code
    assert not Signature.objects.exists()


def test_the_vault_key_signs_too_and_twice_is_once(cast):
    text = publish(cast)
    give_keys(cast.hadi)
    assert sign(cast, "hadi", text, means="vault", proof=PASSPHRASE).means == "vault"
    with pytest.raises(services.Refused) as refusal:
        sign(cast, "hadi", text)
    assert refusal.value.code == "signed"


def test_signing_counts_in_coverage_and_only_once_there_is_a_text(cast):
    duty, year = duties.find("pact"), clock.today().year
    assert not duty.open(year)
    sign(cast, "hadi", publish(cast))
    assert duty.open(year)
    assert coverage.table(duty, year, cast.units.k3).total.done == 1
    assert cast.persons["hadi"].pk not in duties.missing(duty, year)


def test_the_page_is_read_signed_and_shown_again(cast, desk):
    text = publish(cast)
    cast.sign_in(desk, "hadi")
    assert "Baca dan tanda tangani" in desk.get("/desk/interests/").content.decode()
    here = "/desk/interests/pledges/pact/"
    assert BODY in desk.get(here).content.decode()
    said = {"read": text.digest, "means": "password", "proof": "salah", "agree": "on"}
    assert "Tanda tangan belum tersimpan" in desk.post(here, said).content.decode()
    assert desk.post(here, said | {"proof": password("hadi"), "agree": ""}).status_code == 400
    assert desk.post(here, said | {"proof": password("hadi")}).status_code == 302
    page = desk.get(here).content.decode()
    assert "Sudah ditandatangani" in page
    assert 'name="proof"' not in page
    assert desk.get("/desk/interests/pledges/compliance/").status_code == 404
    assert desk.get("/desk/interests/pledges/lain/").status_code == 404


def test_texts_are_published_by_whoever_may(cast, desk):
    cast.sign_in(desk, "fitri")
    assert desk.get("/desk/interests/pledges/texts/").status_code == 200
    assert desk.get("/desk/interests/pledges/texts/new/").status_code == 404
    cast.sign_in(desk, "citra")
    for path in ("", "new/", "1/"):
        assert desk.get(f"/desk/interests/pledges/texts/{path}").status_code == 404
    cast.sign_in(desk, "dewi")
    assert "Belum ada naskah" in desk.get("/desk/interests/pledges/texts/").content.decode()
    said = {"kind": "pact", "title": "Pakta", "body": BODY, "since": clock.today().isoformat()}
    assert desk.post("/desk/interests/pledges/texts/new/", said).status_code == 302
    assert desk.post("/desk/interests/pledges/texts/new/", said).status_code == 400
    text = PledgeText.objects.get()
    assert BODY in desk.get(f"/desk/interests/pledges/texts/{text.pk}/").content.decode()
    assert BODY in desk.get("/desk/interests/pledges/texts/new/?kind=pact").content.decode()
