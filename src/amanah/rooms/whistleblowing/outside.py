"""Channels outside the institution, for when its own top is involved. Addresses stand here once and are shown as plain text."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class OutsideChannel:
    """A body with a channel of its own; `addresses` are shown to be copied, never linked, so that no click leads there by accident."""

    name: Promise
    purpose: Promise
    addresses: tuple[str, ...]


OUTSIDE_CHANNELS = (
    OutsideChannel(
        _("Komisi Pemberantasan Korupsi (KPK)"),
        _("Untuk dugaan korupsi, suap, atau pemerasan oleh penyelenggara negara dan orang yang terkait dengannya."),
        ("kws.kpk.go.id", "pengaduan@kpk.go.id"),
    ),
    OutsideChannel(
        _("Ombudsman Republik Indonesia"),
        _("Untuk layanan publik yang ditolak, ditunda, atau dipersulit."),
        ("ombudsman.go.id",),
    ),
)
