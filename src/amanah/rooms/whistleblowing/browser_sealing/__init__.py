"""Reports sealed on the reporter's own device: pages, their scripts, and what the server answers them."""
