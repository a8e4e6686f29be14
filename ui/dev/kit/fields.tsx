// The fields of the page of components.
import { Building2, Search } from "lucide-react";
import { useState } from "react";
import { DateField } from "../../src/components/DateField";
import { Field } from "../../src/components/Field";
import { type Option, Picker } from "../../src/components/Picker";
import { Select } from "../../src/components/Select";
import { TimeField } from "../../src/components/TimeField";
import { TypeIcon } from "../../src/components/TypeIcon";
import styles from "./Kit.module.css";

const nothing = () => {};
const customers: Option[] = [
  { id: "1", text: "Imprenta Modelo", hint: "00214" },
  { id: "2", text: "Bodegas Ejemplo", hint: "00087" },
  { id: "3", text: "Viveros Cualquiera" },
];
const search = async (text: string) => customers.filter((one) => one.text.toLowerCase().includes(text.toLowerCase()));

export function Fields() {
  const [text, setText] = useState("2h15");
  const [day, setDay] = useState("24/11/2026");
  const [hour, setHour] = useState("9");
  const [customer, pick] = useState<Option | null>(null);
  const [type, setType] = useState<string | null>("phone");
  return (
    <div className={styles.pair}>
      <Field
        label="Vacío"
        value=""
        onChange={nothing}
        placeholder="Nombre, código o NIF"
        icon={<Search aria-hidden="true" />}
      />
      <Field label="Con valor" value={text} onChange={setText} suffix="2 h 15 min" isRequired />
      <Field label="Solo lectura" value="Imprenta Modelo, S.L." onChange={nothing} isReadOnly />
      <Field label="Con ayuda" value="" onChange={nothing} help="Separados por comas" />
      <Field
        label="No válido"
        value="23/11/2026"
        onChange={nothing}
        error="Es anterior al contacto: pon el 24/11/2026 o después."
      />
      <Field
        label="Con aviso"
        value="B00000001"
        onChange={nothing}
        warning="El dígito de control no cuadra. Se guarda igual."
      />
      <DateField label="Fecha" value={day} onChange={setDay} today="2026-11-24" />
      <TimeField label="Hora" value={hour} onChange={setHour} />
      <Select
        label="Tipo de contacto"
        value={type}
        onChange={setType}
        none="Cualquiera"
        choices={[
          { id: "phone", text: "Teléfono", icon: <TypeIcon type="phone" /> },
          { id: "visit", text: "Visita", icon: <TypeIcon type="visit" /> },
        ]}
      />
      <Picker
        label="Cliente"
        value={customer}
        search={search}
        onPick={pick}
        onCreate={(name) => pick({ id: name, text: name })}
        icon={<Building2 aria-hidden="true" />}
        placeholder="Nombre, código, NIF o teléfono"
      />
      <Field label="Notas (motivo)" value="Revisar la tirada de prueba" onChange={nothing} rows={3} />
      <Field
        label="Notas no válidas"
        value=""
        onChange={nothing}
        rows={3}
        error="Falta este dato: escríbelo o elígelo."
      />
    </div>
  );
}
