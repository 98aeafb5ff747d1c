"""What the tests of due diligence share: a scope over the K3 directorate, who asks, who examines, who decides."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from amanah.foundation.access import services as access
from amanah.kernel import clock
from amanah.rooms.antibribery import services as scopes
from amanah.rooms.antibribery.due_diligence import questionnaire, services
from amanah.rooms.antibribery.due_diligence.models import Diligence
from amanah.rooms.antibribery.due_diligence.services import Listed, Subject
from amanah.rooms.antibribery.models import Scope

LISTED = (
    Listed("PT. Karya Mandiri Sejahtera", "01.234.567.8-901.000", "Surabaya", "SK-12/2025", "Dinas PU", "Dokumen palsu"),
    Listed("CV Bintang Timoer", "", "Medan", "SK-31/2025", "Dinas PU", "Mengundurkan diri"),
    Listed("Bambang Soetrisno", "", "", "S-9", "Kementerian", "Pemalsuan"),
)


@pytest.fixture
def team(db):
    """Fitri and Rini keep the scope (Fitri asks, Rini decides), Wati examines, Gilang leads it, Aji audits, Ratna reads, Citra nothing."""
    from tests.snapshot import once

    return once(("smap_due_diligence",), _team)


def _team():
    from tests.people import build

    people = build(keys=False)
    access.grant_role(people.accounts["fitri"], "fkap", people.units.root)
    for name, full_name, unit, role in (
        ("rini", "Rini Astuti", "secretariat", "fkap"),
        ("aji", "Aji Saputra", "inspectorate", "smap_auditor"),
        ("ratna", "Ratna Sari", "secretariat", "smap_reader"),
    ):
        people.add(name, full_name, getattr(people.units, unit), f"Staf {name}", roles=(role,))
    people.add("wati", "Wati Lestari", people.units.fkap, "Pemeriksa")
    scopes.open_scope(
        title="Layanan lisensi K3",
        unit=people.units.k3,
        statement="Penerbitan lisensi ahli K3.",
        top_title="Direktur Pengawasan K3",
        top_person=people.persons["gilang"],
        viewer=people.viewer("fitri"),
    )
    return people


@pytest.fixture
def scope(team):
    """The licence services of the K3 directorate."""
    return Scope.objects.get()


@pytest.fixture
def ask(team, scope):
    """Ask about an associate; anything of it can be said otherwise."""

    def asked(by="fitri", examiner="wati", source="", **said):
        plain = {
            "sort": "associate",
            "form": "firm",
            "name": "PT Karya Mandiri Sejahtera",
            "unit": team.units.k3,
            "about": "Menyelenggarakan pelatihan ahli K3.",
            "risk_class": "more_than_low",
            "class_reason": "Mengurus sertifikat peserta di loket.",
        }
        person = team.persons[examiner] if examiner else None
        return services.ask(scope, Subject(**{**plain, **said}), viewer=team.viewer(by), examiner=person, source=source)

    return asked


@pytest.fixture
def answered(team):
    """Answer everything that is asked without a sign of danger, save what is said."""

    def fill(one, by="wati", **said):
        for _pass in range(2):
            given = {row.question: row.value for row in one.answers.filter(round=one.round)}
            for section, listed in questionnaire.pages(one.sort, one.form, given, deep=one.deep):
                wanted = {each.key: (said.get(each.key) or calm(each), "") for each in listed if each.key not in given}
                if wanted:
                    services.answer(one, section.key, wanted, viewer=team.viewer(by))
        return Diligence.objects.get(pk=one.pk)

    return fill


def calm(question):
    """An answer that is no sign of danger and opens as little as it can."""
    if question.kind == questionnaire.TEXT:
        return "Diperiksa pada dokumen."
    options = questionnaire.ANSWERS if question.kind == questionnaire.YES_NO else [key for key, _words in question.options]
    return next(value for value in options if value not in question.red)


def on(day):
    """A day of the past or the future."""
    return clock.at(datetime.combine(day, time(9), ZoneInfo(clock.ZONE)))
