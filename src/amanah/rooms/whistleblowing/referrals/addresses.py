"""Where referrals and matters received are on the desk; they hold in every process."""

from amanah.rooms.whistleblowing.referrals.models import Received


def of_case(number: str) -> str:
    """The referrals of one report."""
    return f"/desk/whistleblowing/{number}/referrals/"


def of_received(received: Received) -> str:
    """One matter received."""
    return f"/desk/whistleblowing/referrals/received/{received.pk}/"
