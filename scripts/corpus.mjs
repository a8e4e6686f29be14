// The large collection of emails, which is not part of the project: every value beside what independent readers agree on,
// and every file cut, changed and shown.
//   npm run corpus -- FOLDER    with visible/, truth/ (FILE.json) and hostile/; or HILO_CORPUS=FOLDER
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { fail, run } from "./lib/run.mjs";

/** True when every answer is right or has its reason in docs/mail-proof.md, and nothing hangs, panics or gets through. */
export function corpus(folder) {
  const env = { ...process.env, HILO_CORPUS: resolve(folder) };
  // Of the whole workspace, so that nothing is compiled a second time with other features.
  const test = (...what) => run("cargo", ["test", "--workspace", "--quiet", ...what], { env });
  const passed = [test("--test", "corpus", "--test", "hostile"), test("--lib", "r16_real_letters_come_out_harmless")];
  return passed.every(Boolean);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = process.argv[2] ?? process.env.HILO_CORPUS;
  if (!folder) fail("Which folder? npm run corpus -- FOLDER");
  if (!existsSync(join(folder, "visible"))) fail(`No emails lie in ${join(folder, "visible")}.`);
  process.exit(corpus(folder) ? 0 : 1);
}
