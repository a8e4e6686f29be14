// What every screen may need of the window around it: its day and user, undo, and how to get to another record.
import { createContext, useContext } from "react";

export type Frame = {
  today: string;
  timeZone: string;
  /** The user of this window; null as long as nobody has said who that is. */
  me: string | null;
  undo: () => void;
  /** Something was written: what is on the screen is read again, and stands there when this settles. */
  changed: () => Promise<unknown>;
  /** Opens a contact over what is shown. */
  openContact: (id: string, mode: "view" | "modify" | "history") => void;
  /** Opens the contact that another one promised (S36). */
  followUp: (contact: string) => void;
  openCustomer: (customer: string) => void;
  /** To where the conflicts of a record are settled; not from where something typed would be left behind. */
  review?: (record: string) => void;
};

/** Given anew around a screen for which some of it is otherwise, as for a form over another one. */
export const FrameContext = createContext<Frame | null>(null);

export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (!frame) throw new Error("useFrame was called outside the window's FrameContext");
  return frame;
}
