/**
 * Saves goods as their seller edits them: leaving a field, or a form of rows, sends that form as
 * its button would. The answer updates the page; what was typed meanwhile stays. Without this,
 * each form has a Save button.
 */

const editor = document.querySelector(".editor");
const said = document.querySelector("[data-saved]");
/** Forms with changes that have not been sent. */
const dirty = new Set();
/** What is saved, for forms that came back refused: their own defaults are what was typed. */
const bases = new WeakMap();
/** Forms that wait for all changes to be saved and are then sent the ordinary way. */
const passing = new WeakSet();
let queue = Promise.resolve();
let unanswered = 0;

const controls = (form) => [...form.elements].filter((one) => one.name && !one.name.endsWith("csrf_token") && !one.name.endsWith("row_version"));
const written = (form) =>
  JSON.stringify(
    controls(form).map((one) => {
      if (one.type === "file" || one.type === "submit") return one.name;
      if (one.options) return [one.name, [...one.options].filter((option) => option.defaultSelected).map((option) => option.value)];
      return [one.name, one.type === "checkbox" || one.type === "radio" ? [one.value, one.defaultChecked] : one.defaultValue];
    }),
  );
const baseOf = (form) => bases.get(form) ?? written(form);
const versionOf = (form) => form.querySelector("[name$=row_version]");
const inUse = (node) => node.contains(document.activeElement);

const tell = (kind) => {
  said.classList.toggle("is-wrong", kind === "wrong" || kind === "lost");
  if (kind !== "saved") said.firstElementChild.textContent = said.dataset[kind];
};

const refresh = (page) => {
  for (const part of document.querySelectorAll("[data-live]")) {
    const other = page.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!other || inUse(part)) continue;
    part.className = other.className;
    part.replaceChildren(...other.childNodes);
  }
};

const showErrors = (form, other) => {
  form.querySelector("[data-said]").replaceChildren(...other.querySelector("[data-said]").childNodes);
  for (const theirs of other.querySelectorAll(".field, .choice, .ticks, .checkbox")) {
    const id = theirs.id || theirs.querySelector("input, select, textarea")?.id;
    const mine = id && (form.querySelector(`#${CSS.escape(id)}`)?.closest(".field, .choice, .ticks, .checkbox") ?? null);
    if (!mine) continue;
    mine.classList.toggle("field-wrong", theirs.classList.contains("field-wrong"));
    mine.querySelector(".field-error")?.remove();
    const error = theirs.querySelector(".field-error");
    if (error) mine.append(error);
    const control = mine.querySelector(`#${CSS.escape(id)}`);
    const now = theirs.querySelector(`#${CSS.escape(id)}`);
    for (const name of ["aria-invalid", "aria-describedby"]) {
      if (now?.hasAttribute(name)) control?.setAttribute(name, now.getAttribute(name));
      else control?.removeAttribute(name);
    }
  }
  for (const now of form.querySelectorAll(".field-present")) now.remove();
  for (const now of other.querySelectorAll(".field-present")) {
    const field = form.querySelector(`#${CSS.escape(now.previousElementSibling?.querySelector("input, select, textarea")?.id ?? "")}`);
    field?.closest(".field")?.after(now);
  }
};

const takeDefaults = (form, other) => {
  const theirs = controls(other);
  controls(form).forEach((one, place) => {
    const now = theirs[place];
    if (!now || now.name !== one.name) return;
    if (one.options) for (const option of one.options) option.defaultSelected = [...now.options].some((each) => each.value === option.value && each.defaultSelected);
    else if (one.type === "checkbox" || one.type === "radio") one.defaultChecked = now.defaultChecked;
    else if (one.type !== "file") one.defaultValue = now.defaultValue;
  });
};

const takeAll = (page) => {
  const open = new Set([...editor.querySelectorAll("details[open][id]")].map((one) => one.id));
  const here = document.activeElement?.id;
  const place = document.activeElement?.selectionStart;
  editor.dataset.version = page.querySelector(".editor").dataset.version;
  editor.querySelector(".editor-main").replaceChildren(...page.querySelector(".editor-main").childNodes);
  for (const one of editor.querySelectorAll("details[id]")) one.open = open.has(one.id);
  const again = here && document.getElementById(here);
  again?.focus();
  if (again?.setSelectionRange && place !== null && /text|search/.test(again.type)) again.setSelectionRange(place, place);
};

const settle = (form, page, isSaved, isPressed) => {
  const isNew = page.querySelector(".editor")?.dataset.version !== editor.dataset.version;
  if (isNew && isSaved && dirty.size === 0) {
    refresh(page);
    takeAll(page);
    return;
  }
  for (const mine of document.querySelectorAll("form[data-saves]")) {
    const other = page.getElementById(mine.id);
    if (!other) continue;
    if (mine === form) {
      if (form.dataset.saves === "form" && !dirty.has(form) && (isPressed || !inUse(form))) {
        if (!isSaved) {
          bases.set(other, baseOf(form));
          dirty.add(other);
        }
        form.replaceWith(other);
      } else {
        showErrors(form, other);
        versionOf(form).value = versionOf(other).value;
        if (isSaved) {
          takeDefaults(form, other);
          bases.delete(form);
        }
      }
    } else if (baseOf(mine) === written(other)) versionOf(mine).value = versionOf(other).value;
    else if (!dirty.has(mine) && !inUse(mine)) mine.replaceWith(other);
  }
  for (const mine of document.querySelectorAll("form:not([data-saves]) [name$=row_version]")) {
    const other = page.querySelector(`[name="${mine.name}"]`);
    if (other) mine.value = other.value;
  }
  refresh(page);
};

const send = async (form, submitter) => {
  if (!form.isConnected) return;
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  dirty.delete(form);
  tell("saving");
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body, keepalive: true });
  } catch {
    dirty.add(form);
    tell("lost");
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector(".editor")) {
    dirty.add(form);
    tell("wrong");
    return;
  }
  const isSaved = answer.redirected && answer.ok;
  settle(form, page, isSaved, Boolean(submitter));
  tell(isSaved || submitter?.name === "row" ? "saved" : "wrong");
  if (isSaved || submitter?.name !== "row") return;
  const rows = [...document.getElementById(form.id).querySelectorAll(".tier, .option")];
  rows.at(-1)?.querySelector("input:not([type=hidden])")?.focus();
};

const save = (form, submitter) => {
  tell("saving");
  unanswered += 1;
  queue = queue.then(() => send(form, submitter)).finally(() => {
    unanswered -= 1;
  });
  return queue;
};

const saveAll = async () => {
  for (const form of dirty) if (form.isConnected) save(form);
  await queue;
};

const count = (control) => {
  const most = Number(control.dataset.count);
  const unit = document.getElementById(`${control.id}-unit`);
  if (!unit) return;
  const length = [...control.value].length;
  unit.textContent = `${length} / ${most}`;
  unit.classList.toggle("is-too-long", length > most);
};

if (editor && said) {
  document.documentElement.classList.add("is-live");
  document.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form?.dataset.saves) {
      dirty.add(form);
      tell("saving");
    }
    if (event.target.dataset.count) count(event.target);
  });
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.dataset.saves !== "field" || !event.target.matches("select, [type=checkbox], [type=radio]")) return;
    dirty.add(form);
    save(form);
  });
  document.addEventListener("focusout", (event) => {
    const form = event.target.form;
    if (!form?.dataset.saves || !dirty.has(form)) return;
    if (form.dataset.saves === "form" && form.contains(event.relatedTarget)) return;
    if (event.relatedTarget?.form === form && event.relatedTarget.matches("[type=submit], button")) return;
    if (form.dataset.saves === "form" && !event.relatedTarget) {
      tell("saving");
      setTimeout(() => {
        if (dirty.has(form) && !inUse(form)) save(form);
      }, 150);
    } else save(form);
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const submitter = event.submitter;
    const goesOn = !form.dataset.saves || submitter?.hasAttribute("formaction");
    if (form.method === "get" || form.matches(".shot-acts")) return;
    if (goesOn && (passing.has(form) || (dirty.size === 0 && unanswered === 0))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!goesOn) {
      save(form, submitter);
      return;
    }
    dirty.delete(form);
    saveAll().then(() => new Promise((done) => setTimeout(done))).then(() => {
      const again = form.isConnected ? form : document.querySelector(`form[action="${form.getAttribute("action")}"]`);
      if (!again || dirty.size > 0) return;
      passing.add(again);
      again.requestSubmit(submitter?.isConnected ? submitter : null);
    });
  }, true);
  window.addEventListener("online", () => {
    saveAll();
  });
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size > 0) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-opens-step]");
    const step = link && document.getElementById(link.dataset.opensStep);
    if (!step || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    step.open = true;
    step.scrollIntoView();
    step.querySelector("summary").focus({ preventScroll: true });
    history.replaceState(null, "", link.href);
  });
}
