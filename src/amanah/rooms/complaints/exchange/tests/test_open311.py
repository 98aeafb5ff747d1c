"""The Open311 server against its specification, the schemas of its authors, and those who may not be reached through it."""

import json
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from defusedxml import ElementTree
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger import verify
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.complaints.exchange.models import ApiKey, KeyDay, Token
from amanah.rooms.complaints.exchange.services import keys
from amanah.rooms.complaints.models import Marks
from tests.people import PASSPHRASE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("amanah.config.urls_intake")]
ROOT = "/open311/v2"
STORY = "Loket tiga tutup sebelum waktunya."


@pytest.fixture
def key(house):
    """A key of Kota Contoh's application."""
    return keys.issue("Aplikasi Kota Contoh", viewer=Viewer.of(house.rina), per_minute=5, per_day=7)


def get(client, path, **query):
    return client.get(f"{ROOT}/{path}", query)


def post(client, plain, form="json", **changes):
    said = {"api_key": plain, "service_code": "complaint", "description": STORY, "address_string": "Jalan Contoh 1, Jakarta"}
    return client.post(f"{ROOT}/requests.{form}", {name: value for name, value in (said | changes).items() if value is not None})


def test_discovery(intake, house):
    found = get(intake, "discovery.json").json()
    assert found["endpoints"][0]["specification"] == "http://wiki.open311.org/GeoReport_v2"
    assert found["endpoints"][0]["url"].endswith("/open311/v2")
    assert found["endpoints"][0]["formats"] == ["text/xml", "application/json"]
    page = get(intake, "discovery.xml")
    assert page["Content-Type"] == "text/xml; charset=utf-8"
    tree = ElementTree.fromstring(page.content)
    assert [one.text for one in tree.iter("format")] == ["text/xml", "application/json"]
    assert tree.find("contact").text
    assert tree.find("key_service").text


def test_a_complaint_handed_in_is_sealed_for_its_officers(intake, house, key):
    answer = post(
        intake,
        key[1],
        first_name="Tono",
        last_name="Wijaya",
        email="tono@example.org",
        device_id="tt222111",
        **{"attribute[when]": "kemarin"},
    )
    assert answer.status_code == 200, answer.content
    token = answer.json()[0]["token"]
    case = Case.objects.get()
    assert case.kind == "complaint"
    assert Marks.objects.get(case=case).way == "open311"
    pair = vault.unlock(house.rina, PASSPHRASE)
    opened = vault.open_field(case.ref, "report", vault.content_key(case.ref, f"account:{house.rina.pk}", pair)).decode()
    assert STORY in opened
    assert "Tono Wijaya" in opened
    assert "tt222111" not in opened
    assert KeyDay.objects.get().count == 1
    assert get(intake, f"tokens/{token}.json").json() == [{"service_request_id": None, "token": token}]
    assert verify.run().ok


def test_token_leads_to_the_number_once_it_is_published(intake, key, complaints):
    token = post(intake, key[1], first_name="Tono").json()[0]["token"]
    case = Case.objects.get()
    complaints.publish(case, STORY)
    assert get(intake, f"tokens/{token}.json").json()[0]["service_request_id"] == case.number
    tree = ElementTree.fromstring(get(intake, f"tokens/{token}.xml").content)
    assert tree.find("request/service_request_id").text == case.number
    assert get(intake, f"requests/{case.number}.json").json()[0]["description"].endswith(STORY)
    assert get(intake, "tokens/none.json").status_code == 404


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"api_key": None}, 403),
        ({"api_key": "amanah_wrong"}, 403),
        ({"service_code": None}, 400),
        ({"service_code": "whistleblowing"}, 404),
        ({"description": None}, 400),
        ({"description": "x" * 4001}, 400),
        ({"address_string": None}, 400),
        ({"address_string": None, "lat": "-6.2"}, 400),
        ({"address_string": None, "lat": "91", "long": "0"}, 400),
        ({"address_string": None, "lat": "nan", "long": "0"}, 400),
    ],
)
def test_what_is_refused_is_said_and_stored_nowhere(intake, key, changes, status):
    for form in ("json", "xml"):
        answer = post(intake, key[1], form, **changes)
        assert answer.status_code == status, answer.content
    assert ElementTree.fromstring(answer.content).find("error/code").text == str(status)
    assert not Case.objects.exists()
    assert not Token.objects.exists()


def test_place_by_coordinates(intake, key):
    assert post(intake, key[1], address_string=None, lat="-6.2349", long="106.8223").status_code == 200


def test_pace_and_measure_of_a_key(intake, key, house):
    assert [post(intake, key[1]).status_code for _ in range(6)] == [200] * 5 + [429]
    from amanah.rooms.complaints.exchange.open311.limits import pace

    pace.forget()
    assert [post(intake, key[1]).status_code for _ in range(3)] == [200, 200, 429]
    assert Case.objects.count() == 7
    other = keys.issue("Lain", viewer=Viewer.of(house.rina))[1]
    assert post(intake, other).status_code == 200


def test_a_revoked_key_opens_nothing(intake, key, house):
    assert keys.revoke(key[0], viewer=Viewer.of(house.rina))
    assert not keys.revoke(key[0], viewer=Viewer.of(house.rina))
    assert post(intake, key[1]).status_code == 403
    assert [entry.kind for entry in ledger.entries(key[0].ref)] == ["exchange.key_issued", "exchange.key_revoked"]
    assert key[1] not in str(ApiKey.objects.values())


def test_what_is_published_is_told(intake, complaints):
    case = complaints.make("Kursi tunggu < kurang & rusak.")
    listed = get(intake, "requests.json").json()
    assert [one["service_request_id"] for one in listed] == [case.number]
    one = get(intake, f"requests/{case.number.lower()}.json").json()[0]
    assert one["status"] == "open"
    assert one["requested_datetime"] == f"{case.opened_on}T00:00:00+07:00"
    assert "extended_attributes" not in one
    assert "Tono" not in str(one)
    told = get(intake, f"requests/{case.number}.json", extensions="true").json()[0]["extended_attributes"]
    assert told == {"lapor_status": "Belum diverifikasi", "lapor_status_code": "received"}
    tree = ElementTree.fromstring(get(intake, "requests.xml").content)
    assert tree.find("request/description").text.endswith("Kursi tunggu < kurang & rusak.")


def test_filters(intake, complaints):
    wish = complaints.make(topic="aspiration")
    case = complaints.make()
    numbers = lambda **query: {one["service_request_id"] for one in get(intake, "requests.json", **query).json()}  # noqa: E731 - short here
    assert numbers(service_code="aspiration") == {wish.number}
    assert numbers(service_code="aspiration, complaint") == {wish.number, case.number}
    assert numbers(status="closed") == set()
    assert numbers(status="open,closed") == numbers(status="") == {wish.number, case.number}
    assert numbers(service_request_id=f"{case.number},PM-26-NONE00", status="closed") == {case.number}
    today = clock.today()
    assert numbers(start_date=f"{today}T00:00:00Z", end_date=f"{today + timedelta(days=1)}T00:00:00Z") == {wish.number, case.number}
    assert numbers(end_date=f"{today - timedelta(days=2)}T00:00:00Z") == set()
    assert numbers(start_date=f"{date(today.year - 3, 1, 1)}T00:00:00Z") == set()


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "kemarin"},
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"},
        {"start_date": "2026-06-02T00:00:00Z", "end_date": "2026-06-01T00:00:00Z"},
        {"start_date": "0001-01-01", "end_date": "9999-12-31"},
        {"end_date": "0001-01-01T00:00:00+00:00"},
        {"status": "new"},
    ],
)
def test_a_query_that_cannot_be_understood(intake, house, query):
    assert get(intake, "requests.json", **query).status_code == 400


def test_queries_do_not_grow(intake, complaints, django_assert_max_num_queries):
    for _ in range(4):
        complaints.make()
    with django_assert_max_num_queries(4):
        assert len(get(intake, "requests.json").json()) == 4


@pytest.fixture
def hidden(house, complaints):
    """Complaints of every kind that nobody may reach, and one that everybody may: (all of these, the open one)."""
    from uuid import uuid4

    from amanah.engines.cases import services as cases

    secret = complaints.make("rahasia sekali", secret=True)
    nameless = complaints.make("tanpa nama", name="")
    unpublished = complaints.make("belum terbit", published=False)
    unmarked = complaints.make("tanpa tanda")
    Marks.objects.filter(case=unmarked).delete()
    moved = complaints.make("dialihkan")
    Case.objects.filter(pk=moved.pk).update(kind="whistleblowing")
    came = complaints.make("datang dari tempat lain")
    Case.objects.filter(pk=came.pk).update(opened_as="whistleblowing")
    withdrawn = complaints.make("ditarik")
    withdrawn.publications.update(state="withdrawn")
    blown = cases.open_case("whistleblowing", case_id=uuid4(), route="inspectorate", topic="illegal_levy", actor="system")
    return [secret, nameless, unpublished, unmarked, moved, came, withdrawn, blown], complaints.make("terbuka untuk semua")


VALUES = st.sampled_from(
    ["open", "closed", "complaint", "whistleblowing", "illegal_levy", "", "*", "%", "' OR 1=1 --", "true", "\x00", "🙂", ","]
)
NAMES = st.sampled_from(
    ["status", "service_code", "service_request_id", "jurisdiction_id", "extensions", "q", "page", "kind", "case__kind"]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(NAMES, VALUES | st.text(max_size=20), max_size=4), form=st.sampled_from(["json", "xml"]), add=st.integers(0, 7)
)
def test_nothing_hidden_is_reachable(hidden, intake, query, form, add):
    """By no filter and no address: not the number, not a word, and the same answer as for what never was."""
    cases, shown = hidden
    client = intake
    number = cases[add].number
    for asked in (query, query | {"service_request_id": number}, {"service_request_id": ",".join(case.number for case in cases)}):
        page = client.get(f"{ROOT}/requests.{form}", asked)
        assert page.status_code in {200, 400}
        said = page.content.decode()
        assert not [case.number for case in cases if case.number in said]
        assert not [
            word for word in ("rahasia sekali", "tanpa nama", "belum terbit", "dialihkan", "tempat lain", "ditarik") if word in said
        ]
    never = client.get(f"{ROOT}/requests/PM-26-000000.{form}")
    one = client.get(f"{ROOT}/requests/{number}.{form}", query)
    assert (one.status_code, one.content) == (404, never.content)
    assert shown.number in client.get(f"{ROOT}/requests.{form}").content.decode()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.sampled_from(["requests", "services", "discovery", "requests/{}", "services/{}", "tokens/{}"]),
    word=st.text(min_size=1, max_size=30),
    form=st.sampled_from(["json", "xml"]),
    query=st.dictionaries(st.text(max_size=12) | NAMES, st.text(max_size=40), max_size=3),
    send=st.booleans(),
)
def test_whatever_comes_is_answered_well_formed(house, path, word, form, query, send):  # noqa: PLR0917 - one of each
    client = Client(raise_request_exception=True)
    address = f"{ROOT}/{path.format(quote(word, safe=''))}.{form}"
    page = client.post(address, query) if send else client.get(address, query)
    assert page.status_code in {200, 400, 403, 404, 405}
    if page["Content-Type"].startswith("application/json"):
        json.loads(page.content)
    elif page["Content-Type"].startswith("text/xml"):
        ElementTree.fromstring(page.content)


def test_vendored_schemas_are_as_they_came():
    from hashlib import sha256

    folder = Path(__file__).parent / "vendor"
    said = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    for name, digest in said.items():
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
