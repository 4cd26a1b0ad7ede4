/**
 * The page of a deal: asks for news while the page is visible, puts saved replies into the form,
 * and ticks a ready sentence when one of its blanks is filled. Without this, reload the page by
 * hand.
 */

const SOON = 4000;
const LATE = 60000;

const room = document.querySelector("[data-room]");
const form = document.querySelector("[data-message]");

if (room) {
  let pause = SOON;
  let waiting = 0;

  const newest = () => room.querySelector("[data-live=timeline]").dataset.newest;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, pause);
  };

  const here = () => {
    const address = new URL(room.dataset.address, window.location.href);
    if (window.location.pathname === address.pathname) address.search = window.location.search; // else a form came back
    return address;
  };
  const renew = async (said) => {
    const answer = await fetch(here(), { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.querySelector(`[data-live=${part.dataset.live}]`);
      if (fresh && !part.contains(document.activeElement)) part.replaceWith(fresh);
    }
    const stages = document.querySelector(".deal-stages");
    stages?.replaceWith(page.querySelector(".deal-stages") ?? stages);
    room.querySelector("[data-said]").textContent = said;
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(`${room.dataset.address}?since=${encodeURIComponent(newest())}`);
      const isThere = answer.ok && answer.headers.get("Content-Type")?.startsWith("application/json");
      if (!isThere) return;
      const { said } = await answer.json();
      if (said) {
        await renew(said);
        pause = SOON;
      } else {
        pause = Math.min(pause * 1.2, LATE);
      }
    } catch {
      pause = LATE;
    }
    later();
  };

  const wake = () => {
    pause = SOON;
    later();
  };
  document.addEventListener("visibilitychange", () => document.hidden || wake());
  for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, wake, { passive: true });
  later();
}

if (form) {
  const words = form.elements.words;
  form.addEventListener("click", (event) => {
    const reply = event.target.closest("[data-reply]");
    if (!reply) return;
    event.preventDefault();
    words.value = words.value.trim() ? `${words.value.trimEnd()}\n\n${reply.dataset.reply}` : reply.dataset.reply;
    form.elements.language.value = reply.dataset.replyLanguage;
    words.focus();
  });
  form.addEventListener("input", (event) => {
    const phrase = event.target.matches(".blank") && event.target.closest(".phrase");
    if (phrase) phrase.querySelector("[type=checkbox]").checked = true;
  });
  form.addEventListener("change", (event) => {
    if (!event.target.matches("[name=phrase]") || event.target.checked) return;
    for (const blank of event.target.closest(".phrase").querySelectorAll("input.blank")) blank.value = "";
  });
}

/* A place for a further file appears once the one before it is taken. */
const places = [...document.querySelectorAll(".deal-add-file")];
for (const [number, place] of places.entries()) {
  if (number === 0 || place.querySelector(".form-note, .field-error")) continue;
  place.hidden = true;
  places[number - 1].querySelector("input[type=file]").addEventListener("change", () => {
    place.hidden = false;
  });
}
