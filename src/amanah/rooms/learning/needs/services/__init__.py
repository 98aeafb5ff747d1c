"""The verbs of needs: setting and ending them, exempting people, and saying that something was read."""

from amanah.rooms.learning.needs.services.exempting import end_exemption, exempt
from amanah.rooms.learning.needs.services.reading import confirm_read
from amanah.rooms.learning.needs.services.setting import Draft, draft_need, end_need, set_need

__all__ = ["Draft", "confirm_read", "draft_need", "end_exemption", "end_need", "exempt", "set_need"]
