"""Named reads of the catalogue."""
