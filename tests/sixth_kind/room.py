"""Lost property: a whole room. What a law would say is in rulebook/, everything else is here."""

from uuid import UUID

from django import forms

from amanah.engines.cases.declare import ENTRY, OPEN, REPORTER, CaseKind, Clock, Move, State
from amanah.engines.reports.channels import CHANNELS, CLOSING, FEEDBACK
from amanah.engines.reports.intake.fields import LongText, ShortText, Step
from amanah.engines.reports.intake.flow import FILES_PAGE, Flow, Page
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.report import Report
from amanah.engines.reports.services.filing import Filing
from amanah.foundation.access.roles import Role
from amanah.ui.rooms import Room

KEEPER = "lost_property.keeper"
ALL = frozenset({KEEPER})

KIND = CaseKind(
    key="lost_property",
    title="Barang tertinggal",
    prefix="BT",
    states=(
        State("received", "Diterima"),
        State("searching", "Dicari"),
        State("awaiting", "Menunggu pemilik", waiting_for="pemilik"),
        State("returned", "Dikembalikan", closed=True),
        State("unfound", "Tidak ditemukan", closed=True),
    ),
    moves=(
        Move("search", "Mulai mencari", ("received",), "searching", ALL),
        Move("request_information", "Tanya pemilik", ("searching",), "awaiting", ALL),
        Move("resume", "Lanjutkan", ("awaiting",), "searching", ALL | {REPORTER}),
        Move("hand_over", "Kembalikan kepada pemilik", ("searching",), "returned", ALL, outcomes=("whole", "damaged"), reason=True),
        Move("give_up", "Nyatakan tidak ditemukan", ("searching", "awaiting"), "unfound", ALL, four_eyes=True, reason=True),
    ),
    clocks=(
        Clock("acknowledge", "Dibaca", "lost_property.acknowledge_within", (OPEN,), ("search",)),
        Clock("feedback", "Kabar", "lost_property.answer_within", (OPEN,), (ENTRY + FEEDBACK, ENTRY + CLOSING)),
        Clock("keep", "Disimpan", "lost_property.keep_for", ("search",), ("hand_over", "give_up"), ("request_information",), ("resume",)),
    ),
    routes={"counter": ("Loket barang", KEEPER)},
    overseers=ALL,
    topics={"papers": "Surat dan kartu", "things": "Barang lain"},
    outcomes={"whole": "Utuh", "damaged": "Rusak"},
    channels=CHANNELS,
    sealed=True,
    url_name="lost_property_desk:case",
)

REGIME = Regime(
    kind=KIND,
    form="lost_property/1",
    labels={"what": "Barangnya", "where": "Tempatnya"},
    status={
        "received": "Laporan Anda menunggu dibaca.",
        "searching": "Barang Anda sedang dicari.",
        "awaiting": "Kami menunggu jawaban Anda.",
        "whole": "Barang Anda sudah kembali.",
        "damaged": "Barang Anda sudah kembali, tetapi rusak.",
        "unfound": "Barang Anda tidak ditemukan.",
    },
    promises={"acknowledge": "Kami mulai mencari", "feedback": "Anda mendapat kabar"},
)

ROOM = Room(slug="lost_property", title="Barang tertinggal", roles=(Role(KEEPER, "Penjaga", "Mencari barang."),), case_kinds=(KIND,))


class ThingForm(Step):
    """What was lost."""

    topic = forms.ChoiceField(label="Jenisnya", choices=list(KIND.topics.items()), widget=forms.RadioSelect)
    what = LongText(label="Ceritakan barangnya")
    where = ShortText(label="Di mana tertinggal?", required=False)


def compose(case_id: UUID, answers, uploads) -> Filing:
    """The report these answers make."""
    said = {name: answers.get(name, "") for name in REGIME.labels}
    files = tuple(upload.file_id for upload in uploads)
    return Filing(case_id, Report(answers["topic"], "counter", "anonymous", said, files=files, form=REGIME.form), uploads=uploads)


PAGES = (Page("thing", "Apa yang tertinggal?", "Supaya kami tahu apa yang dicari.", ThingForm, needed=True), FILES_PAGE)
FLOW = Flow(REGIME, namespace="lost_property", at="lost/", pages=PAGES, compose=compose)
