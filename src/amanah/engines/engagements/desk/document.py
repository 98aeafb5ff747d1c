"""What the report says, for its paper."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.engagements import declare, queries
from amanah.engines.engagements.desk.forms import left_out
from amanah.engines.engagements.desk.parts import offered
from amanah.engines.engagements.models import Engagement, Finding, Paper, Waiver


def document(engagement: Engagement) -> dict[str, Any]:
    """The report of one engagement: plan, team and waivers, conclusion, findings with answers, what was tested and what was not."""
    findings = queries.findings_of(engagement)
    stands = queries.follow_up(findings)
    papers = queries.papers_of(engagement)
    grades = engagement.declared.grades
    counted = [[str(grade.title), str(sum(one.grade == grade.key for one in findings))] for grade in grades]
    return {
        "title": engagement.title,
        "lead": f"{engagement.declared.title} · {engagement.number}",
        "facts": _facts(engagement),
        "words": {
            "conclusion": _("Kesimpulan"),
            "summary": _("Temuan menurut tingkat"),
            "findings": _("Temuan"),
            "none": _("Tidak ada temuan."),
            "scope": _("Tujuan dan lingkup"),
            "objective": _("Tujuan"),
            "covers": _("Lingkup"),
            "leaves_out": _("Yang tidak diperiksa"),
            "criteria": _("Kriteria"),
            "team": _("Tim dan independensi"),
            "independent": _(
                "Setiap anggota tim diperiksa independensinya ketika ditetapkan, pada setiap pekerjaan, dan ketika laporan terbit."
            ),
            "waivers": _("Pengecualian independensi"),
            "tests": _("Yang diuji dan yang tidak"),
            "papers": [_("Kertas kerja"), _("Hasilnya"), _("Sampel, dan yang tidak disampel")],
            "untested": _("Kriteria yang tidak diuji; laporan ini tidak berkata apa-apa tentangnya"),
            "sha": _("Sidik laporan (SHA-256)"),
            "sha_text": _(
                "Buku besar menyimpan sidik isi laporan ini sejak terbit; kertas kerja dan temuan tidak dapat diubah tanpa terlihat."
            ),
        },
        "conclusion": engagement.conclusion,
        "summary": counted,
        "findings": [_finding(one, str(stands[one.ref].title) if one.ref in stands else "") for one in findings],
        "objective": engagement.objective,
        "covers": engagement.covers,
        "leaves_out": engagement.leaves_out,
        "criteria": [f"{one.number} {one.title}" for one in offered(engagement)],
        "team": [[one.person.name, str(declare.PARTS[one.part]), _since(one.since, one.until)] for one in queries.team_of(engagement)],
        "waivers": [_waiver(one) for one in queries.waivers_of(engagement)],
        "papers": [_paper(one) for one in papers],
        "untested": [f"{one.number} {one.title}" for one in offered(engagement) if one.ref in set(queries.untested(engagement, papers))],
        "sha": engagement.report_sha,
    }


def _facts(engagement: Engagement) -> list[list[str]]:
    subjects = ", ".join(str(one.unit) for one in engagement.subjects.select_related("unit").order_by("pk"))
    return [
        [_("Unit yang diperiksa"), subjects],
        [_("Masa yang diperiksa"), _since(engagement.period_from, engagement.period_to)],
        [_("Hari pekerjaan"), _since(engagement.starts_on, engagement.ends_on)],
        [_("Surat tugas"), f"{engagement.assignment}, {_day(engagement.assigned_on)}"],
        [_("Laporan terbit"), _day(engagement.reported_on)],
    ]


def _finding(finding: Finding, stands: str) -> dict[str, Any]:
    response = getattr(finding, "response", None)
    rows = [
        [_("Unit"), str(finding.unit)],
        [_("Kriteria"), " · ".join(one for one in (_refs(finding), finding.criterion) if one)],
        [_("Kondisi"), finding.condition],
        [_("Sebab"), finding.cause],
        [_("Akibat"), finding.effect],
    ]
    if finding.repeats is not None:
        rows.append(
            [
                _("Berulang"),
                _("Mengulang %(number)s dari %(day)s") % {"number": finding.repeats.number, "day": _day(finding.repeats.found_on)},
            ]
        )
    if response is not None:
        word = _("Sependapat") if response.agrees else _("Tidak sependapat")
        rows.append([_("Tanggapan"), f"{word} ({response.person.name}, {_day(response.day)}): {response.text}"])
    elif finding.graded.owed:
        rows.append([_("Tanggapan"), _("Belum ditanggapi")])
    if stands:
        rows.append([_("Tindak lanjut"), stands])
    return {"heading": f"{finding.number} · {finding.title}", "grade": str(finding.graded.title), "rows": [row for row in rows if row[1]]}


def _refs(finding: Finding) -> str:
    described = finding.engagement.declared.criteria(finding.criteria)
    return ", ".join(described[ref].number for ref in finding.criteria if ref in described)


def _waiver(waiver: Waiver) -> str:
    facts = {
        "name": waiver.person.name,
        "grounds": "; ".join(waiver.grounds),
        "asked": waiver.asked_by.name,
        "reason": waiver.reason,
        "decided": waiver.decided_by.name if waiver.decided_by else "",
        "answer": waiver.answer,
    }
    return _("%(name)s %(grounds)s. Diusulkan %(asked)s: %(reason)s Disetujui %(decided)s: %(answer)s") % facts


def _paper(paper: Paper) -> list[str]:
    if paper.state == "skipped":
        return [f"{paper.index} {paper.title}", _("Tidak dilakukan: %(why)s") % {"why": paper.result}, "–"]
    if not paper.seed:
        return [f"{paper.index} {paper.title}", paper.result, _("Tanpa sampel")]
    facts = {"n": len(paper.chosen), "all": paper.population, "amiss": paper.exceptions}
    sample = _("%(n)d dari %(all)d butir diperiksa, %(amiss)d menyimpang.") % facts
    if left_out(paper):
        sample += " " + _("Tidak disampel: %(n)d butir. %(why)s") % {"n": paper.population - len(paper.chosen), "why": paper.not_sampled}
    return [f"{paper.index} {paper.title}", paper.result, f"{paper.about}. {sample} {_('Angka undian')}: {paper.seed}"]


def _since(first: Any, last: Any) -> str:
    return f"{_day(first)} – {_day(last)}" if last else _("sejak %(day)s") % {"day": _day(first)}


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""
