"""What the lists of engagements and findings can be narrowed to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from amanah.engines.engagements import declare, kinds
from amanah.engines.narrowing import NarrowForm, offer


class FilterForm(NarrowForm):
    """What the list of engagements can be narrowed to."""

    kind = offer(gettext_lazy("Jenis"), {})
    state = offer(
        gettext_lazy("Status"), {"running": gettext_lazy("belum selesai"), **{key: state.title for key, state in declare.STATES.items()}}
    )
    mine = offer(gettext_lazy("Bagian saya"), {"team": gettext_lazy("saya dalam timnya"), "late": gettext_lazy("terlambat dilaporkan")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Judul atau nomor memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "text": gettext_lazy("judul atau nomor memuat %(text)s")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [("", "—"), *((kind.key, kind.title) for kind in kinds.every())]


class FindingFilterForm(NarrowForm):
    """What the list of findings can be narrowed to."""

    grade = offer(gettext_lazy("Tingkat"), {})
    repeated = offer(gettext_lazy("Berulang"), {"yes": gettext_lazy("temuan berulang")})
    unanswered = offer(gettext_lazy("Tanggapan"), {"yes": gettext_lazy("belum ditanggapi")})
    unit = forms.CharField(label=gettext_lazy("Unit memuat"), required=False, max_length=60)
    text = forms.CharField(label=gettext_lazy("Judul atau nomor memuat"), required=False, max_length=60)
    said = {"unit": gettext_lazy("unit memuat %(text)s"), "text": gettext_lazy("judul atau nomor memuat %(text)s")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["grade"]
        grades = [(f"{kind.key}.{grade.key}", f"{kind.title}: {grade.title}") for kind in kinds.every() for grade in kind.grades]
        field.choices = [("", "—"), *grades]
