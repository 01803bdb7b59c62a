"use strict";
(function () {
  const list = document.getElementById("parties");
  if (list === null) { return; }
  const byId = (id) => document.getElementById(id);
  const controls = ["text", "band", "list", "event"].map((name) => byId("filter-" + name));
  const first = Array.from(list.children);
  const packed = byId("more") === null ? null : JSON.parse(byId("more").textContent);
  const parties = packed === null ? first.map(indexed) : packed.parties;
  const pageSize = packed === null ? first.length : packed.page_size;
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const unpacked = new Map();
  let found = [];
  let page = 0;
  let turn = 0;

  function indexed(article) {
    const hits = Array.from(article.querySelectorAll(".hit"));
    return [article.dataset.text, hits.map((hit) => [hit.dataset.band, hit.dataset.list, hit.dataset.event])];
  }

  function wanted() {
    const [text, ...rest] = controls.map((control) => control.value.trim().toLowerCase());
    return { text, fits: (hit) => rest.every((value, place) => !value || value === hit[place]) };
  }

  // the articles of a chunk, made once from its compressed HTML
  function chunk(number) {
    if (!unpacked.has(number)) {
      const bytes = Uint8Array.from(atob(packed.chunks[number]), (character) => character.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
      unpacked.set(number, new Response(stream).text().then((html) => {
        const template = document.createElement("template");
        template.innerHTML = html;
        return Array.from(template.content.children);
      }));
    }
    return unpacked.get(number);
  }

  async function article(number) {
    if (number < first.length) { return first[number]; }
    const place = number - first.length;
    return (await chunk(Math.floor(place / packed.chunk_size)))[place % packed.chunk_size];
  }

  function filter() {
    const { text, fits } = wanted();
    let hits = 0;
    found = [];
    parties.forEach(([words, all], number) => {
      if (text && !words.includes(text)) { return; }
      const count = all.filter(fits).length;
      if (count > 0) { found.push(number); hits += count; }
    });
    page = 0;
    const shown = byId("shown");
    shown.textContent = shown.dataset.text.replace("{hits}", numbers.format(hits))
      .replace("{parties}", numbers.format(found.length));
    return show();
  }

  async function show() {
    const mine = ++turn;
    const { fits } = wanted();
    const articles = await Promise.all(found.slice(page * pageSize, (page + 1) * pageSize).map(article));
    if (mine !== turn) { return; }
    for (const one of articles) {
      for (const hit of one.querySelectorAll(".hit")) {
        hit.hidden = !fits([hit.dataset.band, hit.dataset.list, hit.dataset.event]);
      }
    }
    list.replaceChildren(...articles);
    if (packed !== null) { showPage(); }
  }

  function showPage() {
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    const place = byId("page");
    place.textContent = place.dataset.text.replace("{page}", numbers.format(page + 1))
      .replace("{pages}", numbers.format(pages));
    byId("page-before").disabled = page === 0;
    byId("page-after").disabled = page + 1 >= pages;
  }

  function turnTo(next) {
    page = next;
    show().then(() => byId("hits").scrollIntoView());
  }

  for (const control of controls) { control.addEventListener("input", filter); }
  if (packed !== null) {
    byId("page-before").addEventListener("click", () => turnTo(page - 1));
    byId("page-after").addEventListener("click", () => turnTo(page + 1));
  }
  // paper shows what the reader has opened, and every notice
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details.notice:not([open])")) { one.open = true; one.dataset.printed = ""; }
  });
  window.addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details[data-printed]")) { one.open = false; delete one.dataset.printed; }
  });
  filter();
})();
