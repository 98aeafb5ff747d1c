"""From the result of a case to a matter of discipline: write the statement, see exactly what the examiner will see, hand it over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.cases import leading
from amanah.engines.cases import queries as cases
from amanah.engines.cases.addresses import of_room
from amanah.engines.cases.leading import Slip
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.organisation.models import Person
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.discipline import queries, services, superiors
from amanah.rooms.discipline.desk.forms import ExaminerForm, StatementForm
from amanah.rooms.discipline.desk.opening import to_unlock, viewer_of
from amanah.rooms.discipline.papers import Statement
from amanah.rooms.discipline.services.starting import tags_of
from amanah.rooms.discipline.superiors import Superior
from amanah.rooms.discipline.workflow import DISCIPLINE


@signed_in
def start(request: HttpRequest, number: str) -> HttpResponseBase:
    """The statement, then its preview, then the hand-over. Whoever cannot open the source cannot hand its result on."""
    viewer = viewer_of(request)
    source = cases.find(viewer, number)
    origin = leading.origin_of(viewer, source) if source is not None else None
    if source is None or origin is None:
        raise Http404
    keys = unlocked_keys(request)
    if keys is None:
        return to_unlock(request.get_full_path())
    form = StatementForm(request.POST or None)
    context: dict[str, Any] = {
        "form": form,
        "source": source,
        "back": of_room(source.declared, source.number),
        "led": queries.led_to(source),
    }
    if origin.slips(viewer, source, keys, "") is None:
        messages.error(request, _("Kunci Anda tidak membuka perkara asal, jadi isinya tidak dapat dibandingkan. Mintalah penangan lain."))
        return redirect(context["back"] or reverse("cases:work"))
    if request.method != "POST" or not form.is_valid() or "edit" in request.POST:
        return render(request, "discipline/desk/start.html", context, status=400 if form.errors else 200)
    person, statement = form.cleaned_data["person"], _statement(form, str(viewer.account))
    able = superiors.able(person, tags_of(source))
    choosing = ExaminerForm(
        request.POST if "send" in request.POST else None, choices=[(str(one.account.pk), f"{one.account}: {one.post}") for one in able]
    )
    if "send" in request.POST and choosing.is_valid():
        chosen = next((one for one in able if str(one.account.pk) == choosing.cleaned_data["examiner"]), None)
        sent = _send(request, source, person, statement, chosen)
        if sent is not None:
            return sent
    slips = origin.slips(viewer, source, keys, f"{statement.words}\n{statement.post}") or []
    context |= {"statement": statement, "topic": DISCIPLINE.topics[statement.topic], "choosing": choosing, "carried": _carried(request)}
    context |= {
        "level": DISCIPLINE.outcomes[statement.level],
        "identities": _of(slips, "identity"),
        "quotes": _of(slips, "quote"),
        "unseen": bool(_of(slips, "unseen")),
    }
    return render(request, "discipline/desk/preview.html", context)


def _send(request: HttpRequest, source: Case, person: Person, statement: Statement, chosen: Superior | None) -> HttpResponseBase | None:
    try:
        case = services.start(statement, person, source=source, viewer=viewer_of(request), superior=chosen)
    except services.NotNamed:
        messages.error(
            request,
            _("Orang ini belum tercatat sebagai pihak pada perkara asal, jadi masih dapat melihatnya. Tetapkan dahulu siapa ia."),
        )
    except services.NoReceiver:
        messages.error(
            request, _("Belum diserahkan: tidak ada pengelola disiplin yang mempunyai kunci dan tidak terkait dengan perkara ini.")
        )
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, _("Hasil pemeriksaan diserahkan sebagai perkara %(number)s.") % {"number": case.number})
        return redirect(of_room(source.declared, source.number) or reverse("cases:work"))
    return None


def _statement(form: StatementForm, by: str) -> Statement:
    values = form.cleaned_data
    person: Person = values["person"]
    return Statement(
        person=str(person.pk),
        name=person.name,
        post=superiors.post_of(person),
        topic=values["topic"],
        breach=values["breach"],
        occurred=values["occurred"],
        rules=values["rules"],
        evidence=tuple(line.strip() for line in values["evidence"].splitlines() if line.strip()),
        level=values["level"],
        by=by,
    )


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, request.POST.get(name, "")) for name in StatementForm.base_fields]


def _of(slips: list[Slip], kind: str) -> list[str]:
    return sorted({slip.words for slip in slips if slip.kind == kind})
