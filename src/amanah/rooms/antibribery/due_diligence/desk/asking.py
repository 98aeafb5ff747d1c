"""Asking for due diligence: which scope and what sort of subject, then a form for that."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.engagements.desk.parts import act
from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures import queries as exposures
from amanah.engines.risks.exposures.models import Exposure
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import text
from amanah.foundation.organisation.desk.fields import PersonField, UnitField
from amanah.foundation.organisation.models import Post, Unit
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.due_diligence import addresses, declare, queries, services
from amanah.rooms.antibribery.due_diligence.desk.forms import CLEAR, area, risk_of, why
from amanah.rooms.antibribery.due_diligence.models import NUMBER, TITLE, WORDS
from amanah.rooms.antibribery.due_diligence.services import Subject
from amanah.rooms.antibribery.models import Scope

_FIELDS = {"unit": "unit", "name": "name", "form": "form", "person": "person", "post": "post", "risk": "risk", "twice": "name"}


class AskForm(forms.Form):
    """What all requests say. The class of risk may be left to the one on record, where there is one."""

    sort = ""
    unit = UnitField(label=gettext_lazy("Unit yang memerlukannya"))
    about = forms.CharField(label=gettext_lazy("Untuk hubungan atau pekerjaan apa?"), max_length=WORDS, widget=area(3), help_text=CLEAR)
    risk_class = forms.ChoiceField(
        label=gettext_lazy("Golongan risiko suap"),
        required=False,
        choices=[("", gettext_lazy("Ikuti golongan yang tercatat")), *BRIBERY.items()],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Di atas rendah berarti pertanyaannya lebih dalam dan masa berlakunya lebih pendek."),
    )
    class_reason = why(gettext_lazy("Mengapa golongan itu?"), gettext_lazy("Kosongkan bila mengikuti golongan yang tercatat."))
    examiner = PersonField(
        label=gettext_lazy("Yang memeriksa"),
        required=False,
        help_text=gettext_lazy("Kosongkan bila FKAP yang menetapkannya. Ia tidak ikut memutus."),
    )
    risk = forms.CharField(label=gettext_lazy("Nomor risiko yang terkait"), max_length=14, required=False)

    def __init__(self, *args: Any, scope: Scope, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["class_reason"].required = False
        self.classed = [] if self.sort == declare.POST else _classed(scope, declare.EXPOSED[self.sort])
        if self.classed:
            choices = [
                ("", _("(belum digolongkan)")),
                *((str(one.pk), f"{one.title} · {BRIBERY[one.bribery_class]}") for one in self.classed),
            ]
            self.fields["category"] = forms.ChoiceField(label=_("Golongan mitra atau jenis transaksi"), required=False, choices=choices)
        self.order_fields(("name", "form", "registration", "unit", "post", "person", "about", "engaged", "category"))

    def clean_risk(self) -> Any:
        """The risk of that number, if the viewer sees it."""
        return risk_of(self.viewer, self.cleaned_data["risk"])

    def clean(self) -> dict[str, Any]:
        """The class that is meant, and why."""
        cleaned = super().clean() or {}
        found = self.found(cleaned)
        self.exposure = f"{found.sort}/{found.key}" if found is not None else ""
        if not cleaned.get("risk_class"):
            if found is None:
                self.add_error("risk_class", _("Belum ada golongan yang tercatat. Pilih golongannya."))
            else:
                cleaned["risk_class"] = found.bribery_class
                cleaned["class_reason"] = cleaned.get("class_reason") or found.reason
        if cleaned.get("risk_class") and not cleaned.get("class_reason"):
            self.add_error("class_reason", _("Tuliskan mengapa digolongkan demikian."))
        return cleaned

    def found(self, cleaned: dict[str, Any]) -> Exposure | None:
        """What is on record about this kind of subject."""
        chosen = cleaned.get("category")
        return next((one for one in self.classed if str(one.pk) == chosen), None)

    def subject(self) -> Subject:
        """What was said, for the verb."""
        said = self.cleaned_data
        names = ("name", "form", "registration", "unit", "post", "person", "about", "engaged", "risk_class", "class_reason", "risk")
        return Subject(sort=self.sort, exposure=self.exposure, **{name: said[name] for name in names if said.get(name)})


class AssociateForm(AskForm):
    """A firm or a person that the institution deals with."""

    sort = declare.ASSOCIATE
    name = forms.CharField(label=gettext_lazy("Nama rekan bisnis"), max_length=TITLE)
    form = forms.ChoiceField(label=gettext_lazy("Bentuk"), choices=list(declare.FORMS.items()), widget=forms.RadioSelect)
    registration = forms.CharField(
        label=gettext_lazy("NPWP, NIB, atau nomor daftar"),
        required=False,
        max_length=NUMBER,
        help_text=gettext_lazy("Nomor badan. NIK tidak diperlukan."),
    )
    engaged = forms.BooleanField(label=gettext_lazy("Hubungannya sudah berjalan"), required=False)


class UndertakingForm(AskForm):
    """A project, a transaction, an activity."""

    sort = declare.UNDERTAKING
    name = forms.CharField(label=gettext_lazy("Nama proyek, transaksi, atau kegiatan"), max_length=TITLE)
    engaged = forms.BooleanField(label=gettext_lazy("Sudah berjalan"), required=False)


class PostForm(AskForm):
    """A post and whoever is to hold it, or holds it."""

    sort = declare.POST
    post = forms.CharField(label=gettext_lazy("Jabatan"), max_length=TITLE, help_text=gettext_lazy("Nama jabatan di unit itu."))
    person = PersonField(
        label=gettext_lazy("Orang yang diuji"), help_text=gettext_lazy("Calon atau pemangkunya. Ia tidak melihat berkas ini.")
    )
    engaged = forms.BooleanField(label=gettext_lazy("Sudah memangku jabatan itu"), required=False)

    def clean(self) -> dict[str, Any]:
        """The post of that name in that unit."""
        unit, title = self.cleaned_data.get("unit"), self.cleaned_data.get("post")
        if unit is not None and title:
            self.cleaned_data["post"] = self._post(unit, title)
        cleaned = super().clean()
        post = cleaned.get("post")
        if isinstance(post, Post):
            cleaned["name"] = post.title
        return cleaned

    def found(self, cleaned: dict[str, Any]) -> Exposure | None:
        """The class of the post."""
        post = cleaned.get("post")
        return exposures.in_force(clock.today()).filter(post=post).first() if isinstance(post, Post) else None

    def _post(self, unit: Unit, title: str) -> Post | None:
        posts = Post.objects.filter(unit=unit, until__isnull=True).select_related("unit").order_by("title", "pk")
        wanted = text.fold(title)
        found = [post for post in posts if wanted in text.fold(post.title)]
        exact = [post for post in found if wanted == text.fold(post.title)]
        if len(exact or found) == 1:
            return (exact or found)[0]
        told = ", ".join(post.title for post in found[:6]) or ", ".join(post.title for post in posts[:6])
        self.add_error("post", _("Sebutkan satu jabatan di unit itu: %(posts)s") % {"posts": told or "–"})
        return None


FORMS: dict[str, type[AskForm]] = {form.sort: form for form in (AssociateForm, UndertakingForm, PostForm)}


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Ask for due diligence in one of the scopes for which one may."""
    scopes = queries.askable(request.viewer)
    if not scopes:
        raise PermissionDenied
    asked = numbers.tidy(request.GET.get("scope", ""))
    scope = next((one for one in scopes if one.number == asked), None)
    sort = request.GET.get("sort", "")
    if scope is None or sort not in FORMS:
        offered = [(one, [(key, title) for key, title in declare.SORTS.items()]) for one in scopes]
        return render(request, "antibribery_due_diligence/which.html", {"offered": offered})
    here = scope
    form = FORMS[sort](request.POST or None, scope=here, viewer=request.viewer, initial={"unit": here.unit.code})

    def verb() -> object:
        made = services.ask(here, form.subject(), viewer=request.viewer, examiner=form.cleaned_data["examiner"])
        return redirect(addresses.of_diligence(made.number))

    page = {
        "heading": _("Minta uji tuntas"),
        "lead": f"{here.title} · {declare.SORTS[sort]}",
        "back": reverse("due_diligence:list"),
        "above": _("Uji tuntas"),
        "number": "",
    }
    return act(request, form, verb, page, {**_FIELDS, "about_them": "examiner", "interest": "examiner"})


def _classed(scope: Scope, sort: str) -> list[Exposure]:
    """What is classed of this sort for the whole institution, for the scope's unit, above it or below it."""
    rows = exposures.in_force(clock.today()).filter(sort=sort).select_related("unit").order_by("title", "pk")
    return [one for one in rows if one.unit is None or one.unit.contains(scope.unit) or scope.unit.contains(one.unit)]
