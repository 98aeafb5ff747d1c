"""What people write about visits. Everything here is kept in clear."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.narrowing import NarrowForm, offer
from amanah.foundation.organisation.desk.fields import DayField
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.auditor_room import declare
from amanah.rooms.antibribery.auditor_room.models import CODE, TITLE, WORDS
from amanah.rooms.antibribery.auditor_room.queries.room import MARKS
from amanah.rooms.antibribery.auditor_room.services import Asked, Plan
from amanah.rooms.antibribery.desk.forms import CLEAR
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import declare as requirements


def words(label: Any, rows: int = 4, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    """A field for some sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=WORDS, widget=widget, required=required, help_text=help_text)


class FilterForm(NarrowForm):
    """What the list of visits can be narrowed to."""

    state = offer(gettext_lazy("Status"), declare.STATES)
    text = forms.CharField(label=gettext_lazy("Lembaga, ruang lingkup, atau nomor memuat"), required=False, max_length=60)
    said = {"text": gettext_lazy("lembaga, ruang lingkup, atau nomor memuat %(text)s")}


class RoomForm(NarrowForm):
    """What the requirements of the room can be narrowed to."""

    text = forms.CharField(label=gettext_lazy("Cari kata, klausul, atau nama bukti"), required=False, max_length=80)
    state = offer(gettext_lazy("Status"), requirements.STATES)
    mark = offer(gettext_lazy("Pembuktian"), {key: title for key, (title, _tone) in MARKS.items()})
    said = {"text": gettext_lazy("memuat %(text)s")}


class ProlongForm(forms.Form):
    """A later last day."""

    until = DayField(label=gettext_lazy("Akses sampai dengan"))
    words = words(gettext_lazy("Mengapa diperpanjang?"), 2)


class OpenForm(forms.Form):
    """A new visit."""

    body = forms.CharField(label=gettext_lazy("Lembaga sertifikasi"), max_length=TITLE)
    kind = forms.ChoiceField(label=gettext_lazy("Untuk audit apa?"), choices=list(declare.KINDS.items()))
    editions = forms.ChoiceField(label=gettext_lazy("Edisi yang diaudit"))
    starts_on = DayField(label=gettext_lazy("Hari pertama audit"))
    ends_on = DayField(label=gettext_lazy("Hari terakhir audit"))
    until = DayField(
        label=gettext_lazy("Akses sampai dengan"),
        help_text=gettext_lazy(
            "Sesudah hari ini auditor tidak melihat apa pun lagi. Beri beberapa hari sesudah audit untuk menulis laporannya."
        ),
    )
    clauses = forms.CharField(
        label=gettext_lazy("Hanya klausul"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Dipisahkan koma, misalnya 7, 8.2. Kosongkan bila semua klausul diaudit."),
    )
    auditors = forms.CharField(
        label=gettext_lazy("Nama auditor"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Satu nama per baris. Setiap auditor mendapat akses tamu sendiri."),
    )
    words = words(gettext_lazy("Catatan"), 3, required=False, help_text=CLEAR)

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keys = [*scope.edition_keys, *([scopes.BOTH] if len(scope.edition_keys) > 1 else [])]
        field: Any = self.fields["editions"]
        field.choices = [(one, scopes.EDITIONS[one]) for one in keys]

    @property
    def plan(self) -> Plan:
        """What was said, for the verb."""
        said = self.cleaned_data
        days = (said["starts_on"], said["ends_on"], said["until"])
        clauses = tuple(dict.fromkeys(one for one in re.split(r"[\s,;]+", said["clauses"]) if one))
        return Plan(said["body"], said["kind"], *days, said["editions"], clauses, said["words"])

    @property
    def names(self) -> list[str]:
        """The auditors, one a line."""
        return [line for line in self.cleaned_data["auditors"].splitlines() if line.strip()]


class SeatForm(forms.Form):
    """One more auditor."""

    name = forms.CharField(label=gettext_lazy("Nama auditor"), max_length=TITLE)


class TextForm(forms.Form):
    """Words that have to be there."""

    text = words(gettext_lazy("Uraian"), help_text=CLEAR)


class AcceptForm(forms.Form):
    """Words that may be there."""

    text = words(gettext_lazy("Catatan"), 3, required=False)


class AskForm(forms.Form):
    """What an auditor asks for."""

    sort = forms.ChoiceField(label=gettext_lazy("Apa yang Anda minta?"), choices=list(declare.SORTS.items()), widget=forms.RadioSelect)
    clause = forms.CharField(label=gettext_lazy("Klausul"), max_length=CODE, required=False, help_text=gettext_lazy("Misalnya 8.2."))
    text = words(gettext_lazy("Uraian"), help_text=gettext_lazy("Sebut sampel, masa, atau orang yang ingin Anda temui bila perlu."))
    due_on = DayField(label=gettext_lazy("Diharapkan paling lambat"), required=False)

    @property
    def asked(self) -> Asked:
        """What was said, for the verb."""
        return Asked(**self.cleaned_data)
