/** Says below the goods, while a quantity is typed, that it is below the MOQ. */

/** Arabic-Indic and Persian digits as `0` to `9`. */
const plain = (digit) => {
  const code = digit.codePointAt(0);
  const zero = [0x0660, 0x06f0].find((first) => code >= first && code < first + 10);
  return zero ? String(code - zero) : digit;
};

for (const line of document.querySelectorAll(".ask-line[data-moq]")) {
  const field = line.querySelector("input[name$='-quantity']");
  const note = line.querySelector(".ask-below");
  if (!field || !note) continue;
  field.addEventListener("input", () => {
    const typed = Number(field.value.replace(/\p{Nd}/gu, plain).replace(/[^0-9]/g, ""));
    note.hidden = !typed || typed >= Number(line.dataset.moq);
  });
}
