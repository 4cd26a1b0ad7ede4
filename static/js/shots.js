/**
 * Pictures are put in order by dragging, and by arrow keys on their buttons; each move is sent
 * as its button would send it. Without this, the buttons do it.
 */

const arm = () => {
  for (const shot of document.querySelectorAll("[data-shot]")) {
    if (shot.querySelector("button")) shot.draggable = true;
  }
};

const move = async (shot, to) => {
  const code = shot.dataset.shot;
  const body = new FormData(shot.querySelector(".shot-acts"));
  body.set("to", to);
  const answer = await fetch(shot.dataset.move, { method: "POST", body });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const isSame = page.querySelector(".editor")?.dataset.version === document.querySelector(".editor").dataset.version;
  const list = isSame && page.querySelector("[data-shots]");
  if (!answer.ok || !list) {
    location.assign(answer.url);
    return;
  }
  document.querySelector("[data-shots]").replaceWith(list);
  for (const name of ["steps", "line-pictures", "preview"]) {
    const part = document.querySelector(`[data-live="${name}"]`);
    part?.replaceChildren(...page.querySelector(`[data-live="${name}"]`).childNodes);
  }
  arm();
  const moved = [...list.children].find((one) => one.dataset.shot === code);
  const button = moved?.querySelector(`[value="${to}"]`) ?? moved?.querySelector("button");
  button?.focus();
};

let dragged = null;

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("[data-shot]") ?? null;
  dragged?.classList.add("is-dragged");
});
document.addEventListener("dragend", () => {
  dragged?.classList.remove("is-dragged");
  for (const one of document.querySelectorAll(".shot.is-over")) one.classList.remove("is-over");
  dragged = null;
});
document.addEventListener("dragover", (event) => {
  const over = dragged && event.target.closest("[data-shot]");
  for (const one of document.querySelectorAll(".shot.is-over")) one.classList.toggle("is-over", one === over);
  if (!over || over === dragged) return;
  event.preventDefault();
  over.classList.add("is-over");
});
document.addEventListener("drop", (event) => {
  const over = dragged && event.target.closest("[data-shot]");
  if (!over || over === dragged) return;
  event.preventDefault();
  move(dragged, [...over.parentElement.children].indexOf(over));
});
document.addEventListener("submit", (event) => {
  const to = event.target.matches?.(".shot-acts") && event.submitter?.name === "to" && event.submitter.value;
  if (!to) return;
  event.preventDefault();
  move(event.target.closest("[data-shot]"), to);
}, true);
document.addEventListener("keydown", (event) => {
  const acts = event.target.closest?.(".shot-acts");
  if (!acts || !["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const isForward = (event.key === "ArrowRight") === (getComputedStyle(acts).direction === "ltr");
  const to = isForward ? "later" : "earlier";
  if (!acts.querySelector(`[value=${to}]`)) return;
  event.preventDefault();
  move(acts.closest("[data-shot]"), to);
});

arm();
