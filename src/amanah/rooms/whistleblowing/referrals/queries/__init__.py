"""What may be asked about referrals and matters received, narrowed to what the viewer may see."""

from amanah.rooms.whistleblowing.referrals.queries.lists import (
    Filters,
    Page,
    find_received,
    find_referral,
    received_listing,
    referral_listing,
    visible_received,
    visible_referrals,
)
from amanah.rooms.whistleblowing.referrals.queries.work import lines

__all__ = [
    "Filters",
    "Page",
    "find_received",
    "find_referral",
    "lines",
    "received_listing",
    "referral_listing",
    "visible_received",
    "visible_referrals",
]
