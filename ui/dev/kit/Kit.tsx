// Every component in every state; theme, density and language are switched at the top.
import { type ReactNode, useEffect, useState } from "react";
import { I18nProvider } from "react-aria-components";
import { wear } from "../../src/app/look";
import { Segmented } from "../../src/components/Segmented";
import { Toasts } from "../../src/components/Toasts";
import type { FirstLook } from "../../src/ipc/look";
import { Buttons, Choices, Menus, Tabbed } from "./controls";
import { Fields } from "./fields";
import styles from "./Kit.module.css";
import { Floating, Marks, Notices, Rows, Words, Works } from "./shows";

function asked(): FirstLook {
  const query = new URLSearchParams(window.location.search);
  return {
    theme: query.get("theme") === "dark" ? "dark" : "light",
    density: query.get("density") === "comfortable" ? "comfortable" : "compact",
    language: query.get("language") === "en" ? "en" : "es",
  };
}

export function Kit() {
  const [look, choose] = useState(asked);
  useEffect(() => wear(look), [look]);
  return (
    <I18nProvider locale={look.language === "en" ? "en-GB" : "es-ES"}>
      <main className={styles.kit}>
        <header className={styles.bar}>
          <h1>Hilo: componentes</h1>
          <Segmented
            label="Tema"
            value={look.theme}
            onChange={(theme) => choose({ ...look, theme })}
            choices={[
              { id: "light", text: "Claro" },
              { id: "dark", text: "Oscuro" },
            ]}
          />
          <Segmented
            label="Densidad"
            value={look.density}
            onChange={(density) => choose({ ...look, density })}
            choices={[
              { id: "compact", text: "Compacta" },
              { id: "comfortable", text: "Cómoda" },
            ]}
          />
          <Segmented
            label="Idioma"
            value={look.language}
            onChange={(language) => choose({ ...look, language })}
            choices={[
              { id: "es", text: "Español" },
              { id: "en", text: "English" },
            ]}
          />
        </header>
        <div className={styles.groups}>
          <Group title="Botones">
            <Buttons />
          </Group>
          <Group title="Barra y menús">
            <Menus />
          </Group>
          <Group title="Elegir">
            <Choices />
          </Group>
          <Group title="Campos">
            <Fields />
          </Group>
          <Group title="Marcas y valores">
            <Marks />
          </Group>
          <Group title="Avisos">
            <Notices />
          </Group>
          <Group title="Pestañas">
            <Tabbed />
          </Group>
          <Group title="Filas">
            <Rows />
          </Group>
          <Group title="Flotantes">
            <Floating />
          </Group>
          <Group title="Trabajo largo">
            <Works />
          </Group>
          <Group title="Texto">
            <Words />
          </Group>
        </div>
      </main>
      <Toasts />
    </I18nProvider>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.group} aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}
