"""What an editor fills in. What may not be is said by the services."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.desk.fields import DayField, UnitField
from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services.components import COMPONENTS
from amanah.foundation.public_services.models import Edition, Fee, Span
from amanah.foundation.public_services.standards import IDR, MOST_TEXT, Standard, Tariff
from amanah.kernel import clock
from amanah.rulebook.book import book


class PlacesField(forms.CharField):
    """Units, one a line: CODE: where people find it."""

    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})

    def clean(self, value: Any) -> tuple[tuple[Unit, str], ...]:
        """The units in their order, each with the words after its colon."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found, missing = [], []
        for line in lines:
            code, _colon, where = line.partition(":")
            unit = organisation.open_units().filter(code__iexact=code.strip()).first()
            if unit is None:
                missing.append(code.strip()[:40])
            else:
                found.append((unit, where.strip()))
        if missing:
            raise ValidationError(_("Tidak ada unit terbuka dengan kode %(code)s."), params={"code": ", ".join(missing)})
        return tuple(found)


class StandardForm(forms.Form):
    """A service standard: what the public reads first, then the 14 components."""

    name = forms.CharField(label=gettext_lazy("Nama layanan"), max_length=160)
    summary = forms.CharField(
        label=gettext_lazy("Ringkasan"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Satu kalimat: untuk siapa layanan ini dan apa hasilnya."),
    )
    since = DayField(label=gettext_lazy("Berlaku mulai"))
    promise = forms.IntegerField(label=gettext_lazy("Jangka waktu yang dijanjikan"), min_value=1, required=False)
    promise_unit = forms.ChoiceField(label=gettext_lazy("Dihitung dalam"), choices=Span.choices, initial=Span.WORKING_DAY)
    stages = forms.CharField(
        label=gettext_lazy("Tahapan"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Satu tahapan satu baris, menurut urutannya."),
    )
    places = PlacesField(
        label=gettext_lazy("Tempat layanan"),
        required=False,
        help_text=gettext_lazy("Satu unit satu baris: KODE: alamat, loket, dan jam buka."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for component in COMPONENTS:
            self.fields[component.key] = forms.CharField(
                label=component.title,
                help_text=component.question,
                max_length=MOST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def standard(self) -> Standard:
        """What was filled in; the form is valid."""
        said = self.cleaned_data
        return Standard(
            name=" ".join(said["name"].split()),
            since=said["since"],
            places=said["places"],
            summary=" ".join(said["summary"].split()),
            promise=said["promise"],
            promise_unit=said["promise_unit"],
            stages=tuple(line.strip() for line in said["stages"].splitlines() if line.strip()),
            components={component.key: said[component.key].strip() for component in COMPONENTS},
        )

    @staticmethod
    def of(edition: Edition | None) -> dict[str, Any]:
        """What an edition says, to begin a later one with."""
        if edition is None:
            return {"since": clock.today()}
        return {
            "name": edition.name,
            "summary": edition.summary,
            "since": clock.today(),
            "promise": edition.promise,
            "promise_unit": edition.promise_unit,
            "stages": "\n".join(stage["title"] for stage in edition.stages),
            "places": "\n".join(f"{place.unit.code}: {place.where}".rstrip(": ") for place in edition.places.select_related("unit")),
            **edition.components,
        }


class NewServiceForm(StandardForm):
    """A service that is not in the catalogue yet."""

    code = forms.CharField(
        label=gettext_lazy("Kode"),
        max_length=40,
        help_text=gettext_lazy("Huruf besar, angka, titik, atau tanda hubung, misalnya K3-AHLI. Tidak dapat diubah kemudian."),
    )
    unit = UnitField(label=gettext_lazy("Unit penyusun standar"))
    field_order = ("code", "unit", "name", "summary", "since")


class FeeForm(forms.Form):
    """What one item costs."""

    title = forms.CharField(
        label=gettext_lazy("Butir biaya"),
        max_length=120,
        help_text=gettext_lazy("Misalnya Sertifikat. Nama yang sama berarti biaya baru untuk butir yang sama."),
    )
    amount = forms.IntegerField(
        label=gettext_lazy("Biaya dalam rupiah"),
        min_value=0,
        required=False,
        help_text=gettext_lazy("0 bila gratis: gratis pun diumumkan."),
    )
    per = forms.CharField(
        label=gettext_lazy("Per"), max_length=60, required=False, help_text=gettext_lazy("Misalnya orang, sertifikat, atau permohonan.")
    )
    basis = forms.CharField(
        label=gettext_lazy("Dasar hukum"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Peraturan dan pasalnya, juga bila gratis."),
    )
    since = DayField(label=gettext_lazy("Berlaku mulai"))
    provision = forms.ChoiceField(
        label=gettext_lazy("Biaya dalam buku aturan"),
        required=False,
        help_text=gettext_lazy("Bila dipilih, besar biaya dan dasar hukumnya diambil dari buku aturan."),
    )
    verified = forms.BooleanField(label=gettext_lazy("Angkanya sudah dibaca pada naskah resmi"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Asal angka"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Dari mana angkanya, bila belum dari naskah resmi. Tampil untuk umum."),
    )
    ends = forms.BooleanField(label=gettext_lazy("Butir ini tidak dipungut lagi sejak hari itu"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(key, book().layers(key)[0].title.id) for key in book().every_key() if book().layers(key)[0].unit == IDR]
        provision = self.fields["provision"]
        if isinstance(provision, forms.ChoiceField):
            provision.choices = [("", _("tidak tercatat di sana")), *sorted(known, key=lambda one: one[1])]

    def clean(self) -> dict[str, Any]:
        """An amount is named, taken from the rulebook, or the item ends."""
        said: dict[str, Any] = super().clean() or {}
        if not said.get("ends") and said.get("amount") is None and not said.get("provision"):
            self.add_error("amount", _("Isi biaya dalam rupiah bulat; 0 bila gratis."))
        return said

    @property
    def tariff(self) -> Tariff:
        """What was filled in; the form is valid. Raises RuleError where the chosen rule is not in force on that day."""
        said = self.cleaned_data
        amount = said["amount"]
        if amount is None and said["provision"] and not said["ends"]:
            amount = int(book().provision(said["provision"], on=said["since"]).value)
        return Tariff(
            title=" ".join(said["title"].split()),
            since=said["since"],
            amount=None if said["ends"] else amount,
            per=said["per"].strip(),
            basis=said["basis"].strip(),
            provision=said["provision"],
            verified=said["verified"],
            evidence=said["evidence"].strip(),
        )

    @staticmethod
    def of(fee: Fee | None) -> dict[str, Any]:
        """What a fee says, to begin a later one with."""
        if fee is None:
            return {"since": clock.today()}
        names = ("title", "amount", "per", "basis", "provision", "verified", "evidence")
        return {name: getattr(fee, name) for name in names} | {"since": clock.today()}


class EndForm(forms.Form):
    """From when on a service is given no longer."""

    since = DayField(label=gettext_lazy("Tidak diberikan lagi mulai"))
