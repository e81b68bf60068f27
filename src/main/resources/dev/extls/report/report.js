
"use strict";
(() => {
  const root = document.documentElement;
  const byId = id => document.getElementById(id);

  // The theme: as the system has it, or as the reader wants it.
  const themes = ["auto", "light", "dark"];
  const themeButton = byId("theme");
  const kept = {
    get() { try { return localStorage.getItem("extls-theme"); } catch (refused) { return null; } },
    set(theme) { try { localStorage.setItem("extls-theme", theme); } catch (refused) { /* a browser may keep nothing for a file */ } },
  };
  const show = theme => {
    root.dataset.theme = theme;
    themeButton.querySelector("span").textContent = theme;
  };
  if (themes.includes(kept.get())) show(kept.get());
  themeButton.hidden = false;
  themeButton.addEventListener("click", () => {
    show(themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length]);
    kept.set(root.dataset.theme);
  });

  // The rows, read once.
  const body = byId("grid").tBodies[0];
  const rows = Array.from(body.rows, (row, place) => ({
    row, place,
    verdict: row.dataset.v, service: row.dataset.s, answers: row.dataset.a, expiry: row.dataset.e, find: row.dataset.q,
    labels: new Set((row.dataset.l || "").split(" ")), findings: new Set((row.dataset.f || "").split(" ")),
    server: row.querySelector(".server").textContent,
    said: row.cells[1].textContent + row.dataset.l,
    hidden: false,
  }));

  // Filters.
  const form = document.querySelector("form.tools");
  const field = name => byId(name) ? byId(name).value : "";
  const filter = () => {
    const words = field("search").toLowerCase().split(/\s+/).filter(word => word);
    const verdicts = Array.from(form.querySelectorAll("[name=verdict]:checked"), box => box.value);
    const [service, answer, label, finding] = ["service", "answer", "label", "finding"].map(field);
    let shown = 0;
    for (const one of rows) {
      const fits = verdicts.includes(one.verdict)
        && (!service || one.service === service)
        && (!answer || answer.slice(1).includes(one.answers[answer[0]]))
        && (!label || one.labels.has(label))
        && (!finding || one.findings.has(finding))
        && words.every(word => one.find.includes(word));
      if (one.hidden === fits) {
        one.hidden = !fits;
        one.row.hidden = !fits;
        if (one.detail) one.detail.hidden = !fits || !one.open;
      }
      shown += fits ? 1 : 0;
    }
    byId("count").textContent = shown === rows.length
      ? `${rows.length.toLocaleString("en")} endpoints`
      : `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")} endpoints`;
    byId("nothing").hidden = shown > 0;
    mark();
  };
  let waiting = false;
  const soon = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => { waiting = false; filter(); });
    }
  };
  form.hidden = false;
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("reset", () => setTimeout(filter));
  for (const link of document.querySelectorAll("[data-finding]")) {
    link.addEventListener("click", () => {
      byId("finding-" + link.dataset.finding).open = true;
    });
  }

  // Sorting.
  const order = "FUWHX";
  const answerOrder = "BYSUN";
  const keys = {
    verdict: one => order.indexOf(one.verdict),
    server: one => one.server,
    service: one => one.service,
    expiry: one => one.expiry || "~",
  };
  const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;
  const sort = header => {
    const name = header.dataset.sort;
    const down = header.getAttribute("aria-sort") === "ascending";
    const key = keys[name] || (one => answerOrder.indexOf(one.answers[name]));
    for (const other of header.parentNode.cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.sort((a, b) => (down ? -1 : 1) * compare(key(a), key(b)) || a.place - b.place);
    const sorted = document.createDocumentFragment();
    for (const one of rows) {
      sorted.append(one.row);
      if (one.detail) sorted.append(one.detail);
    }
    body.append(sorted);
    mark();
  };
  for (const header of document.querySelectorAll("#grid th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(header));
    header.replaceChildren(button);
  }

  // A server that stands in the row above is not said loudly again.
  const mark = () => {
    let above = null;
    for (const one of rows) {
      if (!one.hidden) {
        one.row.classList.toggle("again", above === one.said);
        above = one.said;
      }
    }
  };

  // Keys: / to the search, Escape empties it.
  document.addEventListener("keydown", event => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      byId("search").focus();
    }
    if (event.key === "Escape" && event.target === byId("search") && byId("search").value) {
      byId("search").value = "";
      filter();
    }
  });
})();
