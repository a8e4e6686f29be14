// Makes a fresh machine ready, or says what it lacks. Quick when nothing is missing; safe to run again and again.
//   node scripts/setup.mjs          what the app needs to be built
//   node scripts/setup.mjs --tests  also what the window tests need
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ask, fail, has, root, run, tool, tools } from "./lib/run.mjs";

const NODE_MIN = 20;
/** The driver that speaks WebDriver for Tauri's window. */
const TAURI_DRIVER = "2.1.0";
/** What may be linked, by which licence and from where; known faults of it. */
const CARGO_DENY = "0.20.2";

const DEBIAN_BUILD = ["build-essential", "pkg-config", "libwebkit2gtk-4.1-dev"];
const DEBIAN_TESTS = [
  "xvfb", "openbox", "xdotool", "imagemagick", "webkit2gtk-driver", "dbus", "at-spi2-core", "fonts-dejavu-core",
  "chromium", "strace",
];

export function setup({ tests = false } = {}) {
  checkNode();
  checkRust();
  systemPackages(tests ? [...DEBIAN_BUILD, ...DEBIAN_TESTS] : DEBIAN_BUILD);
  for (const folder of [".", "ui", ...(tests ? ["tests/desktop"] : [])]) npmPackages(folder);
  if (tests) cargoDeny();
  if (tests && process.platform === "linux") builtOnce("tauri-driver", TAURI_DRIVER, "one or two minutes");
}

export function cargoDeny() {
  builtOnce("cargo-deny", CARGO_DENY, "some five minutes");
}

function checkNode() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < NODE_MIN) fail(`Node ${NODE_MIN} or newer is needed; this is ${process.versions.node}.`);
}

function checkRust() {
  if (has("cargo") && ask("cargo", ["--version"])) return;
  fail("Rust is needed: install rustup (https://rustup.rs), open a new terminal and try again. The version comes by itself.");
}

function systemPackages(packages) {
  if (process.platform === "darwin") {
    if (!ask("xcode-select", ["-p"])) fail("Apple's command line tools are needed: xcode-select --install");
    return;
  }
  if (process.platform === "win32") {
    console.log("Windows needs the C++ build tools of Visual Studio and WebView2 (part of Windows 11).");
    return;
  }
  if (!has("dpkg-query") || !has("apt-get")) {
    console.log(`This is not Debian or Ubuntu: install by hand what these packages are called here:\n  ${packages.join(" ")}`);
    return;
  }
  const missing = packages.filter((name) => !isInstalled(name));
  if (missing.length === 0) return;
  console.log(`Installing from the system's packages: ${missing.join(" ")}`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const isRoot = process.getuid?.() === 0;
  const apt = (...args) =>
    isRoot ? run("apt-get", args, { env }) : run("sudo", ["DEBIAN_FRONTEND=noninteractive", "apt-get", ...args]);
  // A list that cannot be renewed (a dead mirror beside good ones) may still be good enough.
  apt("-qq", "update");
  if (!apt("-qq", "install", "-y", "--no-install-recommends", ...missing)) {
    fail(`The system's packages could not be installed. By hand:\n  sudo apt-get install ${missing.join(" ")}`);
  }
}

function isInstalled(name) {
  return ask("dpkg-query", ["-W", "-f=${db:Status-Status}", name]) === "installed";
}

/** Installs exactly what the lock file says, and only when it says something new. */
function npmPackages(folder) {
  const lock = join(root, folder, "package-lock.json");
  if (!existsSync(lock)) return;
  const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");
  const mark = join(root, folder, "node_modules", ".installed-lock");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
  console.log(`Installing the npm packages of ${folder === "." ? "the project" : folder}`);
  // No package runs code of its own while it is installed (R43).
  const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  if (!run("npm", args, { cwd: join(root, folder) })) fail(`npm ci failed in ${folder}.`);
  writeFileSync(mark, wanted);
}

/** A tool that Cargo builds into `target`, in exactly this version. */
function builtOnce(name, version, time) {
  const installed = existsSync(tool(name)) && existsSync(join(tools, ".crates.toml"))
    && readFileSync(join(tools, ".crates.toml"), "utf8").includes(`"${name} ${version} `);
  if (installed) return;
  console.log(`Building ${name}, once: ${time}`);
  const args = ["install", name, "--version", version, "--locked", "--quiet", "--root", tools];
  if (!run("cargo", args)) fail(`${name} could not be built.`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  setup({ tests: process.argv.includes("--tests") });
  console.log("Ready: npm start opens Hilo, npm test checks it.");
}
