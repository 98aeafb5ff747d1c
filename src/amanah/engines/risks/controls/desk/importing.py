"""The pages by which a list of controls is imported."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.engines.risks.controls.desk.lists import may_enter
from amanah.engines.risks.controls.imports import CONTROLS, Row
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.imports.desk.screens import Screen, Words


def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only whoever keeps the controls of some unit."""

    @signed_in
    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_enter(request.viewer):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["title"], row.said["unit"]


def _done(n: int) -> str:
    return ngettext("%(n)d pengendalian dicatat.", "%(n)d pengendalian dicatat.", n) % {"n": n}


SCREEN = Screen(
    CONTROLS,
    Words(
        title=_("Impor pengendalian"),
        lead=_("Unggah daftar, periksa apa yang akan dicatat, lalu simpan semuanya sekaligus. Sebelum itu tidak ada yang disimpan."),
        rows=_("Pengendalian"),
        changes=_("Yang dicatat"),
        act=_("Catat semuanya"),
        done=_done,
        describes=_named,
        facts={"controls": _("Pengendalian baru"), "links": _("Kaitan dengan risiko")},
    ),
    space="controls",
    guard=guard,
    back=("controls:list", _("Pengendalian")),
    file="pengendalian",
)
