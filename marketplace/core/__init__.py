"""Programming, never trade: what every room is built on."""
