"""The officers of personal data, and the matters they handle."""

from datetime import UTC, datetime

from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.queries import files
from amanah.rooms.personal_data.roles import OFFICER, STEWARD
from amanah.rooms.personal_data.services.handling import Extent
from tests.people import PASSPHRASE, give_keys

SECRET = "Berkas gaji bocor lewat tautan umum"
KNOWN = datetime(2026, 3, 20, 15, 30, tzinfo=UTC)
"""22.30 in Jakarta on a Friday, before the holidays of Idul Fitri."""
VALUES = {
    "title": "Layanan sertifikat K3",
    "purpose": "Memproses permohonan sertifikat",
    "basis": "public_task",
    "basis_note": "Peraturan layanan",
    "subjects": "Pemohon",
    "categories": "Nama, NIK, foto",
    "specific": False,
    "recipients": "",
    "abroad": "",
    "retention_line": "",
    "retention": "5 tahun, lalu musnah",
    "security": "Akses menurut peran",
    "assessment": "",
    "undisclosed": False,
}


def on(year, month, day, hour=3):
    """A moment, at ten in the morning in Jakarta if not said otherwise."""
    return clock.at(datetime(year, month, day, hour, tzinfo=UTC))


def cast(people):
    """Maya and Rini look after personal data; Eko keeps the register of the directorate for K3."""
    people.add("maya", "Maya Lestari", people.units.secretariat, "Analis hukum", roles=(OFFICER.key,), keys=True)
    people.add("rini", "Rini Astuti", people.units.secretariat, "Analis data", roles=(OFFICER.key,), keys=True)
    access.grant_role(people.eko, STEWARD.key, people.units.k3)


def activity(people, name="maya", unit=None, **changes):
    return services.enter(VALUES | changes, unit or people.units.k3, viewer=people.viewer(name))


def breach(people, known_at=KNOWN, name="maya", **about):
    return services.report_breach("confidentiality", Paper(SECRET), known_at, viewer=people.viewer(name), **about)


def request(people, right="access", received_on=None, name="maya", **about):
    paper = Paper("Mohon salinan data saya.", {"name": "Hadi Susanto", "contact": "Jalan Mawar 1", "how": "letter", "hour": "09:00"})
    return services.record_request(right, paper, received_on or clock.today(), viewer=people.viewer(name), **about)


def opened(people, name, case):
    viewer = people.viewer(name)
    return files.open_case(viewer, Case.objects.get(pk=case.pk), vault.unlock(viewer.account, PASSPHRASE))


def notice(**changes):
    facts = {"to": "Pegawai Direktorat", "how": "Surel", "data": "Nama dan gaji", "measures": "Tautan ditutup"}
    return Paper("Tautan terbuka sejak Kamis.", facts | changes)


def assess(people, case, name="maya"):
    services.assess(opened(people, name, case), Paper("Tautan umum", {"data": "Gaji"}), Extent("medium", 40, specific=True, public=False))


def helper(people, name):
    give_keys(people.accounts[name])
    return people.accounts[name]
