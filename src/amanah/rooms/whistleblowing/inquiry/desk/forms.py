"""The forms of the inquiry's papers. Every word here is sealed before it is kept."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports.desk.forms import LONGEST
from amanah.engines.reports.report import names
from amanah.rooms.whistleblowing.inquiry.papers import KINDS, STANDARDS
from amanah.rooms.whistleblowing.inquiry.queries import PaperRead
from amanah.rooms.whistleblowing.inquiry.services.interviewing import EXPERT, SUBJECT, SUPERIOR, WITNESS

LARGEST = 10**15
"""Rupiah; far above any budget, far below what JSON readers lose digits at."""
BLANK_QUESTIONS = 3

ROLES = {
    WITNESS: gettext_lazy("Saksi"),
    EXPERT: gettext_lazy("Ahli"),
    SUBJECT: gettext_lazy("Terlapor"),
    SUPERIOR: gettext_lazy("Atasan, sengaja dipanggil"),
}
AIMS = {
    "control": gettext_lazy("Perbaikan pengendalian"),
    "discipline": gettext_lazy("Proses disiplin"),
    "recovery": gettext_lazy("Pemulihan kerugian"),
    "referral": gettext_lazy("Penerusan kepada aparat penegak hukum atau lembaga lain"),
    "rehabilitation": gettext_lazy("Pemulihan nama baik"),
    "other": gettext_lazy("Lainnya"),
}


def _text(label: Any, hint: Any = "", *, rows: int = 3, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, widget=widget, required=required)


def _line(label: Any, hint: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, max_length=500, required=required)


def _rupiah(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=LARGEST)


def _lines(value: Any) -> Any:
    """Text with the line ends that the rest of the house knows, whichever a browser sends."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class PaperForm(forms.Form):
    """One paper. Where its kind can stand in several ways or belong to an allegation, these are asked too."""

    kind = ""
    cites_evidence = False

    def __init__(
        self, *args: Any, allegations: Sequence[PaperRead], files: Mapping[str, str], paper: PaperRead | None = None, **kwargs: Any
    ) -> None:
        self.paper = paper
        if paper is not None:
            kwargs["initial"] = self.shown(paper) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        declared = KINDS[self.kind]
        if declared.about:
            must = declared.about == "must"
            chosen = [(str(one.id), f"{one.label}: {one.values['act'][:80]}") for one in allegations]
            empty = [] if must else [("", _("Seluruh perkara"))]
            self.fields["about"] = forms.ChoiceField(label=_("Tentang dugaan"), choices=[*empty, *chosen], required=must)
            self.order_fields(["about"])
        if self.cites_evidence:
            self.fields["evidence"] = forms.MultipleChoiceField(
                label=_("Bukti yang dirujuk"), choices=list(files.items()), required=False, widget=forms.CheckboxSelectMultiple
            )
        if len(declared.stands) > 1:
            stands = [(stand.key, stand.title) for stand in declared.stands]
            self.fields["state"] = forms.ChoiceField(label=_("Keadaan"), choices=stands, widget=forms.RadioSelect)
            self.initial.setdefault("state", stands[0][0] if self.kind != "finding" else None)

    def shown(self, paper: PaperRead) -> dict[str, Any]:
        """What stands in the form when the paper is changed."""
        return {**paper.values, "state": paper.paper.state, "about": str(paper.paper.about_id or "")}

    def values(self) -> dict[str, Any]:
        """The words to seal; what the form does not ask about stays as it was."""
        before = dict(self.paper.values) if self.paper else {}
        return before | {name: _lines(value) for name, value in self.cleaned_data.items() if name not in {"state", "about"}}

    def stand(self) -> str:
        """How the paper is to stand; "" where its kind stands in one way only."""
        return str(self.cleaned_data.get("state", ""))


class ScopeForm(PaperForm):
    """What is looked into, what is not, and how."""

    kind = "scope"
    question = _text(gettext_lazy("Apa yang hendak dijawab pemeriksaan ini?"))
    bounds = _text(gettext_lazy("Batasnya"), gettext_lazy("Unit, kurun, dan hal yang tidak ikut diperiksa."), required=False)
    method = _text(gettext_lazy("Langkah dan jadwal"), gettext_lazy("Siapa melakukan apa, dan kapan."), rows=5)
    risks = _text(
        gettext_lazy("Yang dapat mengganggu"),
        gettext_lazy("Bukti yang dapat hilang, tekanan kepada saksi, benturan kepentingan pemeriksa."),
        required=False,
    )
    standard = forms.ChoiceField(label=gettext_lazy("Standar pembuktian"), choices=list(STANDARDS.items()), widget=forms.RadioSelect)


class AllegationForm(PaperForm):
    """One alleged act."""

    kind = "allegation"
    act = _text(gettext_lazy("Perbuatan yang diduga"), gettext_lazy("Satu perbuatan saja; perbuatan lain menjadi dugaan tersendiri."))
    subjects = _text(gettext_lazy("Siapa, seperti disebut dalam laporan"), gettext_lazy("Satu per baris."), rows=2, required=False)
    period = _line(gettext_lazy("Kapan"), required=False)
    rule = _line(
        gettext_lazy("Aturan yang diduga dilanggar"), gettext_lazy("Peraturan dan pasalnya, atau pedoman perilaku."), required=False
    )

    def shown(self, paper: PaperRead) -> dict[str, Any]:
        """Names one a line."""
        return super().shown(paper) | {"subjects": "\n".join(paper.values["subjects"])}

    def values(self) -> dict[str, Any]:
        """Names as a list."""
        return super().values() | {"subjects": list(names(self.cleaned_data["subjects"]))}


class HypothesisForm(PaperForm):
    """One way in which it may have been, that evidence can tell from the others."""

    kind = "hypothesis"
    statement = _text(
        gettext_lazy("Mungkin yang terjadi ialah"), gettext_lazy("Tulis juga penjelasan yang meringankan sebagai hipotesis sendiri.")
    )
    predicts = _text(gettext_lazy("Bila benar, apa yang seharusnya tampak?"))
    supports = _text(gettext_lazy("Bukti yang akan mendukungnya"), required=False)
    refutes = _text(gettext_lazy("Bukti yang akan membantahnya"), required=False)
    assessment = _text(gettext_lazy("Penilaian setelah bukti dilihat"), required=False)


class InterviewForm(PaperForm):
    """Whom to hear, when and where; and afterwards what was asked and said."""

    kind = "interview"
    who = _line(
        gettext_lazy("Siapa yang didengar"),
        gettext_lazy("Nama, dengan NIP bila namanya umum; atau jabatannya bila namanya belum diketahui."),
    )
    role = forms.ChoiceField(label=gettext_lazy("Sebagai"), choices=list(ROLES.items()), widget=forms.RadioSelect, initial=WITNESS)
    on = forms.DateField(label=gettext_lazy("Tanggal"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    place = _line(gettext_lazy("Jam dan tempat"), required=False)
    letter = _text(
        gettext_lazy("Isi surat undangan"),
        gettext_lazy("Netral: tanpa menyebut laporan, pelapor, atau dugaan. Kosongkan untuk memakai kata-kata baku."),
        required=False,
    )

    def __init__(self, *args: Any, paper: PaperRead | None = None, **kwargs: Any) -> None:
        super().__init__(*args, paper=paper, **kwargs)
        said = list(paper.values.get("record", ())) if paper else []
        self.pairs = len(said) + BLANK_QUESTIONS if paper else 0
        for at in range(self.pairs):
            question, answer = said[at] if at < len(said) else ("", "")
            self.fields[f"q{at}"] = _text(_("Pertanyaan %(n)d") % {"n": at + 1}, rows=2, required=False)
            self.fields[f"a{at}"] = _text(_("Jawaban %(n)d") % {"n": at + 1}, rows=3, required=False)
            self.initial.update({f"q{at}": question, f"a{at}": answer})
        if "state" in self.fields:
            self.order_fields(["who", "role", "on", "place", "letter", "state"])

    def values(self) -> dict[str, Any]:
        """The record as pairs of question and answer, empty ones left out."""
        kept = {name: value for name, value in super().values().items() if not (name[:1] in {"q", "a"} and name[1:].isdigit())}
        pairs = [[_lines(self.cleaned_data[f"q{at}"]), _lines(self.cleaned_data[f"a{at}"])] for at in range(self.pairs)]
        on = self.cleaned_data["on"]
        return {"signed": "", **kept, "on": on.isoformat() if on else "", "record": [pair for pair in pairs if any(pair)]}


class WeightForm(PaperForm):
    """What one piece of evidence says about one allegation."""

    kind = "weight"

    def __init__(self, *args: Any, files: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, files=files, **kwargs)
        chosen = forms.ChoiceField(
            label=_("Bukti"),
            choices=[("", _("Keterangan lisan, atau bukan berkas")), *files.items()],
            required=False,
        )
        self.fields = {"about": self.fields["about"], "file": chosen, **self.fields}

    reasoning = _text(gettext_lazy("Apa yang ditunjukkannya, dan seberapa dapat dipercaya"))


class FindingForm(PaperForm):
    """What was found about one allegation."""

    kind = "finding"
    cites_evidence = True
    reasoning = _text(
        gettext_lazy("Pertimbangan"), gettext_lazy("Bukti yang mendukung, yang membantah, dan mengapa satu lebih berat."), rows=6
    )
    standard = forms.ChoiceField(label=gettext_lazy("Standar pembuktian"), choices=list(STANDARDS.items()), widget=forms.RadioSelect)


class LossForm(PaperForm):
    """What is said to be lost, and what was established."""

    kind = "loss"
    claimed = _rupiah(gettext_lazy("Disebut dalam laporan (rupiah)"), gettext_lazy("Angka saja, tanpa titik."))
    established = _rupiah(gettext_lazy("Ditetapkan pemeriksaan (rupiah)"), gettext_lazy("0 selama belum ditetapkan."))
    basis = _line(
        gettext_lazy("Dasar penagihan"),
        gettext_lazy("Peraturan yang dipakai untuk menagih, setelah diperiksa bagian hukum; Amanah belum memverifikasinya."),
        required=False,
    )
    note = _text(gettext_lazy("Cara menghitungnya"), required=False)


class RecoveryForm(PaperForm):
    """Something that came back."""

    kind = "recovery"
    cites_evidence = True
    amount = _rupiah(gettext_lazy("Dipulihkan (rupiah)"), gettext_lazy("Angka saja, tanpa titik."))
    on = forms.DateField(label=gettext_lazy("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    how = _text(gettext_lazy("Dari siapa dan ke mana"), gettext_lazy("Misalnya setoran ke kas negara dengan nomor buktinya."))

    def values(self) -> dict[str, Any]:
        """The day as it is sealed."""
        return super().values() | {"on": self.cleaned_data["on"].isoformat()}


class RecommendationForm(PaperForm):
    """What should be done because of it."""

    kind = "recommendation"
    text = _text(gettext_lazy("Rekomendasi"))
    aim = forms.ChoiceField(label=gettext_lazy("Jenis"), choices=list(AIMS.items()))

    def __init__(self, *args: Any, actions: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["state"]
        if actions:
            hint = _("Pilih tindak lanjut yang melaksanakannya, bila sudah ditetapkan.")
            self.fields["action"] = forms.ChoiceField(
                label=_("Tindak lanjut"), help_text=hint, choices=[("", "–"), *actions], required=False
            )

    def values(self) -> dict[str, Any]:
        """With the number of the action that carries it out, if any."""
        return {"action": "", **super().values()}

    def stand(self) -> str:
        """Acted upon once an action carries it out."""
        return "acted" if self.values()["action"] else "open"


class ConclusionForm(PaperForm):
    """What the report says beyond its papers."""

    kind = "conclusion"
    summary = _text(gettext_lazy("Ringkasan bagi pimpinan"), rows=5)
    limits = _text(gettext_lazy("Keterbatasan pemeriksaan"), gettext_lazy("Apa yang tidak dapat diperiksa, dan mengapa."), required=False)
    lessons = _text(
        gettext_lazy("Penyebab dan pelajaran"), gettext_lazy("Celah pengendalian yang memungkinkan hal ini terjadi."), required=False
    )


FORMS: dict[str, type[PaperForm]] = {
    form.kind: form
    for form in (
        ScopeForm,
        AllegationForm,
        HypothesisForm,
        InterviewForm,
        WeightForm,
        FindingForm,
        LossForm,
        RecoveryForm,
        RecommendationForm,
        ConclusionForm,
    )
}


class SignedForm(forms.Form):
    """The signed record of an interview, scanned."""

    file = forms.FileField(label=gettext_lazy("Berita acara bertanda tangan"), help_text=gettext_lazy("Disegel dan dicatat sebagai bukti."))


class MaskForm(forms.Form):
    """A text whose marked passages are taken out for good."""

    title = _line(gettext_lazy("Judul"), gettext_lazy("Untuk siapa versi ini, misalnya: bagi atasan yang memproses disiplin."))
    text = forms.CharField(
        label=gettext_lazy("Teks"),
        help_text=gettext_lazy("Apit setiap bagian yang harus disamarkan dengan [[ dan ]]. Kata yang sama di tempat lain ikut disamarkan."),
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 24}),
    )

    def clean_text(self) -> str:
        """Paragraphs as the report has them."""
        return str(_lines(self.cleaned_data["text"]))
