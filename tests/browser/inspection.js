// Everything that is asked of a page at one width, in one go. axe is there already. Answers with a list of findings.
async ({ axeToo, look }) => {
  const findings = [];
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
  const options = {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations"],
    rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } },
  };
  const { violations } = axeToo ? await axe.run(document, options) : { violations: [] };
  for (const { id, help, nodes } of violations) {
    findings.push(`axe ${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  }
  if (document.documentElement.scrollWidth > window.innerWidth) {
    const wide = [...document.querySelectorAll("body *")].filter(
      (e) => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest(".portal-table-scroll"),
    );
    findings.push(`scrolls sideways: ${wide.slice(0, 3).map((e) => e.outerHTML.slice(0, 120)).join(" | ")}`);
  }
  if (document.querySelectorAll("h1").length !== 1) findings.push("has not one h1");
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
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  for (const control of document.querySelectorAll(controls)) {
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
