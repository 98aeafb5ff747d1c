"""What the library's tests share."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from amanah.engines.cases import services as cases
from amanah.engines.proofs import owners, roles, services
from amanah.engines.proofs.owners import Purpose
from amanah.engines.proofs.services import Draft
from amanah.foundation.access import services as access
from amanah.foundation.evidence import services as evidence

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
NEW_YEAR = date(2026, 1, 1)
YEAR_END = date(2026, 12, 31)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.AMANAH_FILES = tmp_path / "files"
    return settings.AMANAH_FILES


@pytest.fixture
def team(people, monkeypatch):
    """The usual people; Budi verifies sheets of the K3 directorate and keeps their proofs, Ani reads them everywhere and keeps none."""
    monkeypatch.setattr(roles, "_readers", set())
    monkeypatch.setattr(roles, "_keepers", set())
    roles.admit("actions.overseer")
    roles.admit("actions.reader", keeps=False)
    access.grant_role(people.budi, "actions.overseer", people.units.k3)
    _grant_unknown(people.ani, "actions.reader", people.units.root)
    return people


def _grant_unknown(account, role, unit):
    from amanah.foundation.access.models import Grant

    Grant.objects.create(account=account, role=role, unit=unit, since=date(2024, 1, 2))


class Shelf:
    """Records of an invented kind: which people know which, who may change them, for which days they need evidence."""

    def __init__(self):
        self.records, self.knowers, self.changers, self.sources = {}, {}, {}, {}

    def put(self, name, *, knows=("hadi", "gilang", "budi"), changes=("hadi", "budi"), days=(NEW_YEAR, YEAR_END), source=""):
        ref = f"shelf:{name}"
        self.records[ref] = Purpose(ref, f"Pertanyaan {name}", "Jawaban", f"/desk/?{name}", *days)
        self.knowers[ref], self.changers[ref], self.sources[ref] = set(knows), set(changes), source
        return ref

    def may_attach(self, viewer, ref):
        return viewer.account.username in self.changers.get(ref, ())

    def describe(self, viewer, refs):
        return [self.records[ref] for ref in refs if viewer.account.username in self.knowers.get(ref, ())]


@pytest.fixture
def shelf(monkeypatch):
    for registry in ("_may_attach", "_describers", "_sources"):
        monkeypatch.setattr(owners, registry, dict(getattr(owners, registry)))
    made = Shelf()
    owners.register("shelf", made.may_attach, made.describe, lambda ref: made.sources.get(ref, ""))
    return made


def upload(name="sk-tim.pdf", content=PDF):
    """A file as a form hands it over."""
    request = RequestFactory().post("/", {"file": SimpleUploadedFile(name, content)})
    return evidence.take(request.FILES.getlist("file")).kept[0]


def letter(title="SK Tim Pembangunan", since=NEW_YEAR, until=None, number="KEP-12/2026"):
    return Draft(title, since, until, letter=number)


@pytest.fixture
def put(team):
    """Add a proof: Hadi adds it to his subdirectorate unless said otherwise."""

    def put_one(draft=None, *, by="hadi", unit=None, **named):
        return services.add(draft or letter(), unit or team.units.k3_testing, viewer=team.viewer(by), **named)

    return put_one


@pytest.fixture
def case_about(team):
    """A sealed case that is about these people."""
    from amanah.foundation.access import exclusion

    def open_one(*names):
        tags = [exclusion.person_tag(team.persons[name].pk) for name in names]
        return cases.open_case("whistleblowing", case_id=uuid4(), route="inspectorate", tags=tags, actor="reporter")

    return open_one
