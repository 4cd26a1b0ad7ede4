"""Who may open what of the goods that buyers see: the lines of `table` for those pages."""

from tests.matrix.answers import ON, Line, Reader, everyone, only, signed_in

PUBLIC_LINES = [
    Line("GET", "pages.contact", "/en/contact", everyone(200)),
    Line("GET", "pages.costs", "/en/costs", everyone(200)),
    Line("GET", "maps.robots", "/robots.txt", everyone(200)),
    Line("GET", "maps.index", "/sitemap.xml", everyone(200)),
    Line("GET", "maps.one", "/sitemap-en-0.xml", everyone(200)),
    Line("GET", "search.search", "/en/search", everyone(200)),
    Line("GET", "search.suggest", "/en/search/suggest", everyone(200)),
    Line("GET", "search.saved", "/en/searches", signed_in(200)),
    Line("GET", "search.save", "/en/searches/new", signed_in(ON)),
    Line("POST", "search.save", "/en/searches/new", signed_in(ON)),
    Line("GET", "search.change_saved", "/en/searches/{saved}", only(Reader.BUYER)),
    Line("POST", "search.change_saved", "/en/searches/{saved}", only(Reader.BUYER, answer=409)),
    Line(
        "POST",
        "search.remove_saved",
        "/en/searches/{saved_to_go}/remove",
        only(Reader.BUYER, answer=ON),
    ),
    Line("GET", "search.stop_saved", "/en/searches/stop/{stop}", everyone(200)),
    Line("POST", "search.stop_saved", "/en/searches/stop/mangled", everyone(410)),
    Line("GET", "catalog.categories", "/en/categories", everyone(200)),
    Line("GET", "catalog.category", "/en/categories/serums", everyone(200)),
    Line("GET", "catalog.listing", "/en/listings/{shown}", everyone(ON)),
    Line("GET", "catalog.seller", "/en/s/shown-goods", everyone(200)),
    Line("GET", "catalog.compare", "/en/compare", everyone(200)),
    Line("GET", "catalog.favourites", "/en/favourites", signed_in(200)),
    Line("POST", "catalog.save", "/en/favourites/{shown}/add", signed_in(ON)),
    Line("POST", "catalog.unsave", "/en/favourites/{shown}/remove", signed_in(ON)),
]
