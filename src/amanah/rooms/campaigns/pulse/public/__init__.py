"""The page on which people answer. It sets no cookie, and knows nobody."""
