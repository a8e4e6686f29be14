// What the components promise to the keyboard and to a screen reader.
import { I18nProvider } from "@lingui/react";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ReactNode, useState } from "react";
import { expect, test, vi } from "vitest";
import { Button } from "../src/components/Button";
import { ContextMenu, MenuButton, type MenuEntry, type Point } from "../src/components/Menu";
import { Toolbar, ToolbarGap } from "../src/components/Toolbar";
import { i18n } from "../src/lib/i18n";

const show = (content: ReactNode) => {
  render(<I18nProvider i18n={i18n}>{content}</I18nProvider>);
  return userEvent.setup();
};
const focused = () => document.activeElement?.textContent;

test("a_toolbar_is_one_tab_stop_and_arrows_move_inside_it", async () => {
  const user = show(
    <>
      <button type="button">antes</button>
      <Toolbar label="Acciones">
        <Button>uno</Button>
        <ToolbarGap />
        <Button reason="Selecciona antes un contacto">dos</Button>
        <Button>tres</Button>
      </Toolbar>
      <button type="button">después</button>
    </>,
  );
  await user.tab();
  await user.tab();
  expect(focused()).toBe("uno");
  await user.keyboard("{ArrowRight}");
  expect(focused(), "a dead button can be reached, to say why").toBe("dos");
  expect(await screen.findByRole("tooltip")).toHaveProperty("textContent", "Selecciona antes un contacto");
  await user.tab();
  expect(focused()).toBe("después");
  await user.tab({ shift: true });
  expect(focused(), "it comes back to where it was left").toBe("dos");
});

const entries = (acted: (id: string) => void): MenuEntry[] => [
  { id: "modify", text: "Modificar", keys: "F2", onAct: () => acted("modify") },
  { id: "view", text: "Ver", reason: "Solo con un contacto", onAct: () => acted("view") },
  "line",
  { id: "delete", text: "Borrar", onAct: () => acted("delete") },
];

test("a_menu_opens_by_key_says_why_an_item_is_dead_and_gives_the_focus_back", async () => {
  const acted = vi.fn();
  const user = show(
    <MenuButton label="Más" entries={entries(acted)}>
      Más
    </MenuButton>,
  );
  await user.tab();
  await user.keyboard("{ArrowDown}");
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("menuitem", { name: "Modificar" })));
  await user.keyboard("{ArrowDown}");
  const dead = screen.getByRole("menuitem", { name: /^Ver/ });
  expect(document.activeElement).toBe(dead);
  expect(dead.getAttribute("aria-disabled")).toBe("true");
  await user.keyboard("{Enter}");
  expect(acted).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  await waitFor(() => expect(focused()).toBe("Más"));
});

function Row({ acted }: { acted: (id: string) => void }) {
  const [at, put] = useState<Point | null>(null);
  return (
    <>
      <button type="button" onContextMenu={(event) => put({ x: event.clientX, y: event.clientY })}>
        fila
      </button>
      <ContextMenu label="Contacto" entries={entries(acted)} at={at} onClose={() => put(null)} />
    </>
  );
}

test("a_context_menu_opens_at_a_point_and_acts_once", async () => {
  const acted = vi.fn();
  const user = show(<Row acted={acted} />);
  await user.click(screen.getByText("fila"));
  await user.pointer({ keys: "[MouseRight]", target: screen.getByText("fila") });
  await user.click(await screen.findByRole("menuitem", { name: "Borrar" }));
  await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
  expect(acted.mock.calls).toEqual([["delete"]]);
  await waitFor(() => expect(focused()).toBe("fila"));
});
