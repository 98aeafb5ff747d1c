"""The kinds of paper that staff seal about protection. Readers of old papers depend on these: add, never rename."""

ASSESSMENT, MEASURE, CHECK, LPSK, CLEARING = "protection", "measure", "check", "lpsk", "rehabilitation"
CHANNELS = (ASSESSMENT, MEASURE, CHECK, LPSK, CLEARING)
