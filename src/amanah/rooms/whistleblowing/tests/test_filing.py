"""The whole way of a report, through the public program."""

import pytest

from amanah.engines.cases.models import Case
from amanah.rooms.whistleblowing.tests import stories

pytestmark = pytest.mark.django_db


def test_report_travels_from_first_page_to_mailbox(intake, people):
    words = stories.file_one(intake)
    case = Case.objects.get()
    assert (case.route, case.topic, case.state) == ("inspectorate", "illegal_levy", "received")
    page = stories.open_box(intake, words)
    assert case.number in page.content.decode()
