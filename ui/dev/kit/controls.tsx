// Buttons, menus, choices and tabs of the page of components.
import { Download, Eye, History, Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { Button } from "../../src/components/Button";
import { Checkbox } from "../../src/components/Checkbox";
import { type Chip, Chips } from "../../src/components/Chips";
import { Kbd } from "../../src/components/Kbd";
import { ContextMenu, MenuButton, type MenuEntry, type Point } from "../../src/components/Menu";
import { Radios } from "../../src/components/Radios";
import { Segmented } from "../../src/components/Segmented";
import { TabSet } from "../../src/components/TabSet";
import { Toolbar, ToolbarGap } from "../../src/components/Toolbar";
import styles from "./Kit.module.css";

const nothing = () => {};
const reason = "Selecciona algún contacto con Ctrl + clic";
const looks = ["primary", "outline", "quiet", "danger", "link"] as const;

export function Buttons() {
  return (
    <>
      <div className={styles.line}>
        {looks.map((look) => (
          <Button key={look} look={look}>
            {look}
          </Button>
        ))}
        <Button look="quiet" name="Modificar" keys="F2">
          <Pencil aria-hidden="true" />
        </Button>
      </div>
      <div className={styles.line}>
        <Button look="primary">
          <Plus aria-hidden="true" />
          Añadir contacto
          <Kbd>N</Kbd>
        </Button>
        <Button look="danger">
          <Trash2 aria-hidden="true" />
          Vaciar papelera
        </Button>
        <Button look="quiet">
          <Download aria-hidden="true" />
          Exportar
        </Button>
        <Button isSmall>Pequeño</Button>
      </div>
      <div className={styles.line}>
        {looks.map((look) => (
          <Button key={look} look={look} reason={reason}>
            {look}
          </Button>
        ))}
      </div>
    </>
  );
}

const entries: MenuEntry[] = [
  { id: "modify", text: "Modificar", icon: <Pencil aria-hidden="true" />, keys: "F2", onAct: nothing },
  { id: "view", text: "Ver", icon: <Eye aria-hidden="true" />, keys: "Intro", onAct: nothing },
  {
    id: "history",
    text: "Histórico",
    icon: <History aria-hidden="true" />,
    keys: "Ctrl H",
    reason: "Solo con un contacto seleccionado",
    onAct: nothing,
  },
  "line",
  { id: "delete", text: "Borrar", icon: <Trash2 aria-hidden="true" />, keys: "Supr", onAct: nothing },
];

export function Menus() {
  const [at, put] = useState<Point | null>(null);
  return (
    <>
      <Toolbar label="Acciones de ejemplo">
        <Button look="primary">
          <Plus aria-hidden="true" />
          Añadir
        </Button>
        <ToolbarGap />
        <Button look="quiet">Modificar</Button>
        <Button look="quiet" reason={reason}>
          Cambiar fecha
        </Button>
        <MenuButton label="Más acciones" entries={entries}>
          Más
        </MenuButton>
      </Toolbar>
      <div className={styles.line}>
        <Button
          onClick={(event) => {
            const box = event.currentTarget.getBoundingClientRect();
            put({ x: box.left, y: box.bottom });
          }}
        >
          Menú en un punto
        </Button>
        <ContextMenu label="Contacto" entries={entries} at={at} onClose={() => put(null)} />
      </div>
    </>
  );
}

const criteria: Chip[] = [
  { id: "zone", name: "Zona", value: "Centro" },
  { id: "type", name: "Tipo", value: "Visita", isChanged: true },
];

export function Choices() {
  const [state, setState] = useState("all");
  const [isOn, turn] = useState(true);
  const [way, setWay] = useState("team");
  const [chips, setChips] = useState(criteria);
  return (
    <>
      <Segmented
        label="Estado"
        value={state}
        onChange={setState}
        choices={[
          { id: "all", text: "Todos", count: 1214 },
          { id: "open", text: "No realizados", count: 61 },
        ]}
      />
      <Segmented
        label="Quién lo hizo"
        isField
        value="us"
        isReadOnly
        onChange={nothing}
        choices={[
          { id: "us", text: "Nosotros" },
          { id: "them", text: "Ellos" },
        ]}
      />
      <div className={styles.line}>
        <Checkbox isOn={isOn} onChange={turn}>
          Solo no realizados
        </Checkbox>
        <Checkbox isOn={false} onChange={nothing} name="Apagado" />
        <Checkbox isOn={false} isSome onChange={nothing} name="Algunos" />
        <Checkbox isOn onChange={nothing} isDisabled>
          Sin cambio posible
        </Checkbox>
      </div>
      <Checkbox isOn={false} onChange={nothing} help="Se podrá ver y abrir desde Archivos.">
        ¿Adjuntar el correo a este contacto?
      </Checkbox>
      <Radios
        label="Cómo empezar"
        value={way}
        onChange={setWay}
        choices={[
          { id: "team", text: "Empezar un equipo", help: "Para la primera persona." },
          { id: "join", text: "Unirme a un equipo" },
        ]}
      />
      <Radios
        label="Tarjetas"
        look="cards"
        value={way}
        onChange={setWay}
        choices={[
          { id: "team", text: "Empezar un equipo", help: "Para la primera persona." },
          { id: "join", text: "Unirme a un equipo" },
        ]}
      />
      <Chips
        label="Criterios"
        removeLabel={(chip) => `Quitar ${chip.name}`}
        chips={chips}
        onRemove={(id) => setChips(chips.filter((chip) => chip.id !== id))}
      />
    </>
  );
}

export function Tabbed() {
  const [tab, choose] = useState("data");
  return (
    <div className={styles.framed}>
      <TabSet
        label="Contacto"
        selected={tab}
        onSelect={choose}
        pages={[
          { id: "data", title: "Datos", content: <p className={styles.line}>Datos del contacto</p> },
          { id: "files", title: "Archivos", count: 9, content: <p>Archivos</p> },
          { id: "history", title: "Histórico", content: <p>Histórico</p> },
        ]}
      />
    </div>
  );
}
