"""Needs in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access import roles
from amanah.foundation.organisation.models import Employment
from amanah.rooms.learning.needs import declare
from amanah.rooms.learning.needs.models import Need


def audience(need: Need) -> list[str]:
    """Whom a need reaches, condition by condition; all of them have to fit."""
    said = []
    if need.bribery_class:
        said.append(str(BRIBERY[need.bribery_class]))
    if need.is_head:
        said.append(_("pemimpin unit"))
    if need.role:
        said.append(_("peran %(role)s") % {"role": roles.role(need.role).title if roles.known(need.role) else need.role})
    if need.post_words:
        said.append(_("jabatan: %(words)s") % {"words": need.post_words})
    if need.employment:
        said.append(str(Employment(need.employment).label))
    if need.joiners:
        said.append(_("pegawai yang mulai bekerja sejak kebutuhan ini berlaku"))
    if need.unit is not None:
        said.append(_("di %(unit)s dan unit di bawahnya") % {"unit": need.unit})
    return said or [_("semua pegawai")]


def rhythm(need: Need) -> str:
    """How often, and by when the first time."""
    first = ngettext("dalam %(n)d hari", "dalam %(n)d hari", need.within_days) % {"n": need.within_days}
    if not need.every_months:
        return _("sekali, %(first)s") % {"first": first}
    again = ngettext("setiap %(n)d bulan", "setiap %(n)d bulan", need.every_months) % {"n": need.every_months}
    return f"{first}, {again}"


def state(place: int, *, plainly: bool = False) -> dict[str, Any]:
    """A state in words and tone; `plainly` says no more than met or not, as whoever heads a unit is told."""
    key = declare.STATES[place]
    if plainly and place != declare.EXEMPT:
        key = "missing" if place in declare.LATE else "met" if place == declare.MET else "due_soon"
    return {"key": key, "title": declare.TITLES[key], "tone": declare.TONES[key]}
