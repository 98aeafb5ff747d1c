"""How a report of a gratification travels from whoever received or refused it through the UPG to KPK and back, readable by a lawyer.

The days that UPG and KPK are given count from the day of receipt, which lies before the report; see the rulebook's `gratification`.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.declare import BY_RULE, OPEN, RECEIVED, REPORTER, CaseKind, Clock, Move, State
from amanah.engines.reports.channels import ASK, CHANNELS, RESUME
from amanah.rooms.gratification.codes import DECIDED_FOR_STATE, DECIDED_OTHERWISE, OUTCOMES, SET_ASIDE, TOPICS

OFFICER = "gratification.officer"
HEAD = "gratification.head"
LIAISON = "gratification.liaison"
UNIT_OFFICER = "gratification.unit_officer"
"""Of a part's own UPG: receives there, and passes everything on to the main one."""
UPG = frozenset({OFFICER, HEAD})
RECEIVING = UPG | {UNIT_OFFICER}

GIFT, DECIDED = "gift", "decided"
"""The days a case carries: when the gift was received or refused, and when KPK decided."""

ROUTE, UNIT_ROUTE = "upg", "unit"
ANALYSIS, FORWARDING, DECISION, GOODS, PASSING = "analysis", "forwarding", "decision", "goods", "passing"
"""The channels of what the UPG writes: its analysis, what it sent to KPK, what KPK decided, the goods it keeps, and why a part's own UPG
passed it on as it did."""


def analysed(case: Any, mover: Any) -> Any:  # noqa: ARG001 - a guard is a function of both
    """Nothing goes to KPK before somebody has written the analysis."""
    return None if case.entries.filter(channel=ANALYSIS).exists() else _("Tulis lembar analisis dahulu")


def receipt_known(case: Any, mover: Any) -> Any:  # noqa: ARG001 - likewise
    """A report that came by another door says neither on which day the gift came nor who received it: that is asked first."""
    return None if case.days.filter(key=GIFT).exists() else _("Catat dahulu penerima dan hari penerimaannya")


def goods_settled(case: Any, mover: Any) -> Any:  # noqa: ARG001 - likewise
    """A matter does not end while the UPG still keeps something of it."""
    from amanah.rooms.gratification.models import Deposit  # late: tables come after declarations

    held = Deposit.objects.filter(case=case, standing=Deposit.Standing.HELD).exists()
    return _("Selesaikan titipan barang dahulu") if held else None


STATES = (
    State("administration", _("Administrasi")),
    State("verification", _("Verifikasi")),
    State("completing", _("Menunggu kelengkapan"), waiting_for=_("pelapor")),
    State("analysis", _("Analisis")),
    State("forwarded", _("Diteruskan ke KPK"), waiting_for=_("KPK")),
    State("follow_up", _("Tindak lanjut")),
    State("concluded", _("Selesai"), closed=True),
    State("set_aside", _("Ditutup tanpa diteruskan"), closed=True),
)

MOVES = (
    Move("register", _("Catat dan mulai verifikasi"), ("administration",), "verification", RECEIVING, guards=(receipt_known,)),
    Move(ASK, _("Minta kelengkapan kepada pelapor"), ("verification", "analysis"), "completing", RECEIVING),
    Move(RESUME, _("Lanjutkan verifikasi"), ("completing",), "verification", RECEIVING | {REPORTER}),
    Move("verify", _("Nyatakan lengkap"), ("verification",), "analysis", UPG),
    Move("forward", _("Catat penerusan ke KPK"), ("analysis",), "forwarded", UPG, guards=(analysed,), reason=True),
    Move(
        "decide_state",
        _("Catat penetapan KPK: milik negara"),
        ("forwarded",),
        "follow_up",
        UPG,
        outcomes=DECIDED_FOR_STATE,
        reason=True,
    ),
    Move("decide_other", _("Catat penetapan KPK yang lain"), ("forwarded",), "follow_up", UPG, outcomes=DECIDED_OTHERWISE, reason=True),
    Move("finish", _("Nyatakan tindak lanjut selesai"), ("follow_up",), "concluded", UPG, guards=(goods_settled,)),
    Move(
        "set_aside",
        _("Tutup tanpa diteruskan"),
        ("verification", "completing", "analysis"),
        "set_aside",
        UPG,
        four_eyes=True,
        approvers=frozenset({HEAD}),
        outcomes=SET_ASIDE,
        guards=(goods_settled,),
        reason=True,
    ),
    Move("reopen", _("Buka kembali"), ("concluded", "set_aside"), "analysis", UPG, four_eyes=True, reason=True),
)

CLOCKS = (
    Clock("to_upg", _("Laporan kepada UPG"), "gratification.report_to_upg_within", (OPEN,), (OPEN,), counts_from=GIFT),
    Clock("to_kpk", _("Laporan sampai di KPK"), "gratification.report_to_kpk_within", (OPEN,), ("forward",), counts_from=GIFT),
    Clock("forward", _("Penerusan oleh UPG"), "gratification.forward_to_kpk_within", (OPEN,), ("forward",), counts_from=RECEIVED),
    Clock(
        "complete",
        _("Kelengkapan dari pelapor"),
        "gratification.complete_within",
        starts_on=(ASK,),
        stops_on=(RESUME, "verify"),
        counts_from=BY_RULE,
    ),
    Clock("decision", _("Penetapan oleh KPK"), "gratification.kpk_decides_within", ("forward",), ("decide_state", "decide_other")),
    Clock(
        "hand_over",
        _("Penyerahan milik negara"),
        "gratification.recipient_handover_within",
        starts_on=("decide_state",),
        stops_on=("finish",),
        counts_from=DECIDED,
    ),
)

GRATIFICATION = CaseKind(
    key="gratification",
    version=1,
    title=_("Gratifikasi"),
    prefix="GR",
    states=STATES,
    moves=MOVES,
    clocks=CLOCKS,
    routes={ROUTE: (_("Unit Pengendalian Gratifikasi (UPG)"), OFFICER), UNIT_ROUTE: (_("UPG unit kerja"), UNIT_OFFICER)},
    overseers=frozenset({HEAD}),
    topics=TOPICS,
    outcomes=OUTCOMES,
    channels={
        **CHANNELS,
        ANALYSIS: _("Lembar analisis"),
        FORWARDING: _("Penerusan ke KPK"),
        DECISION: _("Penetapan KPK"),
        GOODS: _("Barang titipan"),
        PASSING: _("Penerusan kepada UPG instansi"),
    },
    days={GIFT: _("Hari diterima atau ditolak"), DECIDED: _("Hari penetapan KPK")},
    sealed=True,
    unit_in_clear=True,
    superiors_excluded=True,
    filer=_("Pelapor"),
    url_name="gratification_desk:case",
)
