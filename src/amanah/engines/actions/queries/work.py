"""What waits for a person among the actions, for the one list of work of the house."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from amanah.engines.actions import addresses
from amanah.engines.actions.declare import DOING, MOVES, Side
from amanah.engines.actions.models import Action, Part, Proposal
from amanah.engines.actions.queries.rows import related
from amanah.engines.actions.queries.story import next_act
from amanah.engines.actions.queries.visible import visible
from amanah.engines.actions.sides import standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock

LINES = 100


def lines(viewer: Viewer) -> list[Line]:
    """The open actions that the viewer owes, checks or could decide on, most pressing first. Two queries beyond what they cost.

    What they only gave or oversee stands in the list, not here: it waits for somebody else.
    """
    who = standing(viewer)
    if who.person_id is None:
        return []
    share = Q(person_id=who.person_id) | Q(person__isnull=True, unit_id__in=who.heads)
    mine = Q(owner_id=who.person_id) | Q(owner__isnull=True, unit_id__in=who.heads)
    waiting = Proposal.objects.filter(action=OuterRef("pk"), verdict=Proposal.Verdict.OPEN).exclude(proposer=viewer.account)
    found = visible(viewer).filter(closed_on__isnull=True)
    found = found.annotate(
        owned=ExpressionWrapper(mine, BooleanField()),
        shared=Exists(Part.objects.filter(share, action=OuterRef("pk"), done_on__isnull=True)),
        asked=Subquery(waiting.values("move")[:1]),
    )
    checking = Q(verifier_id=who.person_id) | Q(assigned_by=viewer.account)
    found = found.filter(mine | Q(shared=True) | (checking & (Q(state="reported_done") | Q(asked__isnull=False))))
    actions = list(related(found).order_by("due_on", "pk")[:LINES])
    running = clocks.open_by_ref([action.ref for action in actions])
    made = []
    for action in actions:
        sides = _sides(viewer, action)
        act = _next(sides, action)
        if not act and not sides & DOING:
            continue  # somebody else checks it
        deadline = clocks.most_pressing(running.get(action.ref, ()))
        made.append(
            Line(
                action.number,
                addresses.of_action(action.number),
                action.title,
                act or _("Menunggu verifikasi"),
                f"{action.stands.title} · {action.owner or action.unit}",
                deadline.due_on if deadline else action.due_on,
                clocks.describe(deadline, clock.today()) if deadline else None,
                waiting=not act,
            )
        )
    return made


def _next(sides: frozenset[Side], action: Action) -> str:
    asked = getattr(action, "asked", None)
    if asked and not sides & DOING:
        return _("Setujui atau tolak: %(move)s") % {"move": MOVES[asked].title}
    return str(next_act(sides, action))


def _sides(viewer: Viewer, action: Action) -> frozenset[Side]:
    """As `sides_of`, from what the query said: good enough to say what waits; the verbs ask again."""
    found = {side for side, name in ((Side.OWNER, "owned"), (Side.PARTNER, "shared")) if getattr(action, name)}
    if not found and action.verifier_id == standing(viewer).person_id:
        found.add(Side.VERIFIER)
    return frozenset(found)
