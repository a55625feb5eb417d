"use strict";
(() => {
  const form = document.querySelector(".filter");
  const output = form.querySelector("output");
  const nothing = document.querySelector(".nothing");
  const articles = [...document.querySelectorAll("article.finding")].map((article) => ({
    article,
    words: article.closest(".rule").querySelector("h4").textContent.toLowerCase() + " " + article.textContent.toLowerCase(),
    documents: new Set(article.dataset.documents.split(" ")),
  }));
  const groups = [...document.querySelectorAll(".rule"), ...document.querySelectorAll(".severity")];
  const opened = new Set();

  // what is chosen: severities, words, and one value each of document, family, rule and status
  const chosen = () => {
    const data = new FormData(form);
    return { severity: new Set(data.getAll("severity")), words: data.get("words").trim().toLowerCase().split(/\s+/).filter(Boolean),
      document: data.get("document"), family: data.get("family"), rule: data.get("rule"), status: data.get("status") };
  };
  const matches = (item, wanted) => {
    const about = item.article.dataset;
    return wanted.severity.has(about.severity) && (!wanted.document || item.documents.has(wanted.document))
      && ["family", "rule", "status"].every((name) => !wanted[name] || about[name] === wanted[name])
      && wanted.words.every((word) => item.words.includes(word));
  };
  const isPlain = (wanted) => !wanted.words.length && !wanted.document && !wanted.family && !wanted.rule && !wanted.status
    && form.querySelectorAll("[name=severity]:not(:checked)").length === 0;

  const apply = () => {
    const wanted = chosen();
    const plain = isPlain(wanted);
    let shown = 0;
    for (const item of articles) {
      const found = matches(item, wanted);
      item.article.hidden = !found;
      shown += found;
    }
    for (const group of groups) group.hidden = !group.querySelector("article.finding:not([hidden])");
    for (const more of document.querySelectorAll(".rule > .more")) {
      more.hidden = !more.querySelector("article.finding:not([hidden])");
      if (!plain && !more.open) { more.open = true; opened.add(more); }
      if (plain && opened.delete(more)) more.open = false;
    }
    nothing.hidden = shown > 0 || articles.length === 0;
    output.textContent = `${shown} of ${output.dataset.of} findings shown`;
  };

  // a cell of the table chooses its document and family
  const choose = (link) => {
    form.reset();
    for (const name of ["document", "family"]) {
      if (link.dataset[name]) form.elements[name].value = link.dataset[name];
    }
    apply();
    const heading = document.getElementById("findings");
    heading.focus({ preventScroll: true });
    heading.scrollIntoView();
  };

  // a link to one finding or rule shows it, whatever is chosen
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); apply(); }
    for (let more = target.closest("details"); more; more = more.parentElement.closest("details")) more.open = true;
    target.scrollIntoView();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-document]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); choose(link); }
  });
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => document.querySelectorAll("details:not([open])").forEach((more) => {
    more.open = true;
    more.dataset.printed = "";
  }));
  addEventListener("afterprint", () => document.querySelectorAll("details[data-printed]").forEach((more) => {
    more.open = false;
    delete more.dataset.printed;
  }));
  form.hidden = false;
  apply();
  reveal();
})();
