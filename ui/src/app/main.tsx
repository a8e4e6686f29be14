// Starts the window: theme, language, the door to the program, the first paint.
import "../styles/tokens.css";
import "../styles/ground.css";
import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { firstLook } from "../ipc/look";
import { loadRoute } from "../ipc/route";
import { i18n } from "../lib/i18n";
import { App } from "./App";
import { wear } from "./look";
import { newQueries } from "./queries";
import { followWindow } from "./window";

const queries = newQueries();

wear(firstLook());
await loadRoute();
followWindow();

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
