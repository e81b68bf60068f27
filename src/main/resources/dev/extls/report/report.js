
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

  // Details: packed in the row, laid out when somebody opens them. Only text nodes are made of what they say.
  const el = (tag, kind, ...children) => {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    made.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
    return made;
  };
  const unpacked = async packed => {
    const bytes = Uint8Array.from(atob(packed), letter => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  };
  const sign = ([symbol, word, tone]) => el("span", "sign " + tone, symbol + " " + word);
  const note = (kind, text) => text ? el("p", kind, text) : null;
  const MOST_IDS = 12;
  const evidence = (ids, word = "evidence ") => {
    if (!ids.length) return null;
    const line = el("span", "evidence", word);
    for (const id of ids.slice(0, MOST_IDS)) {
      const link = el("a", "", id);
      link.href = "#" + id;
      line.append(link, " ");
    }
    if (ids.length > MOST_IDS) line.append(`and ${ids.length - MOST_IDS} more`);
    return line;
  };
  const pairs = rows => el("dl", "pairs", ...rows.flatMap(([name, value, tone]) => [el("dt", "", name), el("dd", tone || "", value)]));
  const part = (title, kind, ...children) => {
    const inside = children.filter(child => child);
    return inside.length ? el("section", "part " + kind, el("h4", "", title), ...inside) : null;
  };
  const table = (kind, title, heads, rows) => {
    const head = el("tr", "", ...heads.map(text => { const cell = el("th", "", text); cell.scope = "col"; return cell; }));
    const frame = el("div", "scroll", el("table", "plain " + kind, el("caption", "", title), el("thead", "", head), el("tbody", "", ...rows)));
    frame.tabIndex = 0; // what is too wide is scrolled by keys too
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", title);
    return frame;
  };
  const cells = (...children) => el("tr", "", ...children.map(child => el("td", "", child)));
  const advice = one => one.next
    ? el("p", "next", el("b", "", "Next: "), one.next + ". ", el("small", "", one.source)) : null;

  const verdict = one => el("li", "", sign(one.sign), " ", el("code", "", one.rule), " ", el("small", "", one.severity),
    el("p", "", one.sentence, " ", one.why ? el("span", "why", one.why + ".") : ""), note("waiver", one.waiver), advice(one), evidence(one.evidence));
  const finding = one => el("li", "", sign(one.sign), " ", el("b", "", one.title), el("p", "", one.sentence + "."), advice(one), evidence(one.evidence));
  const version = one => cells(el("b", "", one.title), sign(one.sign),
    el("span", "", one.suite ? el("code", "", one.suite) : "", one.group ? ` ${one.group}` : "", one.suite ? " " : "",
      one.why || "", one.shape ? `; ${one.shape}` : ""), evidence(one.evidence, ""));
  const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const some = (words, suites) => suites.length ? el("p", "", words, el("code", "", suites.join(", "))) : null;
  const kind = one => el("div", "kind", el("h5", "", `${one.title}: ${counted(one.accepted.length, "suite", "suites")}`),
    some("Accepts ", one.accepted), some("Refuses ", one.refused), some("Perhaps ", one.unknown));
  const list = (one, what) => {
    const head = el("h5", "", `${one.title}: ${counted(one.accepted.length, what, what + "s")} accepted`,
      one.order ? `, ${one.order}` : "", `, ${one.refused} refused`, one.unknown.length ? `, ${one.unknown.length} unknown` : "");
    const items = one.accepted.map(item => Array.isArray(item)
      ? el("li", "", el("code", "", item[0]), " ", sign(item.slice(1))) : el("li", "", el("code", "", item)));
    const unknown = one.unknown.length ? el("p", "", "Unknown: ", el("code", "", one.unknown.join(", "))) : null;
    return el("div", "", head, el("ol", "accepted", ...items), note("why", one.why), ...(one.kinds || []).map(kind), unknown, evidence(one.evidence));
  };
  const fact = one => cells(el("span", "", one.title, " ", el("small", "", one.version)), sign(one.sign),
    el("span", "", one.value ? el("code", "", one.value) : "", one.value ? " " : "", one.why || ""), evidence(one.evidence, ""));
  const certificate = one => el("div", "", pairs(one.rows), one.chain.length > 1
    ? el("ol", "chain", ...one.chain.map(([subject, issuer, sha256]) =>
      el("li", "", subject || "(no subject)", " ", el("small", "", "by ", issuer, ", SHA-256 ", el("code", "", sha256))))) : null,
  evidence(one.evidence));
  const fieldRow = ([depth, offset, length, name, value]) => {
    const row = cells(offset, length, el("span", "depth d" + depth, name), el("code", "", value));
    if (name === "problem") row.className = "problem";
    return row;
  };
  const fields = (title, rows) => rows.length
    ? el("div", "", el("h5", "", title), table("fields", title, ["Byte", "Length", "Field", "Value"], rows.map(fieldRow))) : null;
  const transcript = one => el("div", "transcript",
    one.lines.length ? el("ol", "lines", ...one.lines.map(([who, text]) => el("li", who, el("b", "", who === "us" ? "→ " : "← "), el("code", "", text)))) : null,
    fields("Sent", one.sent), fields("Received", one.received),
    one.cut ? note("why", "There was more than was kept.") : null);
  const connection = one => {
    const summary = [el("b", "", one.id), " ", one.offer, " ", el("small", "", one.question), " ", el("span", "outcome", one.outcome),
      " ", el("small", "", `${one.started.replace("T", " ").replace("Z", " UTC")}, ${one.took} ms${one.local ? ", from " + one.local : ""}`)];
    if (!one.sent) {
      const line = el("p", "connection", ...summary);
      line.id = one.id;
      return line;
    }
    const details = el("details", "connection", el("summary", "", ...summary));
    details.id = one.id;
    details.addEventListener("toggle", () => {
      if (details.open && details.children.length === 1) details.append(transcript(one));
    });
    return details;
  };
  const panel = found => el("div", "panel",
    el("h3", "", `${found.title} ${found.door}`),
    pairs(found.about),
    part("Rules", "rules", found.verdicts.length ? el("ul", "", ...found.verdicts.map(verdict)) : note("", "No rule of the policy is meant for this service.")),
    found.findings.length ? part("Findings", "findings", el("ul", "", ...found.findings.map(finding))) : null,
    part("Versions", "versions", table("answers", "Answers", ["Version", "Answer", "What was seen", "Evidence"], found.versions.map(version))),
    found.suites.length ? part("Suites", "suites", ...found.suites.map(suites => list(suites, "suite"))) : null,
    found.groups.length ? part("Groups", "groups", ...found.groups.map(groups => list(groups, "group"))) : null,
    found.dh.length ? part("Diffie-Hellman parameters", "dh", el("ul", "", ...found.dh.map(dh => el("li", "", `${dh.title}: ${dh.value} `, evidence(dh.evidence))))) : null,
    found.facts.length ? part("How it negotiates", "facts", table("answers", "Facts", ["Question", "Answer", "What was seen", "Evidence"], found.facts.map(fact))) : null,
    part(found.certificates.length === 1 ? "Certificate" : "Certificates", "certificates", ...found.certificates.map(certificate)),
    part("Identity", "identity", ...found.identities.map(identity => el("div", "", pairs(identity.rows), evidence(identity.evidence)))),
    part("Connections", "connections", note("hint", "Those that answers rest on can be opened, byte by byte; the bytes of all are in observations.jsonl."),
      ...found.connections.map(connection), found.left ? note("", `and ${found.left} more in observations.jsonl`) : null));

  const toggle = async one => {
    one.open = !one.open;
    one.button.setAttribute("aria-expanded", String(one.open));
    if (!one.detail) {
      const cell = el("td", "");
      cell.colSpan = 10;
      cell.setAttribute("role", "cell");
      one.detail = el("tr", "detail", cell);
      one.detail.setAttribute("role", "row");
      one.row.after(one.detail);
      cell.append(window.DecompressionStream
        ? panel(await unpacked(one.row.querySelector("script").textContent))
        : note("why", "This browser is too old to unpack the details; the same facts are in report.json."));
    }
    one.detail.hidden = !one.open;
  };
  for (const one of rows) {
    const server = one.row.querySelector(".server");
    one.button = el("button", "open");
    one.button.type = "button";
    one.button.setAttribute("aria-expanded", "false");
    server.replaceWith(one.button);
    one.button.append(server);
  }
  const toHash = () => {
    const one = rows.find(row => "#" + row.row.id === location.hash);
    if (one && !one.open) toggle(one);
  };
  addEventListener("hashchange", toHash);
  toHash();
  const byRow = new Map(rows.map(one => [one.row, one]));
  body.addEventListener("click", event => {
    const button = event.target.closest("button.open");
    if (button) toggle(byRow.get(button.closest("tr")));
    const link = event.target.closest(".evidence a");
    if (link) {
      event.preventDefault();
      const target = byId(link.hash.slice(1));
      if (target) {
        target.open = true;
        target.scrollIntoView({ block: "nearest" });
        (target.querySelector("summary") || target).focus();
      }
    }
  });

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
