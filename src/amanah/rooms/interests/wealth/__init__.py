"""Reports of assets (LHKPN to KPK, LHKAN with tax-return receipts for the others): that they were made and when, never what is in them."""
