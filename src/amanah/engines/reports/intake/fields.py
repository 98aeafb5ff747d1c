"""The fields and small forms of public pages. What a person typed is never cut: too long is said beside the field."""

from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.report import names
from amanah.engines.reports.subjects import unit_of
from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock


class Titled(SafeString):
    """A choice with a sentence under it; `title_only` is the choice without it."""

    title_only: str


def _titled(title: Any, hint: Any) -> Titled:
    whole = Titled(format_html('{}<span class="hint">{}</span>', title, hint))
    whole.title_only = str(title)
    return whole


titled = lazy(_titled, Titled)
"""A choice with a sentence under it, put together in the language of whoever reads it."""

LONG = 20_000
SHORT = 20_000
MOST_NAMES = 50


class LongText(forms.CharField):
    """Several lines, up to LONG characters."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LONG)
        kwargs.setdefault("error_messages", {}).setdefault(
            "max_length", _("Terlalu panjang: paling banyak %(limit_value)d huruf, sekarang %(show_value)d. Tulisan Anda tidak dipotong.")
        )
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002 - Django's signature
        """No `maxlength`: a browser would cut a pasted text without a word."""
        return {}

    def clean(self, value: Any) -> str:
        """Line ends as one character, so that a text means the same bytes however often a form carried it."""
        if isinstance(value, str):
            value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return str(super().clean(value))


class ShortText(forms.CharField):
    """One line, up to SHORT characters."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", SHORT)
        kwargs.setdefault("error_messages", {}).setdefault(
            "max_length", _("Terlalu panjang: paling banyak %(limit_value)d huruf, sekarang %(show_value)d. Tulisan Anda tidak dipotong.")
        )
        super().__init__(widget=forms.TextInput(attrs={"autocomplete": "off"}), **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:  # noqa: ARG002 - Django's signature
        """No `maxlength`, for the same reason."""
        return {}

    def clean(self, value: Any) -> str:
        """Without the one character that no database takes."""
        return str(super().clean(value.replace("\x00", "") if isinstance(value, str) else value))


class Names(LongText):
    """One name a line, at most MOST_NAMES: each of them is looked up."""

    def clean(self, value: Any) -> str:
        """The text as typed."""
        text = super().clean(value)
        if len(names(text)) > MOST_NAMES:
            raise forms.ValidationError(
                _("Terlalu banyak: paling banyak %(most)d nama. Sebutkan yang terpenting; yang lain dapat ditulis dalam cerita."),
                params={"most": MOST_NAMES},
            )
        return text


UNSURE = "unsure"
"""The answer of whoever does not know the unit."""


def _offered() -> list[tuple[str, Any]]:
    offers = catalogue.offers(clock.today())
    return [("", _("Layanan lain, atau saya tidak yakin")), *((offer.service.code, offer.edition.name) for offer in offers)]


class OfferedService(forms.ChoiceField):
    """One of the services offered today; "" for one that is not among them."""

    def __init__(self, *, label: Any, help_text: Any) -> None:
        problems = {"invalid_choice": _("Pilih satu layanan dari daftar ini.")}
        super().__init__(choices=_offered, label=label, help_text=help_text, required=False, error_messages=problems)


class Step(forms.Form):
    """One page of the report."""

    use_required_attribute = False


class UnitStep(Step):
    """The unit found by search, or "not sure"; either way, words of one's own. Its page's template is reports/intake/place.html."""

    unit = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    place = LongText(
        label=_("Atau jelaskan dengan kata-kata Anda sendiri"),
        help_text=_("Misalnya nama kantor, kota, bagian, atau loket."),
        required=False,
        rows=2,
    )

    def clean_unit(self) -> str:
        """A unit of the institution, "not sure", or nothing; anything else was not on the page."""
        unit = str(self.cleaned_data["unit"])
        if unit not in {"", UNSURE} and unit_of(unit) is None:
            raise forms.ValidationError(_("Pilih satu unit dari daftar, atau “Saya tidak yakin”."))
        return unit


class SeveralFiles(forms.ClearableFileInput):
    """A control that takes several files at once."""

    allow_multiple_selected = True


class FilesForm(Step):
    """Only to draw the control: the files themselves were sealed or refused while they came in."""

    attached = forms.Field(label=_("Pilih berkas"), required=False, widget=SeveralFiles(attrs={"multiple": True}))


class MessageForm(FilesForm):
    """What a reporter writes in the mailbox."""

    text = LongText(
        label=_("Tulis pesan"),
        help_text=_("Paling banyak 20.000 huruf. Jangan tulis hal yang membuat Anda mudah dikenali bila ingin tetap anonim."),
        required=False,
        rows=5,
    )
    field_order = ("text", "attached")

    def __init__(self, *args: Any, carrying: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._carrying = carrying

    def clean(self) -> dict[str, Any]:
        """Words or files, at least one of them."""
        cleaned = super().clean() or {}
        if "text" in cleaned and not cleaned["text"] and not self.files and not self._carrying:
            self.add_error("text", _("Tulis pesan atau pilih berkas dahulu."))
        return cleaned


class ReceiptForm(Step):
    """The words and digits of a receipt, in whatever order and with whatever between them."""

    receipt = forms.CharField(
        label=_("Delapan kata dan angka Anda"),
        help_text=_("Pisahkan dengan spasi, koma, atau baris baru. Huruf besar atau kecil sama saja."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
        error_messages={"required": _("Tulis delapan kata dan angka dari tanda terima Anda.")},
    )
