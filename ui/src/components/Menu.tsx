// A menu under a button, or at the place of a right click or of the row that the keyboard is on.
import { ChevronDown } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { Menu as AriaMenu, MenuItem, Popover, Separator, Text } from "react-aria-components";
import { Button } from "./Button";
import { Kbd } from "./Kbd";
import styles from "./Menu.module.css";

export type MenuAction = {
  id: string;
  text: string;
  icon?: ReactNode;
  /** The key that does the same without the menu. */
  keys?: string;
  /** Why it cannot be done now; the item stays in the menu and says so. */
  reason?: string | null;
  onAct: () => void;
};
/** A line parts groups; what destroys comes last, after one. */
export type MenuEntry = MenuAction | "line";
/** In CSS pixels of the window. */
export type Point = { x: number; y: number };

type MenuButtonProps = {
  label: string;
  entries: MenuEntry[];
  look?: "outline" | "quiet";
  /** A button of an icon alone is called as its menu. */
  isIcon?: boolean;
  children: ReactNode;
};

export function MenuButton({ label, entries, look = "quiet", isIcon, children }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, open] = useState(false);
  return (
    <>
      <Button
        ref={button}
        look={look}
        name={isIcon ? label : undefined}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => open(true)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          open(true);
        }}
      >
        {children}
        {!isIcon && <ChevronDown className="small" aria-hidden="true" />}
      </Button>
      <Floating label={label} entries={entries} anchor={button} isOpen={isOpen} onClose={() => open(false)} />
    </>
  );
}

type ContextMenuProps = { label: string; entries: MenuEntry[]; at: Point | null; onClose: () => void };

/** Opens at `at` and closes by Esc, by a choice or by a click elsewhere; the focus returns to where it was. */
export function ContextMenu({ label, entries, at, onClose }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  return (
    <>
      <span ref={anchor} className={styles.anchor} style={{ left: at?.x ?? 0, top: at?.y ?? 0 }} aria-hidden="true" />
      <Floating label={label} entries={entries} anchor={anchor} isOpen={at !== null} onClose={onClose} />
    </>
  );
}

type FloatingProps = {
  label: string;
  entries: MenuEntry[];
  anchor: RefObject<Element | null>;
  isOpen: boolean;
  onClose: () => void;
};

function Floating({ label, entries, anchor, isOpen, onClose }: FloatingProps) {
  const menu = useRef<HTMLDivElement>(null);
  // React Aria leaves the focus on the popover around the menu, where the arrows do nothing.
  useEffect(() => {
    if (!isOpen) return;
    const frame = requestAnimationFrame(() => menu.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus());
    return () => cancelAnimationFrame(frame);
  }, [isOpen]);
  return (
    <Popover
      aria-label={label}
      trigger="MenuTrigger"
      triggerRef={anchor}
      isOpen={isOpen}
      onOpenChange={(now) => !now && onClose()}
      placement="bottom start"
      offset={4}
      className={styles.popover}
    >
      <AriaMenu ref={menu} aria-label={label} className={styles.menu} onClose={onClose}>
        {entries.map((entry, index) =>
          entry === "line" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name and never move.
            <Separator key={`line-${index}`} className={styles.line} />
          ) : (
            <Item key={entry.id} {...entry} />
          ),
        )}
      </AriaMenu>
    </Popover>
  );
}

function Item({ id, text, icon, keys, reason, onAct }: MenuAction) {
  return (
    <MenuItem
      id={id}
      textValue={text}
      className={styles.item}
      shouldCloseOnSelect={!reason}
      onAction={reason ? undefined : onAct}
      render={(props) => <div {...(props as object)} aria-disabled={reason ? true : undefined} />}
    >
      {icon}
      <span className={styles.words}>
        <span>{text}</span>
        {reason && (
          <Text slot="description" className={styles.reason}>
            {reason}
          </Text>
        )}
      </span>
      {keys && <Kbd>{keys}</Kbd>}
    </MenuItem>
  );
}
