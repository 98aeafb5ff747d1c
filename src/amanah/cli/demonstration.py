"""`amanah demo`: the demonstration institution, and what there is of it."""

import argparse
import os

from amanah.cli import say


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah demo [--status] [--json]`."""
    verb = verbs.add_parser("demo", help="create the demonstration institution in an empty data folder, or say what there is")
    verb.add_argument("--status", action="store_true", help="create nothing; say how many records of each kind there are")
    verb.add_argument("--json", action="store_true", help="the counts, for a program")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Create what is missing unless --status, then say what there is."""
    os.environ["AMANAH_DEMO"] = "1"
    if not arguments.status:
        from amanah.cli.serve import prepare  # loads Django, which --help must not

        prepare.prepare(demo=True, quiet=arguments.json)
    say.django()
    from amanah.cli.serve import stamp

    counts = _counts()
    if arguments.json:
        say.as_json({"demonstration": stamp.is_demonstration(), "counts": counts})
    else:
        for name, count in counts.items():
            say.line(f"{count:>8}  {name}")
    return say.DONE


def _counts() -> dict[str, int]:
    """Records per kind: every table of ours under the name of its model, cases also by kind and state."""
    from django.apps import apps
    from django.db.models import Count

    from amanah.engines.cases.models import Case
    from amanah.foundation.ledger import queries as ledger

    ours = [model for model in apps.get_models() if model.__module__.startswith("amanah.") and model._meta.app_label != "ledger"]  # noqa: SLF001 - Django's documented name
    counts = {model._meta.label_lower: model._default_manager.count() for model in ours}  # noqa: SLF001 - Django's documented names
    counts["ledger.entry"] = ledger.size()
    for kind, state, count in Case.objects.values_list("kind", "state").annotate(Count("id")).order_by("kind", "state"):
        counts[f"{kind}/{state}"] = count
    return counts
