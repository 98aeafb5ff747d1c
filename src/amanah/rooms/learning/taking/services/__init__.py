"""What changes courses: keeping their questions in the bank, going through them, and inviting business associates."""

from amanah.rooms.learning.taking.services.inviting import Guest, invite, revoke
from amanah.rooms.learning.taking.services.keeping import keep_course
from amanah.rooms.learning.taking.services.walking import begin_test, choose, enrol, finished, read

__all__ = ["Guest", "begin_test", "choose", "enrol", "finished", "invite", "keep_course", "read", "revoke"]
