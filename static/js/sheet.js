/** While a sheet is worked on, what stands above its rows is read again every other second, and all of the page once it is done; a part that stands beside a form is read again alone. Without this the page is read again by its link. */

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
