"""The library's list and one scheme's page, for everybody who signs in: knowing how wrong is done is half of preventing it."""

from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from amanah.engines.risks.declare import KINDS
from amanah.engines.risks.desk.requests import StaffRequest
from amanah.engines.risks.library import showing
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.roles import MANAGER
from amanah.engines.risks.sides import standing
from amanah.foundation.access.decorators import signed_in


class FilterForm(forms.Form):
    """What the list can be narrowed to."""

    process = forms.ChoiceField(label=gettext_lazy("Proses"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Jenis risiko"), required=False, choices=[("", "—"), *KINDS.items()])
    text = forms.CharField(label=gettext_lazy("Memuat kata"), required=False, max_length=60)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they came
        offered = [(process.id, showing.said(process.title)) for process in library().processes.values()]
        self.fields["process"].choices = [("", "—"), *offered]  # type: ignore[attr-defined]  # it is a ChoiceField

    def chosen(self) -> dict[str, str]:
        """What was asked for; what is not valid narrows nothing, and the form says so."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def sentence(self) -> list[dict[str, str]]:
        """Each filter in words, with the address of the list without it."""
        chosen = self.chosen()
        return [
            {"text": self._words(name, value), "url": "?" + urlencode({key: one for key, one in chosen.items() if key != name})}
            for name, value in chosen.items()
        ]

    def _words(self, name: str, value: str) -> str:
        if name == "process":
            return showing.said(library().processes[value].title)
        return str(KINDS[value]) if name == "kind" else _("memuat “%(text)s”") % {"text": value}


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
        "sentence": form.sentence(),
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
