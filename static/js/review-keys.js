// Keys of the review page: they act only while its ways on or its decision have the focus.

const CHOICES = { a: "approve", m: "revise", r: "reject" };
const form = document.querySelector("[data-review-decision]");
const help = form?.querySelector("[data-keys-help]");
if (help) {
  help.hidden = false;
}

const isTyping = (target) => target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

const follow = (key) => {
  const link = document.querySelector(`[data-key="${key}"]`);
  link?.click();
};

const choose = (decision) => {
  const radio = form?.querySelector(`input[name="decision"][value="${decision}"]`);
  if (radio) {
    radio.checked = true;
    radio.focus();
  }
};

const BY_KEYS = "reviews-by-keys";
const places = document.querySelectorAll("[data-review-keys]");

const onKey = (event) => {
  if (event.key === "Enter" && event.ctrlKey && form?.contains(event.target)) {
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    sessionStorage.setItem(BY_KEYS, "yes");
    follow(key);
  } else if (key in CHOICES) {
    choose(CHOICES[key]);
  }
};

places.forEach((place) => place.addEventListener("keydown", onKey));
document.addEventListener("pointerdown", () => sessionStorage.removeItem(BY_KEYS));
// Whoever comes from another review by the keys goes on with them.
if (sessionStorage.getItem(BY_KEYS)) {
  document.querySelector("[data-review-keys] a")?.focus({ preventScroll: true });
}
