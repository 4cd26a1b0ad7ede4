/** The close button of a message such as "Saved." Without this, it stays until the next page. */

for (const button of document.querySelectorAll("[data-dismisses]")) {
  button.hidden = false;
  button.addEventListener("click", () => button.closest("[data-toast]").remove());
}
