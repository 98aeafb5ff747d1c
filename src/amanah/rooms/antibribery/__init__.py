"""The anti-bribery management system (SMAP): its scopes, what the standard asks of each, and its certification."""
