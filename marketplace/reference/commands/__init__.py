"""`flask rates …`, `flask hs …`, `flask ports …`, `flask reference …`."""
