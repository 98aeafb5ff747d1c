"""The pages: what is mine, one interest, my people's, the register."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions.models import Action
from amanah.engines.actions.queries import visible as visible_actions
from amanah.engines.cases import queries as cases
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.exports.downloads import TYPES, table
from amanah.foundation.vault import queries as vault_queries
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.kernel import clock
from amanah.rooms.interests import coverage, duties, queries, register
from amanah.rooms.interests.desk.acts import WRITINGS
from amanah.rooms.interests.desk.forms import RegisterForm
from amanah.rooms.interests.desk.opening import interest_or_404, opened_or_none, viewer_of
from amanah.rooms.interests.duties import Card, Duty
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.queries import Content
from amanah.rooms.interests.services import CONTROLS
from amanah.rooms.interests.workflow import SOURCES

TONES = {"received": "warning", "asked": "warning", "controlled": "info", "settled": "success", "no_conflict": "neutral"}
PAGE = 50
MOST = 10_000


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that this person owes in the way of declarations, and what they declared."""
    viewer, year = viewer_of(request), clock.today().year
    due = queries.yearly_due(year)
    stated = queries.statement(viewer, year)
    context = {
        "year": year,
        "rows": [line(interest) for interest in queries.mine(viewer)],
        "stated": stated,
        "due": due,
        "late": stated is None and clock.today() > due.date,
        "standing": queries.standing_of(viewer.person) if viewer.person else 0,
        "has_person": viewer.person is not None,
        "duties": [
            _owed(duty, card, year) for duty in duties.every() if duty is not duties.STATEMENT and (card := duty.card(viewer, year))
        ],
        "covers": bool(coverage.tops(viewer)),
        "leads": queries.entrusted(viewer).exists() or queries.own_people(viewer).exists(),
    }
    return render(request, "interests/mine.html", context)


def _owed(duty: Duty, card: Card, year: int) -> dict[str, Any]:
    """A duty as one's own page shows it: what is not met by its day is late."""
    due = duty.due(year)
    late = card.tone != "success" and clock.today() > due.date
    return {"duty": duty, "card": card, "due": due, "late": late, "tone": "danger" if late else card.tone}


@signed_in
@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """What a superior decides on, and who of their people has not stated anything this year."""
    viewer, year = viewer_of(request), clock.today().year
    given = queries.entrusted(viewer).filter(Q(superior=viewer.account) | Q(case__assignments__account=viewer.account)).distinct()
    staff = queries.own_people(viewer)
    stated = queries.stated(year)
    context = {
        "year": year,
        "rows": _with_clocks(given[:PAGE]),
        "staff": staff.count(),
        "missing": list(staff.exclude(pk__in=stated)[:PAGE]),
        "missing_count": staff.exclude(pk__in=stated).count(),
    }
    return render(request, "interests/people.html", context)


@signed_in
@require_safe
def interest(request: HttpRequest, number: str) -> HttpResponseBase:
    """One interest: what was declared, what was asked and decided, who holds the matter, what is owed."""
    viewer = viewer_of(request)
    found = interest_or_404(request, number)
    opened = opened_or_none(request, found)
    content = queries.content(opened) if opened else None
    own = found.person_id == viewer.account.person_id
    case = found.case
    context = {
        "interest": found,
        "own": own,
        "line": line(found),
        "source": SOURCES[found.source],
        "clocks": [running for running in cases.clocks_of(case) if running.deadline.open] if case else [],
        "deciders": [str(given.account) for given in _assignments(found)],
        "interim": found.interims.filter(until__isnull=True).select_related("person").first(),
        "controls": _controls(viewer, found),
        "acts": [{"key": key, "writing": writing} for key, writing in WRITINGS.items() if opened and writing.may(opened)],
        "decides": queries.decides(viewer, found) and case is not None and case.closed_on is None,
        "unlocked": unlocked_keys(request) is not None,
        "has_keys": vault_queries.key_holder(viewer.account) is not None,
        "who_can_open": "" if content else queries.who_can_open(found),
        "content_open": content is not None,
        "timeline": cases.timeline(viewer, case) if case else [],
    }
    return render(request, "interests/interest.html", context | (_opened(content) if content else {}))


@signed_in
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The register, for its officers: codes and people, no words."""
    viewer = viewer_of(request)
    if not queries.is_officer(viewer):
        raise Http404
    form = RegisterForm(request.GET)
    chosen = _narrowed(viewer, form)
    total = chosen.count()
    page = _page(request, total)
    context = {
        "form": form,
        "rows": _with_clocks(chosen[page * PAGE : (page + 1) * PAGE]),
        "total": total,
        "query": request.GET.urlencode(),
        "narrowed": any(form.data.get(name) for name in form.fields),
        "next_page": page + 1 if (page + 1) * PAGE < total else 0,
        "sentence": _sentence(form),
    }
    return render(request, "interests/register.html", context)


@signed_in
@require_safe
def export(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a table to keep."""
    viewer = viewer_of(request)
    if form not in TYPES or not queries.is_officer(viewer):
        raise Http404
    headers = [_("Nomor"), _("Pegawai"), _("Unit"), _("Jenis"), _("Asal"), _("Satu keputusan"), _("Status"), _("Dinyatakan"), _("Berakhir")]
    rows = [_told(one) for one in _narrowed(viewer, RegisterForm(request.GET))[:MOST]]
    return table(_("register kepentingan"), form, headers, rows)


def line(interest: Interest) -> dict[str, Any]:
    """One interest as a list shows it."""
    if interest.ended_on is not None:
        state, tone = str(_("Berakhir")), "neutral"
    elif interest.case is None:
        state, tone = _("Tercatat"), "info"
    else:
        state, tone = str(interest.case.stands.title), TONES.get(interest.case.state, "info")
    return {"one": interest, "state": state, "tone": tone, "source": SOURCES[interest.source]}


def _told(one: Interest) -> list[Any]:
    codes = [one.get_kind_display(), str(SOURCES[one.source]), one.tied, str(line(one)["state"])]
    return [one.number, str(one.person), str(one.unit or ""), *codes, one.declared_on, one.ended_on]


def _with_clocks(interests: Any) -> list[dict[str, Any]]:
    rows = [line(interest) for interest in interests]
    running = clocks.open_by_ref([row["one"].case.ref for row in rows if row["one"].case])
    for row in rows:
        case = row["one"].case
        deadline = clocks.most_pressing(running.get(case.ref, [])) if case else None
        row["urgency"] = clocks.describe(deadline, clock.today()) if deadline else None
    return rows


def _narrowed(viewer: Viewer, form: RegisterForm) -> QuerySet[Interest]:
    found = queries.entrusted(viewer)
    if not form.is_valid():
        return found
    said = form.cleaned_data
    for name in ("kind", "source"):
        if said[name]:
            found = found.filter(**{name: said[name]})
    if said["status"] == "open":
        return found.filter(case__closed_on__isnull=True, case__isnull=False)
    if said["status"] == "standing":
        return register.standing(found)
    if said["status"] == "ended":
        return found.exclude(pk__in=register.standing(Interest.objects.all()))
    return found


def _sentence(form: RegisterForm) -> list[dict[str, Any]]:
    if not form.is_valid():
        return []
    fields: dict[str, Any] = form.fields
    return [{"text": str(dict(fields[name].choices)[value])} for name, value in form.cleaned_data.items() if value]


def _page(request: HttpRequest, total: int) -> int:
    asked = request.GET.get("page", "0")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < len(str(MOST)) else 0
    return page if page * PAGE < total else 0


def _assignments(found: Interest) -> Any:
    return found.case.assignments.filter(until__isnull=True).select_related("account__person") if found.case else []


def _controls(viewer: Viewer, found: Interest) -> list[dict[str, Any]]:
    kinds = dict(found.controls.values_list("action_ref", "kind"))
    seen = set(visible_actions(viewer).filter(ref__in=list(kinds)).values_list("ref", flat=True))
    actions = Action.objects.filter(ref__in=list(kinds)).order_by("due_on", "number")
    return [{"title": CONTROLS[kinds[action.ref]], "action": action, "link": action.ref in seen} for action in actions]


def _opened(content: Content) -> dict[str, Any]:
    return {
        "words": content.words,
        "ending": content.ending,
        "sheets": [
            {
                "title": content.opened.case.declared.channels[sheet.entry.channel],
                "sheet": sheet,
                "named": sheet.paper.facts.get("name", ""),
            }
            for sheet in content.sheets
        ],
    }
