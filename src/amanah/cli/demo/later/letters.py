"""Letters about some of the reports: drafts, numbered ones of the office's own row, one from another system, and what was handed on."""

from datetime import timedelta

from amanah.cli.demo.later import Stage
from amanah.engines.cases.models import Case
from amanah.foundation.access import services as access
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.models import Letter, Scheme
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock

SIGNER = {"signer_title": "Inspektur Jenderal", "signer_name": "Bambang Setyawan", "signer_nip": "196905121994031002"}
NOTE = {
    **SIGNER,
    "subject": "Telaah awal atas dugaan pungutan di luar tarif",
    "recipient": "Inspektur Jenderal",
    "facts": "Pemohon diminta membayar di luar tarif resmi agar berkasnya diproses.\n\nPermintaan disampaikan lisan di loket.",
    "analysis": "Unsur apa, di mana, bagaimana, dan berapa sudah terjawab. Waktunya perkiraan.\n\nKewenangan ada pada instansi ini.",
    "proposal": "Laporan layak ditindaklanjuti dengan pemeriksaan. Log antrean perlu diamankan sebelum siapa pun dihubungi.",
    "place": "Jakarta",
}
ASSIGNMENT = {
    **SIGNER,
    "subject": "Pemeriksaan atas dugaan pungutan di luar tarif",
    "basis": "1. Nota telaah tentang perkara ini.\n2. Program kerja pengawasan tahunan.",
    "team": [
        {"name": "Ani Rahmawati", "nip": "198203142006042001", "post": "Auditor madya", "part": "Ketua tim"},
        {"name": "Budi Hartono", "nip": "199001072015031004", "post": "Auditor muda", "part": "Anggota"},
    ],
    "task": "Memeriksa kebenaran dugaan dalam perkara ini dan melaporkan hasilnya kepada Inspektur Jenderal.",
    "period": "10 hari kerja sejak tanggal surat ini",
    "place": "Jakarta",
    "copies": "Sekretaris Inspektorat Jenderal",
}
MINUTES = {
    **SIGNER,
    "signer_title": "Auditor madya",
    "signer_name": "Ani Rahmawati",
    "subject": "urutan penanganan berkas di loket",
    "day": "hari Selasa pekan lalu",
    "place": "Jakarta",
    "interviewers": "Ani Rahmawati, Auditor madya",
    "person": "Petugas loket yang bertugas pada hari itu",
    "questions": [
        {"question": "Bagaimana urutan berkas ditentukan?", "answer": "Menurut tanggal masuk, kecuali ada perintah lain."},
        {"question": "Siapa yang memberi perintah lain itu?", "answer": "Kepala subbagian, secara lisan."},
    ],
}
REPLY = {
    **SIGNER,
    "subject": "Perkembangan laporan Anda",
    "place": "Jakarta",
    "body": "Laporan Anda sudah ditelaah dan sedang diperiksa. Anda akan mendapat kabar lagi di kotak ini.",
}
SEVERAL = 5


def seed(stage: Stage) -> None:
    """Two rows of numbers, and letters about the reports that Ani can open."""
    with stage.at(stage.today - timedelta(days=6)):
        root = Unit.objects.get(parent=None)
        access.grant_role(stage.account("dewi"), "letters.administrator", root, since=clock.today())
        office = stage.viewer("dewi")
        shape = "{number:3}/{class}/{unit}/{month_roman}/{year}"
        letters.make_scheme("Naskah dinas umum", shape, classification="PW.02", unit="ITJEN", viewer=office)
        sealed = letters.make_scheme("Naskah rahasia", "R-{number:3}/{unit}/{month_roman}/{year}", unit="ITJEN", viewer=office)
    running = Case.objects.filter(kind="whistleblowing", route="inspectorate", state__in=["triaged", "investigation"])
    hands = [matter for case in running.order_by("-opened_on", "number") if (matter := opened(stage, case)) is not None][:SEVERAL]
    for depth, matter in enumerate(hands):
        with stage.at(stage.today - timedelta(days=5 - depth)):
            note = letters.draft(matter, "review_note", NOTE)
            if depth:
                letters.give_number(matter, note, sealed, dated=clock.today())
            if depth > 1:
                _further(stage, matter, sealed)
            if depth == SEVERAL - 1:
                minutes = letters.draft(matter, "clarification_minutes", MINUTES)
                letters.take_number(matter, minutes, "BA-17/ITJEN/SRIKANDI/2026", dated=clock.today())
                letters.draft(matter, "reporter_reply", REPLY)


def opened(stage: Stage, case: Case) -> letters.OpenMatter | None:
    """The report's letters in Ani's hands; None where she holds no key to it."""
    try:
        return letters.open_matter(case.ref, viewer=stage.viewer("ani"), key_pair=stage.keys("ani"))
    except (letters.Refused, LookupError):
        return None


def _further(stage: Stage, matter: letters.OpenMatter, scheme: Scheme) -> None:
    """The assignment letter, and who has to do what about it."""
    letter = letters.draft(matter, "assignment", ASSIGNMENT)
    letters.give_number(matter, letter, scheme, dated=clock.today())
    numbered = Letter.objects.get(pk=letter.pk)
    budi = stage.account("budi")
    due = clock.today() + timedelta(days=9)
    try:
        letters.dispose(matter, numbered, budi, ("follow_up", "report"), note="Mulai dari log antrean tiga bulan terakhir.", due_on=due)
    except letters.Refused:
        return  # Budi holds no key to this one
