// What the invented book is opened with, in a test or by the page's address.
import type { AppState, CustomField, ErrorCode, Notice } from "../src/ipc";
import { someFields } from "./customers";
import type { FakeImport } from "./emailImport";
import type { FakeTeam } from "./team";

export type FakeOptions = {
  profile?: AppState["profile"];
  error?: ErrorCode;
  /** Those that the team has defined. */
  fields?: CustomField[];
  rows?: number;
  isEmpty?: boolean;
  notices?: Notice[];
  team?: FakeTeam;
  /** Some things were changed by two people at once. */
  hasConflicts?: boolean;
  /** The system keeps no secrets. */
  needsPhrase?: boolean;
  emails?: FakeImport;
  /** How many records of the book are samples. */
  samples?: number;
};

export function optionsFromAddress(): FakeOptions {
  const query = new URLSearchParams(window.location.search);
  const error = query.get("refused") as ErrorCode | null;
  return {
    profile: error ? "refused" : query.has("first") ? "missing" : "open",
    error: error ?? undefined,
    rows: Number(query.get("rows") ?? 0) || undefined,
    isEmpty: query.has("empty"),
    fields: query.has("fields") ? someFields : undefined,
    notices: query.getAll("notice") as Notice[],
    team: (query.get("team") as FakeTeam | null) ?? undefined,
    hasConflicts: query.has("conflicts"),
    needsPhrase: query.has("phrase"),
    samples: Number(query.get("samples") ?? 0),
    emails: (query.get("emails") as FakeImport | null) ?? undefined,
  };
}
