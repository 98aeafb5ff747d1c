"""Open311 GeoReport v2: what other systems may ask about published complaints, and how they hand complaints in.

The specification is at https://wiki.open311.org/GeoReport_v2/. What this server answers is only what somebody published; nothing else
exists for it.
"""
