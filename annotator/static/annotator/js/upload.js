// Sending files: what was chosen is listed, files can be dropped anywhere on the form, and a bar shows
// how much is sent. htmx sends; without scripts the form is posted as any other.

const UNITS = ["B", "KB", "MB", "GB"];

/** @param {number} bytes */
function size(bytes) {
  let unit = 0;
  let number = bytes;
  while (number >= 1024 && unit < UNITS.length - 1) {
    number /= 1024;
    unit += 1;
  }
  const digits = unit ? 1 : 0;
  const language = document.documentElement.lang || undefined;
  const told = number.toLocaleString(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${told} ${UNITS[unit]}`;
}

/**
 * The words come with the form, in the person's language: `data-says-…`, with {names} for what is put in.
 * @param {string | undefined} words
 * @param {Record<string, string | number>} values
 */
function filled(words, values) {
  return (words ?? "").replace(/\{(\w+)\}/g, (all, name) => String(values[name] ?? all));
}

/**
 * Why files are not sent at all, in the words of the server; "" when they may be.
 * @param {{name: string, size: number}[]} files
 * @param {{bytes: number, files: number}} most
 * @param {DOMStringMap} says
 */
function fault(files, most, says) {
  if (!files.length) return filled(says.saysNone, {});
  const limit = size(most.bytes);
  const large = files.find((file) => file.size > most.bytes);
  if (large) return filled(says.saysLarge, { name: large.name, limit });
  if (files.length > most.files) return filled(says.saysMany, { count: files.length, most: most.files });
  const sum = files.reduce((all, file) => all + file.size, 0);
  return sum > most.bytes ? filled(says.saysLargeTogether, { limit }) : "";
}

/** @param {HTMLFormElement} form */
function wire(form) {
  const find = (/** @type {string} */ what) => /** @type {HTMLElement} */ (form.querySelector(what));
  const field = /** @type {HTMLInputElement} */ (find("input[type=file]"));
  const most = { bytes: Number(field.dataset.maxBytes), files: Number(field.dataset.maxFiles) };
  const uploading = find("[data-uploading]");
  const bar = /** @type {HTMLProgressElement} */ (find("progress"));
  const sent = find("[data-sent]");
  const stop = find("[data-stop]");
  const says = form.dataset;
  let expected = 0;
  let wasStopped = false;

  const say = (/** @type {string} */ text) => {
    const errors = find("#files-errors");
    errors.replaceChildren();
    field.toggleAttribute("aria-invalid", false);
    if (!text) return;
    const list = document.createElement("ul");
    list.className = "errorlist";
    const one = document.createElement("li");
    one.textContent = text;
    list.append(one);
    errors.append(list);
    field.setAttribute("aria-invalid", "true");
  };

  const show = () => {
    const list = find("[data-chosen]");
    const files = [...(field.files ?? [])];
    list.replaceChildren(
      ...files.map((file) => {
        const line = document.createElement("li");
        const name = document.createElement("span");
        const bytes = document.createElement("span");
        name.dir = "auto";
        name.textContent = file.name;
        bytes.textContent = size(file.size);
        line.classList.toggle("is-too-large", file.size > most.bytes);
        line.append(name, bytes);
        return line;
      }),
    );
    list.hidden = files.length === 0;
    say(files.length ? fault(files, most, says) : "");
  };

  const isSending = (/** @type {boolean} */ is) => {
    uploading.hidden = stop.hidden = !is;
    bar.value = 0;
    sent.textContent = "";
  };

  field.addEventListener("change", show);
  stop.addEventListener("click", () => {
    wasStopped = true;
    form.dispatchEvent(new CustomEvent("htmx:abort", { bubbles: true, detail: {} }));
  });

  for (const kind of ["dragenter", "dragover"]) {
    form.addEventListener(kind, (event) => {
      if (!(/** @type {DragEvent} */ (event).dataTransfer?.types.includes("Files"))) return;
      event.preventDefault();
      form.classList.add("is-dropping");
    });
  }
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) form.classList.remove("is-dropping");
  });
  form.addEventListener("drop", (event) => {
    form.classList.remove("is-dropping");
    const given = event.dataTransfer?.files;
    if (!given?.length) return;
    event.preventDefault();
    field.files = given;
    show();
  });

  form.addEventListener("htmx:beforeRequest", (event) => {
    const files = [...(field.files ?? [])];
    const why = fault(files, most, says);
    say(why);
    if (why) {
      event.preventDefault();
      field.focus();
      return;
    }
    wasStopped = false;
    expected = files.reduce((all, file) => all + file.size, 0);
    isSending(true);
  });
  form.addEventListener("htmx:xhr:progress", (event) => {
    const { loaded, total } = /** @type {CustomEvent} */ (event).detail;
    if (total < expected) return; // the answer coming back, not the files going out
    bar.max = total;
    bar.value = loaded;
    sent.textContent = filled(loaded < total ? says.saysSending : says.saysSent, { sent: size(loaded), all: size(total) });
  });
  // A refusal comes as the page again, of which only its words are put in: the files stay chosen.
  form.addEventListener("htmx:beforeSwap", (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    detail.shouldSwap = detail.xhr.status === 422;
    detail.isError = detail.isError && detail.xhr.status !== 422;
  });
  form.addEventListener("htmx:afterRequest", (event) => {
    const { xhr } = /** @type {CustomEvent} */ (event).detail;
    if (xhr.status === 200) return; // the browser is on its way to the file's page
    isSending(false);
    if (xhr.status === 422) {
      field.setAttribute("aria-invalid", "true");
      field.focus();
    } else if (wasStopped) {
      say(filled(says.saysStopped, {}));
    } else if (xhr.status === 0) {
      say(filled(says.saysBrokenOff, {}));
    } else if (xhr.status === 413) {
      say(filled(says.saysTooLarge, {}));
    } else {
      say(filled(says.saysFailed, { status: xhr.status }));
    }
  });
  // Said here already, at the form: not once more on top of the page, in other words.
  form.addEventListener("htmx:sendError", (event) => event.stopPropagation());
}

for (const form of document.querySelectorAll("form[data-upload]")) wire(/** @type {HTMLFormElement} */ (form));
