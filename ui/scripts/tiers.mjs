// Fails when an import climbs the tiers app → features → components | ipc → lib, or when a forbidden idiom appears.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const src = resolve(dirname(fileURLToPath(import.meta.url)), "../src");
const allowed = {
  app: ["app", "features", "components", "ipc", "lib", "locales", "styles"],
  features: ["features", "components", "ipc", "lib"],
  components: ["components", "lib"],
  ipc: ["ipc", "lib"],
  lib: ["lib", "locales"],
  locales: ["locales"],
};
/** Commands that write in the book, or act outside it: one gesture gives one of them. */
const writing =
  /\b(?:firstRun|recover\w+|undo|redo|backupNow|valueRestore|folder(?:Add|Pause|Forget)|\w+(?:Save|Delete|Remove|Add|Take|Edit|Restore|Resolve|Create|Join|Unlock|Approve|Invite|Change|Now))\b/;
/** What a window remembers for itself is saved as it comes, and may be saved twice. */
const own = /^(?:draftSave|preferencesSave|noteCommand)$/;
/** Their commands are run by the guard of whoever calls them, or once when they appear. */
const guarded = new Set([
  "features/customers/useCustomerForm.ts",
  "features/email/useImport.ts",
  "features/settings/catalogues.ts",
  "features/team/CreateForm.tsx",
  "features/team/InviteDialog.tsx",
  "features/team/JoinForm.tsx",
]);
const problems = [];

for (const path of readdirSync(src, { recursive: true })) {
  if (!/\.tsx?$/.test(path)) continue;
  const file = relative(src, join(src, path)).replaceAll("\\", "/");
  const [tier, feature] = file.split("/");
  const text = readFileSync(join(src, path), "utf8");
  for (const [, from] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)) {
    const to = relative(src, resolve(src, dirname(path), from)).replaceAll("\\", "/");
    if (to.startsWith("..")) {
      if (tier !== "ipc") problems.push(`${file}: only src/ipc may reach outside src (${from})`);
      continue;
    }
    const [toTier, toFeature] = to.split("/");
    if (!allowed[tier]?.includes(toTier)) problems.push(`${file}: ${tier} may not import ${toTier} (${from})`);
    if (tier === "features" && toTier === "features" && toFeature !== feature)
      problems.push(`${file}: a feature never imports another (${from}); let app pass it in`);
  }
  if (tier !== "ipc" && /@tauri-apps\//.test(text)) problems.push(`${file}: only src/ipc imports @tauri-apps`);
  if (/\binnerHTML\b|dangerouslySetInnerHTML/.test(text)) problems.push(`${file}: no HTML strings in the page`);
  if (tier !== "locales" && file !== "lib/keys.ts" && /["']Enter["']/.test(text))
    problems.push(`${file}: ask lib/keys isSubmitEnter about Enter`);
  const isGuarded = /\buseOnce\b|<FormDialog\b/.test(text);
  for (const [, command] of text.matchAll(/\bipc\s*\.(\w+)\(/g))
    if (tier !== "ipc" && !isGuarded && !guarded.has(file) && writing.test(command) && !own.test(command))
      problems.push(`${file}: ${command} writes: give it to useOnce or to a FormDialog`);
  if (file !== "ipc/bindings.ts" && text.split("\n").length > 400) problems.push(`${file}: over 400 lines`);
  if (file !== "ipc/bindings.ts" && !text.startsWith("// "))
    problems.push(`${file}: open with a sentence that says what it is`);
}

if (problems.length) {
  console.error(problems.join("\n"));
  process.exit(1);
}
