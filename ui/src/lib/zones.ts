// Time zones by their IANA names, found by the city that people type.
const SHOWN_MAX = 60;

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[/_]/g, " ").toLowerCase();

/** Zones that hold every typed word; those of whose city it is the beginning come first. */
export function findZones(zones: string[], text: string): string[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  const hits = zones.filter((zone) => words.every((word) => fold(zone).includes(word)));
  const first = words[0] ?? "";
  const isCity = (zone: string) => first !== "" && fold(zone.split("/").at(-1) ?? "").startsWith(first);
  return [...hits.filter(isCity), ...hits.filter((zone) => !isCity(zone))].slice(0, SHOWN_MAX);
}

/** "UTC+1", as it is there now; nothing for a zone that the engine does not know. */
export function offsetOf(zone: string): string {
  try {
    const format = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "shortOffset" });
    const name = format.formatToParts(new Date()).find((part) => part.type === "timeZoneName")?.value ?? "";
    return name.replace("GMT", "UTC");
  } catch {
    return "";
  }
}

export function systemZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
