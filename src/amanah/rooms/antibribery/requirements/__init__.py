"""What each edition of the standard asks of a scope, how the scope meets it, and how far that carries."""
