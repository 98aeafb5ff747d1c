"""Reports with answered questionnaires: two typed in by the secretariat, one asked further and answered in the mailbox."""

from datetime import timedelta
from uuid import UUID

from amanah.cli.demo.institution import ROOT
from amanah.cli.demo.later import Stage
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import mailbox as boxes
from amanah.foundation.access import services as access
from amanah.foundation.vault import services as vault
from amanah.kernel import receipts
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires import services as questionnaires
from amanah.rooms.whistleblowing.questionnaires.queries import waiting
from amanah.rooms.whistleblowing.services import triaging
from amanah.rooms.whistleblowing.typed_in import services as typed_in
from amanah.rooms.whistleblowing.typed_in.services import Coming
from amanah.rooms.whistleblowing.typed_in.ways import TYPIST

TYPES = "sekar"
CALL = {
    "topic": "illegal_levy",
    "route": "inspectorate",
    "mode": "anonymous",
    "what": "Penelepon mengurus lisensi K3 untuk karyawannya. Berkas lengkap sejak dua bulan lalu, tetapi selalu diminta menunggu. "
    "Perantara di luar kantor menawarkan “jalur cepat” dan menyebut nama loket.",
    "where": "Lewat telepon, lalu di warung dekat kantor",
    "how": "Perantara menghubungi pemohon; uang diserahkan dua kali.",
    "place": "Loket layanan K3",
    "questionnaire": "illegal_levy/1",
}
CALLED = {
    "service": "k3",
    "k3_stage": "issue",
    "pressure": ["slowed", "returned"],
    "asked_by": "agent",
    "payments": [
        {"when": "awal September 2026", "amount": "1500000", "how": "cash", "to": "Perantara, mengaku orang dalam"},
        {"when": "2026-10-02", "amount": "2000000", "how": "transfer", "to": "Rekening atas nama orang lain"},
    ],
    "proof": ["transfer", "chat"],
    "still": "yes",
}
LETTER = {
    "topic": "abuse_of_authority",
    "route": "inspectorate",
    "mode": "anonymous",
    "what": "Surat tanpa nama: kuota pelatihan di balai dibagikan kepada kenalan sebelum pendaftaran dibuka.",
    "questionnaire": "abuse_of_authority/1",
}
WROTE = {"area": "grant", "order": "spoken", "harmed": "Pencari kerja yang mendaftar pada hari pertama.", "still": "unknown"}
ANSWERED = {
    "kind": "operator",
    "stage": "issue",
    "official_fee": "no",
    "billed": "separate",
    "payments": [{"amount": "1500000", "how": "cash"}, {"amount": "2000000", "how": "transfer"}],
    "days": "quarter",
    "after_paying": "yes",
}
ASKED = "Terima kasih atas laporan Anda. Beberapa keterangan ini membantu kami menemukan berkasnya tanpa menanyai siapa pun di loket."


def seed(stage: Stage) -> None:
    """Sekar types in a call and a letter; Ani asks the caller further, who answers."""
    access.grant_role(stage.account(TYPES), TYPIST, stage.unit(ROOT), since=stage.today - timedelta(days=90))
    with stage.at(stage.today - timedelta(days=9)):
        _type_in(stage, LETTER | {"extra": given.encode(WROTE)}, Coming("letter", "awal November", wants_receipt=False))
    with stage.at(stage.today - timedelta(days=6)):
        receipt = _type_in(stage, CALL | {"extra": given.encode(CALLED)}, Coming("phone", "pagi ini", wants_receipt=True))
    box = vault.open_mailbox(receipts.parse(receipt))
    if box is None:
        raise AssertionError("the receipt of a moment ago opens no mailbox")
    case = Case.objects.get(ref=box.record)
    with stage.at(stage.today - timedelta(days=5)):
        triaging.acknowledge(case, viewer=stage.viewer("ani"))
        opened = stage.opened("ani", case)
        if opened is not None:
            questionnaires.send(opened, "k3_certificate/1", ASKED)
            questionnaires.send(opened, "people_involved/1", "")
    with stage.at(stage.today - timedelta(days=3)):
        for asked in waiting(boxes.box(box).opened):
            if asked.questionnaire.id == "k3_certificate":
                questionnaires.answer(box, asked, ANSWERED)


def _type_in(stage: Stage, answers: dict[str, str], coming: Coming) -> str:
    shown: list[str] = []
    typed_in.file(
        UUID(int=stage.rng.getrandbits(128), version=4),
        answers,
        coming,
        viewer=stage.viewer(TYPES),
        alongside=lambda receipt: shown.append(str(receipt) if receipt else ""),
    )
    return shown[0]
