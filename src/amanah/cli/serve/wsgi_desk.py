"""The desk program as granian's worker process loads it."""

from amanah.cli.serve.program import harden

harden()

from amanah.config.wsgi_desk import application  # noqa: E402 - the process is hardened before anything of the program is loaded

__all__ = ["application"]
