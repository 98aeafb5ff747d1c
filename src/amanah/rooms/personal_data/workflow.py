"""How a breach and a request of somebody concerned travel, as a lawyer would want to read it.

UU 27/2022 gives hours: 3 × 24 from the moment a breach is known, or a request comes in. The engine counts days, so its clocks fall due on
the right day; the exact moment is `moments.due_at`. Every number is a provision of the rulebook and carries whether anybody has read it
in the gazette.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.declare import ENTRY, HANDLER, OPEN, CaseKind, Clock, Move, State
from amanah.rooms.personal_data.roles import OFFICER

WORKERS = frozenset({HANDLER, OFFICER.key})
CONFIRMING = frozenset({OFFICER.key})
EVIDENCE = "evidence"
NOTICES = ("notice_subjects", "notice_authority")
"""Both are owed in writing; what the public is told comes on top where the law wants it."""
RIGHTS = {
    "access": _("Melihat dan memperoleh salinan data"),
    "correction": _("Melengkapi, memperbarui, atau memperbaiki data"),
    "withdrawal": _("Menarik kembali persetujuan"),
    "restriction": _("Menunda atau membatasi pemrosesan"),
    "erasure": _("Mengakhiri pemrosesan, menghapus, atau memusnahkan data"),
    "objection": _("Keberatan atas keputusan otomatis"),
    "portability": _("Memindahkan data kepada pengendali lain"),
    "information": _("Penjelasan tentang pemrosesan"),
}
TIMED = ("access", "correction", "withdrawal", "restriction")
"""The rights for which the statute names hours; the others have the institution's own time."""


def asked(right: str) -> str:
    """The channel of a request's first paper, which turns the clock that this right has."""
    return f"asked_{right}" if right in TIMED else "asked_other"


def written(*channels: str, sentence: Any) -> Any:
    """A guard: something must stand in each of these channels first."""

    def guard(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
        found = set(case.entries.filter(channel__in=channels).values_list("channel", flat=True))
        return None if found >= set(channels) else sentence

    return guard


def searched(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Nobody answers before anybody has looked."""
    return None if case.searches.exists() else _("Catat dahulu hasil pencarian pada sedikitnya satu kegiatan")


BREACH = CaseKind(
    key="personal_data_breach",
    version=1,
    title=_("Kegagalan pelindungan data pribadi"),
    prefix="KPD",
    states=(
        State("known", _("Diketahui, belum dinilai")),
        State("assessed", _("Dinilai, sedang ditangani")),
        State("closed", _("Selesai ditangani"), closed=True),
        State("dismissed", _("Bukan kegagalan pelindungan"), closed=True),
    ),
    moves=(
        Move("assess", _("Tulis penilaian"), ("known",), "assessed", WORKERS),
        Move(
            "finish",
            _("Tutup: selesai ditangani"),
            ("assessed",),
            "closed",
            WORKERS,
            four_eyes=True,
            approvers=CONFIRMING,
            guards=(
                written(*NOTICES, sentence=_("Pemberitahuan kepada subjek data dan kepada lembaga belum tercatat keduanya")),
                written("measure", sentence=_("Catat dahulu upaya penanganan dan pemulihan")),
            ),
            outcomes=("resolved",),
            reason=True,
        ),
        Move(
            "dismiss",
            _("Tutup: bukan kegagalan pelindungan"),
            ("known", "assessed"),
            "dismissed",
            WORKERS,
            four_eyes=True,
            approvers=CONFIRMING,
            outcomes=("no_breach",),
            reason=True,
        ),
    ),
    clocks=(
        Clock(
            "subjects",
            _("Pemberitahuan kepada subjek data"),
            "personal_data.breach_notice_within",
            (OPEN,),
            (f"{ENTRY}notice_subjects",),
        ),
        Clock(
            "authority",
            _("Pemberitahuan kepada lembaga pelindungan data pribadi"),
            "personal_data.breach_notice_within",
            (OPEN,),
            (f"{ENTRY}notice_authority",),
        ),
    ),
    routes={"protection": (_("Petugas pelindungan data pribadi"), OFFICER.key)},
    overseers=CONFIRMING,
    topics={
        "confidentiality": _("Data terungkap atau diakses tanpa hak"),
        "integrity": _("Data berubah atau rusak"),
        "availability": _("Data hilang atau tidak dapat diakses"),
    },
    outcomes={"resolved": _("Tertangani"), "no_breach": _("Bukan kegagalan pelindungan")},
    channels={
        "discovery": _("Yang diketahui"),
        "assessment": _("Penilaian"),
        "measure": _("Upaya penanganan dan pemulihan"),
        "decision": _("Keputusan"),
        "notice_subjects": _("Pemberitahuan kepada subjek data"),
        "notice_authority": _("Pemberitahuan kepada lembaga"),
        "notice_public": _("Pemberitahuan kepada masyarakat"),
        "conclusion": _("Usulan penutupan"),
        EVIDENCE: _("Bukti"),
        "note": _("Catatan penangan"),
        "reason": _("Alasan penolakan"),
    },
    sealed=True,
    superiors_excluded=True,
    url_name="personal_data_desk:breach",
)
"""Whoever caused a breach, and whoever answers for them, does not handle it."""

REQUEST = CaseKind(
    key="personal_data_request",
    version=1,
    title=_("Permohonan subjek data"),
    prefix="PSD",
    states=(
        State("received", _("Diterima, identitas belum diperiksa")),
        State("verified", _("Identitas cocok, sedang dicari")),
        State("answered", _("Dijawab"), closed=True),
        State("ended", _("Berakhir tanpa jawaban isi"), closed=True),
    ),
    moves=(
        Move(
            "verify",
            _("Catat pemeriksaan identitas"),
            ("received",),
            "verified",
            WORKERS,
            guards=(written("identity", sentence=_("Tulis dahulu bagaimana identitas diperiksa")),),
        ),
        Move(
            "answer",
            _("Jawab permohonan"),
            ("verified",),
            "answered",
            WORKERS,
            four_eyes=True,
            approvers=CONFIRMING,
            guards=(searched,),
            outcomes=("granted", "partly", "refused"),
            reason=True,
        ),
        Move(
            "end",
            _("Akhiri tanpa jawaban isi"),
            ("received", "verified"),
            "ended",
            WORKERS,
            outcomes=("withdrawn", "unidentified"),
            reason=True,
        ),
    ),
    clocks=(
        *(
            Clock(right, _("Jawaban atas permohonan"), f"personal_data.{right}_within", (f"{ENTRY}asked_{right}",), ("answer", "end"))
            for right in TIMED
        ),
        Clock("other", _("Jawaban atas permohonan"), "personal_data.other_request_within", (f"{ENTRY}asked_other",), ("answer", "end")),
    ),
    routes={"protection": (_("Petugas pelindungan data pribadi"), OFFICER.key)},
    overseers=CONFIRMING,
    topics=RIGHTS,
    outcomes={
        "granted": _("Dipenuhi"),
        "partly": _("Dipenuhi sebagian"),
        "refused": _("Ditolak"),
        "withdrawn": _("Ditarik pemohon"),
        "unidentified": _("Identitas tidak dapat dipastikan"),
    },
    channels={
        **{f"asked_{right}": _("Permohonan") for right in (*TIMED, "other")},
        "identity": _("Pemeriksaan identitas"),
        "finding": _("Hasil pencarian"),
        "reply": _("Jawaban kepada pemohon"),
        "ending": _("Alasan berakhir"),
        EVIDENCE: _("Bukti"),
        "note": _("Catatan penangan"),
        "reason": _("Alasan penolakan"),
    },
    sealed=True,
    superiors_excluded=False,
    url_name="personal_data_desk:request",
)
"""Whoever asks is kept from the file of their own request; their superiors are not, because the officer may be one."""

KINDS = (BREACH, REQUEST)
KEYS = frozenset(kind.key for kind in KINDS)
