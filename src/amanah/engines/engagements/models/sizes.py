"""How long things may be."""

TITLE = 160
WORDS = 4000
LETTER = 120
REF = 96
CODE = 20
