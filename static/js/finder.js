/**
 * Looks up categories, HS codes and the preview while one types or chooses, by fetching only
 * that part of the page. Without this, each has a button.
 */

const PAUSE = 300;
const waiting = new Map();
const turns = new Map();

const ask = async (form, only, more = {}) => {
  const address = new URL(form.action, location.href);
  address.hash = "";
  for (const [name, value] of new FormData(form)) address.searchParams.set(name, value);
  for (const [name, value] of Object.entries(more)) address.searchParams.set(name, value);
  address.searchParams.set("only", only);
  const turn = (turns.get(only) ?? 0) + 1;
  turns.set(only, turn);
  const answer = await fetch(address);
  if (!answer.ok || turn !== turns.get(only)) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
};

const look = async (finder, more) => {
  const part = await ask(finder.querySelector(".finder-search"), finder.dataset.finder, more);
  const found = part?.querySelector("[data-found]");
  if (found) finder.querySelector("[data-found]").replaceWith(found);
};

document.addEventListener("input", (event) => {
  const finder = event.target.matches("[type=search]") && event.target.closest("[data-finder]");
  if (!finder) return;
  clearTimeout(waiting.get(finder));
  waiting.set(finder, setTimeout(() => look(finder), PAUSE));
});

document.addEventListener("submit", (event) => {
  const finder = event.target.matches?.(".finder-search") && event.target.closest("[data-finder]");
  if (!finder) return;
  event.preventDefault();
  clearTimeout(waiting.get(finder));
  look(finder);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-finder=category] [data-found] a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const branch = new URL(link.href).searchParams.get("branch") ?? "";
  look(link.closest("[data-finder]"), { branch });
});

document.addEventListener("change", async (event) => {
  const form = event.target.closest?.("[data-preview]");
  if (!form) return;
  const here = event.target.id;
  const part = await ask(form, "preview");
  const found = part?.querySelector(".preview");
  if (!found) return;
  form.closest(".preview").replaceChildren(...found.childNodes);
  document.getElementById(here)?.focus();
});
