"""The intake program as granian's worker process loads it."""

import gc
import sys

from amanah.cli.serve.program import harden

harden()
gc.set_threshold(50_000, 20, 20)  # looking for garbage as often as usual would take a sixth of the start
# Pages take a few milliseconds each: with Python's usual 5 ms eight reporters at once keep interrupting one another (6.6 whole reports
# a second), with 20 ms nearly every page is made in one go (9.4, same machine; longer is slower again, because sealing waits).
sys.setswitchinterval(0.02)

from amanah.config.wsgi_intake import application  # noqa: E402 - the process is hardened before anything of the program is loaded

__all__ = ["application"]
