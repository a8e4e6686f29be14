// One contact on paper, as it is typed now.

import { ipc } from "../../../ipc";
import { fieldNamed, valueWords } from "../../../lib/customFields";
import { parseDuration, showDuration } from "../../../lib/duration";
import type { Translate } from "../../../lib/i18n";
import { printSheet } from "../../../lib/print";
import { resultWord } from "../../../lib/results";
import { typeWord } from "../../../lib/types";
import type { FormValues } from "./form";

export function printContact(values: FormValues, files: string[], t: Translate): Promise<void> {
  return printSheet(<PrintedContact values={values} files={files} t={t} />, ipc.windowPrint);
}

type Props = { values: FormValues; files: string[]; t: Translate };

export function PrintedContact({ values, files, t }: Props) {
  const duration = parseDuration(values.duration);
  const facts: [string, string | null | undefined][] = [
    [t("form.customer"), values.customer?.text],
    [t("form.person"), values.person?.text],
    [t("form.date"), [values.date, values.time].filter(Boolean).join(" ")],
    [t("form.duration"), duration.ok && duration.minutes !== null ? showDuration(duration.minutes) : ""],
    [t("form.type"), values.type && `${typeWord(values.type, t)} (${t(`direction.${values.direction}`)})`],
    [t("form.next"), [values.nextDate, values.nextTime].filter(Boolean).join(" ")],
    [t("form.closing"), [values.closingDate, values.result && resultWord(values.result, t)].filter(Boolean).join(", ")],
    ...Object.entries(values.custom).map(([id, typed]): [string, string] => {
      const field = fieldNamed(id);
      const isFlag = field?.kind === "yes_no";
      const value = isFlag && typed !== "" ? typed === "true" : typed;
      return [field?.label ?? "", field ? valueWords(field, value, t("yes"), t("no")) : ""];
    }),
  ];
  const list = (title: string, lines: string[]) =>
    lines.length > 0 && (
      <>
        <h2>{title}</h2>
        <ul>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </>
    );
  return (
    <>
      <h1>{t("form.with", { type: typeWord(values.type ?? "", t), customer: values.customer?.text ?? "" })}</h1>
      <dl>
        {facts
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label} style={{ display: "contents" }}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {values.notes && <h2>{t("form.notes")}</h2>}
      <p>{values.notes}</p>
      {list(
        t("form.actions"),
        values.actions.map((line) => `${line.done ? "☑" : "☐"} ${line.text}`),
      )}
      {list(
        t("form.interests"),
        values.interests.map((one) => one.product_name ?? ""),
      )}
      {list(t("form.files"), files)}
    </>
  );
}
