"""What the page of a report of gratification has besides what every report's has: the analysis, the goods, the flags."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.reports.amounts import rupiah
from amanah.engines.reports.desk import pages, parts
from amanah.engines.reports.desk.opening import address
from amanah.engines.reports.desk.parts import Act, Page, Panel, Tab
from amanah.foundation.organisation.models import Unit
from amanah.kernel.paper import Paper
from amanah.rooms.gratification.codes import FORMS, MEANS, OCCASIONS, OUTCOMES, RELATIONS, SORTS
from amanah.rooms.gratification.desk import flags, sheets
from amanah.rooms.gratification.desk.forms import CHECKLIST, ENDINGS, AnalysisForm, KeepForm
from amanah.rooms.gratification.models import Coding, Deposit
from amanah.rooms.gratification.opened import latest, papers
from amanah.rooms.gratification.regime import LABELS
from amanah.rooms.gratification.workflow import ANALYSIS, DECISION, FORWARDING, GIFT, GOODS, GRATIFICATION, UNIT_ROUTE

PARTS = parts.of(GRATIFICATION.key)


def summary(page: Page) -> dict[str, Any]:
    """What was reported, with its codes in words."""
    shown = pages.told(page)
    if not shown:
        return {}
    report = shown["report"]
    given = [(name, title, report.answers.get(name, "")) for name, title in LABELS.items() if name != "story"]
    shown["answers"] = [{"title": title, "text": sheets.words(name, text)} for name, title, text in given if text]
    return shown | {"identity": report.identity}


def analysis(page: Page) -> dict[str, Any]:
    """The latest analysis with its codes, what went to KPK, what KPK decided, and the form for another analysis."""
    if page.content is None:
        return {}
    paper, coding = latest(page.content, ANALYSIS), Coding.objects.filter(case=page.case).select_related("unit").first()
    return {
        "analysis": _analysis(paper, coding),
        "forwarding": _forwarding(latest(page.content, FORWARDING)),
        "decision": _decision(latest(page.content, DECISION), page),
        "gift_day": page.case.days.filter(key=GIFT).values_list("day", flat=True).first(),
        "form": AnalysisForm(initial=initial(page, paper, coding)) if page.case.closed_on is None else None,
    }


def initial(page: Page, paper: Paper | None, coding: Coding | None) -> dict[str, Any]:
    """What the form begins with: the last analysis, else what the report says."""
    if paper is not None and coding is not None:
        facts = dict(paper.facts)
        unit = {"unit": str(coding.unit_id or ""), "found_by_audit": coding.found_by_audit}
        return {**facts, **unit, "checklist": facts.get("checklist", "").split(), "text": paper.text}
    report = page.content.report if page.content is not None else None
    if report is None:
        return {}
    return {**{name: report.answers.get(name, "") for name in ("giver", "relation", "occasion", "form", "value")}, "unit": report.unit}


def _analysis(paper: Paper | None, coding: Coding | None) -> dict[str, Any] | None:
    if paper is None or coding is None:
        return None
    chosen = paper.facts.get("checklist", "").split()
    unit: Unit | None = coding.unit
    rows = [
        (_("Pemberi"), paper.facts.get("giver", "")),
        (_("Hubungan dengan penerima"), RELATIONS.get(paper.facts.get("relation", ""), "–")),
        (_("Peristiwa"), OCCASIONS.get(coding.occasion, coding.occasion)),
        (_("Bentuk"), FORMS.get(coding.form, coding.form)),
        (_("Unit penerima"), unit.name if unit is not None else "–"),
        (_("Nilai menurut UPG (rupiah)"), rupiah(paper.facts.get("value", ""))),
        (_("Golongan"), SORTS.get(coding.sort, coding.sort)),
    ]
    return {"rows": rows, "text": paper.text, "checklist": [(title, code in chosen) for code, title in CHECKLIST]}


def _forwarding(paper: Paper | None) -> dict[str, Any] | None:
    if paper is None:
        return None
    return {"means": MEANS.get(paper.facts.get("means", ""), "–"), "gol": paper.facts.get("gol", ""), "text": paper.text}


def _decision(paper: Paper | None, page: Page) -> dict[str, Any] | None:
    if paper is None:
        return None
    rows = [
        (_("Status"), OUTCOMES.get(page.case.outcome, "–")),
        (_("Nomor keputusan KPK"), paper.facts.get("number", "–")),
        (_("Nilai yang menjadi milik negara (rupiah)"), rupiah(paper.facts.get("value_state", ""))),
        (_("Nilai yang menjadi milik penerima (rupiah)"), rupiah(paper.facts.get("value_recipient", ""))),
    ]
    return {"rows": rows, "text": paper.text, "day": paper.day("decided_on")}


def goods(page: Page) -> dict[str, Any]:
    """What the UPG keeps or kept of this matter."""
    if page.content is None:
        return {}
    words = dict(papers(page.content, GOODS))
    kept = [
        {
            "deposit": row,
            "paper": words.get(row.field),
            "ending": words.get(row.ending_field),
            "became": dict(ENDINGS).get(row.standing, ""),
        }
        for row in Deposit.objects.filter(case=page.case)
    ]
    return {"kept": kept, "form": KeepForm() if page.case.closed_on is None else None}


def acts(page: Page) -> list[Act]:
    """Papers to take away, and what may be corrected at any time."""
    if page.content is None:
        return []
    found = [
        Act("kpk_form", _("Formulir KPK (PDF)"), "secondary", address(page.case, "kpk_form", "pdf")),
        Act("kpk_sheet", _("Formulir KPK (XLSX)"), "secondary", address(page.case, "kpk_form", "xlsx")),
    ]
    if page.case.route == UNIT_ROUTE and page.case.closed_on is None:
        found.insert(0, Act("pass_on", _("Teruskan ke UPG instansi"), "primary", address(page.case, "pass_on")))
    if page.case.closed_on is None and page.case.days.filter(key=GIFT).exists():
        found.append(Act("gift_day", _("Perbaiki hari penerimaan"), "secondary", address(page.case, "gift_day")))
    if page.case.entries.filter(channel=FORWARDING).exists():
        found.append(Act("gol", _("Catat nomor GOL"), "secondary", address(page.case, "gol")))
    return found


PARTS.add_tab(Tab("summary", gettext_lazy("Ringkasan"), summary, "reports/desk/summary.html", order=10))
PARTS.add_tab(Tab("gift", gettext_lazy("Analisis UPG"), analysis, "gratification/desk/analysis.html", order=30))
PARTS.add_tab(Tab("goods", gettext_lazy("Titipan"), goods, "gratification/desk/goods.html", order=45))
PARTS.add_panel(Panel("gift_flags", "gratification/desk/_flags.html", flags.build, order=-5))
PARTS.add_acts("gratification", acts)
