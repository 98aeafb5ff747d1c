"""The tab of a report that is about protection: of the reporter, and of whoever was named without proof."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines.actions import queries as actions
from amanah.engines.cases.scope import holds
from amanah.engines.reports.desk.followup import may_act
from amanah.engines.reports.desk.parts import Page, Panel, Tab
from amanah.foundation.clocks import queries as clocks
from amanah.kernel import clock
from amanah.rooms.whistleblowing.desk import parts
from amanah.rooms.whistleblowing.protection import checks, queries, services
from amanah.rooms.whistleblowing.protection.desk import drafts, forms
from amanah.rooms.whistleblowing.protection.papers import ASSESSMENT, CHECK, CLEARING, LPSK, MEASURE
from amanah.rooms.whistleblowing.protection.queries import Kept
from amanah.rooms.whistleblowing.protection.questions import ANSWERS, MEASURES, PRESSURES, RISKS, STEPS, WORRYING

TONES = {"low": "success", "medium": "warning", "high": "danger"}


def _build(page: Page) -> dict[str, Any]:
    content, case = page.content, page.case
    if content is None:
        return {}
    services.tie_retaliation(content.opened, content)
    due = checks.running(case.pk)
    sheets = queries.papers(content, ASSESSMENT)
    may_write = holds(page.viewer, case.declared.may_handle(case.route), case)
    return {
        "due": {"title": STEPS[due.name][0], "deadline": due, "urgency": clocks.describe(due, clock.today())} if due else None,
        "told": [{"one": one, "worrying": one.code in WORRYING} for one in queries.answers(content)],
        "observed": [
            {"one": one, "answer": PRESSURES.get(one.paper.facts.get("answer", ""), "–")} for one in queries.papers(content, CHECK)
        ],
        "sheet": _sheet(sheets[0]) if sheets else None,
        "older": [_sheet(sheet) for sheet in sheets[1:]],
        "measures": [{"one": one, "title": MEASURES[one.paper.facts["measure"]].title} for one in queries.papers(content, MEASURE)],
        "neutral": [one for one in MEASURES.values() if one.action] if may_act(page.viewer, case) else [],
        "actions": actions.arising_from(page.viewer, case.ref),
        "referrals": queries.papers(content, LPSK)[:1],
        "lpsk_said": drafts.LPSK_SAID,
        "retaliations": queries.retaliations(page.viewer, content),
        "clearing": _clearing(page),
        "may_write": may_write,
        **(_forms(page, sheets) if may_write else {}),
    }


def _forms(page: Page, sheets: list[Kept]) -> Mapping[str, Any]:
    content = page.content
    earlier: Mapping[str, Any] = sheets[0].paper.facts if sheets else {}
    referred = queries.papers(content, LPSK)[:1] if content else []
    letter = {**referred[0].paper.facts, "text": referred[0].paper.text} if referred else {"text": drafts.to_lpsk()}
    return {
        "assessment_form": forms.AssessmentForm(initial=dict(earlier)),
        "measure_form": forms.MeasureForm(),
        "check_form": forms.CheckForm(),
        "lpsk_form": forms.LpskForm(initial=letter),
    }


def _sheet(kept: Kept) -> dict[str, Any]:
    code, title = kept.level
    lines = [(question, ANSWERS.get(kept.paper.facts.get(key, "no"), "–")) for key, question in RISKS.items()]
    return {"tone": TONES[code], "level": title, "answers": lines, "text": kept.paper.text, "who": kept.who, "day": kept.day}


def _clearing(page: Page) -> dict[str, Any] | None:
    """Clearing a name is offered where the report was not proven and somebody was named."""
    content, case = page.content, page.case
    if content is None or case.outcome != "unproven" or not queries.names_known(case):
        return None
    kept = queries.papers(content, CLEARING)
    running = checks.running(case.pk, checks.CLEARING)
    named = content.report.involved
    initial = {**kept[0].paper.facts, "text": kept[0].paper.text} if kept else {"text": drafts.clearing(), "name": ", ".join(named)}
    return {
        "letters": kept,
        "urgency": clocks.describe(running, clock.today()) if running else None,
        "due_on": running.due_on if running else None,
        "form": forms.ClearingForm(initial=initial),
    }


def _panel(page: Page) -> dict[str, Any] | None:
    """On the summary: the computed risk, and a worrying answer that nobody has looked into since."""
    if page.content is None:
        return None
    sheet = queries.assessment(page.content)
    answers = queries.answers(page.content)
    worrying = bool(answers) and answers[0].code in WORRYING
    if sheet is None and not worrying:
        return None
    shown = _sheet(sheet) if sheet else None
    return {"sheet": shown, "worrying": _("Jawaban terakhir pelapor menunjukkan tekanan atau kekhawatiran.") if worrying else ""}


parts.add_tab(Tab("protection", gettext_lazy("Perlindungan"), _build, "protection/tab.html", order=55))
parts.add_panel(Panel("protection", "protection/_panel.html", _panel, 60))
