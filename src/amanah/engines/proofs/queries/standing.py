"""How a proof stands today, in a word and a tone: what the list and the proof's own page say of it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from amanah.engines.proofs.models import Proof
from amanah.kernel import clock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SOON = timedelta(days=30)  # not a rule: when a list begins to warn
"""How long before its last day a proof is said to end soon."""


@dataclass(frozen=True)
class Standing:
    """One way to stand: `key` is also what the list can be narrowed to."""

    key: str
    title: "StrOrPromise"
    tone: str


STANDINGS = {
    standing.key: standing
    for standing in (
        Standing("current", _("Berlaku"), "success"),
        Standing("soon", _("Segera berakhir"), "warning"),
        Standing("past", _("Sudah lewat masanya"), "danger"),
        Standing("coming", _("Belum berlaku"), "info"),
        Standing("replaced", _("Sudah diganti"), "neutral"),
        Standing("withdrawn", _("Ditarik"), "danger"),
    )
}


def standing(proof: Proof) -> Standing:
    """How it stands today. Each proof stands in one way; "soon" is a part of what is current."""
    today = clock.today()
    if proof.withdrawn_on is not None:
        key = "withdrawn"
    elif proof.replaced_by_id is not None:
        key = "replaced"
    elif proof.effective_from > today:
        key = "coming"
    elif proof.ends_on is None or proof.ends_on > today + SOON:
        key = "current"
    else:
        key = "soon" if proof.ends_on >= today else "past"
    return STANDINGS[key]
