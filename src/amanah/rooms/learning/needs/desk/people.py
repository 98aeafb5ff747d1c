"""One person's learning, as whoever manages it or heads the unit sees it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.models import Person
from amanah.foundation.organisation.queries import units_of
from amanah.kernel import clock, numbers
from amanah.kernel.refusal import Refusal
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning import services as base
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.needs import declare, queries, services
from amanah.rooms.learning.needs.desk import words
from amanah.rooms.learning.needs.desk.forms import ExemptForm, RecordForm, VoidForm
from amanah.rooms.learning.needs.desk.guard import managers
from amanah.rooms.learning.needs.models import Exemption
from amanah.rooms.learning.needs.work import urgency


@signed_in
@require_safe
def show(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """What they owe and how it stands; the records themselves only for who manages them."""
    found = queries.person(request.viewer, person_id)
    if found is None:
        raise Http404
    person, fully = found
    duties = [
        {"need": duty.rule.need, "due": duty.due, "urgency": urgency(duty), **words.state(duty.state, plainly=not fully)}
        for duty in queries.of_person(person)
    ]
    context = {"person": person, "units": units_of(person), "duties": duties, "fully": fully}
    if fully:
        year = clock.today().year
        context |= {
            "records": learning.records_of(person),
            "hours": learning.hours_in(year, [person.pk]).get(person.pk, 0),
            "year": year,
            "exemptions": queries.exemptions_of(person),
            "today": clock.today(),
        }
    return render(request, "needs/person.html", context)


@managers
def exempt(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Exempt them from a need."""
    person = _managed(request, person_id)
    duties = {str(duty.rule.need.pk): duty.rule.need for duty in queries.of_person(person) if duty.state != declare.EXEMPT}
    form = ExemptForm(request.POST or None, needs=[(key, str(need)) for key, need in duties.items()])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.exempt(duties[said["need"]], person, said["reason"], request.viewer, until=said["until"])
        except Refusal as refusal:
            form.add_error({"reason": "reason", "days": "until"}.get(refusal.code), refusal.sentence)
        else:
            messages.success(request, _("Pembebasan tersimpan."))
            return redirect("needs:person", person_id)
    return _form(request, form, person, _("Bebaskan dari kebutuhan"))


@managers
def record(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Write down what they learned elsewhere."""
    person = _managed(request, person_id)
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        topic = Topic.objects.get(pk=said.pop("topic"))
        try:
            base.credit(who=person, topic=topic, actor=request.viewer.account, **said)
        except Refusal as refusal:
            form.add_error({"future": "done_on", "hours": "hours", "words": "title"}.get(refusal.code), refusal.sentence)
        else:
            messages.success(request, _("Catatan tersimpan."))
            return redirect("needs:person", person_id)
    return _form(request, form, person, _("Catat pembelajaran"))


@managers
@require_POST
def end_exemption(request: StaffRequest, pk: int) -> HttpResponse:
    """The need holds for them again."""
    exemption = Exemption.objects.select_related("person").filter(pk=pk).first()
    if exemption is None or not learning.manages_person(request.viewer, exemption.person):
        raise Http404
    person = exemption.person_id
    try:
        services.end_exemption(exemption, request.viewer)
        messages.success(request, _("Pembebasan berakhir."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("needs:person", person)


@managers
def void(request: StaffRequest, number: str) -> HttpResponse:
    """Take back a record that is wrong."""
    found = learning.visible(request.viewer).filter(number=numbers.tidy(number), person__isnull=False).select_related("person").first()
    if found is None or found.person is None or not learning.may_manage(request.viewer, found):
        raise Http404
    person = found.person
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            base.void(found, form.cleaned_data["reason"], request.viewer)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Catatan dibatalkan."))
            return redirect("needs:person", person.pk)
    return _form(request, form, person, _("Batalkan catatan %(number)s") % {"number": found.number}, lead=found.title)


def _managed(request: StaffRequest, person_id: UUID) -> Person:
    found = queries.person(request.viewer, person_id)
    if found is None or not found[1]:
        raise Http404
    return found[0]


def _form(request: StaffRequest, form: ExemptForm | RecordForm | VoidForm, person: Person, heading: str, lead: str = "") -> HttpResponse:
    context = {"form": form, "heading": heading, "lead": lead, "back": reverse("needs:person", args=[person.pk]), "back_title": person.name}
    return render(request, "needs/write.html", context, status=400 if form.errors else 200)
