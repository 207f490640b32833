"use strict";
/* Opens numbers to their passages. What is shown is a function of the address (the part after #), so that a
   link to it can be copied, and Back leads back. Keys: cell, theme, word, topic, period, note, kind, q, sort; `rest`
   turns to all meetings but the cell's or the year's; `with` is a theme that must be present beside the first;
   `at` is the part of the page beside it, `table` a table's order. */
(() => {
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const [ID, TITLE, CELL, EVENT, LOW, HIGH, WHEN, BASIS, SOURCE, LINE, PRESENT] = Array(11).keys();
  const [P_NOTE, P_LINE, P_SECTION, P_KIND, P_COUNTS, P_TEXT, P_THEMES, P_SPANS, P_KEY] = Array(9).keys();
  const KEYS = ["cell", "theme", "word", "topic", "period", "note", "kind", "q", "sort", "rest", "with"];
  const ALL = "(all)", AT_ONCE = 60;
  const panel = $("evidence"), filters = $("filters"), results = $("results");
  const themeAt = new Map(data.themes.map(([id], i) => [id, i]));
  const topicAt = new Map(data.topics.map(([id], i) => [id, i]));
  const noteAt = new Map(data.notes.map((note, i) => [note[ID], i]));
  let opener = null, shown = 0, found = [], state = {};

  const element = (tag, props = {}, ...children) => {
    const made = Object.assign(document.createElement(tag), props);
    made.append(...children);
    return made;
  };

  // the state and the address

  const read = () => {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return { anchor: hash };
    const asked = {};
    for (const pair of hash.split("&")) {
      const cut = pair.indexOf("=");
      try { asked[pair.slice(0, cut)] = decodeURIComponent(pair.slice(cut + 1)); } catch { /* not ours */ }
    }
    return asked;
  };
  const address = (asked) =>
    "#" + Object.entries(asked).filter(([, v]) => v).map(([k, v]) => `${k}=${encodeURIComponent(v)}`).join("&");
  const isOpen = (asked) => KEYS.some((key) => key !== "sort" && asked[key] !== undefined);

  // a part of the page, unfolded with all that it is in
  const show = (id) => {
    const part = $(id);
    for (let fold = part?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    part?.scrollIntoView({ behavior: "instant" });
  };
  const follow = () => {
    state = read();
    if (state.anchor !== undefined || state.at) showYear(state.anchor || state.at);
    if (state.table) restoreOrder(state.table);
    if (state.at || state.anchor) show(state.at || state.anchor);
    if (isOpen(state)) open();
    else { turn++; if (panel.open) panel.close(); }
  };
  const ask = (asked, replace) => {
    const next = address(asked);
    if (replace) { history.replaceState(null, "", next); follow(); }
    else location.hash = next;
  };

  // which passages

  const periodOf = (day, like) => {
    if (!day) return "";
    if (like.length === 4) return day.slice(0, 4);
    return like.includes("Q") ? `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}` : day.slice(0, 7);
  };
  const within = (note, period) =>
    !period || period === ALL || (periodOf(note[LOW], period) === period && periodOf(note[HIGH], period) === period);
  const yearOf = (note) => (note[LOW].slice(0, 4) === note[HIGH].slice(0, 4) ? note[LOW].slice(0, 4) : "");
  const present = (note, theme) => Boolean(data.notes[note][PRESENT] & (1 << theme));
  const notesOf = (asked) => {
    const cell = asked.cell && asked.cell !== ALL ? (data.cells.indexOf(asked.cell) + 1 || -1) - 1 : null;
    const only = asked.note ? noteAt.get(asked.note) ?? -1 : null;
    const meetings = Boolean(asked.theme || asked.topic || asked.period || cell !== null);
    const here = (note) => asked.rest
      ? (cell === null || note[CELL] !== cell) && (!asked.period || yearOf(note) && yearOf(note) !== asked.period)
      : (cell === null || note[CELL] === cell) && within(note, asked.period);
    return new Set(data.notes.flatMap((note, i) =>
      here(note) && (only === null || only === i) &&
      !(meetings && only === null && note[EVENT] === "publication") ? [i] : []));
  };
  const plain = (text) => text.toLowerCase().replace(/[‘’ʼ]/g, "'").replace(/[“”]/g, '"').replace(/[‐‑]/g, "-");
  const wordsOf = (q) => [...plain(q || "").matchAll(/"([^"]+)"|(\S+)/g)].map((hit) => (hit[1] || hit[2]).trim()).filter((w) => w && w !== '"');
  const sectionOf = (passage) => (data.files ? passage[P_SECTION] : data.sections[passage[P_SECTION]]);
  const lowered = [];
  const textOf = (p, i) => (lowered[i] ??= plain(`${p[P_TEXT]}\n${sectionOf(p)}\n${data.notes[p[P_NOTE]][TITLE]}`));
  const GRADES = ["tentative", "", "by a person"];
  const tagOf = (passage, theme) => tagsOf(passage).find((tag) => tag[0] === theme);
  const tagsOf = (passage) => passage[P_THEMES].flatMap((_, i, flat) => (i % 3 ? [] : [flat.slice(i, i + 3)]));
  const scoreOf = (passage, theme) => tagOf(passage, theme)?.[1] ?? null;
  const charactersOf = (text) => (/[\ud800-\udfff]/.test(text) ? Array.from(text) : text);
  const piece = (characters, start, end) => (typeof characters === "string" ? characters.slice(start, end) : characters.slice(start, end).join(""));
  const spansOf = (passage) => {
    const flat = passage[P_SPANS], spans = [];
    for (let i = 0; i < flat.length; i += 3) spans.push(flat.slice(i, i + 3));
    return spans;
  };
  const isWord = (passage, [theme, start, end], word, asked) =>
    (asked === null || theme === asked) && piece(charactersOf(passage[P_TEXT]), start, end).toLowerCase() === word;

  // the passages of a large collection: in files beside the page, read when they are asked for

  const read_files = new Set();
  let turn = 0;
  if (data.files) data.passages = [];
  globalThis.passages = (rows, topic, weights) => {
    for (const [number, ...row] of rows) data.passages[number] = row;
    if (topic !== undefined) data.topic_passages[topic] = weights;
  };
  const filesFor = (asked) => {
    if (!data.files) return [];
    const { notes, themes } = data.files, names = [];
    const year = asked.rest || !asked.period || asked.period === ALL ? null : asked.period.slice(0, 4);
    const ofTheme = (id) => (themes[id] ?? []).filter((each) => year === null || each === year).map((each) => `theme-${id}-${each || "open"}`);
    if (asked.note) { if (noteAt.has(asked.note)) names.push(`notes-${Math.floor(noteAt.get(asked.note) / notes)}`); }
    else if (asked.theme) names.push(...ofTheme(asked.theme), ...(asked.with ? ofTheme(asked.with) : []));
    else if (!asked.topic && (asked.q || asked.word || asked.kind))
      for (let part = 0; part * notes < data.notes.length; part++) names.push(`notes-${part}`);
    if (topicAt.has(asked.topic)) names.push(`topic-${topicAt.get(asked.topic)}`);
    return names;
  };
  const readFile = (name) => new Promise((done, failed) => {
    const script = element("script", { src: `evidence/${name}.js` });
    script.onload = () => { read_files.add(name); script.remove(); done(); };
    script.onerror = () => { script.remove(); failed(script.getAttribute("src")); };
    document.head.append(script);
  });
  const readAll = async (names, wanted) => {
    for (let i = 0; i < names.length && wanted(); i += 4) {
      $("count").textContent = `Reading the passages: ${i.toLocaleString("en-GB")} of ${plural(names.length, "file")} …`;
      await Promise.all(names.slice(i, i + 4).map(readFile));
    }
  };
  const search = (asked) => {
    const notes = notesOf(asked);
    const theme = asked.theme ? themeAt.get(asked.theme) ?? -1 : null;
    const beside = asked.with ? themeAt.get(asked.with) ?? -1 : null;
    const topic = asked.topic ? topicAt.get(asked.topic) ?? -1 : null;
    const kind = asked.kind ? data.kinds.indexOf(asked.kind) : null;
    const words = wordsOf(asked.q);
    let weights = null;
    if (topic !== null) {
      weights = new Map();
      const flat = data.topic_passages[topic] || [];
      for (let i = 0; i < flat.length; i += 2) weights.set(flat[i], flat[i + 1]);
    }
    const hits = [];
    data.passages.forEach((passage, i) => {
      if (!notes.has(passage[P_NOTE])) return;
      if ((theme !== null || weights) && !passage[P_COUNTS]) return;
      if (kind !== null && passage[P_KIND] !== kind) return;
      let strength = 0;
      if (theme !== null) {
        strength = scoreOf(passage, theme);
        if (beside !== null) {
          if (!present(passage[P_NOTE], theme) || !present(passage[P_NOTE], beside)) return;
          strength = Math.max(strength ?? 0, scoreOf(passage, beside) ?? 0) || null;
        }
        if (strength === null) return;
      }
      if (asked.word && !spansOf(passage).some((span) => isWord(passage, span, asked.word, theme))) return;
      if (weights) {
        if (!weights.has(i)) return;
        strength += weights.get(i);
      }
      if (words.length && !words.every((word) => textOf(passage, i).includes(word))) return;
      hits.push({ at: i, passage, note: passage[P_NOTE], strength });
    });
    return { hits, notes, theme, beside, topic, words, kind };
  };
  const day = (note) => note[HIGH] || note[LOW] || "";
  const inOrder = (hits, sort) => {
    const noteOrder = (a, b) => {
      const x = day(data.notes[a.note]), y = day(data.notes[b.note]);
      if (x === y) return a.note - b.note;
      if (!x || !y) return x ? -1 : 1;
      return (x < y ? -1 : 1) * (sort === "oldest" ? 1 : -1);
    };
    if (sort === "strongest") return [...hits].sort((a, b) => b.strength - a.strength || a.at - b.at);
    return [...hits].sort((a, b) => noteOrder(a, b) || a.at - b.at);
  };

  // the panel

  const titleOf = (asked) => {
    const parts = [];
    if (asked.note) parts.push(data.notes[noteAt.get(asked.note)]?.[TITLE] ?? asked.note);
    for (const id of [asked.theme, asked.with]) if (id) parts.push(data.themes[themeAt.get(id)]?.[1] ?? id);
    if (asked.word) parts.push(`‘${asked.word}’`);
    if (asked.topic) parts.push(data.topics[topicAt.get(asked.topic)]?.[1] ?? asked.topic);
    const but = asked.rest ? "all but " : "";
    if (asked.cell && asked.cell !== ALL) parts.push(but + asked.cell);
    if (asked.period && asked.period !== ALL) parts.push(but + asked.period);
    if (asked.q) parts.push(`“${asked.q}”`);
    return parts.join(" · ") || "All meetings";
  };
  const plural = (n, word) => `${n.toLocaleString("en-GB")} ${word}${n === 1 ? "" : "s"}`;
  const told = (asked, got) => {
    const meetings = [...got.notes].filter((i) => data.notes[i][EVENT] !== "publication");
    const holding = new Set(got.hits.map((hit) => hit.note));
    let text = `${plural(got.hits.length, "passage")} in ${plural(holding.size, "meeting")}`;
    if (!asked.note && got.beside === null) text += ` of ${meetings.length.toLocaleString("en-GB")}`;
    text += ".";
    if (got.theme !== null && got.theme >= 0 && !asked.q && !asked.kind && !asked.word) {
      const holding = meetings.filter((i) => present(i, got.theme) && (got.beside === null || present(i, got.beside)));
      const where = `${holding.length} of ${plural(meetings.length, "meeting")}`;
      text += ` ${got.beside === null ? "" : "Both: "}Present in ${where}${holding.length ? ": more than chance would tag" : got.hits.length ? ": mentioned in passing" : ""}.`;
    }
    if (got.topic !== null && got.topic >= 0 && got.theme === null && !asked.q && !asked.kind && !asked.note && !asked.rest) {
      const holding = data.present[asked.cell || ALL]?.[asked.period || ALL]?.[got.topic];
      if (holding !== undefined) text += ` Present in ${holding} of ${plural(meetings.length, "meeting")}.`;
    }
    if (got.theme !== null && got.theme >= 0 && got.beside === null) {
      const grades = got.hits.map((hit) => tagOf(hit.passage, got.theme)?.[2]);
      const many = (grade) => grades.filter((each) => each === grade).length;
      if (many(0)) text += ` ${many(0).toLocaleString("en-GB")} tentative: fewer than two strong terms.`;
      if (many(2)) text += ` ${many(2).toLocaleString("en-GB")} by a person.`;
    }
    return text;
  };
  const open = () => {
    const mine = ++turn, wanted = filesFor(state).filter((name) => !read_files.has(name));
    if (wanted.length) {
      $("evidence-title").textContent = titleOf(state);
      results.replaceChildren();
      unfold();
      readAll(wanted, () => mine === turn).then(() => { if (mine === turn) open(); }, (name) => {
        if (mine === turn) $("count").textContent = `The passages cannot be read: ${name} is not beside this page. Where the page goes, the folder “evidence” must go.`;
      });
      return;
    }
    found = search(state);
    found.hits = inOrder(found.hits, state.sort);
    found.listing = !state.theme && !state.topic && !state.word && !state.q && !state.kind && !state.note;
    $("evidence-title").textContent = titleOf(state);
    $("count").textContent = found.listing ? `${plural(found.notes.size, "meeting")}.` : told(state, found);
    for (const field of filters.elements) if (field.name && document.activeElement !== field) setField(field, state[field.name] || "");
    results.replaceChildren();
    shown = 0;
    more();
    unfold();
  };
  const unfold = () => {
    if (!panel.open) {
      opener = document.activeElement;
      if (matchMedia("(min-width: 68rem)").matches) panel.show(); else panel.showModal();
      $("evidence-title").focus({ preventScroll: true });
    }
    panel.scrollTop = 0;
  };
  const setField = (field, value) => {
    if (field.tagName === "SELECT" && value && ![...field.options].some((o) => o.value === value))
      field.append(element("option", { value, textContent: value }));
    field.value = value;
  };
  const about = (note) => [
    data.cells[note[CELL]] || note[EVENT], (["stated", "correction"].includes(note[BASIS]) || note[EVENT] === "publication" ? "" : "≈ ") + note[WHEN],
    `${data.sources[note[SOURCE]]}:${note[LINE]}`,
  ].join(" · ");
  const head = (i) => {
    const note = data.notes[i];
    const box = element("section", { className: "meeting" },
      element("h3", {}, element("a", { href: address({ note: note[ID] }), textContent: note[TITLE] })),
      element("p", { className: "about", textContent: about(note) }));
    const told = [];
    if (note[EVENT] === "publication") told.push("publication: counted nowhere");
    else if (!["stated", "correction"].includes(note[BASIS])) told.push(`date not stated: ${note[BASIS]}`);
    if (found.theme !== null && found.theme >= 0 && !present(i, found.theme)) told.push("touched on: may be chance, not counted as present");
    for (const words of told) box.lastChild.append(" ", element("span", { className: "flag", textContent: words }));
    return box;
  };
  const more = () => {
    results.querySelector("#more")?.remove();
    if (found.listing) return list();
    let box = results.lastElementChild, last = found.hits[shown - 1]?.note;
    for (const hit of found.hits.slice(shown, shown + AT_ONCE)) {
      if (!box || hit.note !== last) results.append((box = head(hit.note)));
      last = hit.note;
      box.append(passageBox(hit));
    }
    shown = Math.min(shown + AT_ONCE, found.hits.length);
    if (shown < found.hits.length) addMore(`Show more (${(found.hits.length - shown).toLocaleString("en-GB")} left)`);
    if (!found.hits.length) results.append(element("p", { textContent: "No passage. Loosen a filter, or search for fewer words." }));
  };
  const list = () => {
    const notes = inOrder([...found.notes].map((note) => ({ note, at: note, strength: 0 })), state.sort);
    for (const { note } of notes.slice(shown, shown + AT_ONCE)) results.append(head(note));
    shown = Math.min(shown + AT_ONCE, notes.length);
    if (shown < notes.length) addMore(`Show more (${(notes.length - shown).toLocaleString("en-GB")} left)`);
  };
  const addMore = (label) => results.append(element("button", { type: "button", id: "more", textContent: label, onclick: () => {
    const next = results.children.length;
    more();
    results.children[Math.min(next, results.children.length - 1)].querySelector("a")?.focus();
  } }));
  const passageBox = ({ passage, note }) => {
    const section = sectionOf(passage), kind = data.kinds[passage[P_KIND]];
    const names = tagsOf(passage).map(([theme, , grade]) => data.themes[theme][1] + (GRADES[grade] && ` (${GRADES[grade]})`));
    const line = [section || "before the first heading", kind, `${data.sources[data.notes[note][SOURCE]]}:${passage[P_LINE]}`].join(" · ");
    const box = element("div", { className: "passage" },
      element("p", {}, ...marked(passage)), element("p", { className: "about", textContent: line }));
    if (names.length && passage[P_COUNTS]) box.append(element("p", { className: "about", textContent: `Themes: ${names.join("; ")}` }));
    if (passage[P_KEY]) box.append(markBar(passage, note));
    return box;
  };
  const marked = (passage) => {
    const text = passage[P_TEXT];
    const characters = charactersOf(text);
    const spans = spansOf(passage)
      .filter((span) => (found.theme === null || span[0] === found.theme || span[0] === found.beside) && (!state.word || isWord(passage, span, state.word, found.theme)))
      .map(([theme, start, end]) => [start, end, data.themes[theme][1]]);
    const terms = [...found.words, ...(found.topic === null || found.topic < 0 ? [] : data.topics[found.topic][2])];
    if (found.words.length || found.topic !== null) {
      if (found.theme === null) spans.length = 0;
      if (typeof characters === "string") for (const word of terms) spans.push(...places(plain(text), word, found.words.includes(word)));
    }
    spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    const out = [];
    let at = 0;
    for (const [start, end, label] of spans) {
      if (end <= at) continue;
      const from = Math.max(start, at);
      out.push(piece(characters, at, from), element("mark", { textContent: piece(characters, from, end), title: label }));
      at = end;
    }
    out.push(piece(characters, at, characters.length));
    return out;
  };
  const places = (text, word, anywhere) => {
    const spans = [];
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      if (anywhere || !/[\p{L}\p{N}]/u.test(text[at - 1] || " ")) spans.push([at, at + word.length, word]);
    return spans;
  };
  const close = () => {
    if (panel.open) panel.close();
    ask(state.at ? { at: state.at } : {}, true);
  };
  panel.addEventListener("close", () => {
    turn++;
    if (isOpen(read())) history.replaceState(null, "", location.pathname + location.search + (state.at ? address({ at: state.at }) : "#"));
    opener?.focus?.({ preventScroll: true });
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && panel.open) { event.preventDefault(); panel.close(); } });
  $("close").onclick = () => panel.close();
  $("clear").onclick = () => ask({ period: ALL });

  // filters and search

  const fill = (name, options) => filters.elements[name].append(element("option", { value: "", textContent: "any" }),
    ...options.map(([value, textContent]) => element("option", { value, textContent })));
  fill("theme", data.themes);
  fill("topic", data.topics.map(([id, label]) => [id, label]));
  fill("cell", data.cells.map((cell) => [cell, cell]));
  fill("period", [...new Set(data.notes.flatMap((n) => (n[LOW] && n[LOW].slice(0, 4) === n[HIGH].slice(0, 4) ? [n[LOW].slice(0, 4)] : [])))].sort().reverse().map((y) => [y, y]));
  fill("kind", data.kinds.map((kind) => [kind, kind]));
  let waiting = 0;
  const refine = () => {
    const asked = {};
    for (const key of ["note", "word", "rest", "with"]) if (state[key]) asked[key] = state[key];
    for (const field of filters.elements) if (field.name && field.value) asked[field.name] = field.value.trim();
    if (!isOpen(asked)) asked.period = ALL;
    ask(asked, true);
  };
  filters.addEventListener("submit", (event) => { event.preventDefault(); refine(); });
  filters.addEventListener("change", refine);
  filters.elements.q.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(refine, 250); });
  $("search").addEventListener("submit", (event) => {
    event.preventDefault();
    const q = $("q0").value.trim();
    $("narrow").open = true;
    if (q) ask({ q });
  });

  // marks by hand: kept in this browser, saved as one file for data/marks/

  const STORE = `turning-point marks: ${panel.dataset.network}`;
  const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const store = (name, value) => {
    try { localStorage.setItem(name, value); } catch { $("said").textContent = "This browser keeps no marks: save them before you leave the page"; }
  };
  let marks = {};
  try { marks = JSON.parse(stored(STORE)) || {}; } catch { /* not ours */ }
  const MARKS = { right: ["Right", "r"], wrong: ["Wrong", "w"], keep: ["Keep for the roundup", "k"], out: ["Leave out", "o"] };
  const markOf = (passage, theme) => marks[`${passage[P_KEY]} ${theme}`]?.mark;
  const now = () => new Date(Date.now() - new Date().getTimezoneOffset() * 6e4).toISOString().slice(0, 19);
  const setMark = (passage, note, theme, mark) => {
    const key = `${passage[P_KEY]} ${theme}`, of = data.notes[note];
    if (marks[key]?.mark === mark) delete marks[key];
    else marks[key] = { mark, when: now(), note: of[TITLE], place: `${data.sources[of[SOURCE]]}:${passage[P_LINE]}` };
    store(STORE, JSON.stringify(marks));
    tellMarks();
  };
  const tellMarks = () => {
    const count = Object.keys(marks).length;
    $("marked").textContent = count ? `${plural(count, "mark")} in this browser` : "";
    $("save").disabled = $("forget").disabled = !count;
    for (const button of results.querySelectorAll(".marks button")) button.setAttribute("aria-pressed", button.of() === button.name);
  };
  const markBar = (passage, note) => {
    const bar = element("div", { className: "marks" });
    const group = (theme, label, names) => {
      const made = element("span", {}, ...(label ? [element("span", { className: "thin", textContent: label })] : []), ...names.map((name) => {
        const [textContent, key] = MARKS[name];
        const button = element("button", { type: "button", name, textContent, of: () => markOf(passage, theme), onclick: () => setMark(passage, note, theme, name) });
        button.setAttribute("aria-pressed", markOf(passage, theme) === name);
        button.setAttribute("aria-keyshortcuts", key);
        button.dataset.key = key;
        return button;
      }));
      made.setAttribute("role", "group");
      made.setAttribute("aria-label", label || "The draft of the roundup");
      bar.append(made);
    };
    for (const [theme] of passage[P_COUNTS] ? tagsOf(passage) : [])
      if (found.theme === null || found.theme === theme || found.beside === theme) group(data.themes[theme][0], data.themes[theme][1], ["right", "wrong"]);
    group("", "", ["keep", "out"]);
    return bar;
  };
  results.addEventListener("keydown", (event) => {
    const box = event.target.closest(".passage");
    if (!box || event.ctrlKey || event.metaKey || event.altKey) return;
    const boxes = [...results.querySelectorAll(".passage")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = step ? boxes[boxes.indexOf(box) + step]?.querySelector("button")
      : [event.target.closest("[role=group]"), box].map((part) => part?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)).find(Boolean);
    if (!next) return;
    next.focus();
    if (!step) next.click();
    event.preventDefault();
  });
  const cell = (text) => `"${(/^'*\s*[=+\-@\t\r]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  $("who").value = stored(`${STORE} who`) || "";
  $("who").onchange = () => store(`${STORE} who`, $("who").value.trim());
  $("save").onclick = () => {
    const who = $("who").value.trim();
    if (!who) { $("who").focus(); $("said").textContent = "Write your name first: whose marks are they?"; return; }
    const rows = Object.entries(marks).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, { mark, when, note, place }]) => {
      const [passage, theme] = key.split(" ");
      return [passage, theme, mark, cell(who), when, cell(note), cell(place)].join(",");
    });
    const content = ["passage,theme,mark,who,when,note,place", ...rows].join("\n") + "\n";
    const name = who.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
    const link = element("a", { href: URL.createObjectURL(new Blob([content], { type: "text/csv" })), download: `marks-${now().slice(0, 10)}-${name}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    $("said").textContent = `${plural(rows.length, "mark")} saved; put the file into data/marks/`;
  };
  $("forget").onclick = () => {
    if (!confirm("Forget all marks in this browser? What was saved as a file stays.")) return;
    marks = {};
    store(STORE, "{}");
    tellMarks();
  };
  tellMarks();

  // copying

  const copy = async (text, what) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = element("textarea", { value: text });
      (panel.open ? panel : document.body).append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    $("said").textContent = "";
    setTimeout(() => { $("said").textContent = `${what} copied`; }, 50);
  };
  const flash = (button, words) => {
    const before = button.textContent;
    button.textContent = words;
    setTimeout(() => { button.textContent = before; }, 1500);
  };
  const partInView = () => {
    const parts = [...document.querySelectorAll("main section[id]")].filter((s) => !s.hidden && s.getBoundingClientRect().top < innerHeight / 3);
    return parts.length ? parts[parts.length - 1].id : "";
  };
  $("link").onclick = () => {
    const asked = { ...Object.fromEntries(KEYS.map((key) => [key, state[key]])), at: state.at || partInView(), table: ordered };
    copy(location.href.split("#")[0] + address(asked), "Link");
    flash($("link"), "Copied");
  };
  for (const button of document.querySelectorAll("button.copy"))
    button.onclick = () => { copy(button.parentElement.querySelector("pre").textContent, "Lines"); flash(button, "Copied"); };
  for (const input of document.querySelectorAll("input.settle")) {
    const lines = input.closest("details").querySelector("pre");
    const before = lines.textContent;
    input.oninput = () => { lines.textContent = input.value ? before.replace(/^date = .*$/m, `date = ${input.value}`) : before; };
  }

  // marks in charts: one stop of the tab key per chart, arrow keys between marks

  const asked = (mark) => {
    const parts = mark.dataset.evidence.replace(/^n:/, "").split("|");
    const rest = parts[parts.length - 1] === "rest" ? (parts.pop(), "yes") : "";
    const theme = parts.pop(), middle = parts.pop(), cell = parts.join("|");
    const state = { cell: cell === ALL ? "" : cell, period: "", note: "", theme: "", topic: "", rest };
    if (noteAt.has(middle)) { state.note = middle; state.cell = ""; } else if (middle && middle !== ALL) state.period = middle;
    if (themeAt.has(theme)) state.theme = theme; else if (topicAt.has(theme)) state.topic = theme;
    if (!isOpen(Object.fromEntries(Object.entries(state).filter(([, v]) => v)))) state.period = ALL;
    return state;
  };
  for (const svg of document.querySelectorAll(".chart svg")) svg.querySelector(".mark")?.setAttribute("tabindex", "0");
  const follows = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const among = (marks, mark, key) =>
    key === "Home" ? marks[0] : key === "End" ? marks[marks.length - 1] : follows[key] ? marks[marks.indexOf(mark) + follows[key]] : null;
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    moveTo(mark);
    ask(asked(mark));
  });
  document.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.(".mark");
    if (!mark) return;
    const next = among([...mark.ownerSVGElement.querySelectorAll(".mark")], mark, event.key);
    if (event.key === "Enter" || event.key === " ") ask(asked(mark));
    else if (next) moveTo(next);
    else return;
    event.preventDefault();
  });
  const moveTo = (mark) => {
    mark.ownerSVGElement.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
    mark.setAttribute("tabindex", "0");
    mark.focus();
  };

  // tables in order

  let ordered = "";
  const valueOf = (row, column) => {
    const cell = row.cells[column], raw = cell.dataset.v ?? cell.textContent.trim();
    const number = Number(raw);
    return raw !== "" && !Number.isNaN(number) ? number : raw.toLowerCase();
  };
  const order = (table, column, down) => {
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => {
      const x = valueOf(a, column), y = valueOf(b, column);
      const less = typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : typeof x === "number" ? -1 : 1;
      return (down ? -less : less) || a.dataset.i - b.dataset.i;
    });
    table.tBodies[0].append(...rows);
    [...table.tHead.rows[0].cells].forEach((th, i) => { if (i === column) th.setAttribute("aria-sort", down ? "descending" : "ascending"); else th.removeAttribute("aria-sort"); });
    ordered = `${table.id}.${column}.${down ? "down" : "up"}`;
  };
  const restoreOrder = (words) => {
    const [id, column, way] = words.split(".");
    if ($(id)?.tHead?.rows[0].cells[column]) order($(id), Number(column), way === "down");
  };
  // each figure gets its heading, and each row its role: on a narrow screen a row is laid out as a card
  for (const table of document.querySelectorAll("main table")) {
    const names = [...table.tHead.rows[0].cells].map((th) => th.textContent.trim());
    const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
    for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, th, td")])
      part.setAttribute("role", roles[part.tagName] ?? (part.scope === "col" ? "columnheader" : "rowheader"));
    for (const row of table.tBodies[0].rows) for (const cell of row.cells) cell.dataset.label = names[cell.cellIndex];
    table.classList.add("cards");
  }
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tBodies[0].rows].forEach((row, i) => { row.dataset.i = i; });
    [...table.tHead.rows[0].cells].forEach((th, column) => {
      const button = element("button", { type: "button" }, ...th.childNodes);
      button.onclick = () => {
        const now = th.getAttribute("aria-sort");
        order(table, column, now ? now === "ascending" : th.classList.contains("num"));
      };
      th.append(button);
    });
  }

  // the year, and the rest

  const showYear = (id) => {
    const chosen = id?.startsWith("year-") && $(id) ? id.slice(5) : $("year")?.value;
    if (!chosen) return;
    $("year").value = chosen;
    for (const part of document.querySelectorAll("section.year")) part.hidden = part.id !== `year-${chosen}`;
  };
  if ($("year")) $("year").onchange = () => { ask({ at: `year-${$("year").value}` }, true); };
  if (matchMedia("(max-width: 67.99rem)").matches) $("contents").open = false;
  document.addEventListener("click", (event) => { if (event.target.closest("a.n")) opener = event.target.closest("a.n"); });
  addEventListener("hashchange", follow);
  showYear("");
  follow();
})();
