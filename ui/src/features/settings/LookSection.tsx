// Language, theme, density and time zone of this installation; each choice is worn at once.
import { useQuery } from "@tanstack/react-query";
import { Globe } from "lucide-react";
import { type Option, Picker } from "../../components/Picker";
import { Segmented } from "../../components/Segmented";
import { type Density, ipc, type Language, type Preferences, type Theme } from "../../ipc";
import { useT } from "../../lib/i18n";
import { findZones, offsetOf, systemZone } from "../../lib/zones";
import { Section } from "./Section";

type Props = { preferences: Preferences; onPrefer: (preferences: Preferences) => void };

/** Stands for the system's zone in the list of zones. */
const SYSTEM = "system";

export function LookSection({ preferences, onPrefer }: Props) {
  const { t } = useT();
  const prefer = (change: Partial<Preferences>) => onPrefer({ ...preferences, ...change });
  const zones = useQuery({ queryKey: ["time-zones"], queryFn: ipc.timeZones });
  const ofSystem: Option = {
    id: SYSTEM,
    text: t("settings.systemZone", { zone: systemZone() }),
    hint: offsetOf(systemZone()),
  };
  const option = (zone: string): Option => ({ id: zone, text: zone, hint: offsetOf(zone) });
  const search = async (text: string) => {
    const isAsShown = text === "" || text === ofSystem.text || text === preferences.timeZone;
    return [...(isAsShown ? [ofSystem] : []), ...findZones(zones.data ?? [], isAsShown ? "" : text).map(option)];
  };
  return (
    <Section title={t("settings.look")} help={t("settings.lookHelp")}>
      <Segmented<Language>
        label={t("app.language")}
        isField
        value={preferences.language}
        onChange={(language) => prefer({ language })}
        choices={[
          { id: "es", text: "Español" },
          { id: "en", text: "English" },
        ]}
      />
      <Segmented<Theme>
        label={t("settings.theme")}
        isField
        value={preferences.theme}
        onChange={(theme) => prefer({ theme })}
        choices={[
          { id: "system", text: t("settings.themeSystem") },
          { id: "light", text: t("settings.themeLight") },
          { id: "dark", text: t("settings.themeDark") },
        ]}
      />
      <Segmented<Density>
        label={t("settings.density")}
        isField
        value={preferences.density}
        onChange={(density) => prefer({ density })}
        choices={[
          { id: "compact", text: t("settings.compact") },
          { id: "comfortable", text: t("settings.comfortable") },
        ]}
      />
      <Picker
        label={t("settings.zone")}
        icon={<Globe aria-hidden="true" />}
        value={preferences.timeZone ? option(preferences.timeZone) : ofSystem}
        search={search}
        onPick={(zone) => prefer({ timeZone: !zone || zone.id === SYSTEM ? null : zone.id })}
      />
    </Section>
  );
}
