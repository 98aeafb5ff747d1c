"""What is audited when, by whom, how it was tested, what was found, and what came of it. Every word here is in clear.

An engagement that arose from a sealed case holds no word of the report, and is kept from whoever is kept from the case.
"""

from amanah.engines.engagements.models.engagements import Engagement, Member, Step, Subject, Waiver
from amanah.engines.engagements.models.papers import Finding, Paper, Response
from amanah.engines.engagements.models.programmes import Item, Programme
from amanah.engines.engagements.models.sizes import CODE, LETTER, REF, TITLE, WORDS

__all__ = [
    "CODE",
    "LETTER",
    "REF",
    "TITLE",
    "WORDS",
    "Engagement",
    "Finding",
    "Item",
    "Member",
    "Paper",
    "Programme",
    "Response",
    "Step",
    "Subject",
    "Waiver",
]
