"""External auditors at the certified scope: last quarter's surveillance visit with what was asked and opened, and one that is prepared."""

from datetime import timedelta

from amanah.cli.demo import accounts, papers
from amanah.cli.demo.later import Stage
from amanah.engines.proofs import services as proofs
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.antibribery.auditor_room import services
from amanah.rooms.antibribery.auditor_room.models import Visit
from amanah.rooms.antibribery.auditor_room.queries import sides_of
from amanah.rooms.antibribery.auditor_room.services import Asked, Plan
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements.models import Answer

BODY = "Lembaga Sertifikasi Contoh (rekaan)"
SCOPE = "Pengujian dan pemeriksaan K3"
PAPERS = (
    ("7.3", "Daftar hadir pelatihan anti penyuapan", "daftar-hadir-pelatihan.csv"),
    ("8.7", "Register hadiah dan keramahtamahan", "register-hadiah.csv"),
    ("9.2", "Program audit internal", "program-audit-internal.txt"),
    ("5.2", "Kebijakan anti penyuapan yang ditandatangani", "kebijakan-anti-penyuapan.txt"),
)
TALKS = (
    (
        Asked("evidence", "Daftar hadir pelatihan susulan petugas loket, tiga sampel acak dari petugas baru.", "7.3"),
        "Daftar hadir terlampir; tiga sampel ditandai pada kolom terakhir.",
        "Sampel kedua tanpa tanda tangan. Adakah catatan lain?",
        "Petugas itu mengikuti sesi daring; catatan sistem pelatihan dikirim dengan surat B-114/2026 (rekaan).",
    ),
    (
        Asked("evidence", "Register hadiah yang ditolak selama dua belas bulan terakhir.", "8.7"),
        "Register mencatat yang diterima dan dilaporkan. Yang ditolak baru dicatat mulai bulan ini.",
        "",
        "",
    ),
    (
        Asked("question", "Siapa yang memutus bila kepala balai sendiri berbenturan kepentingan?", "5.3.3"),
        "Sekretaris Jenderal, menurut keputusan pendelegasian yang tercatat di Amanah.",
        "",
        "",
    ),
)


def seed(stage: Stage) -> None:
    """Tell of both visits once."""
    scope = Scope.objects.filter(title=SCOPE).select_related("unit").first()
    if scope is None or Visit.objects.exists():
        return
    with stage.at(stage.today - timedelta(days=96)):
        _shelve(stage, scope)
    visit = _surveillance(stage, scope)
    with stage.at(stage.today - timedelta(days=80)):
        services.end(visit, "Audit survailen selesai; temuan dicatat pada sertifikasinya.", viewer=stage.viewer("jaya"))
    _prepared(stage, scope)


def _shelve(stage: Stage, scope: Scope) -> None:
    """Files among the evidence, so that there is something to download."""
    viewer, since = stage.viewer("fitri"), stage.today - timedelta(days=300)
    for clause, title, name in PAPERS:
        refs = (
            Answer.objects.filter(scope=scope, state="met", question__startswith=clause).order_by("question").values_list("ref", flat=True)
        )
        draft = proofs.Draft(
            f"{title} (rekaan)", since, upload=papers.sealed(name, "text/csv" if name.endswith(".csv") else "text/plain", _content(title))
        )
        made = proofs.add(draft, scope.unit, viewer=viewer)
        for ref in refs[:4]:
            proofs.use(made, ref, viewer=viewer)


def _surveillance(stage: Stage, scope: Scope) -> Visit:
    day = stage.today - timedelta(days=90)
    with stage.at(day - timedelta(days=4)):
        plan = Plan(
            BODY, "surveillance_1", day, day + timedelta(days=2), day + timedelta(days=12), "2016", words="Survailen tahun pertama."
        )
        visit = services.open_visit(scope, plan, ["Rina Kartikasari", "Tono Susilo"], viewer=stage.viewer("jaya"))
    for place, (asked, answer, more, then) in enumerate(TALKS):
        with stage.at(day + timedelta(days=place % 2)):
            auditor = _auditor(visit)
            for key in ("7.3-a", "8.7-a", "9.2.1-a"):
                services.look(visit, f"2016/{key}", viewer=auditor, sides=sides_of(auditor, visit))
            one = services.ask(visit, asked, viewer=auditor)
        with stage.at(day + timedelta(days=1 + place % 2)):
            services.answer(one, answer, viewer=stage.viewer("fitri"))
            if more:
                services.again(one, more, viewer=_auditor(visit))
                services.answer(one, then, viewer=stage.viewer("fitri"))
            services.accept(one, viewer=_auditor(visit))
    with stage.at(day + timedelta(days=3)):
        auditor = _auditor(visit)
        services.take(visit, visit.number, viewer=auditor, sides=sides_of(auditor, visit), act="packed")
    return visit


def _prepared(stage: Stage, scope: Scope) -> None:
    """The next one: open already, so that its auditor may read beforehand, with a password as all of the demonstration have."""
    with stage.at(stage.today - timedelta(days=2)):
        day = stage.today + timedelta(days=12)
        plan = Plan(
            BODY, "surveillance_2", day, day + timedelta(days=1), day + timedelta(days=10), "2016", words="Persiapan survailen kedua."
        )
        visit = services.open_visit(scope, plan, ["Wulan Prasasti"], viewer=stage.viewer("jaya"))
        account = Account.objects.get(pk=visit.seats.get().account_id)
        account.set_password(accounts.password(account.username))
        account.save(update_fields=["password"])
    with stage.at(stage.today - timedelta(days=1)):
        asked = Asked("evidence", "Notula rapat FKAP dengan kepala balai triwulan terakhir.", "5.3.2", stage.today + timedelta(days=5))
        services.ask(visit, asked, viewer=Viewer.of(account))


def _auditor(visit: Visit) -> Viewer:
    return Viewer.of(Account.objects.get(pk=visit.seats.all()[0].account_id))


def _content(title: str) -> str:
    rows = "".join(f"{n};Petugas {n};hadir;2026-03-{n:02d}\n" for n in range(1, 24))
    return f"{title} (rekaan)\nno;nama;keterangan;hari\n{rows}"
