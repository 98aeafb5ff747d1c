"""What learning changed: gains, what is left of them after months, and what people do, told with how far it can be trusted."""
