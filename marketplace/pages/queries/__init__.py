"""Named reads of the home pages and the style guide."""

from marketplace.pages.queries.homes import Home, Standing, first_page_of, home_of
from marketplace.pages.queries.palette import Tone, palette
from marketplace.pages.queries.samples import Samples, samples

__all__ = ["Home", "Samples", "Standing", "Tone", "first_page_of", "home_of", "palette", "samples"]
