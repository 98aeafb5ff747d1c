"""Setting and ending needs, keeping topics, and saying that one has read something."""

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.documents import queries as documents
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.models import Person
from amanah.kernel.refusal import Refusal
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning import services as base
from amanah.rooms.learning.needs import declare, queries, services
from amanah.rooms.learning.needs.desk import words
from amanah.rooms.learning.needs.desk.forms import NeedForm, NewTopicForm, TopicForm
from amanah.rooms.learning.needs.desk.guard import managers
from amanah.rooms.learning.needs.models import Need

SHOWN = 12
FIELDS = {"side": "unit", "unit": "unit", "why": "why", "months": "every_months", "days": "until"}


@managers
def new(request: StaffRequest) -> HttpResponse:
    """Set a need, after a look at whom it reaches."""
    form = NeedForm(request.POST or None)
    reach = None
    if request.method == "POST" and form.is_valid():
        try:
            if "save" in request.POST:
                need = services.set_need(form.draft(), request.viewer)
                messages.success(request, _("Kebutuhan ditetapkan."))
                return redirect("needs:need", need.pk)
            reach = _reach(request, services.draft_need(form.draft(), request.viewer))
        except Refusal as refusal:
            form.add_error(FIELDS.get(refusal.code), refusal.sentence)
    return render(request, "needs/new.html", {"form": form, "reach": reach}, status=400 if form.errors else 200)


@managers
@require_POST
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """Today is its last day."""
    need = queries.find(pk)
    if need is None or not queries.may_keep(request.viewer, need):
        raise Http404
    try:
        services.end_need(need, request.viewer)
        messages.success(request, _("Kebutuhan ini berakhir hari ini."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("needs:need", pk)


@signed_in
@require_POST
def read(request: StaffRequest, pk: int) -> HttpResponse:
    """Say that one received and read it."""
    need = queries.find(pk)
    if need is None:
        raise Http404
    try:
        services.confirm_read(need, request.viewer)
        messages.success(request, _("Tercatat: Anda sudah menerima dan membacanya."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("learning_desk:mine")


@managers
def new_topic(request: StaffRequest) -> HttpResponse:
    """Write a topic down."""
    form = NewTopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and learning.topic(form.cleaned_data["key"]) is not None:
        form.add_error("key", _("Kode ini sudah dipakai pokok lain."))
    return _topic(request, form, form.cleaned_data.get("key", "") if form.is_bound else "", _("Tambah pokok"))


@managers
def change_topic(request: StaffRequest, key: str) -> HttpResponse:
    """Change a topic; what was credited stays."""
    found = learning.topic(key)
    if found is None:
        raise Http404
    fields = ("title", "title_en", "description", "hours", "valid_months", "active")
    read = documents.visible(request.viewer).filter(ref=found.document).values_list("number", flat=True).first()
    form = TopicForm(request.POST or None, initial={name: getattr(found, name) for name in fields} | {"document": read or ""})
    # a document that this manager may not read stays unless they name another
    return _topic(request, form, key, _("Ubah pokok"), kept="" if read else found.document)


def _topic(request: StaffRequest, form: django_forms.Form, key: str, heading: str, kept: str = "") -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "key"}
        number = said["document"]
        document = documents.find(request.viewer, number) if number else None
        if number and document is None:
            form.add_error("document", _("Tidak ada dokumen bernomor ini yang dapat Anda baca."))
        said["document"] = document.ref if document is not None else kept
    if request.method == "POST" and form.is_valid():
        try:
            base.keep_topic(key, **said, viewer=request.viewer)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Pokok tersimpan."))
            return redirect("needs:topics")
    context = {"form": form, "heading": heading, "back": reverse("needs:topics"), "back_title": _("Pokok pembelajaran")}
    return render(request, "needs/write.html", context, status=400 if form.errors else 200)


def _reach(request: StaffRequest, draft: Need) -> dict[str, Any]:
    """Whom a need would reach, and how they would stand to it today, in the units that the viewer sees."""
    laid = queries.reach(draft, queries.scope(request.viewer).tops)
    counts = laid.counts()
    per_state = [sum(row[n] for row in counts.values()) for n in range(len(declare.STATES))]
    units = sorted(((laid.units[pk], sum(row)) for pk, row in counts.items() if sum(row)), key=lambda one: (-one[1], one[0].path))
    people = Person.objects.filter(pk__in=sorted(laid.people)[:SHOWN]).order_by("name")
    return {
        "people": len(laid.people),
        "audience": words.audience(draft),
        "rhythm": words.rhythm(draft),
        "states": [{"count": count, **words.state(n)} for n, count in enumerate(per_state) if count],
        "units": units[:SHOWN],
        "more_units": max(len(units) - SHOWN, 0),
        "names": [person.name for person in people],
        "topic": draft.topic,
    }
