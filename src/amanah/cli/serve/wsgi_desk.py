"""The desk program as granian's worker process loads it."""

from amanah.cli import say
from amanah.cli.serve.program import harden

harden()

with say.all_to_stay():  # the process is hardened before anything of the program is loaded
    from amanah.config.wsgi_desk import application

__all__ = ["application"]
