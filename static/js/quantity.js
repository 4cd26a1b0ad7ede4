/**
 * Recalculates the page for the quantity that is typed: fetches the page for it and swaps the
 * parts that depend on it. Without this, the form has a button.
 */

const PAUSE = 350;

for (const form of document.querySelectorAll("[data-quantity]")) {
  const field = form.querySelector("input[name=quantity]");
  let waiting;
  let newest = 0;
  form.classList.add("is-live");

  const reckon = async (step) => {
    const asked = new URL(form.action, location.href);
    asked.searchParams.set("quantity", field.value || "1");
    if (step) asked.searchParams.set("step", step);
    const turn = ++newest;
    const answer = await fetch(asked);
    if (!answer.ok || turn !== newest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const other = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (!other) continue;
      if (part === field) {
        if (step) field.value = other.value;
      } else part.replaceChildren(...other.childNodes);
    }
    asked.searchParams.delete("step");
    asked.searchParams.set("quantity", field.value);
    history.replaceState(null, "", asked);
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(reckon, PAUSE);
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    reckon(event.submitter?.name === "step" ? event.submitter.value : "");
  });
}
