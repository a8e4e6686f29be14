// Both catalogues say the same things, and every error has its sentence.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { AppError } from "../src/ipc";
import { errorMessage, errorSentence, fieldMessage } from "../src/ipc/errors";
import { activate, i18n, t } from "../src/lib/i18n";
import { en } from "../src/locales/en";
import { es } from "../src/locales/es";

test("each catalogue has every id of the other, and no empty text", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(es).sort());
  for (const text of [...Object.values(es), ...Object.values(en)]) expect(text.trim()).not.toBe("");
});

test("no id stands in two areas, where the later would hide the earlier", () => {
  const areas = readdirSync("src/locales/es").map((name) => readFileSync(join("src/locales/es", name), "utf8"));
  const ids = areas.flatMap((text) => [...text.matchAll(/^ {2}"?([\w.]+)"?:/gm)].map(([, id]) => id));
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

test("both languages fill in the same values", () => {
  const names = (text: string) =>
    [...text.matchAll(/(?<!(?:=0|one|other) )\{(\w+)[,}]/g)]
      .map((match) => match[1])
      .filter((name) => !/^\d/.test(name ?? ""))
      .sort();
  for (const [id, text] of Object.entries(es)) expect(names(en[id as keyof typeof es]), id).toEqual(names(text));
});

test("every literal id that the code asks for exists", () => {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => /\.tsx?$/.test(path));
  for (const path of files)
    for (const [, id] of readFileSync(join("src", path), "utf8").matchAll(/\bt\("([^"]+)"/g))
      expect(es, path).toHaveProperty([id ?? ""]);
});

const codes: Record<AppError["code"], true> = {
  invalid: true,
  not_found: true,
  profile_missing: true,
  profile_in_use: true,
  profile_exists: true,
  newer_version: true,
  damaged: true,
  foreign_database: true,
  disk_full: true,
  not_an_email: true,
  email_damaged: true,
  email_too_complex: true,
  file_too_large: true,
  file_unreadable: true,
  file_empty: true,
  not_opened: true,
  no_program: true,
  nothing_to_undo: true,
  stopped: true,
  read_only: true,
  no_team: true,
  team_exists: true,
  sample_in_team: true,
  on_its_way: true,
  not_member: true,
  folder_missing: true,
  folder_foreign: true,
  folder_refused: true,
  invite_expired: true,
  invite_used: true,
  code_mismatch: true,
  passphrase_needed: true,
  passphrase_wrong: true,
  internal: true,
};

test("every error code has a sentence of three parts in both languages", () => {
  for (const locale of ["es", "en"] as const) {
    activate(locale);
    for (const code of Object.keys(codes) as AppError["code"][]) {
      const sentence = errorSentence({ code, field: null, detail: null }, t);
      expect(sentence).not.toContain("error.");
      expect(sentence.split(". ").length, sentence).toBeGreaterThanOrEqual(
        ["nothing_to_undo", "stopped"].includes(code) ? 2 : 3,
      );
    }
  }
  activate("es");
});

test("an unknown code is still told, with its detail", () => {
  const error = { code: "from_the_future", field: null, detail: "log 7f3a" } as unknown as AppError;
  expect(errorMessage(error.code)).toBe("error.internal");
  expect(errorSentence(error, t)).toContain("log 7f3a");
  expect(fieldMessage("from_the_future", "date")).toBe("invalid.other");
});

test("plurals are Spanish", () => {
  expect(i18n._("criteria.active", { n: 1 })).toBe("1 criterio activo");
  expect(i18n._("criteria.active", { n: 0 })).toBe("Sin criterios");
});
