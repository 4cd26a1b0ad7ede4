/**
 * Keys on the operators' pages, and the preview of what the company will read. Keys act only
 * while something inside `data-desk-keys` has the focus: J and K follow the links `data-key`, or
 * move along a queue; the letters in the form's `data-keys="a:approve r:refuse"` choose a
 * decision; X ticks; ? shows the keys.
 */

const form = document.querySelector("[data-desk-decision]");
const help = document.querySelector("[data-desk-help]");
const places = document.querySelectorAll("[data-desk-keys]");

const BY_KEYS = "desk-by-keys";
const CHOICES = Object.fromEntries(
  (form?.dataset.keys?.split(" ") ?? []).map((pair) => pair.split(":")),
);

const isTyping = (target) =>
  target.closest("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");

const rows = () => [...document.querySelectorAll("[data-desk-queue] a:not(.waiting-same > a)")];

const move = (key) => {
  const link = document.querySelector(`[data-key="${key}"]`);
  if (link) {
    link.click();
    return;
  }
  const all = rows();
  const next = all.indexOf(document.activeElement) + (key === "j" ? 1 : -1);
  all[Math.min(Math.max(next, 0), all.length - 1)]?.focus();
};

const tickHere = () =>
  document.activeElement.closest("[data-desk-queue] li")?.querySelector("input[type=checkbox]");

const choose = (decision) => {
  const radio = form.querySelector(`input[name="decision"][value="${decision}"]`);
  if (radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    radio.focus();
  }
};

const onKey = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    move(key);
  } else if (key in CHOICES) {
    choose(CHOICES[key]);
  } else if (key === "x" && tickHere()) {
    tickHere().checked = !tickHere().checked;
  } else if (key === "?" && help && "open" in help) {
    help.open = !help.open;
  } else {
    return;
  }
  sessionStorage.setItem(BY_KEYS, "yes");
  event.preventDefault();
};

if (help) {
  help.hidden = false;
}
places.forEach((place) => place.addEventListener("keydown", onKey));
document.addEventListener("pointerdown", () => sessionStorage.removeItem(BY_KEYS));
// Whoever came here by a key goes on by keys.
if (sessionStorage.getItem(BY_KEYS) && !form?.querySelector(".field-error")) {
  const here = document.querySelector("[data-desk-queue] [aria-current]");
  (here ?? document.querySelector("[data-desk-keys] a"))?.focus({ preventScroll: true });
}
// A queue that scrolls by itself shows the one that is open, without moving the page.
const pane = document.querySelector(".check-desk-queue");
const current = pane?.querySelector("[aria-current]");
if (current && getComputedStyle(pane).overflowY === "auto") {
  pane.scrollTop = current.offsetTop - pane.offsetTop - pane.clientHeight / 3;
}
form?.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey) {
    form.requestSubmit();
  }
});

const preview = form?.querySelector("[data-desk-preview]");

const show = () => {
  const decision = form.querySelector("input[name=decision]:checked")?.value;
  const ticked = [...form.querySelectorAll(`.check-reasons-${decision} input:checked`)];
  const sentences = ticked.map((box) => {
    const item = document.createElement("li");
    item.textContent = box.dataset.theirs;
    return item;
  });
  const words = form.querySelector("textarea[name=words]").value;
  preview.querySelector("[data-desk-sentences]").replaceChildren(...sentences);
  preview.querySelector("[data-desk-words]").textContent = words;
  preview.hidden = sentences.length === 0 && words === "";
};

if (preview) {
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.querySelector("[name=preview]")?.setAttribute("hidden", "");
  show();
}
