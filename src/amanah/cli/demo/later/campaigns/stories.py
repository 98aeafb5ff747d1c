"""Campaigns from their aim to what came of them, with the sheets that were answered before and after."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from amanah.cli.demo.later import Stage
from amanah.foundation.organisation.models import Person
from amanah.rooms.campaigns import services
from amanah.rooms.campaigns.models import Activity, Campaign
from amanah.rooms.campaigns.pulse import services as pulses
from amanah.rooms.campaigns.pulse.models import Pulse, Wave
from amanah.rooms.campaigns.pulse.protecting import REST
from amanah.rooms.campaigns.pulse.queries import results
from amanah.rooms.campaigns.services import ActivityPlan, AudiencePlan
from amanah.rooms.campaigns.services.planning import Plan

SAID: Final[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "said.toml").read_text(encoding="utf-8"))
STORIES: Final[list[dict[str, Any]]] = SAID["campaigns"]
OWNER, APPROVER = "fitri", "jaya"
WEEKS = 14
"""Days for which a wave is open."""
SILENT = 0.18
"""How many of those who answer do not name their part."""
SKIPPED = 0.03
"""How many leave a question out."""
OPEN: Final[dict[str, Any]] = {
    "sort": "regular",
    "share": 0.4,
    "answers": {"knows_channel": [0.71, 0.18], "would_use": [0.22, 0.39, 0.25], "feels_protected": [0.08, 0.33, 0.35, 0.17]},
}


def tell(stage: Stage, story: Mapping[str, Any]) -> None:
    """One campaign."""
    with stage.at(_ago(stage, story["begins"] + 25)), transaction.atomic():
        campaign = _open(stage, story)
        pulse = _pulse(stage, story, campaign.ref)
    for wave in story["waves"]:
        _wave(stage, pulse, wave, _ago(stage, wave["day"]))
    with stage.at(_ago(stage, story["begins"])), transaction.atomic():
        _begin(stage, campaign)
    for activity, said in zip(campaign.activities.order_by("day"), story["activities"], strict=True):
        if activity.day < stage.today:
            with stage.at(activity.day), transaction.atomic():
                _do(stage, activity, said)
    for one in story.get("spent", ()):
        day = _ago(stage, one["day"])
        with stage.at(day), transaction.atomic():
            services.spend(campaign, one["amount"], one["what"], day, viewer=stage.viewer(OWNER))
    if "outcome" in story:
        with stage.at(_ago(stage, story["ends"] - 2)), transaction.atomic():
            services.finish(campaign, "Semua kegiatan terlaksana; tinggal melihat hasilnya.", viewer=stage.viewer(OWNER))
        with stage.at(_ago(stage, story["waves"][1]["day"] - 30)), transaction.atomic():
            _judge(stage, campaign, story, pulse)


def still_open(stage: Stage) -> None:
    """A pulse that stands by itself and is being answered now."""
    story = {"pulse_title": "Denyut akhir tahun", "pulse_title_en": "End-of-year pulse", "pulse": list(OPEN["answers"]), "unit": "KC"}
    with stage.at(_ago(stage, 6)), transaction.atomic():
        pulse = _pulse(stage, story, "")
    _wave(stage, pulse, OPEN, _ago(stage, 5))


def _open(stage: Stage, story: Mapping[str, Any]) -> Campaign:
    unit, viewer = stage.unit(story["unit"]), stage.viewer(OWNER)
    begins = _ago(stage, story["begins"])
    texts = {name: story[name] for name in ("title", "title_en", "aim", "measure", "measure_unit", "message", "message_en")}
    plan = Plan(
        **texts,
        begins_on=begins,
        ends_on=_ago(stage, story["ends"]),
        audience=AudiencePlan(units=() if unit.parent_id is None else (unit,)),
        baseline=Decimal(story["baseline"]) if "baseline" in story else None,
        target=Decimal(story["target"]),
        channels=story["channels"],
        values=story["values"],
        designs=story["designs"],
        budget=story.get("budget"),
    )
    owner = person_of(OWNER)
    campaign = services.open_campaign(plan, unit=unit, owner=owner, viewer=viewer)
    for said in story["activities"]:
        activity = ActivityPlan(said["title"], said["channel"], _ago(stage, said["day"]), place=said["place"], responsible=owner)
        services.plan_activity(campaign, activity, viewer=viewer)
    return campaign


def _pulse(stage: Stage, story: Mapping[str, Any], origin: str) -> Pulse:
    words = {"title": story["pulse_title"], "title_en": story["pulse_title_en"]}
    unit = stage.unit(story["unit"])
    return pulses.open_pulse(**words, unit=unit, questions=story["pulse"], origin=origin, viewer=stage.viewer(OWNER))


def _begin(stage: Stage, campaign: Campaign) -> None:
    if campaign.needs_approval:
        services.submit(campaign, viewer=stage.viewer(OWNER))
        services.approve(campaign, "Sesuai anggaran; ukur sebelum dan sesudahnya.", viewer=stage.viewer(APPROVER))
    else:
        services.start(campaign, viewer=stage.viewer(OWNER))


def _do(stage: Stage, activity: Activity, said: Mapping[str, Any]) -> None:
    viewer = stage.viewer(OWNER)
    services.do_activity(activity, said["note"], viewer=viewer)
    services.count_reach(activity, said["people"], unit=activity.campaign.unit, viewer=viewer)


def _judge(stage: Stage, campaign: Campaign, story: Mapping[str, Any], pulse: Pulse) -> None:
    """By what the pulse told after the campaign, and not by what was hoped for."""
    figure = results.figures(results.waves_of(pulse)[1])[0]
    measured = Decimal(round(100 * figure.share.value)) if figure.share else None
    said = {"lessons": story["lessons"], "result": measured}
    services.evaluate(campaign, story["outcome"], story["findings"], viewer=stage.viewer(APPROVER), **said)


def _wave(stage: Stage, pulse: Pulse, said: Mapping[str, Any], day: date) -> None:
    with stage.at(day), transaction.atomic():
        until = day + timedelta(days=WEEKS)
        wave = pulses.plan_wave(pulse, sort=said["sort"], opens_on=day, closes_on=until, viewer=stage.viewer(OWNER))
        wave.pulse = pulse
        _answer(stage, wave, said)
    if until < stage.today:
        with stage.at(until + timedelta(days=1)), transaction.atomic():
            pulses.close_due()
            pulses.show(wave, viewer=stage.viewer(OWNER))


def _answer(stage: Stage, wave: Wave, said: Mapping[str, Any]) -> None:
    rng = stage.rng
    groups = [group["key"] for group in wave.groups for _n in range(group["invited"])] or [REST]
    many = round(wave.invited * said["share"])
    columns = {one.key: _column(said["answers"][one.key], one.keys, many) for one in wave.questions}
    for column in columns.values():
        rng.shuffle(column)
    for place in range(many):
        group = REST if rng.random() < SILENT else rng.choice(groups)
        answers = {key: column[place] for key, column in columns.items() if rng.random() >= SKIPPED}
        if answers:
            pulses.answer(wave, answers, group)


def _column(shares: list[float], keys: tuple[str, ...], many: int) -> list[str]:
    """So many choices in these shares; the choice after the last share takes what is left."""
    found = [key for key, share in zip(keys, shares, strict=False) for _n in range(round(share * many))][:many]
    return found + [keys[min(len(shares), len(keys) - 1)]] * (many - len(found))


def person_of(username: str) -> Person:
    """Who signs in by this name."""
    return Person.objects.get(accounts__username=username)


def _ago(stage: Stage, days: int) -> date:
    return stage.today - timedelta(days=days)
