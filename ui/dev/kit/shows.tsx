// What only shows: marks, notices, rows, dialogs and text of the page of components.
import { MessageSquareText, Paperclip, SearchX } from "lucide-react";
import { useMemo, useState } from "react";
import { Avatar } from "../../src/components/Avatar";
import { Banner } from "../../src/components/Banner";
import { Button } from "../../src/components/Button";
import { ConfirmDialog } from "../../src/components/ConfirmDialog";
import { Dialog } from "../../src/components/Dialog";
import { EmptyState } from "../../src/components/EmptyState";
import { FileList } from "../../src/components/FileList";
import { type Column, Grid } from "../../src/components/Grid";
import { Kbd } from "../../src/components/Kbd";
import { Logo } from "../../src/components/Logo";
import { Progress } from "../../src/components/Progress";
import { type ContactState, StateDot } from "../../src/components/StateDot";
import { Tag } from "../../src/components/Tag";
import { ThreadGlyph } from "../../src/components/ThreadGlyph";
import { Tooltip } from "../../src/components/Tooltip";
import { TypeIcon } from "../../src/components/TypeIcon";
import { useT } from "../../src/lib/i18n";
import { only } from "../../src/lib/selection";
import { toast } from "../../src/lib/toasts";
import { builtInTypes, typeWord } from "../../src/lib/types";
import { PagedRows } from "../../src/lib/windows";
import styles from "./Kit.module.css";

const nothing = () => {};
const states: ContactState[] = ["open", "today", "overdue", "done"];

export function Marks() {
  const { t } = useT();
  return (
    <>
      <div className={styles.line}>
        {states.map((state) => (
          <span key={state} className="row">
            <ThreadGlyph state={state} comesFrom={state !== "open"} goesOn={state === "done"} />
            <StateDot state={state} />
            {t(`state.${state}`)}
          </span>
        ))}
        <StateDot state="open" isHere />
      </div>
      <div className={styles.line}>
        <Tag>Borrador</Tag>
        <Tag tone="accent">Enviado</Tag>
        <Tag tone="success">Aceptado</Tag>
        <Tag tone="overdue">Vencido</Tag>
        <Tag tone="today">Para hoy</Tag>
        <Tag>
          <Paperclip aria-hidden="true" />2
        </Tag>
      </div>
      <div className={styles.line}>
        <Avatar name="Marta Soler" />
        <Avatar name="Lucía Ferrer" isLarge />
        <Avatar name="Imprenta Modelo" isCard />
        <Logo size={24} />
        <Kbd>Ctrl Intro</Kbd>
        <Kbd>Supr</Kbd>
      </div>
      <div className={styles.line}>
        {builtInTypes.map((type) => (
          <span key={type} className="row">
            <TypeIcon type={type} />
            {typeWord(type, t)}
          </span>
        ))}
      </div>
    </>
  );
}

export function Notices() {
  return (
    <>
      <Banner tone="info" actions={<Button look="quiet">Ver</Button>}>
        3 cambios guardados aquí, aún no compartidos
      </Banner>
      <Banner tone="warning" actions={<Button look="quiet">Completar</Button>}>
        Falta el resultado: el contacto sigue abierto
      </Banner>
      <Banner tone="error" actions={<Button look="quiet">Elegir otro</Button>}>
        Correo ilegible. El contacto está a salvo.
      </Banner>
      <div className={styles.line}>
        <Button
          onClick={() =>
            toast({ text: "Fecha cambiada en 3 contactos", action: { label: "Deshacer", key: "Ctrl Z", run: nothing } })
          }
        >
          Mensaje con deshacer
        </Button>
        <Button onClick={() => toast({ text: "Guardado con un aviso", isWarning: true })}>Mensaje de aviso</Button>
      </div>
      <div className={styles.pair}>
        <div className={styles.framed}>
          <EmptyState
            icon={<SearchX aria-hidden="true" />}
            title="Nada con estos criterios"
            help="Prueba con más días o menos filtros."
            action={<Button>Editar criterios</Button>}
          />
        </div>
        <div className={styles.framed}>
          <EmptyState icon={<MessageSquareText aria-hidden="true" />} title="Aún no hay contactos" />
        </div>
      </div>
    </>
  );
}

type Line = { day: string; customer: string; minutes: number };
const lines: Line[] = Array.from({ length: 40 }, (_, at) => ({
  day: `${String(1 + (at % 28)).padStart(2, "0")}/11`,
  customer: ["Imprenta Modelo", "Bodegas Ejemplo", "Viveros Cualquiera"][at % 3] ?? "",
  minutes: 5 * at,
}));
const columns: Column<Line>[] = [
  { id: "day", name: "Fecha", width: 72, cell: (line) => line.day },
  { id: "customer", name: "Cliente", width: 60, isFlexible: true, cell: (line) => line.customer },
  { id: "minutes", name: "Minutos", width: 80, isNumber: true, cell: (line) => line.minutes },
];

export function Rows() {
  const [active, setActive] = useState(1);
  const windows = useMemo(() => new PagedRows<Line>(async (offset, limit) => lines.slice(offset, offset + limit)), []);
  const waiting = useMemo(() => new PagedRows<Line>(() => new Promise(() => {})), []);
  const table = (label: string, rows: PagedRows<Line>, isStale = false) => (
    <div className={styles.table}>
      <Grid
        label={label}
        columns={columns}
        count={lines.length}
        windows={rows}
        selection={only(active)}
        onSelect={({ active }) => setActive(active)}
        on={{ view: nothing, modify: nothing, delete: nothing }}
        isStale={isStale}
      />
    </div>
  );
  return (
    <>
      {table("Contactos", windows)}
      {table("Contactos de antes", windows, true)}
      {table("Contactos que llegan", waiting)}
      <FileList
        files={[{ id: "1", name: "RE_ Prueba de tirada.msg", size: 318_000, kind: "email" }]}
        onOpen={nothing}
        onSaveAs={nothing}
        onRemove={nothing}
      />
    </>
  );
}

export function Floating() {
  const [shown, show] = useState<"dialog" | "question" | null>(null);
  const close = () => show(null);
  return (
    <div className={styles.line}>
      <Button onClick={() => show("dialog")}>Diálogo</Button>
      <Button onClick={() => show("question")}>Pregunta</Button>
      <Tooltip text="Buscar o ir a" keys="Ctrl K">
        <Button>Con explicación</Button>
      </Tooltip>
      {shown === "dialog" && (
        <Dialog
          title="Cambiar 3 fechas"
          onClose={close}
          footer={
            <>
              <Button look="primary" onClick={close}>
                Cambiar
              </Button>
              <Button onClick={close}>Cancelar</Button>
            </>
          }
        >
          <p>Un cuerpo de diálogo.</p>
        </Dialog>
      )}
      {shown === "question" && (
        <ConfirmDialog
          title="¿Descartar los cambios?"
          text="Lo que has escrito en este contacto no se ha guardado."
          yes="Descartar cambios"
          no="Seguir escribiendo"
          isDanger
          onYes={close}
          onNo={close}
        />
      )}
    </div>
  );
}

export function Works() {
  return (
    <>
      <Progress label="Borrando 1.240 contactos" value={62} stop="Parar" onStop={() => {}} />
      <Progress label="Deshaciendo" value={null} stop="Parar" onStop={() => {}} />
    </>
  );
}

export function Words() {
  return (
    <>
      <p style={{ fontSize: "var(--text-20)", lineHeight: "var(--line-28)" }}>Título de ficha</p>
      <p style={{ fontSize: "var(--text-15)" }}>Título de panel</p>
      <p>Filas, campos y botones</p>
      <p className="small muted">Etiquetas y segunda línea</p>
      <p className="small faint">Ayuda y valores vacíos</p>
    </>
  );
}
