// Spanish or English, at once.
import { Segmented } from "../components/Segmented";
import type { Language } from "../ipc";
import { useT } from "../lib/i18n";

export function LanguageSwitch({ onChange }: { onChange: (language: Language) => void }) {
  const { t, locale } = useT();
  return (
    <Segmented<Language>
      label={t("app.language")}
      value={locale}
      onChange={onChange}
      choices={[
        { id: "es", text: "Español" },
        { id: "en", text: "English" },
      ]}
    />
  );
}
