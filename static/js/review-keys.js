// Keys of the review page: they act only while no field has the focus.

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

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.ctrlKey && form?.contains(event.target)) {
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) {
    return;
  }
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    follow(key);
  } else if (key in CHOICES) {
    choose(CHOICES[key]);
  }
});
