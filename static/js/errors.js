/** When a form comes back with errors, moves the focus to the list of them. */

document.querySelector("[data-error-summary]")?.focus();
