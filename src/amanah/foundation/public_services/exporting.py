"""The catalogue as a table that can be imported again."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.public_services.columns import COLUMNS, ENDS, SPAN_WORDS
from amanah.foundation.public_services.models import Edition, Fee, Service, Span, State

_HEADERS = [column.names[0] for column in COLUMNS]


def table(kind: str, services: Iterable[Service]) -> bytes:
    """The newest approved standard of these services and every approved fee; importing it again proposes nothing."""
    return _made(kind, _rows(list(services)))


def _made(kind: str, rows: list[list[Any]]) -> bytes:
    if kind == "csv":
        return csv_bytes(_HEADERS, rows)
    explained = [[column.names[0], str(column.explanation)] for column in COLUMNS]
    words = Sheet(_("Penjelasan"), [_("Judul kolom"), _("Isi")], explained)
    return xlsx_bytes([Sheet(_("Layanan"), _HEADERS, rows), words])


def _rows(services: list[Service]) -> list[list[Any]]:
    approved = {"state": State.APPROVED, "service__in": services}
    editions: dict[Any, list[Edition]] = {}
    for edition in Edition.objects.filter(**approved, ends=False).order_by("since").prefetch_related("places__unit"):
        editions.setdefault(edition.service_id, []).append(edition)
    fees: dict[Any, list[Fee]] = {}
    for fee in Fee.objects.filter(**approved).order_by("since", "item"):
        fees.setdefault(fee.service_id, []).append(fee)
    rows = []
    for service in services:
        # A table holds one standard a service: the newest stands for those before.
        rows += [_standard(service, edition) for edition in editions.get(service.pk, [])[-1:]]
        rows += [_fee(service, fee) for fee in fees.get(service.pk, [])]
    return [[cells.get(column.key) for column in COLUMNS] for cells in rows]


def _standard(service: Service, edition: Edition) -> dict[str, Any]:
    return {
        "code": service.code,
        "name": edition.name,
        "unit": service.unit.code,
        "summary": edition.summary,
        "places": "\n".join(f"{place.unit.code}: {place.where}".rstrip(": ") for place in edition.places.all()),
        "stages": "\n".join(stage["title"] for stage in edition.stages),
        "promise": edition.promise,
        "promise_unit": SPAN_WORDS[Span(edition.promise_unit)],
        "since": edition.since,
        **edition.components,
    }


def _fee(service: Service, fee: Fee) -> dict[str, Any]:
    return {
        "code": service.code,
        "fee_item": fee.title,
        "amount": ENDS if fee.amount is None else fee.amount,
        "per": fee.per,
        "basis": fee.basis,
        "fee_since": fee.since,
        "provision": fee.provision,
        "verified": "ya" if fee.verified else "tidak",
        "evidence": fee.evidence,
    }
