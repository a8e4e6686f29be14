// axe-core in whatever page or window stands open: what it finds serious or critical is a failure.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Runs in the page; the source of axe comes along because the page loads nothing from elsewhere. */
export const audit = `${source}
;axe.run(document, { resultTypes: ["violations"] }).then((found) =>
  found.violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
      id + ": " + html.slice(0, 200) + " " + [...any, ...all, ...none].map(({ message }) => message).join("; "))))`;
