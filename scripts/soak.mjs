// The long proofs: a thousand kills, three hundred power cuts. What CI does in small.
import { run } from "./lib/run.mjs";

const rounds = (count) => ({ env: { ...process.env, HILO_DURABILITY_ROUNDS: String(count) } });
const passed = [
  run("cargo", ["build", "--release", "-p", "cli", "--quiet"]),
  run("cargo", ["test", "--release", "-p", "cli", "--test", "durability", "--", "--nocapture", "f1_"], rounds(1200)),
  run("cargo", ["test", "--release", "-p", "cli", "--test", "durability", "--", "--nocapture", "f4_"], rounds(300)),
];
process.exit(passed.every(Boolean) ? 0 : 1);
