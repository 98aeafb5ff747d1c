"""The pages by which the lists of who took part are brought in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.imports.desk.screens import Note, Screen, Words
from amanah.rooms.campaigns.imports import ATTENDANCE, Row
from amanah.rooms.campaigns.queries.visible import worked_on


def guard(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Only whoever works on some campaign."""

    @signed_in
    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not worked_on(request.viewer).exists():
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _named(row: Row) -> tuple[Any, Any]:
    return (row.person or row.said["person"]), row.said["activity"]


def _done(n: int) -> str:
    return ngettext("%(n)d kehadiran dicatat.", "%(n)d kehadiran dicatat.", n) % {"n": n}


SCREEN = Screen(
    ATTENDANCE,
    Words(
        title=_("Unggah daftar hadir kampanye"),
        lead=_("Satu baris untuk setiap orang pada setiap kegiatan. Anda melihat dahulu apa yang akan dicatat."),
        rows=_("Pegawai"),
        changes=_("Yang dicatat"),
        act=_("Catat semuanya"),
        done=_done,
        describes=_named,
        facts={"new": _("Kehadiran baru"), "activities": _("Kegiatan")},
        notes=(
            Note(
                _("Orang yang sama"),
                _("Orang yang sudah ada pada daftar suatu kegiatan tidak dicatat dua kali, jadi daftar yang sama boleh diunggah lagi."),
                "users",
            ),
        ),
    ),
    space="campaigns",
    guard=guard,
    back=("campaigns:list", _("Daftar kampanye")),
    file="daftar-hadir",
)
