/** Says below the goods, while a quantity is typed, that it is below the MOQ. */

for (const line of document.querySelectorAll(".ask-line[data-moq]")) {
  const field = line.querySelector("input[name$='-quantity']");
  const note = line.querySelector(".ask-below");
  if (!field || !note) continue;
  field.addEventListener("input", () => {
    const typed = Number(field.value.replace(/[^0-9]/g, ""));
    note.hidden = !typed || typed >= Number(line.dataset.moq);
  });
}
