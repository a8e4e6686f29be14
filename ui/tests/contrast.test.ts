// Every pair of colours that the window uses has the contrast that WCAG 2.2 AA asks for, in both themes.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const css = readFileSync("src/styles/tokens.css", "utf8");

/** By background: what is read on it needs 4.5. */
const texts = {
  surface: [
    "text",
    "text-muted",
    "text-faint",
    "accent-text",
    "danger-text",
    "warning-text",
    "success-text",
    "due-today",
    "overdue",
  ],
  window: ["text", "text-muted", "text-faint", "overdue"],
  raised: ["text", "text-faint", "text-muted", "accent-text"],
  selected: ["text", "text-muted", "text-faint", "accent-text", "danger-text", "success-text", "due-today", "overdue"],
  "surface-hover": ["text-faint", "text-muted"],
  "surface-pressed": ["text", "text-muted"],
  "accent-tint": ["text", "text-muted", "text-faint", "accent-text"],
  "warning-tint": ["text", "text-muted", "warning-text"],
  "overdue-tint": ["text", "text-muted", "overdue"],
  "surface-sunken": ["text-muted", "text-faint", "due-today"],
  "raised-hover": ["text-muted", "text-faint"],
  accent: ["on-accent"],
  "accent-hover": ["on-accent"],
  danger: ["on-danger"],
  "danger-tint": ["danger-text"],
  "success-tint": ["success-text"],
  "due-today-tint": ["due-today"],
  inverse: ["on-inverse", "on-inverse-accent"],
};
/** By background: edges, marks and the focus need 3. */
const marks = {
  surface: ["border-control", "accent-line", "due-today-mark", "overdue-mark", "done-mark"],
  raised: ["border-control"],
  "surface-sunken": ["border-control"],
  window: ["accent-line"],
  selected: ["accent-line", "due-today-mark", "overdue-mark", "done-mark"],
};

type Tokens = Record<string, string>;

function tokensOf(theme: string): Tokens {
  const body = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(css)?.[1] ?? "";
  return Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value?.trim()]),
  );
}

function hexOf(tokens: Tokens, name: string): string {
  const value = tokens[name] ?? "";
  const alias = /^var\(--([\w-]+)\)$/.exec(value);
  return alias ? hexOf(tokens, alias[1] ?? "") : value;
}

/** WCAG 2.2, "relative luminance". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

for (const theme of ["light", "dark"])
  test(`l27: contrast of the ${theme} theme`, () => {
    const tokens = tokensOf(theme);
    const poor = (pairs: Record<string, string[]>, needed: number) =>
      Object.entries(pairs).flatMap(([back, fronts]) =>
        fronts
          // Not a number where a token is missing, and that is poor too.
          .filter((front) => !(contrast(hexOf(tokens, front), hexOf(tokens, back)) >= needed))
          .map((front) => `${front} on ${back}`),
      );
    expect(poor(texts, 4.5)).toEqual([]);
    expect(poor(marks, 3)).toEqual([]);
  });
