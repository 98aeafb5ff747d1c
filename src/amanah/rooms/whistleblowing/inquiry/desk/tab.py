"""The tab "Pemeriksaan": how far the inquiry has come, and its papers."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah import rulebook
from amanah.engines.actions import queries as actions
from amanah.engines.cases import queries as cases
from amanah.engines.cases.scope import holds
from amanah.engines.reports.desk import followup, forms
from amanah.engines.reports.desk.pages import CUSTODY
from amanah.engines.reports.desk.parts import Page, Tab
from amanah.engines.reports.queries import reading
from amanah.engines.reports.queries.reading import Content
from amanah.foundation.evidence import queries as evidence
from amanah.kernel import clock
from amanah.rooms.whistleblowing.desk.forms import PlanForm
from amanah.rooms.whistleblowing.desk.parts import add_tab
from amanah.rooms.whistleblowing.inquiry import queries
from amanah.rooms.whistleblowing.inquiry.desk import composing
from amanah.rooms.whistleblowing.inquiry.desk.describing import Described, described, rupiah
from amanah.rooms.whistleblowing.inquiry.papers import KINDS

SECTIONS = (
    (
        "allegations",
        "allegation",
        gettext_lazy("Dugaan"),
        gettext_lazy("Tambah dugaan"),
        gettext_lazy("Satu dugaan untuk setiap perbuatan."),
    ),
    (
        "hypotheses",
        "hypothesis",
        gettext_lazy("Hipotesis"),
        gettext_lazy("Tambah hipotesis"),
        gettext_lazy("Apa saja yang mungkin terjadi, termasuk penjelasan yang meringankan."),
    ),
    (
        "evidence",
        "weight",
        gettext_lazy("Bobot bukti"),
        gettext_lazy("Nilai satu bukti"),
        gettext_lazy("Berkas ditambahkan di tab Bukti; di sini dinilai apa artinya bagi setiap dugaan."),
    ),
    (
        "interviews",
        "interview",
        gettext_lazy("Wawancara"),
        gettext_lazy("Rencanakan wawancara"),
        gettext_lazy("Saksi dahulu, terlapor terakhir. Atasan terlapor tidak diundang tanpa sengaja: Amanah memeriksanya."),
    ),
    ("findings", "finding", gettext_lazy("Temuan"), gettext_lazy("Tulis temuan"), gettext_lazy("Satu temuan untuk setiap dugaan.")),
    ("losses", "loss", gettext_lazy("Kerugian"), gettext_lazy("Catat kerugian"), gettext_lazy("Nilai dalam rupiah utuh.")),
    (
        "recoveries",
        "recovery",
        gettext_lazy("Pemulihan kerugian"),
        gettext_lazy("Catat pemulihan"),
        gettext_lazy("Uang atau barang yang kembali."),
    ),
    (
        "recommendations",
        "recommendation",
        gettext_lazy("Rekomendasi"),
        gettext_lazy("Tulis rekomendasi"),
        gettext_lazy("Pelaksanaannya ditetapkan sebagai tindak lanjut, dengan kata netral."),
    ),
)

PREMIUM = ("premium_rate", "premium_cap", "premium_rate_bribery", "premium_cap_bribery", "premium_assessed_within")


def build(page: Page) -> dict[str, Any]:
    """What the tab shows; nothing while the case is sealed."""
    found, content = page.case, page.content
    if content is None:
        return {}
    read = queries.papers(content.opened, fields=content.fields)
    around = composing.surroundings(content, read, custody_lines(content))
    told = [described(paper, around) for paper in read]
    plans = content.texts("plan")
    open_now = found.state in KINDS["allegation"].when
    return {
        "steps": queries.steps(found, read),
        "scope": next((paper for paper in told if paper.paper.paper.kind == "scope"), None),
        "conclusion": next((paper for paper in told if paper.paper.paper.kind == "conclusion"), None),
        "masked": [paper for paper in told if paper.paper.paper.kind == "masked"],
        "sections": _sections(page, told),
        "may_write": open_now,
        "may_conclude": found.state in KINDS["conclusion"].when,
        "has_papers": bool(read),
        "losses": _sums(read),
        "premium": _premium(),
        "hold": _hold(page, content),
        "plan": plans[-1] if plans else None,
        "plan_form": PlanForm(initial={"text": plans[-1].text if plans else ""}) if found.closed_on is None else None,
        "remarks": content.texts("note"),
        "note_form": forms.NoteForm(),
        "outcome_texts": content.texts("outcome"),
        "actions": actions.arising_from(page.viewer, found.ref),
        "may_act": followup.may_act(page.viewer, found),
    }


def custody_lines(content: Content) -> dict[str, str]:
    """File id → the hands it went through, in one sentence."""
    events = list(evidence.custody_of(content.opened.case.ref))
    names = reading.names_of({event.actor for event in events})
    told: dict[str, list[str]] = {}
    for event in events:
        line = f"{CUSTODY.get(event.act, event.act)}, {date_format(event.day, 'j F Y')}, {names.get(event.actor, event.actor)}"
        told.setdefault(str(event.item_id), []).append(line)
    return {file: "; ".join(lines) for file, lines in told.items()}


def _sections(page: Page, told: list[Described]) -> list[dict[str, Any]]:
    alleged = any(paper.paper.paper.kind == "allegation" for paper in told)
    shown = []
    for anchor, kind, title, button, lead in SECTIONS:
        declared = KINDS[kind]
        papers = [paper for paper in told if paper.paper.paper.kind == kind]
        writable = page.case.state in declared.when
        needs = declared.about == "must" and not alleged
        if papers or writable:
            url = reverse("whistleblowing_desk:inquiry_new", args=[page.case.number, kind])
            shown.append(
                {
                    "anchor": anchor,
                    "title": title,
                    "lead": _("Tulis dugaan dahulu.") if needs and not papers else lead,
                    "button": button if writable and not needs else "",
                    "url": url,
                    "papers": papers,
                    "writable": writable,
                }
            )
    return shown


def _sums(read: list[queries.PaperRead]) -> list[tuple[str, str]]:
    sums = queries.losses(read)
    if not (sums.claimed or sums.established or sums.recovered):
        return []
    return [
        (_("Disebut"), rupiah(sums.claimed)),
        (_("Ditetapkan pemeriksaan"), rupiah(sums.established)),
        (_("Dipulihkan"), rupiah(sums.recovered)),
        (_("Belum dipulihkan"), rupiah(sums.outstanding)),
    ]


def _premium() -> list[dict[str, Any]]:
    language = translation.get_language() or "id"
    lines = []
    for key in PREMIUM:
        rule = rulebook.provision(f"whistleblowing.{key}", on=clock.today())
        lines.append(
            {"title": rule.title.get(language), "value": rule.in_words(language), "basis": rule.cite(language), "verified": rule.verified}
        )
    return lines


def _hold(page: Page, content: Content) -> dict[str, Any]:
    hold = cases.hold_of(page.case)
    may = holds(page.viewer, page.case.declared.may_assign(page.case.route), page.case) or any(
        account.pk == page.viewer.account.pk for account in cases.handlers_of([page.case.pk]).get(page.case.pk, ())
    )
    if hold is None:
        return {"may": may}
    return {
        "may": may,
        "stands": hold,
        "who": str(hold.placed_by),
        "reason": _words(content, hold.reason_field),
        "asker": str(hold.ending_asked_by) if hold.ending_asked_by else "",
        "own": hold.ending_asked_by_id == page.viewer.account.pk,
        "ending": _words(content, hold.ending_field),
    }


def _words(content: Content, field: str) -> str:
    return content.fields[field].decode() if field in content.fields else ""


add_tab(Tab("inquiry", gettext_lazy("Pemeriksaan"), build, "inquiry/tab.html", order=40))
