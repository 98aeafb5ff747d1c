"""Controlled documents of the anti-bribery function: in force and read by most, drafted and remarked on, and from outside."""

from datetime import timedelta

from amanah.cli.demo.later import Stage
from amanah.engines.documents import services
from amanah.engines.documents.models import Document, Reading
from amanah.engines.documents.roles import KEEPER
from amanah.engines.documents.services import Aim, Content, Heading
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.foundation.organisation.queries import root

KEPT = (
    (Heading("Peraturan KPK tentang pelaporan gratifikasi", "external", issuer="KPK", code="EK-01", every_months=12), "2/2019 jo. 1/2026"),
    (Heading("SNI ISO 37001:2016", "external", issuer="BSN", code="EK-02", every_months=12), "2016"),
    (Heading("Formulir penolakan hadiah", "form", code="FM-07", every_months=24, keep_years=5), "2"),
)
POLICY = Heading("Kebijakan anti penyuapan", "policy", code="KB-01", every_months=12, keep_years=10)
WORDS = (
    "Penyuapan dilarang dalam bentuk apa pun, kepada siapa pun dan dari siapa pun.\n\n"
    "Siapa pun yang mengetahui atau menduga suap dapat melapor, juga tanpa nama; pelapor yang beriktikad baik dilindungi.\n\n"
    "Fungsi anti penyuapan berwenang menghentikan suatu proses dan menghadap pimpinan secara langsung. "
    "Pelanggaran berakibat hukuman disiplin dan, bila perlu, proses pidana."
)
PROCEDURE = Heading("Prosedur penerimaan dan penolakan hadiah", "procedure", code="SOP-07", every_months=24, keep_years=5)
STEPS = "1. Tolak dengan sopan.\n2. Bila tidak dapat ditolak, serahkan kepada petugas gratifikasi.\n3. Laporkan pada hari kerja yang sama."


def seed(stage: Stage) -> None:
    """Everything through the services, on days of the past year."""
    unit = _unit(stage, "fitri")
    access.grant_role(stage.account("fitri"), KEEPER.key, unit, since=stage.today - timedelta(days=400))
    for n, (heading, label) in enumerate(KEPT):
        day = stage.today - timedelta(days=300 - 20 * n)
        with stage.at(day):
            content = Content(text="Naskah tersimpan pada tata usaha unit.", label=label)
            services.keep(heading, unit, content, day, viewer=stage.viewer("fitri"))
    policy = _approved(stage, POLICY, unit, WORDS, days=240)
    with stage.at(stage.today - timedelta(days=230)):
        services.distribute(policy, [Aim(unit=_unit(stage, "ani"))], stage.today - timedelta(days=200), viewer=stage.viewer("fitri"))
    with stage.at(stage.today - timedelta(days=3)):
        everyone = [Aim(unit=unit), Aim(person=stage.account("eko").person)]
        services.distribute(policy, everyone, stage.today + timedelta(days=11), viewer=stage.viewer("fitri"))
    _read(stage, policy)
    with stage.at(stage.today - timedelta(days=12)):
        draft = services.open_document(
            PROCEDURE, unit, Content(text=STEPS, summary="Menggantikan edaran 2021"), viewer=stage.viewer("fitri")
        )
        version = draft.versions.get()
        services.review(
            version, [person for name in ("ani", "budi") if (person := stage.account(name).person)], viewer=stage.viewer("fitri")
        )
    with stage.at(stage.today - timedelta(days=9)):
        services.remark(version, "Sebutkan batas sepuluh hari kerja ke KPK.", viewer=stage.viewer("ani"), place="butir 3")
        services.remark(version, "Siapa petugasnya bila unit tidak punya UPG?", viewer=stage.viewer("budi"), place="butir 2")
        services.finish(version, viewer=stage.viewer("ani"))


def _approved(stage: Stage, heading: Heading, unit: Unit, words: str, *, days: int) -> Document:
    with stage.at(stage.today - timedelta(days=days)):
        fitri = stage.viewer("fitri")
        document = services.open_document(heading, unit, Content(text=words, summary="Disusun bersama Inspektorat Jenderal"), viewer=fitri)
        version = document.versions.get()
        services.review(version, _people(stage, "ani"), viewer=fitri)
        services.finish(version, viewer=stage.viewer("ani"))
        services.ask(version, _people(stage, "ratri", "laras"), viewer=fitri)
        for name in ("ratri", "laras"):
            services.approve(version, viewer=stage.viewer(name))
    document.refresh_from_db()
    return document


def _read(stage: Stage, document: Document) -> None:
    """Most of those who can sign in have read it; some have not yet."""
    waiting = Reading.objects.filter(version=document.current_id).values_list("person", flat=True)
    accounts = Account.objects.filter(person__in=list(waiting)).select_related("person").order_by("username")
    for n, account in enumerate(one for one in accounts if one.may_sign_in() and one.username not in {"eko", "jaya"}):
        with stage.at(stage.today - timedelta(days=2 if n % 2 else 1)):
            services.acknowledge(document, viewer=Viewer.of(account))


def _people(stage: Stage, *names: str) -> list[Person]:
    return [person for name in names if (person := stage.account(name).person) is not None]


def _unit(stage: Stage, username: str) -> Unit:
    """The unit in which this person holds a post; the whole institution where none."""
    held = Holding.objects.filter(held_on(stage.today), person=stage.account(username).person).select_related("post__unit").first()
    found = held.post.unit if held is not None else root()
    if found is None:
        raise LookupError(username)
    return found
