"""The internal audit of the anti-bribery management system, as engagements know it."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.engagements.kinds import Grade, Kind
from amanah.rooms.antibribery.audits import book, following
from amanah.rooms.antibribery.roles import AUDITOR, FUNCTION, READER

KEY = "smap_internal"
CLAUSES_WITHIN = "smap_audits.clauses_within"
MINOR, MAJOR = "minor", "major"
GRADES = (
    Grade("conformity", _("Kesesuaian"), "success", owed=False),
    Grade("observation", _("Observasi"), "info", owed=False),
    Grade(MINOR, _("Ketidaksesuaian minor"), "warning", owed=True),
    Grade(MAJOR, _("Ketidaksesuaian mayor"), "danger", owed=True),
)
KIND = Kind(
    key=KEY,
    title=_("Audit internal SMAP"),
    grades=GRADES,
    planners=frozenset({FUNCTION.key}),
    auditors=frozenset({AUDITOR.key}),
    readers=frozenset({READER.key}),
    required=frozenset({"criterion", "effect"}),  # the cause is what the audited unit finds out
    criteria=book.criteria,
    follows=following.through,
    offered=book.offered,
    checklist=book.checklist,
    covered_within=CLAUSES_WITHIN,
)
