// A person's two letters on a grey disc, with the whole name for who asks.
import { initials } from "../lib/initials";
import styles from "./Avatar.module.css";

export function Avatar({ name, isLarge, isCard }: { name: string; isLarge?: boolean; isCard?: boolean }) {
  return (
    <span
      className={`${styles.avatar} ${isCard ? styles.card : isLarge ? styles.large : styles.small}`}
      title={name}
      role="img"
      aria-label={name}
    >
      {initials(name)}
    </span>
  );
}
