"""The pages by which an existing list of associates' commitments is brought in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.imports.desk.screens import Screen, Words
from amanah.rooms.antibribery.approvals.imports import LIST, Row
from amanah.rooms.antibribery.approvals.queries import visible


def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only whoever keeps the commitments of some unit."""

    @signed_in
    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not visible.keeps_any(request.viewer):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["associate"] or row.cells.get("associate", ""), row.said["matter"] or ""


SCREEN = Screen(
    LIST,
    Words(
        title=_("Masukkan daftar komitmen"),
        lead=_("Unggah daftar rekan bisnis dengan komitmennya. Sebelum Anda menyimpan, tidak ada yang berubah."),
        rows=_("Rekan bisnis"),
        changes=_("Yang ditambahkan"),
        act=_("Simpan semuanya"),
        done=lambda n: ngettext("%(n)d komitmen dimasukkan.", "%(n)d komitmen dimasukkan.", n) % {"n": n},
        describes=_named,
        facts={"commitments": _("Komitmen yang dimasukkan")},
    ),
    space="smap_approvals",
    guard=guard,
    back=("smap_approvals:commitments", _("Komitmen rekan bisnis")),
    file="daftar-komitmen",
)
