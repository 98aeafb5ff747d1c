"""What may be read of approvals, already narrowed to who is looking. Everything begins with `visible`."""
