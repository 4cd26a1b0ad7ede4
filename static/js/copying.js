/** Buttons that copy a code or print the page. Hidden where the browser can do neither. */

const wordsOf = (element) => {
  const items = element.querySelectorAll("li");
  if (items.length === 0) return element.textContent.trim();
  return Array.from(items, (item) => item.textContent.trim()).join("\n");
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copies]")) {
    const source = document.getElementById(button.dataset.copies);
    if (!source) continue;
    const label = button.querySelector("span");
    const words = label.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(wordsOf(source));
      label.textContent = button.dataset.copied;
      setTimeout(() => {
        label.textContent = words;
      }, 3000);
    });
  }
}

for (const button of document.querySelectorAll("[data-prints]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
