"use strict";
(() => {
  // Data arrive as scripts, each of which calls arrived(name, data): a page from a disk may read no other files.
  const loaded = new Map();
  const waiting = new Map();
  window.arrived = (name, data) => waiting.get(name)?.(data);
  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((resolve, reject) => {
        waiting.set(name, resolve);
        const script = document.createElement("script");
        script.src = `${name}.js`;
        script.onerror = () => { loaded.delete(name); reject(new Error(`${name}.js did not load`)); };
        document.head.append(script);
      }));
    }
    return loaded.get(name);
  };

  // The words of a text as they are compared; graphkit/exports/site/search.py does the same.
  const words = (text) => text.normalize("NFKD").replace(/[\p{M}'’ʼ]/gu, "").replaceAll("&", " and ").toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

  // A word without its plural or verb ending, which leaves a beginning of it: polic(y, ies), plan(s, ned, ning),
  // supervis(e, ed, ing, ion).
  const ENDING = "(?<![aeiou])(?:ying|ies|ied|y)|ings?|(?<=^.{5,})ions?|(?<!e)ed|es|(?<![isu])s|e";
  const ENDED = new RegExp(`^(.*?[aeiouy].*?)(?<=^.{3,})(?:${ENDING})$`);
  const DOUBLED = /([b-df-hj-np-tv-z])\1$/;
  const stem = (word) => (/\d/.test(word) ? word : word.replace(ENDED, "$1").replace(DOUBLED, "$1"));

  // How well a word answers one that is looked for: the same, another form of it, or begun by it.
  const likeness = (word, wanted) => {
    if (word === wanted) return 1;
    if (stem(word) === stem(wanted)) return 0.8;
    return wanted.length > 1 && word.startsWith(wanted) ? (0.5 * wanted.length) / word.length : 0;
  };

  // The entries that have a word, each with its weight there. A code that stands somewhere whole is not taken for the
  // beginning of another.
  const having = async (wanted, all) => {
    const start = stem(wanted);
    const end = wanted.length > 1 ? `${start}\uffff` : start;
    const names = all.words.flatMap((first, n) => (first <= end && !(all.words[n + 1] <= start) ? [`words/${n}`] : []));
    const lines = (await Promise.all(names.map(load))).flat();
    const isCode = /\d/.test(wanted) && lines.some(([word]) => word === wanted);
    const weights = new Map();
    for (const [word, ...groups] of lines) {
      const like = isCode ? Number(word === wanted) : likeness(word, wanted);
      if (!like) continue;
      for (const [weight, ...steps] of groups) {
        let entry = 0;
        for (const step of steps) {
          entry += step;
          weights.set(entry, Math.max(weights.get(entry) ?? 0, like * weight));
        }
      }
    }
    return weights;
  };

  // The entries with all words, else with any: the heavier and the rarer the words in them, the earlier.
  const find = async (wanted, all) => {
    const total = all.kinds.reduce((sum, [, size]) => sum + size, 0);
    const scores = new Map();
    for (const weights of await Promise.all(wanted.map((word) => having(word, all)))) {
      const rarity = Math.log(1 + total / weights.size);
      for (const [entry, weight] of weights) {
        const [number, score] = scores.get(entry) ?? [0, 0];
        scores.set(entry, [number + 1, score + rarity * weight]);
      }
    }
    const found = [...scores].map(([entry, [number, score]]) => ({ entry, number, score }));
    const whole = found.filter(({ number }) => number === wanted.length);
    const order = (one, other) => other.score - one.score || one.entry - other.entry;
    return { hasAll: whole.length > 0, entries: (whole.length ? whole : found).sort(order).map(({ entry }) => entry) };
  };

  // Words of documents become text, never HTML.
  const make = (tag, attributes, ...content) => {
    const made = Object.assign(document.createElement(tag), attributes);
    made.append(...content);
    return made;
  };
  const RUN = /[\p{L}\p{N}\p{M}'’ʼ]+/gu;
  const marks = (text, wanted) => [...text.matchAll(RUN)]
    .filter(([run]) => words(run).some((word) => wanted.some((each) => likeness(word, each))));
  const marked = (text, wanted) => {
    const made = document.createDocumentFragment();
    let end = 0;
    for (const { 0: run, index } of marks(text, wanted)) {
      made.append(text.slice(end, index), make("mark", {}, run));
      end = index + run.length;
    }
    made.append(text.slice(end));
    return made;
  };
  // Of a long text the stretch with most of the words.
  const LONGEST = 240;
  const snippet = (text, wanted) => {
    if (text.length <= LONGEST) return marked(text, wanted);
    const at = marks(text, wanted).map(({ index }) => index);
    const within = (start) => at.filter((each) => each >= start && each < start + LONGEST - 80).length;
    const best = at.reduce((one, other) => (within(other) > within(one) ? other : one), at[0] ?? 0);
    const start = best < 60 ? 0 : Math.min(best, text.indexOf(" ", best - 60) + 1);
    const limit = start + LONGEST;
    const cut = text.lastIndexOf(" ", limit);
    const end = limit >= text.length ? text.length : cut > best ? cut : limit;
    return marked(`${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`, wanted);
  };

  const form = document.querySelector("form[role=search]");
  const field = form.elements.q;
  const [output, kinds, results, more, none, lists] = ["output", ".kinds", ".results", ".more", ".none", ".lists"]
    .map((name) => document.querySelector(`main ${name}`));
  const PAGE = 25;
  let turn = 0;
  let size = PAGE;
  let chosen = new URLSearchParams(location.search).get("kind") ?? "";

  const kindOf = (entry, all) => all.kinds.find(([, number]) => (entry -= number) < 0)[0];
  const show = async (entry, all, wanted) => {
    const chunk = await load(`entries/${Math.floor(entry / all.chunk)}`);
    const [title, text, where, href] = chunk[entry % all.chunk];
    const kind = make("span", { className: "kind" }, kindOf(entry, all));
    return make("li", {}, make("a", { href }, marked(title, wanted)),
      make("p", { className: "about" }, kind, " ", marked(where, wanted)),
      ...(text ? [make("p", { className: "snippet" }, snippet(text, wanted))] : []));
  };
  const choice = (kind, name, count) => {
    const input = make("input", { type: "radio", name: "kind", value: kind, checked: kind === chosen });
    input.addEventListener("change", () => { chosen = kind; size = PAGE; search(); });
    return make("label", { hidden: !count }, input, ` ${name} `, make("span", { className: "count" }, String(count)));
  };
  const choose = (entries, all) => {
    const counts = new Map();
    for (const kind of entries.map((entry) => kindOf(entry, all))) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (!counts.has(chosen)) chosen = "";
    const focused = document.activeElement?.name === "kind";
    const choices = all.kinds.map(([kind]) => choice(kind, kind, counts.get(kind) ?? 0));
    kinds.replaceChildren(kinds.querySelector("legend"), choice("", "All", entries.length), ...choices);
    kinds.hidden = counts.size < 2;
    if (focused) kinds.querySelector(":checked").focus();
  };
  const told = (number, hasAll, isEmpty) => {
    if (isEmpty) return "";
    if (!number) return "Nothing found";
    const some = hasAll ? "" : " with some of the words; nothing has all of them";
    return `${number} ${number === 1 ? "result" : "results"}${some}`;
  };

  const search = async () => {
    const now = ++turn;
    const wanted = [...new Set(words(field.value))];
    try {
      const all = await load("all");
      const { hasAll, entries } = await find(wanted, all);
      if (now !== turn) return;
      choose(entries, all);
      const kept = chosen ? entries.filter((entry) => kindOf(entry, all) === chosen) : entries;
      const items = await Promise.all(kept.slice(0, size).map((entry) => show(entry, all, wanted)));
      if (now !== turn) return;
      results.replaceChildren(...items);
      output.textContent = told(kept.length, hasAll, !wanted.length);
      more.hidden = kept.length <= size;
      lists.hidden = kept.length > 0;
      none.hidden = kept.length > 0 || !wanted.length;
    } catch (error) {
      output.textContent = `The search does not work: ${error.message}.`;
    }
    const address = new URLSearchParams({ q: field.value, ...(chosen ? { kind: chosen } : {}) });
    history.replaceState(null, "", `?${address}`);
  };

  // Typing searches; Enter leads to the first result, the arrows from one to the next.
  let timer;
  field.addEventListener("input", () => { clearTimeout(timer); size = PAGE; timer = setTimeout(search, 100); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await search();
    results.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    const stops = [field, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  });
  more.addEventListener("click", async () => {
    const before = size;
    size += PAGE;
    await search();
    results.querySelectorAll("a")[before]?.focus();
  });

  document.querySelector("main .unscripted").remove();
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) search();
  else field.focus();
})();
