"""What people say of a risk. Everything here is kept in clear."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.risks.criteria import Criteria, Level
from amanah.engines.risks.declare import AREAS, BRIBERY, CAUSES, CORRUPTION_TYPES, FRAUD_TYPES, KINDS
from amanah.engines.risks.desk import matrices
from amanah.engines.risks.models import NAME, TITLE, WORDS
from amanah.engines.risks.redflags import titles
from amanah.foundation.organisation.desk.fields import DayField, PersonField, UnitField

NEUTRAL: Final = gettext_lazy("Ditulis terang dan dibaca semua yang boleh melihat risiko ini: tanpa nama, tanpa isi laporan.")
MOST_ROWS = 20
SPARE = 2
LEAST_ROWS = 3


def area(rows: int) -> forms.Textarea:
    """A field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


def _offer(label: Any, known: Mapping[str, Any]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *known.items()])


def _long(label: Any, *, hint: Any = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(label=label, max_length=WORDS, required=False, help_text=hint, widget=area(rows))


class EventForm(forms.Form):
    """What could happen, where."""

    title = forms.CharField(
        label=gettext_lazy("Apa yang dapat terjadi?"),
        max_length=TITLE,
        widget=area(2),
        help_text=gettext_lazy("Satu kalimat: siapa melakukan apa sehingga apa. Ditulis terang: tanpa nama, tanpa isi laporan."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Jenis risiko"), choices=list(KINDS.items()))
    unit = UnitField(label=gettext_lazy("Unit pemilik risiko"))
    process = forms.CharField(label=gettext_lazy("Proses bisnis"), max_length=NAME, required=False)
    stage = forms.CharField(label=gettext_lazy("Tahapan"), max_length=NAME, required=False)
    objective = _long(gettext_lazy("Sasaran yang terancam"), rows=2)


class HowForm(forms.Form):
    """How it would be done, and by whom."""

    scheme = _long(
        gettext_lazy("Modus"), hint=gettext_lazy("Langkah demi langkah, seperti yang biasa terjadi. Bukan cerita satu perkara."), rows=5
    )
    fraud_type = _offer(gettext_lazy("Jenis kecurangan"), FRAUD_TYPES)
    corruption_type = _offer(gettext_lazy("Kelompok tindak pidana korupsi"), CORRUPTION_TYPES)
    actors_internal = forms.CharField(
        label=gettext_lazy("Pelaku dari dalam"), max_length=TITLE, required=False, help_text=gettext_lazy("Jabatan atau peran, bukan nama.")
    )
    actors_external = forms.CharField(
        label=gettext_lazy("Pelaku dari luar"), max_length=TITLE, required=False, help_text=gettext_lazy("Peran, bukan nama.")
    )
    collusion = forms.BooleanField(label=gettext_lazy("Hanya dapat terjadi bila beberapa orang bersekongkol"), required=False)
    pressure = _long(gettext_lazy("Tekanan"), hint=gettext_lazy("Apa yang mendorong orang melakukannya?"), rows=2)
    opportunity = _long(gettext_lazy("Kesempatan"), hint=gettext_lazy("Celah apa yang memungkinkannya?"), rows=2)
    rationalisation = _long(gettext_lazy("Pembenaran"), hint=gettext_lazy("Dengan alasan apa orang membenarkannya?"), rows=2)


class RowsForm(forms.Form):
    """A form with rows that repeat: an empty row says nothing, one more than needed stands ready.

    `kinds` names each kind of row with its fields; what is posted decides how many rows there are.
    """

    kinds: Mapping[str, tuple[str, ...]] = {}

    def __init__(self, *args: Any, there: Mapping[str, Sequence[Mapping[str, Any]]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.counts: dict[str, int] = {}
        for kind in self.kinds:
            rows = (there or {}).get(kind, [])
            count = max(len(rows) + SPARE, LEAST_ROWS)
            if self.is_bound:
                asked = str(self.data.get(f"{kind}_rows", ""))
                count = int(asked) if asked.isdecimal() and len(asked) < len(str(MOST_ROWS)) + 1 else count
                count += SPARE if self.data.get("more") == kind else 0
            self.counts[kind] = min(count, MOST_ROWS)
            for n in range(1, self.counts[kind] + 1):
                self._row(kind, n, rows[n - 1] if n <= len(rows) else {})

    def _row(self, kind: str, n: int, values: Mapping[str, Any]) -> None:
        for name, made in self.row(kind, n).items():
            made.initial = values.get(name, "")
            self.fields[f"{kind}_{name}_{n}"] = made

    def row(self, kind: str, n: int) -> dict[str, forms.Field]:
        """The fields of one row."""
        raise NotImplementedError

    @property
    def alone(self) -> list[Any]:
        """The fields that do not repeat."""
        return [self[name] for name in self.fields if not name.startswith(tuple(f"{kind}_" for kind in self.kinds))]

    def drawn(self, kind: str) -> list[list[Any]]:
        """The rows of a kind as a template shows them."""
        return [[self[f"{kind}_{name}_{n}"] for name in self.kinds[kind]] for n in range(1, self.counts[kind] + 1)]

    def said(self, kind: str) -> list[dict[str, Any]]:
        """The rows of a kind that say something."""
        names = self.kinds[kind]
        rows = [{name: self.cleaned_data.get(f"{kind}_{name}_{n}") or "" for name in names} for n in range(1, self.counts[kind] + 1)]
        return [row for row in rows if any(row[name] for name in names if name not in {"id", "sort", "area"})]


class WhyForm(RowsForm):
    """Causes, consequences, and what they would touch."""

    kinds = {"causes": ("text", "sort", "id"), "consequences": ("text", "area", "id")}
    impact = _long(gettext_lazy("Uraian dampak"), hint=gettext_lazy("Bila perlu: berapa besar, bagi siapa, berapa lama."), rows=3)
    impact_areas = forms.MultipleChoiceField(
        label=gettext_lazy("Bidang dampak"), choices=list(AREAS.items()), required=False, widget=forms.CheckboxSelectMultiple
    )

    def row(self, kind: str, n: int) -> dict[str, forms.Field]:
        """A text with its sort or area."""
        label = _("Sebab %(n)d") if kind == "causes" else _("Akibat %(n)d")
        text = forms.CharField(label=label % {"n": n}, max_length=TITLE, required=False)
        key = forms.IntegerField(required=False, widget=forms.HiddenInput)
        if kind == "causes":
            return {"text": text, "sort": _offer(_("Asal sebab %(n)d") % {"n": n}, CAUSES), "id": key}
        return {"text": text, "area": _offer(_("Bidang akibat %(n)d") % {"n": n}, AREAS), "id": key}

    @property
    def causes(self) -> list[list[Any]]:
        """Its causes as a template shows them."""
        return self.drawn("causes")

    @property
    def consequences(self) -> list[list[Any]]:
        """Its consequences as a template shows them."""
        return self.drawn("consequences")


class SignsForm(RowsForm):
    """By what it would be noticed, and which standards speak of it."""

    kinds = {"signs": ("indicator", "note")}
    clauses = forms.CharField(
        label=gettext_lazy("Rujukan standar"),
        required=False,
        max_length=TITLE,
        help_text=gettext_lazy("Dipisahkan dengan koma, misalnya: ISO 37001:2016 8.2, FCP 4, IEPK 6."),
    )

    def row(self, kind: str, n: int) -> dict[str, forms.Field]:  # noqa: ARG002 - there is one kind
        """An indicator of the catalogue, words, or both."""
        known = {key: matrices.said(title) for key, title in titles().items()}
        note = forms.CharField(label=_("Dengan kata sendiri %(n)d") % {"n": n}, max_length=TITLE, required=False)
        return {"indicator": _offer(_("Indikasi %(n)d dari katalog") % {"n": n}, known), "note": note}

    @property
    def signs(self) -> list[list[Any]]:
        """Its rows as a template shows them."""
        return self.drawn("signs")

    def clean_clauses(self) -> tuple[str, ...]:
        """Each reference by itself."""
        return tuple(part.strip() for part in str(self.cleaned_data["clauses"]).split(",") if part.strip())


class PeopleForm(forms.Form):
    """Who answers for it, and who looks at it again."""

    owner = PersonField(
        label=gettext_lazy("Pemilik risiko"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Kosongkan bila pemimpin unit yang bertanggung jawab."),
    )
    reviewer = PersonField(
        label=gettext_lazy("Peninjau"),
        required=False,
        help_text=gettext_lazy("NIP, nomor lain, atau nama. Harus orang lain dari pemiliknya."),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Alasan"), max_length=WORDS, widget=area(4), help_text=NEUTRAL)


class ReviewForm(forms.Form):
    """What was found when it was looked at again."""

    reason = forms.CharField(label=gettext_lazy("Apa yang Anda temukan?"), max_length=WORDS, widget=area(5), help_text=NEUTRAL)
    next_on = DayField(
        label=gettext_lazy("Tinjauan berikutnya"), required=False, help_text=gettext_lazy("Kosongkan bila mengikuti buku aturan.")
    )


class ClassForm(forms.Form):
    """The class of bribery risk, always with its reason."""

    bribery_class = forms.ChoiceField(label=gettext_lazy("Golongan risiko suap"), choices=list(BRIBERY.items()), widget=forms.RadioSelect)
    bribery_reason = forms.CharField(
        label=gettext_lazy("Alasan golongan ini"),
        max_length=WORDS,
        widget=area(4),
        help_text=gettext_lazy("Lihat transaksinya, rekan bisnisnya, dan jabatannya; golongan tidak dihitung dari skor."),
    )


class ScoreForm(forms.Form):
    """Both steps of the scales with their meanings, and why."""

    likelihood = forms.TypedChoiceField(label=gettext_lazy("Kemungkinan"), coerce=int, widget=forms.RadioSelect)
    impact = forms.TypedChoiceField(label=gettext_lazy("Dampak"), coerce=int, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Mengapa nilai ini?"),
        max_length=WORDS,
        widget=area(4),
        help_text=gettext_lazy("Sebutkan dasarnya: kejadian, data, hasil uji pengendalian. Tanpa nama, tanpa isi laporan."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, criteria: Criteria, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, steps in (("likelihood", criteria.likelihood), ("impact", criteria.impact)):
            field: Any = self.fields[name]
            field.choices = [(step.number, _step(step, criteria)) for step in steps]


def _step(step: Level, criteria: Criteria) -> Any:
    """A step of a scale with what it means, area by area."""
    title = f"{step.number} {matrices.said(step.title)}"
    if not step.meanings:
        return title
    told = [(matrices.said(criteria.areas[key]), matrices.said(words)) for key, words in step.meanings.items()]
    lines = format_html_join("", '<span class="meaning"><strong>{}</strong> {}</span>', told)
    return format_html('{}<span class="hint">{}</span>', title, lines)
