"""Files of a report, added in batches before it is sent. They are sealed on their way in; the draft keeps only their keys."""
