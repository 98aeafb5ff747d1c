"""The verbs of retention."""

from amanah.engines.retention.services.appraising import Refused, appraise, approve, begin, propose, send_back
from amanah.engines.retention.services.destroying import carry_out

__all__ = ["Refused", "appraise", "approve", "begin", "carry_out", "propose", "send_back"]
