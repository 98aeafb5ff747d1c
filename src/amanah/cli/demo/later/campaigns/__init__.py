"""Two years of campaigns in the invented ministry, one that worked and one that changed nothing; what leaders did; promises of every unit.

Everything happens on its day, through the services, and what was felt before and after is counted from sheets that were answered.
"""

from datetime import timedelta

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.cli.demo.later.campaigns import people, promises, stories
from amanah.foundation.access import services as access
from amanah.rooms.campaigns.models import Campaign
from amanah.rooms.campaigns.roles import MANAGER

IN_PIECES = True
BEGAN = 720
"""So many days ago the function of compliance was given the room."""


def seed(stage: Stage) -> None:
    """Let two years go by."""
    if Campaign.objects.exists():
        return
    with transaction.atomic():
        for username, code in (("fitri", "KC"), ("jaya", "KC"), ("eko", "SETJEN")):
            access.grant_role(stage.account(username), MANAGER.key, stage.unit(code), since=stage.today - timedelta(days=BEGAN))
    for story in stories.STORIES:
        stories.tell(stage, story)
    stories.still_open(stage)
    people.tell(stage)
    promises.tell(stage)
