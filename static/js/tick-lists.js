/** A long list of boxes shows only what matches the words typed above it, and what is ticked. */

const bare = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

for (const list of document.querySelectorAll("[data-tick-list]")) {
  const search = list.querySelector("[data-tick-search]");
  const input = search.querySelector("input");
  const none = search.querySelector("[data-none]");
  const rows = [...list.querySelectorAll(".tick")].map((row) => ({
    row,
    box: row.querySelector("input"),
    words: bare(row.textContent),
  }));
  const narrow = () => {
    const wanted = bare(input.value.trim());
    let found = 0;
    for (const { row, box, words } of rows) {
      const fits = words.includes(wanted);
      row.hidden = !fits && !box.checked;
      if (fits) found += 1;
    }
    none.textContent = found ? "" : none.dataset.none;
  };
  search.hidden = false;
  input.addEventListener("input", narrow);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  narrow();
}
