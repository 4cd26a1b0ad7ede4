/**
 * The tray of goods to be compared: says how many are chosen, and lets no more be ticked than
 * fit.
 */

for (const tray of document.querySelectorAll("[data-tray]")) {
  const most = Number(tray.dataset.tray);
  const words = tray.querySelector("[data-tray-words]");
  const before = words.textContent;
  const boxes = [...document.querySelectorAll(`input[form="${tray.id}"]`)];

  const count = () => {
    const chosen = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const full = chosen.size >= most;
    for (const box of boxes) box.disabled = full && !chosen.has(box.value);
    words.textContent = full ? tray.dataset.full : before;
  };

  for (const box of boxes) box.addEventListener("change", count);
  count();
}
