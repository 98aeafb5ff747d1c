"""Referrals at each stage, and matters that other bodies sent."""

from datetime import timedelta

from pyrage import x25519

from amanah.cli.demo.later import Stage
from amanah.cli.demo.later.letters import SIGNER, opened
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.models import Letter, Scheme
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals import services
from amanah.rooms.whistleblowing.referrals.services.sending import eligible

LETTER = {
    **SIGNER,
    "subject": "Pelimpahan laporan dugaan tindak pidana korupsi",
    "place": "Jakarta",
    "recipient": "Pimpinan lembaga penerima\ndi Jakarta",
    "body": "Bersama ini kami limpahkan hasil pemeriksaan atas laporan bernomor di bawah ini, karena memuat dugaan tindak pidana.\n\n"
    "Kami mohon kabar tentang tindak lanjutnya.",
    "attachments": "1 berita acara dan berkas pada daftar",
}
MINUTES = {
    **SIGNER,
    "subject": "pelimpahan laporan",
    "day": "hari penyerahan paket",
    "place": "Jakarta",
    "giver": "Ani Rahmawati, Auditor madya",
    "receiver": "Petugas lembaga penerima",
    "files": [{"name": "Daftar lengkap ada dalam manifest.json", "sha256": "dicocokkan saat paket dibuka"}],
}
RECEIVED = (
    ("kpk", "R-1187/PM.00/2026", "bribery", 12, ""),
    ("ombudsman", "0412/LM/IX/2026/JKT", "abuse_of_authority", 20, ""),
    ("sp4n", "8841207", "illegal_levy", 2, ""),
    ("sp4n", "8839915", "illegal_levy", 5, "answered"),
    ("other", "S-221/LPSK/2026", "retaliation", 3, ""),
)
SEVERAL = 3


def seed(stage: Stage) -> None:
    """Two receiving offices, three referrals, five matters received."""
    with stage.at(stage.today - timedelta(days=6)):
        key = str(x25519.Identity.generate().to_public())  # whose private half nobody keeps: the office is invented
        coordinator = stage.viewer("ratri")
        kpk = services.add_recipient("kpk", "Direktorat Pelayanan Laporan KPK (peragaan)", key, viewer=coordinator)
        ombudsman = services.add_recipient("ombudsman", "Ombudsman RI, Keasistenan Utama (peragaan)", "", viewer=coordinator)
    concluded = Case.objects.filter(kind="whistleblowing", route="inspectorate", state="concluded", outcome="proven")
    hands = [(case, matter) for case in concluded.order_by("-closed_on", "number") if (matter := opened(stage, case)) is not None][:SEVERAL]
    for depth, (case, matter) in enumerate(hands):
        with stage.at(stage.today - timedelta(days=4)):
            hold = reading.open_case(stage.viewer("ani"), case, stage.keys("ani"))
            if hold is None:
                continue
            letter, minutes = _letter(matter, "referral", LETTER), _letter(matter, "handover_minutes", MINUTES)
            files = [line.upload.file_id for line in eligible(reading.content(hold))]
            referral = services.prepare(hold, ombudsman if depth == 1 else kpk, letter, minutes=minutes, files=files)
        if depth:
            with stage.at(stage.today - timedelta(days=3)):
                services.mark_sent(hold, referral, clock.today())
        if depth == SEVERAL - 1:
            with stage.at(stage.today - timedelta(days=1)):
                services.mark_answered(hold, referral, clock.today(), "R-402/DUMAS/2026")
    for body, number, topic, days, state in RECEIVED:
        with stage.at(stage.today - timedelta(days=min(days, 6))):
            day = stage.today - timedelta(days=days)
            one, _unmatched = services.register_received(body, number, topic, received_on=day, viewer=stage.viewer("ani"))
            if state:
                services.answer_received(one, clock.today(), viewer=stage.viewer("ani"))


def _letter(matter: letters.OpenMatter, kind: str, values: letters.Values) -> Letter:
    letter = letters.draft(matter, kind, values)
    try:
        letters.give_number(matter, letter, Scheme.objects.get(name="Naskah rahasia"), dated=clock.today())
    except letters.Refused:  # the row of numbers is further already: another system numbered this one
        letters.take_number(matter, letter, f"B-{letter.pk.int % 900 + 100}/ITJEN/{clock.today().year}", dated=clock.today())
    return Letter.objects.get(pk=letter.pk)
