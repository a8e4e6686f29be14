// Loaded into every Node of the page's and the window's tests: it refuses to look at what lies beside the clone.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { isBeside } from "./beside.mjs";

const calls = ["access", "copyFile", "lstat", "open", "opendir", "readFile", "readdir", "realpath", "stat"];

function refuseBeside(of, name) {
  const real = of[name];
  of[name] = Object.assign((path, ...rest) => {
    const text = path instanceof URL ? fileURLToPath(path) : path;
    if (typeof text === "string" && isBeside(text)) throw new Error(`${text} lies beside the clone: no test may look there`);
    return real.call(of, path, ...rest);
  }, real);
}

for (const name of calls) {
  refuseBeside(fs, name);
  refuseBeside(fs, `${name}Sync`);
  refuseBeside(fs.promises, name);
}
refuseBeside(fs, "existsSync");
syncBuiltinESMExports();
