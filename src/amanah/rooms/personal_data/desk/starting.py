"""Recording a breach, and recording a request."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.decorators import role_required
from amanah.rooms.personal_data import services
from amanah.rooms.personal_data.desk.forms import BreachForm, RequestForm
from amanah.rooms.personal_data.desk.opening import page_of, viewer_of
from amanah.rooms.personal_data.roles import OFFICER


@role_required(OFFICER.key)
def breach(request: HttpRequest) -> HttpResponseBase:
    """Record a breach."""
    form = BreachForm(request.POST or None)

    def record() -> Case:
        values = form.cleaned_data
        return services.report_breach(
            values["topic"],
            form.paper(),
            values["known_at"],
            viewer=viewer_of(request),
            persons=[one for one in [values["person"]] if one],
            units=[one for one in [values["unit"]] if one],
            activities=values["activities"],
        )

    return _record(
        request,
        form,
        record,
        heading=_("Kegagalan pelindungan data pribadi"),
        lead=_("Catat segera dengan yang sudah diketahui. Isi disegel; yang terkait tidak akan melihatnya."),
        button=_("Catat kegagalan"),
        back=reverse("personal_data_desk:breaches"),
    )


@role_required(OFFICER.key)
def request_(request: HttpRequest) -> HttpResponseBase:
    """Record a request of somebody concerned."""
    form = RequestForm(request.POST or None)

    def record() -> Case:
        values = form.cleaned_data
        return services.record_request(
            values["right"], form.paper(), values["received_on"], viewer=viewer_of(request), person=values["person"]
        )

    return _record(
        request,
        form,
        record,
        heading=_("Permohonan subjek data"),
        lead=_("Setiap permohonan dicatat pada hari diterimanya. Isi dan nama pemohon disegel."),
        button=_("Catat permohonan"),
        back=reverse("personal_data_desk:requests"),
    )


def _record(request: HttpRequest, form: Any, record: Callable[[], Case], **words: str) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        try:
            case = record()
        except services.NoReceiver:
            form.add_error(
                None,
                _("Belum dicatat: tidak ada petugas pelindungan data pribadi yang mempunyai kunci dan tidak terkait dengan perkara ini."),
            )
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Tercatat sebagai %(number)s. Tenggatnya berjalan.") % {"number": case.number})
            return redirect(page_of(case))
    return render(request, "personal_data/desk/write.html", {"form": form, **words}, status=400 if form.errors else 200)
