// A screen, or a form over it. Only the one on top is seen and has the keys; the others keep what is in them.
import type { ReactNode } from "react";
import styles from "./Layer.module.css";

type Props = {
  /** Another place is shown. */
  isHidden?: boolean;
  /** A form lies over it. */
  isCovered: boolean;
  children: ReactNode;
};

export function Layer({ isHidden, isCovered, children }: Props) {
  return (
    <div className={styles.layer} data-layer hidden={isHidden} inert={isCovered}>
      {children}
    </div>
  );
}
