"""`amanah serve`: prepare what is missing, then serve both programs behind one address until told to stop."""

import argparse


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah serve [--demo|--practice] [--host HOST] [--port PORT] [--only intake|desk]`."""
    verb = verbs.add_parser("serve", help="prepare what is missing and serve both programs behind one address")
    verb.add_argument("--demo", action="store_true", help="with the demonstration institution and its passwords (loopback only)")
    verb.add_argument("--practice", action="store_true", help="the practice institution beside the real one, with invented reports")
    verb.add_argument("--host", default="127.0.0.1", help="address to listen on (default 127.0.0.1)")
    verb.add_argument("--port", type=int, default=None, help="port to listen on (default: PORT, else 8000)")
    verb.add_argument("--only", choices=("intake", "desk"), help="serve one program directly, for a reverse proxy of your own")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    from amanah.cli import practice
    from amanah.cli.serve import house  # late: the two programs load this package too and need nothing of the supervisor

    if not arguments.practice:
        return house.run(arguments)
    practice.enter()
    arguments.demo = True  # the invented people and reports are the demonstration's
    with practice.hold():
        return house.run(arguments)
