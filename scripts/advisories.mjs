// Known faults in what we depend on. Apart from npm test: the databases are on the network and change by themselves,
// and a check must not fail today for what was not known yesterday.
import { join } from "node:path";
import { root, run, tool } from "./lib/run.mjs";
import { cargoDeny } from "./setup.mjs";

cargoDeny();
const rust = run(tool("cargo-deny"), ["--workspace", "check", "advisories"]);
const page = run("npm", ["audit", "--omit=dev"], { cwd: join(root, "ui") });
process.exit(rust && page ? 0 : 1);
