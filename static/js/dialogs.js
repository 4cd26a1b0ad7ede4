/** Links with data-opens show their dialog above the page. Without this they lead to it. */

const leave = (dialog) => {
  if (dialog.open) dialog.close();
  else window.location.hash = "main";
};

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog) return;
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("[data-closes]");
  if (closer) {
    event.preventDefault();
    leave(closer.closest("dialog"));
    return;
  }
  if (event.target instanceof HTMLDialogElement && isOutside(event.target, event)) event.target.close();
});

function isOutside(dialog, { clientX, clientY }) {
  if (clientX === 0 && clientY === 0) return false;
  const box = dialog.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}
