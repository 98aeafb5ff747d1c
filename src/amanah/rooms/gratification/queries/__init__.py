"""What may be read of gratification, narrowed to what this person may see before anything is counted."""
