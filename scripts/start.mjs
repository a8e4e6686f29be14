// Opens Hilo from a fresh clone: prepares the machine, builds the page and the program, and starts it.
//   npm start                      the usual profile
//   npm start -- --profile DIR     another one
//   npm start -- --dev             reloads as the sources change
import { existsSync } from "node:fs";
import { join } from "node:path";
import { binary, fail, root, run } from "./lib/run.mjs";
import { setup } from "./setup.mjs";

const args = process.argv.slice(2);
setup();
if (args.includes("--dev")) {
  const passed = args.filter((arg) => arg !== "--dev");
  process.exit(run("npm", ["exec", "--", "tauri", "dev", "--", "--package", "desktop", "--", ...passed]) ? 0 : 1);
}

if (!existsSync(join(root, "target"))) console.log("The first build takes some minutes; the next ones take seconds.");
// The page goes first: Cargo puts it inside the program.
if (!run("npm", ["run", "build"], { cwd: join(root, "ui") })) fail("The page could not be built.");
// Plain Cargo, as in the tests: `tauri build` sets variables that would make Cargo build Tauri again each time.
if (!run("cargo", ["build", "--package", "desktop", "--bin", "hilo-desktop"])) fail("The program could not be built.");
if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
  fail(`There is no screen here, so no window can open. The program is ready: ${binary}`);
}
console.log("Hilo is open.");
process.exit(run(binary, args, { cwd: process.env.INIT_CWD ?? process.cwd() }) ? 0 : 1);
