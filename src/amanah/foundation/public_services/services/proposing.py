"""Proposing what a service promises. Nothing of it is public before another person has approved it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services.models import Edition, Fee, Place, Service
from amanah.foundation.public_services.roles import EDITOR
from amanah.foundation.public_services.standards import CODE, Standard, Tariff
from amanah.kernel import clock


@transaction.atomic
def open_service(code: str, unit: Unit, standard: Standard, *, viewer: Viewer) -> Service:
    """Enter a service with its first standard as a proposal. It is public from the day on which that is approved.

    Raises ValidationError by field (code, unit, and those of the standard), PermissionDenied outside the editor's units.
    """
    _may(viewer, unit)
    problems = standard.problems()
    if not CODE.fullmatch(code):
        problems["code"] = _("Kode terdiri atas 2 sampai 40 huruf besar, angka, titik, atau tanda hubung.")
    elif Service.objects.filter(code=code).exists():
        problems["code"] = _("Kode ini sudah dipakai layanan lain.")
    if unit.until is not None:
        problems["unit"] = _("Unit ini sudah ditutup.")
    if problems:
        raise ValidationError(dict(problems))
    service = Service.objects.create(code=code, unit=unit, search=words(code, unit, standard), opened_on=clock.today())
    ledger.append("service.opened", service.ref, {"code": code, "unit": str(unit.pk)}, actor=viewer.actor)
    _write_edition(service, standard, viewer)
    return service


@transaction.atomic
def propose_edition(service: Service, standard: Standard, *, viewer: Viewer) -> Edition:
    """Propose the service's standard from `standard.since` on. Raises as `open_service` does."""
    _may(viewer, service.unit)
    if problems := standard.problems():
        raise ValidationError(dict(problems))
    return _write_edition(_locked(service), standard, viewer)


@transaction.atomic
def propose_fee(service: Service, tariff: Tariff, *, viewer: Viewer) -> Fee:
    """Propose what an item costs from `tariff.since` on; with a provision, amount and basis are the rulebook's. Raises as above."""
    _may(viewer, service.unit)
    if problems := tariff.problems():
        raise ValidationError(dict(problems))
    tariff = tariff.settled()
    fee = Fee.objects.create(
        service=_locked(service),
        item=tariff.item,
        title=tariff.title,
        per=tariff.per,
        amount=tariff.amount,
        basis=tariff.basis,
        provision=tariff.provision,
        verified=tariff.verified,
        evidence=tariff.evidence,
        since=tariff.since,
        proposed_by=viewer.account,
        proposed_on=clock.today(),
    )
    facts = {"version": str(fee.pk), "what": "fee", "item": tariff.item, "since": tariff.since.isoformat(), "content": tariff.digest}
    ledger.append("service.proposed", service.ref, facts, actor=viewer.actor)
    return fee


def words(code: str, unit: Unit, standard: Standard) -> str:
    """The searchable words of a service."""
    return f" {text.fold(code)} {text.fold(standard.name)} {text.fold(standard.summary)} {unit.search} "[:600]


def _may(viewer: Viewer, unit: Unit) -> None:
    if not viewer.has(EDITOR.key, unit):
        raise PermissionDenied


def _locked(service: Service) -> Service:
    return Service.objects.select_for_update().get(pk=service.pk)


def _write_edition(service: Service, standard: Standard, viewer: Viewer) -> Edition:
    edition = Edition.objects.create(
        service=service,
        ends=standard.ends,
        name=standard.name,
        summary=standard.summary,
        promise=standard.promise,
        promise_unit=standard.promise_unit,
        stages=_with_keys(service, standard.stages),
        components=standard.written,
        since=standard.since,
        proposed_by=viewer.account,
        proposed_on=clock.today(),
    )
    Place.objects.bulk_create(Place(edition=edition, unit=unit, where=where) for unit, where in standard.places)
    facts = {"version": str(edition.pk), "what": "standard", "since": standard.since.isoformat(), "content": standard.digest}
    ledger.append("service.proposed", service.ref, facts, actor=viewer.actor)
    return edition


def _with_keys(service: Service, titles: tuple[str, ...]) -> list[dict[str, str]]:
    """Each stage with the key that a stage of that title had in any edition, else with the next free one."""
    known: dict[str, str] = {}
    for stages in service.editions.order_by("proposed_on", "pk").values_list("stages", flat=True):
        known |= {text.fold(stage["title"]): stage["key"] for stage in stages}
    free = max((int(key.removeprefix("t")) for key in known.values()), default=0)
    keyed = []
    for title in titles:
        if (folded := text.fold(title)) not in known:
            free += 1
            known[folded] = f"t{free}"
        keyed.append({"key": known[folded], "title": title})
    return keyed
