"""Inquiries at several stages: one with everything up to its conclusion, others begun, one held, two reports tied."""

from datetime import timedelta

from amanah.cli.demo.later import Stage
from amanah.engines.cases.models import Case
from amanah.engines.reports.linked import merging
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.rooms.whistleblowing.inquiry import services as inquiry
from amanah.rooms.whistleblowing.inquiry.models import Paper
from amanah.rooms.whistleblowing.inquiry.services import holding

BEGUN = 6
"""How many of the running inquiries have papers."""

SCOPE = {
    "question": "Apakah layanan ditahan sampai uang dibayar, oleh siapa, dan sejak kapan?",
    "bounds": "Layanan sertifikasi pada unit yang disebut; pengadaan tidak ikut diperiksa.",
    "method": "1. Amankan log antrean dan berkas permohonan.\n2. Dengar pemohon dan petugas lain sebagai saksi.\n3. Dengar terlapor.",
    "risks": "Log dapat terhapus setelah 90 hari; saksi satu ruangan dengan terlapor.",
    "standard": "balance",
}
HYPOTHESES = (
    {
        "statement": "Antrean sengaja diperlambat bagi pemohon yang tidak membayar.",
        "predicts": "Jeda berkas tanpa perantara lebih panjang daripada berkas dengan perantara.",
        "supports": "Log antrean tiga bulan; keterangan pemohon.",
        "refutes": "Jeda yang sama untuk semua pemohon.",
        "assessment": "Jeda tengah 11 hari dibanding 2 hari.",
    },
    {
        "statement": "Antrean lambat karena kekurangan petugas, bukan karena disengaja.",
        "predicts": "Semua berkas melambat pada hari yang sama.",
        "supports": "Daftar hadir.",
        "refutes": "Berkas tertentu tetap cepat pada hari itu.",
        "assessment": "Daftar hadir lengkap; berkas tertentu tetap cepat.",
    },
)
WEIGHT = {"file": "", "reasoning": "Log antrean menunjukkan jeda 11 hari bagi berkas tanpa perantara, 2 hari bagi yang lain."}
INTERVIEW = {
    "who": "Pemohon sertifikat, loket umum",
    "role": "witness",
    "on": "",
    "place": "09.00, ruang rapat Inspektorat",
    "letter": "",
    "signed": "",
}
RECORD = [
    ["Apa yang terjadi ketika berkas diserahkan?", "Petugas bilang bisa selesai besok bila ada uang lelah."],
    ["Apakah ada orang lain yang mendengar?", "Ada dua orang di antrean di belakang saya."],
]
FINDING = {
    "reasoning": "Log antrean dan dua keterangan sejalan. Penjelasan kekurangan petugas terbantah oleh daftar hadir.",
    "standard": "balance",
    "evidence": [],
}
CONCLUSION = {
    "summary": "Permintaan uang di luar tarif terbukti lebih mungkin terjadi daripada tidak, sekurangnya pada tiga berkas.",
    "limits": "Rekaman kamera loket sudah terhapus ketika pemeriksaan dimulai.",
    "lessons": "Satu orang menerima berkas sekaligus mengatur urutan; antrean tidak tercatat waktunya bagi pemohon.",
}


def seed(stage: Stage) -> None:
    """Write what handlers would have written in the last days."""
    running = Case.objects.filter(kind="whistleblowing", state="investigation").exclude(pk__in=Paper.objects.values("case_id"))
    levies = running.filter(topic="illegal_levy")  # what the papers below tell of
    hands = [found for case in levies.order_by("-opened_on", "number") if (found := stage.opened("ani", case)) is not None][:BEGUN]
    for depth, opened in enumerate(hands):
        with stage.at(stage.today - timedelta(days=3)):
            _begin(opened)
        if depth < 2:  # noqa: PLR2004 - two go further than the others
            with stage.at(stage.today - timedelta(days=2)):
                _go_on(opened)
        if depth == 0:
            with stage.at(stage.today - timedelta(days=1)):
                _end(stage, opened)
    if len(hands) > 1:
        with stage.at(stage.today - timedelta(days=1)):
            merging.relate(hands[0].case, hands[1].case, viewer=hands[0].viewer)


def _begin(opened: Opened) -> None:
    report = reading.content(opened).report
    inquiry.write(opened, "scope", SCOPE)
    act = {"act": report.answers["what"], "subjects": list(report.involved), "period": report.answers.get("when", ""), "rule": "PP 94/2021"}
    inquiry.write(opened, "allegation", act)


def _go_on(opened: Opened) -> None:
    about = Paper.objects.get(case=opened.case, kind="allegation", number=1)
    for values, state in zip(HYPOTHESES, ("supported", "refuted"), strict=True):
        inquiry.write(opened, "hypothesis", values, state=state, about=about)
    inquiry.write(opened, "weight", WEIGHT, state="supports", about=about)
    interview = inquiry.write(opened, "interview", {**INTERVIEW, "record": []}, state="invited")
    inquiry.revise(opened, interview, {**INTERVIEW, "record": RECORD}, state="held")


def _end(stage: Stage, opened: Opened) -> None:
    about = Paper.objects.get(case=opened.case, kind="allegation", number=1)
    inquiry.write(opened, "finding", FINDING, state="proven", about=about)
    loss = {"claimed": 6_000_000, "established": 4_500_000, "basis": "", "note": "Dari tiga keterangan."}
    inquiry.write(opened, "loss", loss, about=about)
    back = {"amount": 1_500_000, "on": (stage.today - timedelta(days=1)).isoformat(), "how": "Dikembalikan kepada pemohon.", "evidence": []}
    inquiry.write(opened, "recovery", back, about=about)
    advice = {"text": "Catat waktu setiap berkas dan tampilkan kepada pemohon.", "aim": "control", "action": ""}
    inquiry.write(opened, "recommendation", advice, about=about)
    inquiry.write(opened, "conclusion", CONCLUSION)
    holding.place(opened, "Perkara ini mungkin diteruskan kepada aparat penegak hukum; log dan berkas permohonan harus tetap ada.")
    inquiry.say(opened, "Log antrean sudah diamankan. Mohon periksa daftar hadir sebelum temuan kita bahas.")
    second = next((found for name in ("laras", "budi") if (found := stage.opened(name, opened.case)) is not None), None)
    if second is not None:
        inquiry.say(second, "Daftar hadir lengkap, saya tambahkan sebagai bobot bukti.")
