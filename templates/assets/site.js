// What a page does by itself while it is open. Whatever it does is an addition: without it every list, link and
// address is still there. Time is the browser's own clock.
(() => {
  "use strict";

  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const hasCome = (instant) => Date.parse(instant) <= Date.now();
  const refilter = all("form[data-filter]").map(eventFilter);

  // A site whose clock is held still (`now` in site.yaml) shows its own day, whatever day the reader has.
  if (document.body.dataset.clock === "pinned") {
    for (const again of refilter) again();
  } else {
    keepTime();
    setInterval(keepTime, 60_000);
    document.addEventListener("visibilitychange", keepTime);
  }
  copyButtons();

  // Parts appear at `data-from` and go at `data-until`; an upcoming event leaves its list at `data-ends`.
  function keepTime() {
    for (const part of all("[data-from], [data-until]")) {
      const { from, until } = part.dataset;
      part.hidden = (from && !hasCome(from)) || (until && hasCome(until)) || false;
    }
    for (const item of all("[data-ends]")) {
      if (hasCome(item.dataset.ends) && !item.contains(document.activeElement)) item.remove();
    }
    for (const list of all(".event-list")) {
      if (!list.children.length) leave(list.closest("section"));
    }
    for (const again of refilter) again();
    markToday();
  }

  // A month that has no event left goes, and the list of months with its last one.
  function leave(section) {
    const above = section?.parentElement.closest("section");
    section?.remove();
    if (above && !above.querySelector(".event-list")) above.remove();
  }

  function markToday() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    for (const cell of all("td[data-day]")) {
      if (cell.dataset.day === today) cell.setAttribute("aria-current", "date");
      else cell.removeAttribute("aria-current");
    }
  }

  // Shows of the upcoming events those that were asked for, and keeps what was asked in the page's address.
  function eventFilter(form) {
    const fields = all("select", form);
    const said = form.querySelector("[role=status]");
    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      const value = asked.get(field.name);
      if (all("option", field).some((option) => option.value === value)) field.value = value;
    }

    const tests = {
      region: (item, id) => "everywhere" in item.dataset || item.dataset.region.split(" ").includes(id),
      kind: (item, id) => item.dataset.kind === id,
      how: (item, mode) => [mode, "hybrid"].includes(item.dataset.mode),
    };

    function apply() {
      const items = all(".event-list > [data-ends]");
      for (const item of items) {
        item.hidden = !fields.every((field) => !field.value || tests[field.name](item, field.value));
      }
      for (const list of all(".event-list")) {
        list.closest("section").hidden = !list.querySelector(":scope > :not([hidden])");
      }
      const shown = items.filter((item) => !item.hidden).length;
      const words = said.dataset[shown ? "shown" : "none"].replace("{shown}", shown).replace("{total}", items.length);
      if (said.textContent !== words) said.textContent = words;
    }

    function remember() {
      const address = new URL(location.href);
      for (const { name } of fields) address.searchParams.delete(name);
      for (const { name, value } of fields) if (value) address.searchParams.set(name, value);
      history.replaceState(history.state, "", address);
    }

    form.addEventListener("change", () => { apply(); remember(); });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("button").addEventListener("click", () => {
      for (const field of fields) field.value = "";
      apply();
      remember();
    });
    form.hidden = false;
    return apply;
  }

  // Buttons that copy an address, where the browser lets a page do so.
  function copyButtons() {
    const said = document.querySelector("[data-copied]");
    if (!navigator.clipboard || !said) return;
    for (const button of all("button[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        const words = await navigator.clipboard.writeText(button.dataset.copy).then(
          () => said.dataset.copied,
          () => said.dataset.failed,
        );
        said.textContent = "";
        requestAnimationFrame(() => { said.textContent = `${words} ${button.dataset.name}`; });
        button.querySelector("span").textContent = words;
      });
    }
  }
})();
