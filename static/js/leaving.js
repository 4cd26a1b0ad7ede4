/** A line at the top of a page whose next one lets people wait after a tap. */

const AFTER_MS = 300;
const MOST_MS = 15000;
const page = document.documentElement;
const timers = [];

function stay() {
  for (const timer of timers.splice(0)) clearTimeout(timer);
  page.classList.remove("is-leaving");
}

function leave() {
  stay();
  timers.push(setTimeout(() => page.classList.add("is-leaving"), AFTER_MS));
  timers.push(setTimeout(stay, MOST_MS)); // a download leaves the page where it is
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  const isPlain = event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
  if (!link || !isPlain || event.defaultPrevented || link.target || link.download) return;
  const here = location.pathname + location.search;
  const isElsewhere = link.pathname + link.search !== here || !link.hash;
  if (link.origin === location.origin && isElsewhere) leave();
});

document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.method !== "dialog") leave();
});

window.addEventListener("pageshow", stay);
