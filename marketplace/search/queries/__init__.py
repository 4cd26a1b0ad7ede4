"""Named reads of searching."""
