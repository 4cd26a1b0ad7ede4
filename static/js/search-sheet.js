/**
 * On narrow screens the filters are a panel: it stays open while one chooses, and Escape closes
 * it.
 */

const sheet = document.querySelector("[data-sheet]");
const isOpen = () => sheet && window.location.hash === `#${sheet.id}` && getComputedStyle(sheet).position === "fixed";

sheet?.addEventListener("click", (event) => {
  const link = event.target.closest("a[rel=nofollow]");
  if (link && isOpen()) link.hash = sheet.id;
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isOpen()) window.location.hash = "goods";
});
