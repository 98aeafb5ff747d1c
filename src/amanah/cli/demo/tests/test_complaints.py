"""The demonstration's complaints are believable: many, on working days, and no two share a sentence."""

import random
import re
from datetime import date

from amanah.cli.demo.later import complaints


def test_no_two_complaints_share_a_sentence_and_every_theme_is_told():
    told = list(complaints.plans(date(2026, 11, 23), random.Random(3)))
    assert len(told) >= 120
    assert {plan.theme["title"] for plan in told} == {theme["title"] for theme in complaints.themes()}
    seen = set()
    for plan in told:
        text = " ".join((plan.answers["what"], plan.answers["wish"], plan.theme["said"]))
        sentences = {part for part in re.split(r"(?<=[.?!])\s+", text) if len(part.split()) > 3}
        assert seen.isdisjoint(sentences), seen & sentences
        seen |= sentences
        assert plan.day.weekday() < 5
        assert "{" not in text
    assert (told[-1].day - told[0].day).days > 690
