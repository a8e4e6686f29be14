// What the window shows: the first start, a refusal, or the book.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { Toasts } from "../components/Toasts";
import { FirstRun } from "../features/firstrun/FirstRun";
import { type AppState, asAppError, ipc, type Preferences } from "../ipc";
import { firstLook } from "../ipc/look";
import { toastError } from "../ipc/toastError";
import { keepFocus } from "../lib/focus";
import { guardKeys } from "../lib/gestures";
import { LanguageSwitch } from "./LanguageSwitch";
import { wear } from "./look";
import { Refused } from "./Refused";
import { Shell } from "./Shell";
import { Working } from "./Working";

const LOOK_EVERY_MS = 60_000;

export function App() {
  const queries = useQueryClient();
  const [app, setApp] = useState<AppState | null>(null);
  /** Of the team that the first start is to end in. */
  const [invitation, join] = useState<string | null>(null);
  /** Whoever tries the sample data sees them at once, and need not ask for them first. */
  const [isTrial, tryOut] = useState(false);
  const take = (state: AppState) => {
    wear(state.preferences);
    setApp(state);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is asked for once, at the start.
  useEffect(() => {
    ipc.appState().then(take, (thrown) =>
      take({
        profile: "refused",
        error: asAppError(thrown),
        preferences: { ...firstLook(), timeZone: null },
        today: "",
        timeZone: "UTC",
        user: null,
        samples: 0,
        notices: [],
      }),
    );
  }, []);
  useEffect(() => guardKeys(), []);
  useEffect(() => keepFocus(), []);
  // The day changes while the window is open, and so may the zone and what is known of the book.
  useEffect(() => {
    const look = () =>
      ipc.appState().then(
        (state) => setApp((now) => (JSON.stringify(now) === JSON.stringify(state) ? now : state)),
        () => {},
      );
    const timer = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener("focus", look);
    return () => {
      clearInterval(timer);
      window.removeEventListener("focus", look);
    };
  }, []);
  const isKnown = app !== null;
  useEffect(() => {
    if (!isKnown) return;
    // A hidden window paints no frame: it is shown as soon as there is something to paint.
    ipc.drawn().catch(() => {});
    const frame = requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        document.documentElement.dataset.ready = "true";
        ipc.painted().catch(() => {});
      }),
    );
    return () => cancelAnimationFrame(frame);
  }, [isKnown]);
  if (!app) return null;
  /** After a recovery it is another book: nothing of the old one is kept. */
  const again = () => {
    queries.clear();
    ipc.appState().then(take, toastError);
  };
  const prefer = (preferences: Preferences) => ipc.preferencesSave(preferences).then(take, toastError);
  const languageSwitch = <LanguageSwitch onChange={(language) => prefer({ ...app.preferences, language })} />;
  return (
    <I18nProvider locale={app.preferences.language === "en" ? "en-GB" : "es-ES"}>
      {app.profile === "missing" && (
        <FirstRun
          languageSwitch={languageSwitch}
          onDone={(state, link) => {
            join(link);
            tryOut(state.samples > 0);
            take(state);
          }}
        />
      )}
      {app.profile === "refused" && <Refused error={app.error} onRecovered={again} />}
      {app.profile === "open" && (
        <Shell app={app} invitation={invitation} isTrial={isTrial} onPrefer={prefer} onApp={take} onRecovered={again} />
      )}
      <Working />
      <Toasts />
    </I18nProvider>
  );
}
