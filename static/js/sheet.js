/**
 * While a sheet is being worked on, refreshes what stands above its rows, and reloads the page
 * once the work is done; a part beside a form is refreshed alone. Without this, a link reloads
 * the page.
 */

const EVERY = 1500;

const read = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.querySelector("[data-live-sheet]");
};

const watch = (part) => {
  if (!("busy" in part.dataset)) return;
  setTimeout(async () => {
    const fresh = document.hidden ? part : await read().catch(() => part);
    if (fresh === null) return;
    if (fresh !== part) {
      if (!("busy" in fresh.dataset) && part.dataset.liveSheet !== "part") {
        location.reload();
        return;
      }
      if (!part.contains(document.activeElement) || document.activeElement === document.body) part.replaceWith(document.adoptNode(fresh));
      else part.querySelector(".progress")?.replaceWith(fresh.querySelector(".progress") ?? "");
    }
    const now = document.querySelector("[data-live-sheet]");
    if (now) watch(now);
  }, EVERY);
};

const part = document.querySelector("[data-live-sheet]");
if (part) watch(part);
