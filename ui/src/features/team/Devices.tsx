// The team's computers: who was seen when, and who lacks what, as far as this one knows.
import { useQuery } from "@tanstack/react-query";
import { Ellipsis, Info, UserMinus, UserPlus } from "lucide-react";
import { useRef, useState } from "react";
import { Avatar } from "../../components/Avatar";
import { Button } from "../../components/Button";
import { ConfirmDialog } from "../../components/ConfirmDialog";
import { MenuButton } from "../../components/Menu";
import { type DeviceStatus, ipc, type SyncStatus } from "../../ipc";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { showMoment } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { type Since, since } from "../../lib/moments";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import styles from "./Team.module.css";
import { teamKey } from "./useTeam";

type Props = {
  status: SyncStatus;
  canInvite: boolean;
  onInvite: () => void;
};

const AFTER_MENU_MS = 50;

export function Devices({ status, canInvite, onInvite }: Props) {
  const { timeZone, changed } = useFrame();
  const { t, locale } = useT();
  const [removing, ask] = useState<DeviceStatus | null>(null);
  const members = useQuery({
    queryKey: teamKey("members"),
    queryFn: () => ipc.teamMembers(),
    enabled: canInvite,
  }).data;
  const removal = useOnce();
  const section = useRef<HTMLElement>(null);
  const now = new Date();
  const devices = status.devices;
  const people = new Set(devices.map((one) => one.user)).size;
  const seen = (one: DeviceStatus): Since | null =>
    one.is_this
      ? { words: t("since.now"), look: "now" }
      : one.last_seen
        ? since(one.last_seen, now, timeZone, t)
        : null;
  const late = devices.find((one) => seen(one)?.look === "late");
  const lateDay = late?.last_seen ? showMoment(late.last_seen, timeZone, locale).slice(0, 10) : "";
  /** What is not known is not nothing. */
  const lacks = (one: DeviceStatus, n: number, words: "devices.segments" | "devices.changes") =>
    !one.is_this && !one.last_seen ? (
      <span className="faint">{t("devices.unknown")}</span>
    ) : n === 0 ? (
      <span className="faint">{t("devices.nothing")}</span>
    ) : (
      t(words, { n })
    );
  const remove = ({ device, name, device_name }: DeviceStatus) => {
    ask(null);
    removal.run(async () => {
      await ipc.teamRemove(device);
      toast({ text: t("devices.removed", { name, device: device_name }) });
      // Its row goes, and the menu that had the focus with it.
      section.current?.closest<HTMLElement>("[tabindex='-1']")?.focus();
      void changed();
    }, toastError);
  };
  return (
    <section ref={section} aria-labelledby="team-devices">
      <header className={styles.head}>
        <h3 id="team-devices" className="grow">
          {t("devices.title")}
        </h3>
        <span className={`small faint tnum ${styles.count}`}>{t("devices.count", { n: devices.length, people })}</span>
        {canInvite && (
          <Button look="link" onClick={onInvite}>
            <UserPlus aria-hidden="true" />
            {t("devices.invite")}
          </Button>
        )}
      </header>
      <div className={styles.tableBox}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t("devices.device")}</th>
              <th scope="col">{t("devices.seen")}</th>
              <th scope="col" className={styles.number}>
                {t("devices.ahead")}
              </th>
              <th scope="col" className={styles.number}>
                {t("devices.behind")}
              </th>
              {canInvite && (
                <th scope="col">
                  <span className="sr">{t("devices.actions")}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {devices.map((one) => {
              const moment = seen(one);
              const role = members?.find((member) => member.device === one.device)?.role;
              return (
                <tr key={one.device}>
                  <th scope="row">
                    <span className="row">
                      <Avatar name={one.name} />
                      <span className="clip" title={`${one.name}, ${one.device_name}`}>
                        <span className="medium">{one.name}</span>{" "}
                        <span className="faint">{one.is_this ? t("devices.this") : one.device_name}</span>
                      </span>
                    </span>
                  </th>
                  <td>
                    <span className={styles.seen}>
                      <span className={styles.dot} data-look={moment?.look ?? "unknown"} aria-hidden="true" />
                      <span
                        className={moment ? undefined : "faint"}
                        title={one.last_seen ? showMoment(one.last_seen, timeZone, locale) : undefined}
                      >
                        {moment?.words ?? t("devices.notSeen")}
                      </span>
                    </span>
                  </td>
                  <td className={styles.number}>{lacks(one, one.ahead, "devices.segments")}</td>
                  <td className={styles.number}>{lacks(one, one.behind, "devices.changes")}</td>
                  {canInvite && (
                    <td className={styles.menu}>
                      <MenuButton
                        label={t("devices.menu", { name: one.name, device: one.device_name })}
                        isIcon
                        entries={[
                          {
                            id: "remove",
                            text: t("devices.remove"),
                            icon: <UserMinus aria-hidden="true" />,
                            reason: one.is_this ? t("devices.isThis") : role === "owner" ? t("devices.isOwner") : null,
                            // After the menu has given the focus back.
                            onAct: () => setTimeout(() => ask(one), AFTER_MENU_MS),
                          },
                        ]}
                      >
                        <Ellipsis aria-hidden="true" />
                      </MenuButton>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {(late || devices.length === 1) && (
        <p className={styles.note}>
          <Info className="small" aria-hidden="true" />
          {late ? t("devices.late", { name: late.name, date: lateDay }) : t("devices.onlyYou")}
        </p>
      )}
      {removing && (
        <ConfirmDialog
          title={t("devices.removeTitle", { name: removing.name, device: removing.device_name })}
          text={t("devices.removeText")}
          yes={t("devices.removeYes")}
          no={t("cancel")}
          isDanger
          onYes={() => remove(removing)}
          onNo={() => ask(null)}
        />
      )}
    </section>
  );
}
