"""The bodies that matters are referred to and received from, as codes."""

from typing import Final

from django.utils.translation import gettext_lazy as _

BODIES: Final = {
    "kpk": _("Komisi Pemberantasan Korupsi (KPK)"),
    "police": _("Kepolisian"),
    "prosecutor": _("Kejaksaan"),
    "ombudsman": _("Ombudsman Republik Indonesia"),
    "sp4n": _("SP4N-LAPOR!"),
    "other": _("Lembaga lain"),
}

ANSWER: Final = "referrals.answer_expected_within"
"""Until when an answer to a referral is looked for."""

_REPLY: Final = {
    "kpk": "referrals.reply_kpk_within",
    "ombudsman": "referrals.reply_ombudsman_within",
    "sp4n": "referrals.reply_sp4n_within",
}


def reply_provision(body: str) -> str:
    """The rule that says until when this body is answered, where its letter names no date."""
    return _REPLY.get(body, "referrals.reply_other_within")
