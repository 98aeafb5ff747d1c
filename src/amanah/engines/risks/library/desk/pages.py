"""The library's list and one scheme's page, for everybody who signs in: knowing how wrong is done is half of preventing it."""

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from amanah.engines.narrowing import NarrowForm
from amanah.engines.risks.declare import KINDS
from amanah.engines.risks.library import showing
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.roles import MANAGER
from amanah.engines.risks.sides import standing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest


class FilterForm(NarrowForm):
    """What the list can be narrowed to."""

    process = forms.ChoiceField(label=gettext_lazy("Proses"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis risiko"), required=False, choices=[("", "—"), *KINDS.items()])
    text = forms.CharField(label=gettext_lazy("Memuat kata"), required=False, max_length=60)
    said = {"text": gettext_lazy("memuat “%(text)s”")}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        offered = [(process.id, showing.said(process.title)) for process in library().processes.values()]
        self.fields["process"].choices = [("", "—"), *offered]  # type: ignore[attr-defined]  # it is a ChoiceField


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The schemes by process, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = form.chosen()
    groups = showing.groups(request.viewer, **chosen)
    context = {
        "form": form,
        "groups": groups,
        "count": sum(len(group.rows) for group in groups),
        "all": len(library().schemes),
        "sentence": form.sentence(request.GET),
        "narrowed": bool(chosen),
    }
    return render(request, "risks_library/list.html", context)


@signed_in
@require_safe
def scheme(request: StaffRequest, scheme_id: str) -> HttpResponse:
    """One scheme, and the way into the register for whoever keeps one."""
    page = showing.page(request.viewer, scheme_id)
    if page is None:
        raise Http404
    keeps = bool(standing(request.viewer).paths(MANAGER.key))
    enter = f"{reverse('risks:new')}?scheme={page.id}" if keeps else ""
    return render(request, "risks_library/scheme.html", {"page": page, "enter": enter})
