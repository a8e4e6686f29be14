// Opens the whole window on the invented book.
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { vi } from "vitest";
import { type FakeOptions, fakeCommands } from "../dev/fake";
import { App } from "../src/app/App";
import { newQueries } from "../src/app/queries";
import { answerWith, type Commands } from "../src/ipc";
import { activate, i18n } from "../src/lib/i18n";

export function openWindow(options: FakeOptions = {}) {
  activate("es");
  const fake = fakeCommands(options);
  const commands = Object.fromEntries(
    Object.entries(fake).map(([name, run]) => [name, vi.fn(run as () => unknown)]),
  ) as unknown as Commands;
  answerWith(commands);
  const queries = newQueries();
  render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </I18nProvider>,
  );
  return { user: userEvent.setup(), commands: vi.mocked(commands) };
}
