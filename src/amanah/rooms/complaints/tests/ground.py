"""Officers, a liaison officer and a filed complaint, for the tests of this room."""

from uuid import uuid4

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services import handling as reports
from amanah.foundation.vault import services as vault
from amanah.rooms.complaints.services import taking
from amanah.rooms.complaints.workflow import COORDINATOR, LIAISON, OFFICER, TYPIST
from tests.people import PASSPHRASE

ANSWERS = {
    "topic": "complaint",
    "what": "Berkas sertifikat saya tertahan tiga pekan di loket tanpa penjelasan.",
    "loss": "Kontrak kerja saya tertunda.",
    "wish": "Sertifikat diterbitkan.",
    "when": "Maret 2026",
    "where": "Loket dua",
    "service": "K3",
    "who": "",
    "anonymous": "",
    "secret": "",
    "name": "Sari Utami",
    "contact": "0812-3456-7890",
    "note": "",
}


def staff(people):
    """Olga and Oki, officers; Kokom above them; Lila, liaison officer of the placement directorate; Tyas types in."""
    units = people.units
    people.add("olga", "Olga Pratiwi", units.secretariat, "Petugas pengaduan", roles=(OFFICER,), keys=True)
    people.add("oki", "Oki Saputra", units.secretariat, "Petugas pengaduan kedua", roles=(OFFICER,), keys=True)
    people.add("kokom", "Kokom Rahayu", units.secretariat, "Kepala bagian", roles=(COORDINATOR,), keys=True)
    people.add("lila", "Lila Kusuma", units.placement, "Pejabat penghubung", roles=(LIAISON,), over=units.placement, keys=True)
    people.add("tyas", "Tyas Wibowo", units.secretariat, "Petugas loket", roles=(TYPIST,))
    return people


def complain(**changes):
    """File a complaint through the service; answers the case and its opened mailbox."""
    case_id = uuid4()
    receipt = taking.file(case_id, ANSWERS | changes, (), lambda _receipt: None)
    return Case.objects.get(pk=case_id), vault.open_mailbox(receipt)


def opened(people, name, case):
    """The case in this person's hands, or None where they hold no key."""
    case.refresh_from_db()
    return reading.open_case(people.viewer(name), case, vault.unlock(people.accounts[name], PASSPHRASE))


def verified(people, case, category="ordinary"):
    """Let Olga verify it."""
    reports.decide(opened(people, "olga", case), "verify", outcome=category, reason="Lengkap: pokok, waktu, dan layanan disebut.")
    return case


def in_process(people, case, category="ordinary"):
    """Verified and begun by Olga herself."""
    verified(people, case, category)
    cases.move(case, "begin", viewer=people.viewer("olga"))
    return case
