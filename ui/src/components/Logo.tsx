// The sign of Hilo: a thread that knots and goes on.
import styles from "./Logo.module.css";

export function Logo({ size = 18 }: { size?: number }) {
  return (
    <svg className={styles.mark} width={size} height={size} viewBox="0 0 18 18" aria-hidden="true">
      <path d="M2 13.5c4.5 0 4-9 7.5-9s3.2 6.2.2 6.2S6.5 4.5 16 4.5" />
    </svg>
  );
}
