/**
 * Files are chosen, or dropped into their frame, and listed below it; files that cannot be taken
 * say why. Without this, the browser's own control is used.
 */

const fits = (file, accept) => {
  const kinds = accept.split(",").map((kind) => kind.trim().toLowerCase());
  const name = file.name.toLowerCase();
  return kinds.some((kind) => {
    if (kind === "" || kind === "*/*") return true;
    if (kind.startsWith(".")) return name.endsWith(kind);
    if (kind.endsWith("/*")) return file.type === "" || file.type.startsWith(kind.slice(0, -1));
    return file.type === "" || file.type === kind;
  });
};

const sized = (bytes) => {
  const language = document.documentElement.lang;
  const [unit, share] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(`${language}-u-nu-latn`, { style: "unit", unit, maximumFractionDigits: 1 }).format(bytes / share);
};

for (const frame of document.querySelectorAll("[data-drop]")) {
  const input = frame.querySelector("input[type=file]");
  if (!input) continue;
  const zone = frame.querySelector(".drop");
  const list = frame.querySelector(".files");
  const most = Number(frame.dataset.most ?? Infinity);

  const stateOf = (file) => {
    if (!fits(file, input.accept)) return "kind";
    return file.size > most ? "size" : "chosen";
  };
  const keep = (files) => {
    const kept = new DataTransfer();
    for (const file of files) kept.items.add(file);
    input.files = kept.files;
  };
  const rowOf = (file, state) => {
    const row = frame.querySelector(`template[data-state=${state}]`).content.firstElementChild.cloneNode(true);
    row.querySelector(".file-name").textContent = file.name;
    const note = row.querySelector(".file-note");
    if (state === "chosen" || state === "sending") note.textContent = `${sized(file.size)} · ${note.textContent}`;
    row.querySelector("[data-takes-away]")?.addEventListener("click", () => {
      row.remove();
      keep([...input.files].filter((one) => one !== file));
      input.focus();
    });
    return row;
  };

  zone.classList.add("is-live");
  input.addEventListener("change", () => {
    const chosen = [...input.files].map((file) => [file, stateOf(file)]);
    list.replaceChildren(...chosen.map(([file, state]) => rowOf(file, state)));
    keep(chosen.filter(([, state]) => state === "chosen").map(([file]) => file));
  });
  for (const name of ["dragenter", "dragover"]) zone.addEventListener(name, () => zone.classList.add("is-over"));
  for (const name of ["dragleave", "drop"]) zone.addEventListener(name, () => zone.classList.remove("is-over"));
  input.form?.addEventListener("submit", () => {
    if (input.files.length > 0) list.replaceChildren(...[...input.files].map((file) => rowOf(file, "sending")));
  });
}
