"""The pages by which values are brought: a table of many, or what a scan for red flags found."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from amanah.engines.risks.controls.desk.lists import may_enter
from amanah.engines.risks.indicators import declare, periods, queries, runs, services
from amanah.engines.risks.indicators.desk.forms import RunForm, plain
from amanah.engines.risks.indicators.imports import READINGS, Row
from amanah.engines.risks.indicators.models import Indicator, Reading
from amanah.engines.risks.indicators.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports.desk.screens import Screen, Words
from amanah.foundation.imports.desk.uploads import MemoryUpload
from amanah.kernel import clock

LARGEST = 20 * 1024 * 1024
_VALID_SECONDS = 2 * 3600
_SALT = "indicators.run"


def _named(row: Row) -> tuple[Any, Any]:
    return row.said["indicator"], row.said["period"]


def _done(n: int) -> str:
    return ngettext("%(n)d nilai dicatat.", "%(n)d nilai dicatat.", n) % {"n": n}


SCREEN = Screen(
    READINGS,
    Words(
        title=gettext_lazy("Impor nilai indikator"),
        lead=gettext_lazy("Unggah, periksa nilai dan ambangnya, lalu simpan semuanya sekaligus. Sebelum itu tidak ada yang disimpan."),
        rows=gettext_lazy("Indikator"),
        changes=gettext_lazy("Nilai"),
        act=gettext_lazy("Catat semua nilai"),
        done=_done,
        describes=_named,
        facts={"values": gettext_lazy("Nilai baru"), "red": gettext_lazy("Melewati ambang")},
    ),
    space="indicators",
    guard=signed_in,
    back=("indicators:list", gettext_lazy("Indikator risiko")),
    file="nilai-indikator",
)


@csrf_exempt
def scanned(request: StaffRequest) -> HttpResponseBase:
    """Bring the files of a scan; the answer shows what each indicator would be given."""
    # The upload handler must be chosen before the body is read, and the cross-site check reads the body: so it comes after.
    request.upload_handlers = [MemoryUpload(request, LARGEST)]
    return _scanned(request)


@csrf_protect
@signed_in
def _scanned(request: StaffRequest) -> HttpResponse:
    if not may_enter(request.viewer):
        raise PermissionDenied
    form = RunForm(request.POST or None, request.FILES or None, initial={"period": clock.today()})
    preview: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            preview = _preview(request.viewer, form)
        except runs.Unreadable as refusal:
            form.add_error(None, refusal.sentence)
    context = {"form": form, "back": reverse("indicators:list"), **preview}
    return render(request, "risks_indicators/scanned.html", context, status=400 if form.errors else 200)


@require_POST
@signed_in
def take_scanned(request: StaffRequest) -> HttpResponse:
    """Keep what the preview showed."""
    try:
        said = signing.loads(request.POST.get("plan", ""), salt=f"{_SALT}/{request.viewer.actor}", max_age=_VALID_SECONDS)
    except signing.BadSignature:
        messages.error(request, _("Pratinjau ini tidak berlaku lagi. Tidak ada yang disimpan. Unggah berkasnya sekali lagi."))
        return redirect("indicators:scanned")
    kept = 0
    for number, value in said["values"]:
        indicator = queries.find(request.viewer, number)
        if indicator is None:
            continue
        try:
            services.keep(
                indicator,
                date.fromisoformat(said["day"]),
                Decimal(value),
                note=_("Pemindaian %(run)s") % {"run": said["run"][:12]},
                feed=declare.REDFLAGS,
                run=said["run"],
                viewer=request.viewer,
            )
        except Refused as refusal:
            messages.error(request, f"{number}: {refusal}")
        else:
            kept += 1
    messages.success(request, _done(kept))
    return redirect("indicators:list")


def _preview(viewer: Viewer, form: RunForm) -> dict[str, Any]:
    said = form.cleaned_data
    run = runs.read(_content(said["summary"]), _content(said["availability"]), _content(said["results"]) if said["results"] else None)
    day: date = said["period"]
    if day > clock.today():
        raise runs.Unreadable(str(Refused.sentences["period"]))
    mine = [one for one in _fed(viewer) if queries.sides_of(viewer, one).reads]
    taken = runs.values(run, mine)
    known = set(Reading.objects.filter(indicator__in=mine, run=run.digest).values_list("indicator_id", "first"))
    rows, values = [], []
    for one in taken:
        period = periods.containing(day, one.indicator.frequency)
        again = (one.indicator.pk, period.first) in known
        level = one.indicator.level_of(one.value) if one.value is not None else ""
        reason = _("Pemindaian ini sudah dicatat untuk masa itu.") if again else one.reason
        rows.append(
            {
                "indicator": one.indicator,
                "period": periods.label(period, one.indicator.frequency),
                "value": plain(one.value.quantize(Decimal("0.01"))) if one.value is not None else "",
                "level": declare.level_title(level),
                "tone": declare.TONES[level],
                "reason": reason,
            }
        )
        if one.value is not None and not again:
            values.append([one.indicator.number, str(one.value)])
    plan = {"values": values, "day": day.isoformat(), "run": run.digest}
    signed = signing.dumps(plan, salt=f"{_SALT}/{viewer.actor}", compress=True) if values else ""
    return {"looked_at": True, "taken": rows, "plan": signed, "count": len(values), "run_rows": sum(run.rows.values())}


def _fed(viewer: Viewer) -> list[Indicator]:
    found = queries.visible(viewer).filter(feed=declare.REDFLAGS, state="active").select_related("unit", "owner")
    return list(found.order_by("redflag", "number"))


def _content(file: "UploadedFile[Any]") -> bytes:
    if (file.size or 0) > LARGEST:
        raise runs.Unreadable(_("Berkas melebihi %(most)s MB.") % {"most": LARGEST // 2**20})
    content: bytes = file.read()
    return content
