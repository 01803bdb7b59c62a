"use strict";
(function () {
  const controls = ["text", "band", "list", "event"].map((name) => document.getElementById("filter-" + name));
  if (controls.some((control) => control === null)) { return; }
  const parties = Array.from(document.querySelectorAll("article.party"));
  const shown = document.getElementById("shown");
  function apply() {
    const [text, band, list, event] = controls.map((control) => control.value.trim().toLowerCase());
    let count = 0;
    for (const party of parties) {
      const named = !text || party.dataset.text.includes(text);
      let any = false;
      for (const hit of party.querySelectorAll(".hit")) {
        const fits = named && (!band || hit.dataset.band === band) && (!list || hit.dataset.list === list)
          && (!event || hit.dataset.event === event);
        hit.hidden = !fits;
        if (fits) { any = true; count += 1; }
      }
      party.hidden = !any;
    }
    shown.textContent = count + " hits shown";
  }
  for (const control of controls) { control.addEventListener("input", apply); }
  apply();
})();
