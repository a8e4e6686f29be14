// axe-core in whatever page or window stands open: what it finds serious or critical is a failure.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Runs in the page; the source of axe comes along because the page loads nothing from elsewhere.
 * A grid with an active descendant takes the keys for what scrolls inside it, which axe does not see.
 */
export const audit = `${source}
;const isScrolledByKeys = (rule, target) =>
  rule === "scrollable-region-focusable" && document.querySelector(target)?.closest("[role=grid][tabindex='0']");
axe.run(document, { resultTypes: ["violations"] }).then((found) =>
  found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.filter(({ target }) => !isScrolledByKeys(id, target[0])).map(({ html, any, all, none }) =>
      id + ": " + html.slice(0, 200) + " " + [...any, ...all, ...none].map(({ message }) => message).join("; "))))`;
