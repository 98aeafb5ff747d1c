"""`python -m amanah.rooms.complaints.exchange.importing.worker IMPORT check|run`, with the keys on standard input."""

import sys
from uuid import UUID

import django

if __name__ == "__main__":
    django.setup()
    from amanah.rooms.complaints.exchange.importing import working

    working.work(UUID(sys.argv[1]), sys.stdin.buffer.read(), sys.argv[2])
