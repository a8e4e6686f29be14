// The short messages at the bottom of the window, kept outside React so that anything may send one.
export type Toast = {
  id: number;
  text: string;
  isWarning?: boolean;
  /** Of an error, for whoever helps. */
  details?: string | null;
  /** There is no other way to what it offers: it is there until somebody answers or closes it. */
  stays?: boolean;
  action?: { label: string; key?: string; run: () => void };
};

/** Long enough to read and to reach Deshacer. */
export const TOAST_MS = 9000;

let toasts: Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function set(value: Toast[]): void {
  toasts = value;
  for (const listener of listeners) listener();
}

export function toast(message: Omit<Toast, "id">): void {
  // Whatever was done since, Deshacer would take back that instead of what its message says.
  if (!message.isWarning) dropOffers();
  const [staying, passing] = [toasts.filter((one) => one.stays), toasts.filter((one) => !one.stays)];
  set([...staying, ...passing.slice(-2), { ...message, id: next++ }]);
}

export function dropToast(id: number): void {
  set(toasts.filter((one) => one.id !== id));
}

export function dropOffers(): void {
  set(toasts.filter((one) => one.action === undefined || one.stays));
}

/** What was done stays said; that it can be taken back does not. */
export function withdrawOffers(): void {
  set(toasts.map((one) => (one.stays ? one : { ...one, action: undefined })));
}

/** Their words are of the language that is left. */
export function dropToasts(): void {
  set([]);
}

export const toastStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  get: () => toasts,
};
