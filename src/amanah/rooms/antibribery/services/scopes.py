"""Opening a scope, saying what is in it, and changing what is said of it."""

from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock
from amanah.rooms.antibribery import declare
from amanah.rooms.antibribery.models import TITLE, Scope, Statement
from amanah.rooms.antibribery.queries.visible import function_of, may_keep, visible
from amanah.rooms.antibribery.refusals import Refused
from amanah.rooms.antibribery.services.stepping import keep, known, numbered, worded, write_step

PREFIX = "LS"
_FIELDS = ("title", "editions", "parent", "top_person", "top_title", "governing", "headcount")


@transaction.atomic
def open_scope(
    *,
    title: str,
    unit: Unit,
    statement: str,
    top_title: str,
    viewer: Viewer,
    editions: str = declare.EDITION_2025,
    excluded: str = "",
    parent: Scope | None = None,
    top_person: Person | None = None,
    governing: str = "",
    headcount: int | None = None,
) -> Scope:
    """Open a scope with its first statement.

    Args:
        title: what it is called.
        unit: the unit in which it applies; the function's role over it decides who keeps the scope.
        statement: what the system covers, in words that an outsider understands.
        top_title: the post that leads the scope ("top management").
        viewer: who keeps the scopes of that unit.
        editions: one of `declare.EDITIONS`.
        excluded: what is left out, and why.
        parent: the scope that this one is a part of; it must cover the unit.
        top_person: who holds that post.
        governing: the body above top management; empty where top management carries that duty too.
        headcount: how many people work in it.

    Raises:
        Refused: "side", "words", "code" or "parent".
    """
    if not may_keep(viewer, unit):
        raise Refused("side")
    scope_id, today = uuid4(), clock.today()
    scope = Scope(
        id=scope_id,
        ref=f"scope:{scope_id}",
        title=worded(title)[:TITLE],
        unit=unit,
        parent=_parent(parent, unit, viewer),
        editions=known(editions, declare.EDITIONS),
        top_person=top_person,
        top_title=worded(top_title)[:TITLE],
        governing=governing.strip()[:TITLE],
        headcount=headcount,
        opened_on=today,
    )
    numbered(scope, PREFIX)
    _state(scope, statement, excluded, viewer)
    write_step(scope, "opened", viewer, text=f"{scope.title}\n{statement.strip()}", facts={"number": scope.number, **_plain(scope)})
    return scope


@transaction.atomic
def change(scope: Scope, *, reason: str, viewer: Viewer, **said: Any) -> Scope:
    """Put something of the scope right; `said` names its fields as `open_scope` does. A transition that is over takes its day with it.

    Raises:
        Refused: "not_found", "side", "state", "words", "code", "parent", "top_is_member" or "unchanged".
    """
    keep(scope, viewer)
    changed = [name for name in _FIELDS if name in said and said[name] != getattr(scope, name)]
    if not changed:
        raise Refused("unchanged")
    for name in changed:
        value = said[name]
        if name == "editions":
            value = known(value, declare.EDITIONS)
        elif name in {"title", "top_title"}:
            value = worded(value)[:TITLE]
        elif name == "governing":
            value = value.strip()[:TITLE]
        elif name == "parent":
            value = _parent(value, scope.unit, viewer, scope)
        elif name == "top_person" and value is not None and value.pk in function_of(scope):
            raise Refused("top_is_member")
        setattr(scope, name, value)
    if scope.editions == declare.EDITION_2025:
        scope.transition_on, scope.transition_source = None, ""
    write_step(scope, "changed", viewer, text=worded(reason), facts={"fields": changed, **_plain(scope)})
    return scope


@transaction.atomic
def state_anew(scope: Scope, text: str, reason: str, *, viewer: Viewer, excluded: str = "") -> Statement:
    """Put a new version of the statement in force from today; the old ones stay readable.

    A review that changes nothing is said by the same words with its reason; only not twice a day.

    Raises:
        Refused: "not_found", "side", "state", "words" or "unchanged".
    """
    keep(scope, viewer)
    latest = scope.statements.first()
    said = (clock.today(), text.strip(), excluded.strip())
    if latest is not None and (latest.since, latest.text, latest.excluded) == said:
        raise Refused("unchanged")
    made = _state(scope, text, excluded, viewer)
    write_step(scope, "stated", viewer, text=worded(reason), facts={"version": made.version})
    return made


@transaction.atomic
def close(scope: Scope, reason: str, *, viewer: Viewer) -> None:
    """The system does not apply here any more; everything stays readable.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    keep(scope, viewer)
    scope.state, scope.closed_on = declare.CLOSED, clock.today()
    write_step(scope, "closed", viewer, text=worded(reason))


def _state(scope: Scope, text: str, excluded: str, viewer: Viewer) -> Statement:
    latest = scope.statements.first()
    version = latest.version + 1 if latest is not None else 1
    return Statement.objects.create(
        scope=scope, version=version, text=worded(text), excluded=excluded.strip(), since=clock.today(), author=viewer.account
    )


def _parent(parent: Scope | None, unit: Unit, viewer: Viewer, scope: Scope | None = None) -> Scope | None:
    """The scope above, if it may be. Raises Refused "parent"."""
    if parent is None:
        return None
    if not visible(viewer).filter(pk=parent.pk).exists() or not parent.unit.contains(unit):
        raise Refused("parent")
    above: Scope | None = parent
    while scope is not None and above is not None:
        if above.pk == scope.pk:
            raise Refused("parent")
        above = above.parent
    return parent


def _plain(scope: Scope) -> dict[str, Any]:
    return {
        "unit": str(scope.unit_id),
        "parent": str(scope.parent_id or ""),
        "editions": scope.editions,
        "top": str(scope.top_person_id or ""),
        "headcount": scope.headcount if scope.headcount is not None else -1,
    }
