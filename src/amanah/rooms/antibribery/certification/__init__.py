"""The certification of a scope by an outside body: where it stands, what was found, and what is due when."""
