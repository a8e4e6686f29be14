// Sizes of files as people read them.
export function showSize(bytes: number, locale: string): string {
  const [unit, value] = bytes < 1000 ? ["B", bytes] : bytes < 1e6 ? ["kB", bytes / 1000] : ["MB", bytes / 1e6];
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: unit === "MB" ? 1 : 0 }).format(value)} ${unit}`;
}
