// Everything that is asked of a page at one width, in one go. axe is there already. Answers with a list of findings.
async ({ axeToo, first, look }) => {
  const findings = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const controls = all("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']");
  // Nothing is played on our pages that axe would have to load first. Where a fault is, its HTML says: naming a selector
  // for each element that it looked at takes axe as long as all the rest.
  const ask = async (context, options) => {
    const results = await axe.run(context, { resultTypes: ["violations"], selectors: false, preload: false, ...options });
    for (const { id, help, nodes } of results.violations) {
      findings.push(`axe ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
    }
    return results;
  };

  // Rules about looks are asked at each width; all others at the first, and at the next about what only that one shows.
  const LOOKS = ["color-contrast", "target-size", "link-in-text-block", "scrollable-region-focusable"];
  const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const ALL = { runOnly: { type: "tag", values: TAGS }, rules: { "label-content-name-mismatch": { enabled: true } } };
  const BUT_LOOKS = Object.fromEntries(LOOKS.map((rule) => [rule, { enabled: false }]));
  const askAboutWhatIsNew = async () => {
    const shown = new Set(all("*").filter((e) => e.checkVisibility({ visibilityProperty: true })));
    const isNew = (e) => shown.has(e) && !window.shownBefore.has(e);
    const news = first ? [] : [...shown].filter((e) => isNew(e) && !isNew(e.parentElement));
    window.shownBefore = shown;
    if (news.length) await ask({ include: news }, { ...ALL, rules: { ...ALL.rules, ...BUT_LOOKS } });
  };

  // A text's colours are those of its style and of the grounds it lies on. What passed once is not asked about again.
  const colours = new Map();
  const coloursOf = (e) => {
    if (!e) return { ground: "", text: "" };
    if (colours.has(e)) return colours.get(e);
    const style = getComputedStyle(e);
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.position, style.textShadow].join();
    const ground = coloursOf(e.parentElement).ground + (own === "rgba(0, 0, 0, 0),none,1,static,none" ? "" : `/${own}`);
    const text = [ground, style.color, style.fontSize, style.fontWeight].join();
    colours.set(e, { ground, text });
    return colours.get(e);
  };

  // A control on one line that is big enough, or has nobody near, needs no opinion of axe.
  const ENOUGH = 24;
  const isComfortable = (one) => {
    const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
    const spare = width >= ENOUGH && height >= ENOUGH ? 0 : ENOUGH;
    const near = controls.filter((other) => {
      const box = other.getBoundingClientRect();
      const isApart =
        box.left >= right + spare || box.right <= left - spare || box.top >= bottom + spare || box.bottom <= top - spare;
      return other !== one && box.width && !isApart;
    });
    return !near.length && one.getClientRects().length === 1;
  };

  // At the first width in one go with everything else: each time, axe looks at the whole page before it begins.
  const askAboutLooks = async () => {
    const passed = new Set(JSON.parse(localStorage.getItem("passed") ?? "[]"));
    for (const e of all("*")) e.toggleAttribute("data-passed", passed.has(coloursOf(e).text));
    for (const e of controls) e.toggleAttribute("data-comfortable", isComfortable(e));
    axe.configure({
      rules: [
        { id: "color-contrast", selector: ":not([data-passed])" },
        { id: "target-size", selector: ":not([data-comfortable])" },
      ],
    });
    const what = first ? ALL : { runOnly: LOOKS };
    const { passes } = await ask(document, { ...what, resultTypes: ["violations", "passes"], elementRef: true });
    for (const { element } of passes.find(({ id }) => id === "color-contrast")?.nodes ?? []) {
      passed.add(coloursOf(element).text);
    }
    localStorage.setItem("passed", JSON.stringify([...passed]));
  };

  if (axeToo) {
    await askAboutWhatIsNew();
    await askAboutLooks();
  }
  if (document.documentElement.scrollWidth > window.innerWidth) {
    const wide = all("body *").filter(
      (e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest(".portal-table-scroll"),
    );
    findings.push(`scrolls sideways: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(" | ")}`);
  }
  if (all("h1").length !== 1) findings.push("has not one h1");
  if (document.body.textContent.includes("UNDEFINED VARIABLE")) findings.push("has an undefined variable");
  if (!look) return findings;

  // A page without its stylesheets would pass axe.
  const header = document.querySelector(".govuk-generic-header");
  if (getComputedStyle(header).backgroundColor !== "rgb(18, 60, 70)") findings.push("portal.css is not applied");
  const h1 = getComputedStyle(document.querySelector("h1"));
  if (!h1.fontFamily.startsWith("Arial") || h1.fontWeight !== "700") findings.push("govuk-frontend is not applied");

  // Whatever takes the focus shows it: by its outline, shadow, colours, or its label's box.
  const shown = (style) => [style.outline, style.boxShadow, style.backgroundColor, style.borderColor].join();
  const looks = (e) =>
    [getComputedStyle(e), ...[...(e.labels ?? [])].map((label) => getComputedStyle(label, "::before"))]
      .map(shown)
      .join();
  for (const control of controls) {
    if (control.disabled || !control.checkVisibility()) continue;
    const before = looks(control);
    control.focus({ preventScroll: true });
    if (document.activeElement === control && looks(control) === before) {
      findings.push(`shows no focus: ${control.outerHTML.slice(0, 160)}`);
    }
    control.blur();
  }
  return findings;
};
