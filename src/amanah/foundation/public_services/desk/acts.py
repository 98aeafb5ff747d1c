"""Changing the catalogue: one act a page, and the decision of a second person."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.public_services import queries, services
from amanah.foundation.public_services.addresses import of_service
from amanah.foundation.public_services.desk.forms import EndForm, FeeForm, NewServiceForm, StandardForm
from amanah.foundation.public_services.desk.requests import service_or_404
from amanah.foundation.public_services.models import Edition, Fee, Service
from amanah.foundation.public_services.roles import APPROVER, EDITOR
from amanah.foundation.public_services.standards import Standard
from amanah.kernel import clock
from amanah.rulebook import RuleError

Words = str | Promise
MODELS: dict[str, type[Edition] | type[Fee]] = {"standard": Edition, "fee": Fee}


@role_required(EDITOR.key)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Enter a service."""
    form = NewServiceForm(request.POST or None, initial=StandardForm.of(None))

    def act() -> Service:
        said = form.cleaned_data
        return services.open_service(said["code"].strip().upper(), said["unit"], form.standard, viewer=request.viewer)

    return _act(request, form, act, _("Layanan baru"), "/desk/services/")


@role_required(EDITOR.key)
@require_http_methods(["GET", "POST"])
def standard(request: StaffRequest, code: str) -> HttpResponse:
    """Propose a later standard, begun with the newest one there is."""
    service = _mine(request, code)
    form = StandardForm(request.POST or None, initial=StandardForm.of(service.editions.exclude(ends=True).first()))

    def act() -> Service:
        services.propose_edition(service, form.standard, viewer=request.viewer)
        return service

    return _act(request, form, act, _("Usulkan standar pelayanan"), of_service(service))


@role_required(EDITOR.key)
@require_http_methods(["GET", "POST"])
def end(request: StaffRequest, code: str) -> HttpResponse:
    """Propose that the service is given no longer."""
    service = _mine(request, code)
    form = EndForm(request.POST or None, initial={"since": clock.today()})

    def act() -> Service:
        newest = service.editions.exclude(ends=True).first()
        name = newest.name if newest else service.code
        services.propose_edition(service, Standard(name, form.cleaned_data["since"], ends=True), viewer=request.viewer)
        return service

    return _act(request, form, act, _("Usulkan penghentian layanan"), of_service(service))


@role_required(EDITOR.key)
@require_http_methods(["GET", "POST"])
def fee(request: StaffRequest, code: str) -> HttpResponse:
    """Propose what an item costs; `?item=` begins with what it costs now."""
    service = _mine(request, code)
    before = service.fees.filter(item=request.GET.get("item", "")).first()
    form = FeeForm(request.POST or None, initial=FeeForm.of(before))

    def act() -> Service:
        try:
            services.propose_fee(service, form.tariff, viewer=request.viewer)
        except RuleError as error:
            refusal = {"provision": _("Buku aturan tidak memuat biaya dengan kunci ini pada tanggal itu.")}
            raise ValidationError(dict(refusal)) from error
        return service

    return _act(request, form, act, _("Usulkan biaya resmi"), of_service(service))


@role_required(*queries.DESK_ROLES)
@require_POST
def decide(request: StaffRequest) -> HttpResponse:
    """Approve, reject or withdraw one proposal."""
    version = _version(request.POST.get("kind", ""), request.POST.get("version", ""))
    service = service_or_404(request, version.service.code)
    verdict = request.POST.get("verdict")
    try:
        if verdict == "approve":
            services.approve(version, viewer=request.viewer)
            messages.success(request, _("Usulan disahkan."))
        elif verdict == "reject":
            services.reject(version, request.POST.get("reason", ""), viewer=request.viewer)
            messages.success(request, _("Usulan ditolak; pengusul membaca alasannya di halaman ini."))
        elif verdict == "withdraw":
            services.withdraw(version, viewer=request.viewer)
            messages.success(request, _("Usulan ditarik."))
        else:
            raise Http404
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(of_service(service))


@role_required(APPROVER.key)
@require_POST
def approve_all(request: StaffRequest, code: str) -> HttpResponse:
    """Approve the proposals of a service that the page showed, all of them or none."""
    service = service_or_404(request, code)
    versions = [_version(*named.partition(":")[::2]) for named in request.POST.getlist("version")]
    if not versions or any(version.service_id != service.pk for version in versions):
        raise Http404
    try:
        services.approve_all(versions, viewer=request.viewer)
        messages.success(request, _("Semua usulan disahkan."))
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
    return redirect(of_service(service))


def _version(kind: str, pk: str) -> Edition | Fee:
    model = MODELS.get(kind)
    try:
        found = model.objects.filter(pk=UUID(pk)).select_related("service").first() if model else None
    except ValueError as error:
        raise Http404 from error
    if found is None:
        raise Http404
    return found


def _mine(request: StaffRequest, code: str) -> Service:
    service = service_or_404(request, code)
    if not request.viewer.has(EDITOR.key, service.unit):
        raise PermissionDenied
    return service


def _act(request: StaffRequest, form: Form, act: Callable[[], Service], title: Words, back: str) -> HttpResponse:
    """Show the form, or propose what it says. Refusals stand beside their fields, and nothing that was typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            service = act()
        except ValidationError as refusal:
            for name, errors in (refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal}).items():
                form.add_error(name if name in form.fields else None, errors)
        else:
            messages.success(request, _("Usulan disimpan. Tampil untuk umum setelah disahkan orang lain."))
            return redirect(of_service(service))
    context = {"form": form, "title": title, "back": back}
    return render(request, "public_services/form.html", context, status=400 if form.errors else 200)
