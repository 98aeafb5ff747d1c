"""`python -m amanah.cli.demo.grow`: seed what the demonstration adds once it is served; ends when nothing is left to do."""

import os
import sys

from amanah.cli import say
from amanah.cli.serve.program import harden


def main() -> int:
    """Prepare Django and seed."""
    os.environ["AMANAH_DEMO"] = "1"
    harden()
    os.nice(10)
    say.django()
    from amanah.cli.demo import later
    from amanah.config.sqlite.base import DatabaseWrapper
    from amanah.foundation.ledger import services as ledger

    DatabaseWrapper.gives_way = True  # people are signed in meanwhile
    if later.seed():
        ledger.publish_checkpoint()  # so that what was seeded can be proved at once, and not from tomorrow on
    return say.DONE


if __name__ == "__main__":
    sys.exit(say.guarded(main))
