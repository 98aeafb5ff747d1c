"""The page on which a report is handed to another regime."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.cases import queries as cases
from amanah.engines.reports.desk.acts import form_page
from amanah.engines.reports.desk.forms import Writing
from amanah.engines.reports.desk.opening import address, answer, with_opened
from amanah.engines.reports.desk.parts import COMMON, Act, Page
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.services import rerouting


class RerouteForm(Writing):
    """Where to, and why."""

    label = gettext_lazy("Alasan pemindahan")
    hint = gettext_lazy("Dibaca oleh penerima yang baru. Pelapor diberi tahu ke mana, bukan alasannya.")

    def __init__(self, *args: Any, regimes: list[Regime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (f"{one.key}/{route}", one.kind.title if len(one.kind.routes) == 1 else f"{one.kind.title}: {title}")
            for one in regimes
            for route, (title, _receiver) in one.kind.routes.items()
            if route not in one.shared_routes
        ]
        self.fields = {
            "to": forms.ChoiceField(label=gettext_lazy("Pindahkan ke"), choices=choices, widget=forms.RadioSelect),
            **self.fields,
        }


@with_opened
def reroute(request: HttpRequest, opened: Opened) -> HttpResponseBase:
    """Choose, say why, and hand it over."""
    open_to = rerouting.may_become(opened.case)
    if not open_to or not cases.offers.may_assign(opened.viewer, opened.case) or opened.case.closed_on is not None:
        raise Http404
    form = RerouteForm(request.POST or None, regimes=open_to)
    if request.method == "POST" and form.is_valid():
        kind, _slash, route = form.cleaned_data["to"].partition("/")
        regime = next(one for one in open_to if one.key == kind)
        return answer(
            request,
            opened.case,
            "",
            lambda: rerouting.reroute(opened, regime, route=route, topic="", reason=form.cleaned_data["text"]),
            _("Perkara dipindahkan; kuncinya ada pada penerima yang baru, dan pelapor diberi tahu."),
        )
    lead = _(
        "Nomor, kotak komunikasi, hari diterima, dan perlindungan pelapor tidak berubah. Sesudah dipindahkan, Anda hanya melihatnya bila "
        "peran Anda juga mencakup jenis perkara yang baru."
    )
    return form_page(request, opened, form, heading=_("Pindahkan perkara"), button=_("Pindahkan"), lead=lead)


def _acts(page: Page) -> list[Act]:
    fit = page.content is not None and page.case.closed_on is None and cases.offers.may_assign(page.viewer, page.case)
    if not fit or not rerouting.may_become(page.case):
        return []
    return [Act("reroute", _("Pindahkan ke jenis perkara lain"), "secondary", address(page.case, "reroute"))]


COMMON.add_acts("reroute", _acts)
