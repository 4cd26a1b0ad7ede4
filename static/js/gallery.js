/**
 * Pictures of goods: thumbnails scroll the strip, not the page; arrow keys go to the next
 * picture.
 */

for (const gallery of document.querySelectorAll("[data-gallery]")) {
  const strip = gallery.querySelector(".gallery-strip");
  const pictures = [...strip.children];
  const thumbs = [...gallery.querySelectorAll(".gallery-thumbs a")];

  const show = (number) => {
    const picture = pictures[Math.max(0, Math.min(number, pictures.length - 1))];
    strip.scrollTo({ left: picture.offsetLeft - strip.offsetLeft });
  };

  const present = () => {
    const middle = strip.getBoundingClientRect().left + strip.clientWidth / 2;
    return pictures.findIndex((picture) => {
      const place = picture.getBoundingClientRect();
      return place.left <= middle && middle < place.right;
    });
  };

  const mark = () => {
    const now = present();
    thumbs.forEach((thumb, number) => {
      if (number === now) thumb.setAttribute("aria-current", "true");
      else thumb.removeAttribute("aria-current");
    });
  };

  thumbs.forEach((thumb, number) => {
    thumb.addEventListener("click", (event) => {
      event.preventDefault();
      show(number);
    });
  });

  strip.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const forward = getComputedStyle(strip).direction === "rtl" ? -step : step;
    show(present() + forward);
  });

  strip.addEventListener("scroll", mark, { passive: true });
}
