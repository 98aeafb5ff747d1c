"""Typing in what came by letter, phone, visit or message: one page, then the receipt to hand over; and how it came, on the summary."""

from collections.abc import Callable
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports.desk.parts import COMMON, Page, Panel
from amanah.engines.reports.intake.failures import note_failure
from amanah.engines.reports.queries import reading
from amanah.engines.reports.services.filing import AlreadyFiled, NoRecipient
from amanah.engines.reports.services.typed import CAME_BY, GIVEN, NOT_WANTED, WITHHELD, Coming, TypedIn
from amanah.foundation.evidence.errors import EvidenceError
from amanah.foundation.vault.errors import Busy
from amanah.kernel import canonical

PHONE, MEETING, LETTER, EMAIL, MESSAGING, HANDED_ON = "phone", "meeting", "letter", "email", "messaging", "handed_on"
WAYS: Final = {
    PHONE: gettext_lazy("Telepon"),
    MEETING: gettext_lazy("Datang sendiri"),
    LETTER: gettext_lazy("Surat"),
    EMAIL: gettext_lazy("Surel"),
    MESSAGING: gettext_lazy("Aplikasi pesan"),
    HANDED_ON: gettext_lazy("Diteruskan lembaga lain"),
}
OTHER_NAMES: Final = {"walk_in": WAYS[MEETING], "whatsapp": gettext_lazy("Nomor WhatsApp kantor")}
"""Codes of rooms that have their own."""
RECEIPTS: Final = {
    GIVEN: gettext_lazy("Ditampilkan kepada petugas untuk diserahkan. Petugas itu dapat mencatatnya."),
    NOT_WANTED: gettext_lazy("Tidak diinginkan: tidak ada yang dapat membuka kotak komunikasi laporan ini."),
    WITHHELD: gettext_lazy("Ditahan: pengetiknya terkait dengan laporan ini. Tidak ada yang dapat membuka kotak komunikasinya."),
}


class ComingForm(forms.Form):
    """How it came; a room's own form adds what was said. Sent twice, it is filed once."""

    case = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    way = forms.ChoiceField(label=gettext_lazy("Datang lewat"), choices=[*WAYS.items()])
    came_on = forms.CharField(
        label=gettext_lazy("Kapan datangnya"),
        help_text=gettext_lazy("Tanggal surat atau pembicaraan. Ikut tersegel; tenggat dihitung sejak disimpan."),
        max_length=200,
        required=False,
    )
    wants_receipt = forms.BooleanField(
        label=gettext_lazy("Orangnya ingin tanda terima untuk kotak komunikasi"),
        help_text=gettext_lazy("Delapan kata dan sembilan angka: satu-satunya jalan baginya membaca jawaban."),
        required=False,
        initial=True,
    )

    @property
    def coming(self) -> Coming:
        """As the service takes it. Call after `is_valid`."""
        given = self.cleaned_data
        return Coming(given["way"], given["came_on"], given["wants_receipt"])


def take(request: HttpRequest, form: forms.Form, template: str, file: Callable[[], TypedIn]) -> HttpResponse:
    """The page of a form; once what was typed is valid, `file` keeps it and the receipt is shown. Nothing typed is lost.

    `file` may raise ValidationError, besides what filing raises.
    """
    if request.method == "POST" and form.is_valid():
        try:
            receipt = file().receipt
        except ValidationError as refusal:
            form.add_error(None, refusal)
        except AlreadyFiled:
            form.add_error(None, _("Laporan ini sudah tersimpan. Tanda terimanya tidak dapat ditampilkan lagi."))
        except NoRecipient:
            form.add_error(None, _("BELUM tersimpan: semua penerima terkait dengan laporan ini. Sarankan saluran di luar instansi."))
        except (Busy, EvidenceError, DatabaseError, OSError) as error:
            note_failure("a typed-in report was not accepted", error)
            form.add_error(None, _("BELUM tersimpan: penyimpanan sedang terganggu. Tulisan ini masih ada; coba lagi sebentar."))
        else:
            words: dict[str, Any] = {"words": receipt.words, "digits": receipt.grouped_digits} if receipt else {}
            return render(request, "reports/desk/typed_done.html", words | {"again": request.path})
    return render(request, template, {"form": form}, status=422 if form.errors else 200)


def came(page: Page) -> dict[str, Any] | None:
    """How a typed-in report came, from the record that only staff share; nothing for one that its reporter wrote."""
    if page.content is None or "opened" not in page.content.fields:
        return None
    said = canonical.decode(page.content.fields["opened"])
    if "typed_by" not in said:
        return None
    return {
        "way": WAYS.get(said[CAME_BY]) or OTHER_NAMES.get(said[CAME_BY], said[CAME_BY]),
        "day": said.get("came_on", ""),
        "by": reading.names_of({said["typed_by"]}).get(said["typed_by"], ""),
        "receipt": RECEIPTS.get(said.get("receipt", ""), ""),
    }


COMMON.add_panel(Panel("typed_in", "reports/desk/_typed_in.html", came, order=5))
