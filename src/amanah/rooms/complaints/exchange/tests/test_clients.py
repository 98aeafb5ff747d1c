"""Clients and schemas of other hands: what they expect of a server is what this one does.

`georeport` is a published client; `vendor/swagger.json` is the interface in the words of the Open311 community.
"""

import json
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import fastjsonschema
import georeport
import pytest
import requests
from defusedxml import ElementTree
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.complaints.exchange.services import keys

pytestmark = [pytest.mark.django_db, pytest.mark.urls("amanah.config.urls_intake")]
ROOT = "/open311/v2"
SCHEMA = json.loads((Path(__file__).parent / "vendor" / "swagger.json").read_text())


class ThroughDjango(requests.adapters.BaseAdapter):
    """What the client asks over HTTP is answered by the program in this process."""

    def send(self, request, **_):
        parts = urlsplit(request.url)
        answer = Client().generic(
            request.method, f"{parts.path}?{parts.query}", request.body or b"", request.headers.get("Content-Type", "")
        )
        response = requests.Response()
        response.status_code, response._content, response.url = answer.status_code, answer.content, request.url
        response.headers.update(answer.headers)
        response.encoding = "utf-8"
        return response

    def close(self):
        """Nothing is open."""


@pytest.fixture(params=["json", "xml"])
def client(request, monkeypatch, house):
    """The client, speaking this format."""
    mount = requests.Session.__init__

    def mounted(session):
        mount(session)
        session.mount("http://", ThroughDjango())

    monkeypatch.setattr(requests.Session, "__init__", mounted)
    return georeport.GeoReport(f"http://testserver{ROOT}", output_format=request.param)


def test_the_client_reads_what_is_published(client, complaints):
    first, second = complaints.make("Antrean panjang."), complaints.make("Kursi & meja <rusak>.", topic="aspiration")
    services = client.get_service_list()
    assert [one["service_code"] for one in services] == ["complaint", "aspiration", "information"]
    definition = client.get_service_definition("complaint")
    assert definition["service_code"] == "complaint"
    found = client.get_service_requests()
    assert {one["service_request_id"] for one in found} == {first.number, second.number}
    one = client.get_service_request(second.number)
    assert one["description"].endswith("Kursi & meja <rusak>.")
    since = f"{clock.today() - timedelta(days=9)}T00:00:00+07:00"
    assert client.get_service_requests(service_code="complaint,aspiration", status="open", start_date=since) == found
    with pytest.raises(requests.HTTPError):
        client.get_service_request("PM-26-000000")


@pytest.mark.parametrize("form", ["json", "xml"])
def test_what_a_published_client_sends_becomes_a_complaint(intake, house, form):
    """As `three` 0.8 posts it: fields of a form, or parts with a picture. It was tried against a running server (docs/reference/open311.md)."""
    plain = keys.issue("Mitra", viewer=Viewer.of(house.rina))[1]
    sent = {
        "service_code": "complaint",
        "address_string": "Jl. Contoh 1, Jakarta",
        "first_name": "Zach",
        "last_name": "Williams",
        "phone": "555-5555",
        "description": "Loket tutup sebelum waktunya.",
        "api_key": plain,
    }
    answer = intake.post(f"{ROOT}/requests.{form}", urlencode(sent), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert "Berkas lampirannya" not in answer.text
    picture = SimpleUploadedFile("photo.png", b"\x89PNG", content_type="image/png")
    answer = intake.post(f"{ROOT}/requests.{form}", sent | {"media": picture})
    assert answer.status_code == 200
    assert "Berkas lampirannya tidak disimpan" in answer.text
    assert Case.objects.count() == 2
    assert not intake.get(f"{ROOT}/requests.json").json()  # handed in is not published


def named(definition):
    """A schema of one of the community's definitions."""
    return fastjsonschema.compile(
        {"$schema": "http://json-schema.org/draft-04/schema#", "definitions": _plain(SCHEMA["definitions"]), **_plain(definition)}
    )


def _plain(schema):
    """Their schema with one allowance, which their own examples take too: what is not known may be null."""
    if isinstance(schema, list):
        return [_plain(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _plain(value) for key, value in schema.items() if key != "format"}
    if isinstance(made.get("type"), str) and made["type"] in {"string", "number", "integer"} and "enum" not in made:
        made["type"] = [made["type"], "null"]
    return made


def test_every_answer_keeps_the_community_schema(intake, complaints, house):
    case = complaints.make()
    plain = keys.issue("Mitra", viewer=Viewer.of(house.rina))[1]
    sent = {"api_key": plain, "service_code": "complaint", "description": "x", "address_string": "Jakarta"}
    paths = SCHEMA["paths"]
    asked = {
        "/services.{response_format}": ("get", intake.get(f"{ROOT}/services.json")),
        "/services/{service_code}.{response_format}": ("get", intake.get(f"{ROOT}/services/complaint.json")),
        "/requests.{response_format}": ("get", intake.get(f"{ROOT}/requests.json")),
    }
    for path, (verb, answer) in asked.items():
        named(paths[path][verb]["responses"]["200"]["schema"])(answer.json())
    named(paths["/requests.{response_format}"]["post"]["responses"]["200"]["schema"])(intake.post(f"{ROOT}/requests.json", sent).json())
    named({"type": "array", "items": {"$ref": "#/definitions/Request"}})(intake.get(f"{ROOT}/requests/{case.number}.json").json())


def test_what_an_open_validator_asks(intake, house):
    """What SeeClickFix's open311-validator asks of a server, in our words."""
    said = {form: intake.get(f"{ROOT}/discovery.{form}") for form in ("xml", "json")}
    assert said["xml"]["Content-Type"].startswith("text/xml")
    assert said["json"]["Content-Type"].startswith("application/json")
    tree, found = ElementTree.fromstring(said["xml"].content), said["json"].json()
    assert tree.findtext("contact") == found["contact"]
    assert tree.findtext("key_service") == found["key_service"]
    for endpoint in found["endpoints"]:
        assert all(endpoint[name] for name in ("specification", "url", "type"))
        assert datetime.fromisoformat(endpoint["changeset"]) <= clock.now()
        assert "text/xml" in endpoint["formats"]
    services = intake.get(f"{ROOT}/services.json").json()
    assert services
    for service in services:
        assert not service["metadata"] or intake.get(f"{ROOT}/services/{service['service_code']}.xml").status_code == 200
