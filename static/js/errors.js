/** After a form came back, the reading starts at the list of what is wrong. */

document.querySelector("[data-error-summary]")?.focus();
