"""Holders of the gravest route with a report that one of them asks to open, an outside body with a report of its own, and two rules."""

from datetime import timedelta
from uuid import uuid4

from amanah.cli.demo.later import Stage
from amanah.engines.cases.models import Case
from amanah.engines.reports.report import ANONYMOUS
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Grant
from amanah.foundation.organisation.models import Unit
from amanah.rooms.whistleblowing.gravest import services as gravest
from amanah.rooms.whistleblowing.outside_recipients import services as outside
from amanah.rooms.whistleblowing.routing import services as routing
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.workflow import GRAVEST, SHARED_ROUTE

HOLDERS = ("budi", "laras", "fitri")
GRAVE = "Seorang pejabat tinggi meminta setoran setiap akhir bulan dari kepala balai, diserahkan lewat sopirnya di tempat parkir."
ABOUT_INSPECTORS = "Tim pemeriksa menerima amplop setelah pemeriksaan di balai kami, lalu temuannya hilang dari laporan akhir."


def seed(stage: Stage) -> None:
    """Three days of it; what is there already is left alone."""
    if Case.objects.filter(route=SHARED_ROUTE).exists():
        return
    with stage.at(stage.today - timedelta(days=4)):
        root = Unit.objects.get(parent=None)
        for name in HOLDERS:
            if not Grant.objects.filter(account=stage.account(name), role=GRAVEST, ended_on=None).exists():
                access.grant_role(stage.account(name), GRAVEST, root, since=stage.today - timedelta(days=4))
        body = outside.propose(
            "Inspektorat Provinsi Contoh",
            "Untuk laporan tentang Inspektorat Jenderal atau pengelola sistem ini.",
            viewer=stage.viewer("ratri"),
        )
        outside.appoint(body, viewer=stage.viewer("fitri"))
        routing.add(body.ref, topic="", unit=Unit.objects.get(code="ITJEN"), about="people", viewer=stage.viewer("ratri"))
        routing.add("antibribery", topic="bribery", unit=None, about="either", viewer=stage.viewer("ratri"))
    with stage.at(stage.today - timedelta(days=3)):
        _file(SHARED_ROUTE, GRAVE)
        _file(body.ref, ABOUT_INSPECTORS)
    with stage.at(stage.today - timedelta(days=1)):
        case = Case.objects.get(route=SHARED_ROUTE)
        gravest.ask(case, stage.viewer("budi"), "Laporan baru di jalur terberat; perlu ditelaah sebelum tenggat pernyataan diterima.")


def _file(route: str, what: str) -> None:
    answers = {"topic": "abuse_of_authority", "route": route, "mode": ANONYMOUS, "what": what, "when": "sejak awal tahun"}
    filing.file_report(filing.from_answers(uuid4(), answers))
