"""Discipline of civil servants: from the result of an inspection to a decision in force, apart from whatever began the inspection."""
