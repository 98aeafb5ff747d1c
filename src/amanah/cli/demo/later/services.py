"""The ministry's public services with their fees, some proposals that wait, and the map of where levies could hide."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from amanah.cli.demo.later import Stage
from amanah.engines.actions import services as actions
from amanah.engines.actions.refusals import Refused
from amanah.foundation.access import services as access
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.public_services import queries as catalogue
from amanah.foundation.public_services import services
from amanah.foundation.public_services.models import Service, Span
from amanah.foundation.public_services.standards import Standard, Tariff
from amanah.rooms.illegal_levies.prevention import services as prevention
from amanah.rooms.illegal_levies.prevention.factors import KEYS
from amanah.rooms.illegal_levies.prevention.models import Exposure
from amanah.rooms.illegal_levies.prevention.services import Judgement
from amanah.rulebook import provision

GIVEN, PROPOSED, APPROVED, ASSESSED, REVIEWED, LATELY = 220, 210, 205, 125, 30, 3
"""Days before today on which these things happened."""
IN_FORCE = date(2026, 1, 5)
OF_ITS_OWN = ("legal_basis", "requirements", "product", "time")
SHORT = ("supervision", "complaints", "fee", "guarantee")
"""The components that also a standard has which is not written in full."""
PLANS = (
    ("K3-AHLI", "Pemeriksaan berkas", "gilang", "DBINK3", "Urutkan berkas K3 otomatis menurut waktu masuk, tampilkan antreannya"),
    ("K3-AHLI", "Penandatanganan", "gilang", "DBINK3", "Batasi lama berkas di meja penanda tangan, lebih dari itu dilaporkan sistem"),
    (
        "TKA-RPTKA",
        "Pemeriksaan berkas",
        "dewi",
        "PUSDATIN",
        "Wajibkan alasan tertulis dalam aplikasi untuk setiap berkas yang dikembalikan",
    ),
    ("LAT-BLKK", "Verifikasi lapangan", "eko", "ROSDM", "Undi pasangan verifikator BLK Komunitas dari unit lain"),
)
WRITE_OFF = Tariff(
    "Penggandaan berkas", date(2025, 3, 3), 25_000, "berkas", "Nota dinas unit (rekaan)", evidence="Angka rekaan untuk peragaan."
)
STOPPED = Tariff("Penggandaan berkas", date(2026, 6, 1), None, "berkas", "Tidak ada dasar hukum tarif; dihentikan")


def seed(stage: Stage) -> None:
    """Eko writes, Maruli of the legal bureau approves; Ani and Fitri keep the map."""
    if Service.objects.exists():
        return
    said = tomllib.loads(files("amanah.cli.demo.later").joinpath("services.toml").read_text(encoding="utf-8"))
    with stage.at(stage.today - timedelta(days=GIVEN)):
        _roles(stage)
    for plan in said["service"]:
        _offer(stage, plan, said)
    with stage.at(stage.today - timedelta(days=LATELY)):
        _waiting(stage)
    exposures = _map(stage, said["map"]["lines"])
    _plans(stage, exposures)
    with stage.at(stage.today - timedelta(days=REVIEWED)):
        _reviews(stage, exposures)


def _roles(stage: Stage) -> None:
    root = organisation.root()
    if root is None:
        raise LookupError("the institution has no root")
    for username, role in (
        ("eko", "public_services.editor"),
        ("maruli", "public_services.approver"),
        ("ani", "illegal_levies.prevention"),
        ("fitri", "illegal_levies.prevention"),
    ):
        access.grant_role(stage.account(username), role, root)
    access.grant_role(stage.account("gilang"), "public_services.editor", stage.unit("DBINK3"))


def _offer(stage: Stage, plan: dict[str, Any], said: dict[str, Any]) -> None:
    eko, maruli = stage.viewer("eko"), stage.viewer("maruli")
    texts = said["texts"] if plan.get("full") else {key: said["texts"][key] for key in SHORT}
    with stage.at(stage.today - timedelta(days=PROPOSED)):
        standard = Standard(
            name=plan["name"],
            since=IN_FORCE,
            places=tuple(_place(line) for line in plan["places"]),
            summary=plan["summary"],
            promise=plan.get("promise"),
            promise_unit=plan.get("promise_unit", Span.WORKING_DAY),
            stages=tuple(plan["stages"]),
            components={**texts, **{key: plan[key] for key in OF_ITS_OWN if key in plan}},
        )
        service = services.open_service(plan["code"], stage.unit(plan["unit"]), standard, viewer=eko)
        waiting = [services.propose_fee(service, _tariff(fee, said["evidence"]), viewer=eko) for fee in plan.get("fees", ())]
        waiting += [services.propose_fee(service, tariff, viewer=eko) for tariff in (WRITE_OFF, STOPPED) if plan["code"] == "K3-AHLI"]
    with stage.at(stage.today - timedelta(days=APPROVED)):
        services.approve(service.editions.get(), viewer=maruli)
        for fee in waiting:
            services.approve(fee, viewer=maruli)


def _place(line: str) -> tuple[Unit, str]:
    code, _colon, where = line.partition(": ")
    return Unit.objects.get(code=code), where


def _tariff(fee: dict[str, Any], evidence: dict[str, str]) -> Tariff:
    if "provision" in fee:
        amount = int(provision(fee["provision"], on=IN_FORCE).value)
        return Tariff(fee["title"], IN_FORCE, amount, fee["per"], provision=fee["provision"])
    return Tariff(fee["title"], IN_FORCE, fee["amount"], fee["per"], fee["basis"], evidence=evidence[fee["evidence"]])


def _waiting(stage: Stage) -> None:
    """What Maruli finds in his work: a fee that was missing, a shorter promise, and one rejected before."""
    eko, gilang, maruli = stage.viewer("eko"), stage.viewer("gilang"), stage.viewer("maruli")
    free = Tariff("Notifikasi", stage.today, 0, "permohonan", "Peraturan Pemerintah Nomor 34 Tahun 2021")
    services.propose_fee(Service.objects.get(code="TKA-NOTIF"), free, viewer=eko)
    operator = Service.objects.get(code="K3-OPERATOR")
    offer = catalogue.offer(operator.code, stage.today)
    if offer is not None:
        newest = Standard.of(offer.edition)
        shorter = Standard(**{**newest.__dict__, "since": stage.today + timedelta(days=30), "promise": 5})
        services.propose_edition(operator, shorter, viewer=gilang)
    vague = Tariff("Penunjukan", stage.today, 2_500_000, "perusahaan", "Ketentuan yang berlaku")
    fee = services.propose_fee(Service.objects.get(code="K3-PJK3"), vague, viewer=gilang)
    services.reject(fee, "Sebutkan peraturan dan pasalnya. Tanpa dasar hukum, ini bukan biaya resmi.", viewer=maruli)


def _map(stage: Stage, lines: list[str]) -> dict[tuple[str, str], Exposure]:
    found = {}
    for number, line in enumerate(lines):
        code, stage_title, unit, answers, control, words = line.split("|")
        viewer = stage.viewer("ani" if number % 2 else "fitri")
        with stage.at(stage.today - timedelta(days=ASSESSED - 9 * (number % 4))):
            offer = catalogue.offer(code, stage.today)
            if offer is None:
                continue
            key = next(one["key"] for one in offer.edition.stages if one["title"] == stage_title)
            judged = Judgement(dict(zip(KEYS, map(int, answers.split()), strict=True)), control, control_words=words)
            found[code, stage_title] = prevention.assess(offer.service, key, stage.unit(unit), judged, viewer=viewer)
    return found


def _plans(stage: Stage, exposures: dict[tuple[str, str], Exposure]) -> None:
    for number, (code, title, owner, unit, task) in enumerate(PLANS):
        with stage.at(stage.today - timedelta(days=ASSESSED - 30)):
            try:
                action = actions.open_action(
                    title=task,
                    unit=stage.unit(unit),
                    owner=Person.objects.get(accounts=stage.account(owner)),
                    verifier=Person.objects.get(accounts=stage.account("fitri")),
                    due_on=stage.today + timedelta(days=25 * (number + 1) - 40),
                    priority="high",
                    source=exposures[code, title].ref,
                    viewer=stage.viewer("fitri"),
                )
            except Refused:
                continue  # somebody of the invented people cannot take it
        with stage.at(stage.today - timedelta(days=ASSESSED - 45)):
            if number % 2 == 0:
                actions.begin(action, viewer=stage.viewer(owner))


def _reviews(stage: Stage, exposures: dict[tuple[str, str], Exposure]) -> None:
    """Half of the map was looked at again this quarter; one stage has become better."""
    for number, exposure in enumerate(exposures.values()):
        if number % 2 == 0:
            answers = dict(exposure.assessments.all()[0].answers)
            answers["discretion"] = max(1, answers["discretion"] - (number % 4) // 2)
            words = exposure.assessments.all()[0].control_words
            judged = Judgement(answers, exposure.control, "Ditinjau pada rapat kuartal.", words)
            prevention.review(exposure, judged, viewer=stage.viewer("fitri"))
