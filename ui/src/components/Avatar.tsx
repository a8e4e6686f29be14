// A person's two letters on a grey disc, with the whole name for who asks.
import { initials } from "../lib/initials";
import styles from "./Avatar.module.css";

export function Avatar({ name, isLarge }: { name: string; isLarge?: boolean }) {
  return (
    <span className={`${styles.avatar} ${isLarge ? styles.large : ""}`} title={name} role="img" aria-label={name}>
      {initials(name)}
    </span>
  );
}
