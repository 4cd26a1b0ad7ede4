"""Words of programming, never of trade: what every room stands on."""
