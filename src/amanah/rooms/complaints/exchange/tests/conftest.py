"""Somebody who handles complaints, and files as other systems export them."""

from datetime import date
from types import SimpleNamespace

import pytest

from amanah.engines.reports.services import filing as filings
from amanah.rooms.complaints.exchange import matters
from amanah.rooms.complaints.exchange.open311.limits import pace
from amanah.rooms.complaints.models import Marks, Publication


@pytest.fixture(autouse=True)
def _unhurried():
    """Every test begins with a pace of its own."""
    pace.forget()


@pytest.fixture
def house(people):
    """The institution with a complaints officer, Rina, and their superior, Sari."""
    people.add("rina", "Rina Maharani", people.units.secretariat, "Petugas pengaduan", roles=("complaints.officer",), keys=True)
    people.add("sari", "Sari Dewanti", people.units.secretariat, "Kepala bagian pengaduan", roles=("complaints.coordinator",), keys=True)
    return people


@pytest.fixture
def complaints(house):
    """How to make complaints of every mark and publish some."""

    def make(text="Antrean di loket terlalu lama.", *, name="Tono", secret=False, topic="complaint", day=None, published=True, unit=""):
        from uuid import uuid4

        said = matters.Complaint(topic, text, place="Jakarta", name=name, contact="tono@example.org" if name else "", unit=unit)
        filed = matters.filing(uuid4(), said, told={"came_by": "web"})
        case = filings.file_unanswered(
            matters.regime(),
            filed,
            actor="system",
            alongside=lambda: matters.marks(filed, way="web", secret=secret).save(force_insert=True),
        )
        if published:
            publish(case, text)
        return case

    def publish(case, text):
        return Publication.objects.create(
            case=case,
            title="Antrean",
            text=text,
            state="published",
            written_by=house.rina,
            written_on=date(2026, 1, 5),
            decided_by=house.sari,
            decided_on=date(2026, 1, 6),
        )

    return SimpleNamespace(make=make, publish=publish, marks=Marks)
