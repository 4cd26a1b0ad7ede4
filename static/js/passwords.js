/** The Show button beside a password. */

for (const button of document.querySelectorAll("[data-shows]")) {
  const input = document.getElementById(button.dataset.shows);
  if (!input) continue;
  const turn = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? button.dataset.hide : button.dataset.show;
    button.setAttribute("aria-label", visible ? button.dataset.hideName : button.dataset.showName);
  };
  button.hidden = false;
  button.addEventListener("click", () => turn(input.type === "password"));
  input.form?.addEventListener("submit", () => turn(false));
}
