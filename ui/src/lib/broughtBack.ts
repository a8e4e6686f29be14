// The records that the user's last undo or restoring brought back: a list in which they were selected selects them again.
// What others bring back leaves the selection as it is.
let records: ReadonlySet<string> = new Set();

export function bringBack(ids: readonly string[]): void {
  records = new Set(ids);
}

export const isBroughtBack = (id: string): boolean => records.has(id);
