// The page of components, in development only: `/kit.html`, with ?theme=dark&density=comfortable&language=en.
import "../../src/styles/tokens.css";
import "../../src/styles/ground.css";
import { I18nProvider } from "@lingui/react";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { i18n } from "../../src/lib/i18n";
import { Kit } from "./Kit";

const root = document.getElementById("root");
if (root)
  createRoot(root).render(
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={new QueryClient()}>
        <Kit />
      </QueryClientProvider>
    </I18nProvider>,
  );
