// The desks of company checks and of inquiries: keys while the list has the focus, and what whoever
// waits will read. A form may name its own choices: `data-keys="a:pass_on r:close"`.

const list = document.querySelector("[data-check-queue]");
const form = document.querySelector("[data-check-decision]");
const help = document.querySelector("[data-check-keys]");

const BY_KEYS = "checks-by-keys";
const CHOICES = form?.dataset.keys
  ? Object.fromEntries(form.dataset.keys.split(" ").map((pair) => pair.split(":")))
  : { a: "approve", m: "ask", r: "refuse" };

const rows = () => [...list.querySelectorAll("a")];

const move = (step) => {
  const all = rows();
  const here = all.indexOf(document.activeElement);
  const next = all[Math.min(Math.max(here + step, 0), all.length - 1)];
  next?.focus();
};

const tickHere = () =>
  document.activeElement.closest("li")?.querySelector("input[type=checkbox]");

const choose = (decision) => {
  const radio = form?.querySelector(`input[name="decision"][value="${decision}"]`);
  if (radio) {
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    radio.focus();
  }
};

const onKey = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    move(key === "j" ? 1 : -1);
  } else if (key in CHOICES) {
    choose(CHOICES[key]);
  } else if (key === "x" && tickHere()) {
    tickHere().checked = !tickHere().checked;
  } else if (key === "?") {
    help.open = !help.open;
  } else {
    return;
  }
  sessionStorage.setItem(BY_KEYS, "yes");
  event.preventDefault();
};

if (list && help) {
  help.hidden = false;
  list.addEventListener("keydown", onKey);
  document.addEventListener("pointerdown", () => sessionStorage.removeItem(BY_KEYS));
  // Whoever comes from another check by the keys goes on with them.
  const here = list.querySelector("[aria-current]") ?? rows()[0];
  if (here && sessionStorage.getItem(BY_KEYS) && !form?.querySelector(".field-error")) {
    here.focus({ preventScroll: true });
  }
}

const preview = form?.querySelector("[data-check-preview]");

const show = () => {
  const decision = form.querySelector("input[name=decision]:checked")?.value;
  const ticked = [...form.querySelectorAll(`.check-reasons-${decision} input:checked`)];
  const sentences = ticked.map((box) => {
    const item = document.createElement("li");
    item.textContent = box.dataset.theirs;
    return item;
  });
  const words = form.querySelector("textarea[name=words]").value;
  preview.querySelector("[data-check-sentences]").replaceChildren(...sentences);
  preview.querySelector("[data-check-words]").textContent = words;
  preview.hidden = sentences.length === 0 && words === "";
};

if (preview) {
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.querySelector("[name=preview]")?.setAttribute("hidden", "");
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.ctrlKey) {
      form.requestSubmit();
    }
  });
  show();
}
