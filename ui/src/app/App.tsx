// What the window shows: the first start, a refusal, or the book.
import { useEffect, useState } from "react";
import { Toasts } from "../components/Toasts";
import { FirstRun } from "../features/firstrun/FirstRun";
import { type AppState, asAppError, ipc, type Language } from "../ipc";
import { toastError } from "../ipc/toastError";
import { activate } from "../lib/i18n";
import { LanguageSwitch } from "./LanguageSwitch";
import { Refused } from "./Refused";
import { Shell } from "./Shell";

export function App() {
  const [app, setApp] = useState<AppState | null>(null);
  const take = (state: AppState) => {
    activate(state.language);
    setApp(state);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is asked for once, at the start.
  useEffect(() => {
    ipc
      .appState()
      .then(take, (thrown) =>
        take({ profile: "refused", error: asAppError(thrown), language: "es", today: "", timeZone: "UTC", user: null }),
      );
  }, []);
  const isKnown = app !== null;
  useEffect(() => {
    if (!isKnown) return;
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = "true";
        ipc.painted().catch(() => {});
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, [isKnown]);
  if (!app) return null;
  const switchTo = (language: Language) => ipc.setLanguage(language).then(take, toastError);
  const languageSwitch = <LanguageSwitch onChange={switchTo} />;
  return (
    <>
      {app.profile === "missing" && <FirstRun languageSwitch={languageSwitch} onDone={take} />}
      {app.profile === "refused" && <Refused error={app.error} />}
      {app.profile === "open" && <Shell app={app} languageSwitch={languageSwitch} />}
      <Toasts />
    </>
  );
}
