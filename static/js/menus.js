/**
 * Menus close on Escape and on a press elsewhere, and only one is open at a time. Without this
 * they open and close by their label.
 */

const openMenus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of openMenus()) {
    const within = menu.contains(document.activeElement);
    menu.open = false;
    if (within) menu.querySelector("summary").focus();
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of openMenus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

/** Where ways are side by side in a strip, the present one is in sight. */

for (const here of document.querySelectorAll(":is(.side, .tabs) > [aria-current]")) {
  const strip = here.parentElement;
  if (strip.scrollWidth <= strip.clientWidth) continue;
  const middle = (element) => {
    const box = element.getBoundingClientRect();
    return box.left + box.width / 2;
  };
  strip.scrollBy({ left: middle(here) - middle(strip), behavior: "instant" });
}
