"""The desk program as granian's worker process loads it."""

import gc

from amanah.cli.serve.program import harden

harden()
gc.set_threshold(50_000, 20, 20)  # looking for garbage as often as usual would take a sixth of the start

from amanah.config.wsgi_desk import application  # noqa: E402 - the process is hardened before anything of the program is loaded

__all__ = ["application"]
