/** What was typed into a page's forms comes along when its language is changed. */

const KEY = "typed";
const CONTROLS = "main form[method=post] :is(input, select, textarea)[name]";
const NOT_TYPED = new Set(["hidden", "password", "file", "submit", "button"]);

const pageOf = (path) => path.replace(/^\/[^/]+/, "");
const isTick = (control) => control.type === "checkbox" || control.type === "radio";

/** Each control with a key of its own: name, value of a tick, which of that name. */
function controls() {
  const seen = new Map();
  const all = [...document.querySelectorAll(CONTROLS)].filter((one) => !NOT_TYPED.has(one.type));
  return all.map((control) => {
    const name = isTick(control) ? `${control.name}=${control.value}` : control.name;
    seen.set(name, (seen.get(name) ?? 0) + 1);
    return [`${name}#${seen.get(name)}`, control];
  });
}

function keep(path) {
  const typed = controls().map(([key, one]) => [key, isTick(one) ? one.checked : one.value]);
  if (typed.length) sessionStorage.setItem(KEY, JSON.stringify({ page: pageOf(path), typed }));
}

function bring() {
  const { page, typed } = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  if (page !== pageOf(location.pathname)) return;
  const kept = new Map(typed);
  for (const [key, control] of controls()) {
    const [property, was] = [isTick(control) ? "checked" : "value", kept.get(key)];
    if (was === undefined || control[property] === was) continue;
    control[property] = was;
    for (const name of ["input", "change"]) control.dispatchEvent(new Event(name, { bubbles: true }));
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("header a[hreflang]");
  if (link) keep(link.pathname);
});

try {
  bring();
} catch {
  sessionStorage.removeItem(KEY);
}
