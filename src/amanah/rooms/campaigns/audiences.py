"""Whom something is for: written down, looked up as people, and said in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from amanah.foundation.organisation.models import Employment, Holding, Unit, below, held_on
from amanah.kernel import clock
from amanah.rooms.campaigns.models import Audience
from amanah.rooms.campaigns.refusals import Refused


@dataclass(frozen=True)
class AudiencePlan:
    """Whom something is for, as `models.Audience` keeps it."""

    units: Sequence[Unit] = ()
    staff: bool = True
    heads: bool = False
    post_words: str = ""
    employment: Sequence[str] = ()
    associates: bool = False
    public: bool = False


def keep(plan: AudiencePlan, *, on: Audience | None = None) -> Audience:
    """Write an audience down, in the place of an earlier one.

    Raises:
        Refused: "audience" where it is nobody, "code" for an unknown employment.
    """
    if not (plan.staff or plan.associates or plan.public):
        raise Refused("audience")
    if not set(plan.employment) <= set(Employment.values):
        raise Refused("code")
    kept = on or Audience()
    kept.staff, kept.heads, kept.post_words = plan.staff, plan.heads, plan.post_words.strip()
    kept.employment = [code for code in Employment.values if code in plan.employment]
    kept.associates, kept.public = plan.associates, plan.public
    kept.save()
    kept.units.set(plan.units)
    return kept


def plan_of(audience: Audience) -> AudiencePlan:
    """An audience as it can be written down again."""
    return AudiencePlan(
        units=tuple(audience.units.order_by("path")),
        staff=audience.staff,
        heads=audience.heads,
        post_words=audience.post_words,
        employment=tuple(audience.employment),
        associates=audience.associates,
        public=audience.public,
    )


def posts_held(audience: Audience) -> QuerySet[Holding]:
    """The posts held today by those inside the institution whom it is for; somebody with two posts is there twice."""
    if not audience.staff:
        return Holding.objects.none()
    found = Holding.objects.filter(held_on(clock.today()))
    units = Q()
    for path in audience.units.values_list("path", flat=True):
        units |= below(path, "post__unit__path")
    found = found.filter(units)
    if audience.heads:
        found = found.filter(heads=True)
    for word in audience.post_words.casefold().split():
        found = found.filter(post__title__icontains=word)
    if audience.employment:
        found = found.filter(person__employment__in=audience.employment)
    return found


def people(audience: Audience) -> dict[Any, Any]:
    """Person id → unit id, each person once, with the unit of the post that they have held longest."""
    rows = posts_held(audience).order_by("-since", "-pk").values_list("person_id", "post__unit_id")
    return dict(rows)


def size(audience: Audience) -> int:
    """How many people inside the institution it is for today."""
    return posts_held(audience).values("person_id").distinct().count()


def said(audience: Audience) -> str:
    """An audience in words."""
    parts = []
    if audience.staff:
        who = _("pimpinan unit") if audience.heads else _("pegawai")
        if audience.employment:
            kinds = dict(Employment.choices)
            who += " (" + ", ".join(str(kinds[code]) for code in audience.employment) + ")"
        if audience.post_words:
            who += " " + _("dengan jabatan memuat “%(words)s”") % {"words": audience.post_words}
        units = [unit.name for unit in audience.units.all()]
        parts.append(_("%(who)s di %(units)s") % {"who": who, "units": ", ".join(units)} if units else _("seluruh %(who)s") % {"who": who})
    if audience.associates:
        parts.append(_("mitra kerja"))
    if audience.public:
        parts.append(_("masyarakat"))
    text = "; ".join(parts)
    return text[:1].upper() + text[1:]
