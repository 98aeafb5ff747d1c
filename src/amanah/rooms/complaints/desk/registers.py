"""The address book of other authorities, and the register of the Ombudsman's products."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.actions import queries as actions
from amanah.engines.actions.desk.forms import ActionForm
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.opening import viewer_of
from amanah.foundation.access.decorators import role_required
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.threads import queries as threads
from amanah.kernel import clock
from amanah.rooms.complaints.desk import forms
from amanah.rooms.complaints.models import Office, Product
from amanah.rooms.complaints.queries import products
from amanah.rooms.complaints.services import labour, ombudsman
from amanah.rooms.complaints.workflow import OFFICERS

officers = role_required(*sorted(OFFICERS))


@officers
def offices(request: HttpRequest) -> HttpResponseBase:
    """The address book, and one more entry."""
    form = forms.OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        labour.add_office(given["kind"], given["name"], address=given["address"], email=given["email"], viewer=viewer_of(request))
        messages.success(request, _("Instansi masuk buku alamat."))
        return redirect("complaints_desk:offices")
    found = Office.objects.filter(ended_on__isnull=True)
    return render(request, "complaints/desk/offices.html", {"offices": found, "form": form}, status=422 if form.errors else 200)


@require_POST
@officers
def end_office(request: HttpRequest, office_id: UUID) -> HttpResponseBase:
    """Take one out of use."""
    labour.end_office(get_object_or_404(Office, pk=office_id), viewer=viewer_of(request))
    return redirect("complaints_desk:offices")


@require_safe
@officers
def register(request: HttpRequest) -> HttpResponse:
    """The Ombudsman's products: what is open first, by its day."""
    found = sorted(products.visible(viewer_of(request)), key=lambda one: one.closed_on is not None)
    running = clocks.open_by_ref([one.ref for one in found])
    today = clock.today()
    rows = [{"one": one, "urgency": clocks.describe(running[one.ref][0], today) if one.ref in running else None} for one in found]
    count = {"all": len(found), "closed": sum(1 for one in found if one.closed_on), "late": sum(1 for one in found if _late(one))}
    return render(request, "complaints/desk/ombudsman.html", {"rows": rows, "count": count})


@officers
def new_product(request: HttpRequest) -> HttpResponseBase:
    """Take one in."""
    form = forms.ProductForm(request.POST or None, initial={"received_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            product = ombudsman.register(given.pop("kind"), given.pop("number"), given.pop("title"), viewer=viewer_of(request), **given)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Produk Ombudsman tercatat; batas waktunya dipantau."))
            return redirect("complaints_desk:product", product.pk)
    return render(request, "complaints/desk/product_new.html", {"form": form}, status=422 if form.errors else 200)


@officers
def product(request: HttpRequest, product_id: UUID) -> HttpResponseBase:
    """One product: what was asked, what was done, what arose from it."""
    one, viewer = _product(request, product_id), viewer_of(request)
    given: dict[str, Callable[[Any], Any]] = {
        "done": lambda form: ombudsman.report(one, form.cleaned_data["done"], viewer=viewer),
        "close": lambda form: ombudsman.close(one, form.cleaned_data["number"], viewer=viewer),
        "tie": lambda form: ombudsman.tie(one, form.cleaned_data["number"].strip().upper(), viewer=viewer),
    }
    shapes = {"done": forms.DoneForm, "close": forms.ClosingForm, "tie": forms.TieForm}
    act = request.POST.get("act", "") if request.method == "POST" else ""
    shown: dict[str, Any] = {
        key: shape(request.POST if key == act else None, initial={"done": one.done}, auto_id=f"id_{key}_%s")
        for key, shape in shapes.items()
    }
    if act in shown and shown[act].is_valid():
        try:
            given[act](shown[act])
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, _("Tersimpan."))
        return redirect("complaints_desk:product", one.pk)
    walk = threads.walk_for(viewer, one.ref)
    context = {
        "one": one,
        "forms": shown,
        "actions": actions.arising_from(viewer, one.ref),
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
        "urgency": next((clocks.describe(running[0], clock.today()) for running in clocks.open_by_ref([one.ref]).values()), None),
    }
    return render(request, "complaints/desk/product.html", context, status=422 if act and shown.get(act) and shown[act].errors else 200)


@officers
def new_action(request: HttpRequest, product_id: UUID) -> HttpResponseBase:
    """Give somebody a part of what the Ombudsman asked."""
    one = _product(request, product_id)
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = form.give(viewer_of(request), source=one.ref)
        if action is not None:
            messages.success(request, _("Tindak lanjut %(number)s ditetapkan.") % {"number": action.number})
            return redirect("complaints_desk:product", one.pk)
    context = {"form": form, "number": one.number, "heading": _("Buat tindak lanjut"), "back": f"/desk/complaints/ombudsman/{one.pk}/"}
    return render(request, "actions/new.html", context, status=400 if form.errors else 200)


def _product(request: HttpRequest, product_id: UUID) -> Product:
    found = products.find(viewer_of(request), product_id)
    if found is None:
        raise Http404
    return found


def _late(one: Product) -> bool:
    return one.closed_on is None and one.reported_on is None and one.due_on < clock.today()
