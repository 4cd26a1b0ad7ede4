/**
 * Type-ahead below a search box, following the listbox pattern: arrows choose, Enter opens,
 * Escape closes. Without this, the box sends its form.
 */

const PAUSE = 180;
const SHORTEST = 2;

for (const form of document.querySelectorAll("[data-suggest]")) {
  const input = form.querySelector("input[type=search]");
  const list = form.querySelector("[role=listbox]");
  const words = form.querySelector("[data-suggest-words]");
  let wait = 0;
  let asked = null;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const options = () => [...list.querySelectorAll("[role=option]")];

  const choose = (chosen) => {
    for (const option of options()) option.setAttribute("aria-selected", String(option === chosen));
    if (chosen) {
      input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const close = () => {
    clearTimeout(wait);
    asked?.abort();
    list.hidden = true;
    words.textContent = "";
    input.setAttribute("aria-expanded", "false");
    choose(null);
  };

  const open = () => {
    if (!options().length) return;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };

  const ask = async () => {
    const typed = input.value.trim();
    asked?.abort();
    if (typed.length < SHORTEST) {
      list.replaceChildren();
      close();
      return;
    }
    asked = new AbortController();
    try {
      const address = `${form.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      list.innerHTML = await answer.text();
    } catch {
      return; // somebody typed on, or the network is away: searching goes on without
    }
    if (document.activeElement !== input) return;
    words.textContent = list.firstElementChild?.dataset.count ?? "";
    if (options().length) open();
    else close();
  };

  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, PAUSE);
  });

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const place = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && all.length) {
      event.preventDefault();
      open();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(all[place < 0 ? (step > 0 ? 0 : all.length - 1) : (place + step + all.length) % all.length]);
    } else if (event.key === "Enter" && !list.hidden && place >= 0) {
      event.preventDefault();
      all[place].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });

  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
}
