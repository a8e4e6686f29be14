// Known faults in what we depend on. Apart from npm test: the databases are on the network and change by themselves,
// and a check must not fail today for what was not known yesterday.
import { join } from "node:path";
import { fail, has, root, run } from "./lib/run.mjs";

if (!has("cargo-deny")) fail("cargo-deny is needed: cargo install cargo-deny --locked");
const rust = run("cargo", ["deny", "--workspace", "check", "advisories"]);
const page = run("npm", ["audit", "--omit=dev"], { cwd: join(root, "ui") });
process.exit(rust && page ? 0 : 1);
