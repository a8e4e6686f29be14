// Criteria that can be taken away, with the pointer or with Supr.
import { X } from "lucide-react";
import { Button, Tag, TagGroup, TagList } from "react-aria-components";
import styles from "./Chips.module.css";

export type Chip = {
  id: string;
  name: string;
  value: string;
  /** Not yet what the list was loaded with. */
  isChanged?: boolean;
};
type Props = { label: string; removeLabel: (chip: Chip) => string; chips: Chip[]; onRemove: (id: string) => void };

export function Chips({ label, removeLabel, chips, onRemove }: Props) {
  return (
    <TagGroup aria-label={label} onRemove={([key]) => key !== undefined && onRemove(String(key))}>
      <TagList className={styles.list}>
        {chips.map((chip) => (
          <Tag
            key={chip.id}
            id={chip.id}
            textValue={`${chip.name} ${chip.value}`}
            className={styles.chip}
            data-changed={chip.isChanged || undefined}
          >
            <span className={styles.name}>{chip.name}</span>
            <span className={styles.value} title={chip.value}>
              {chip.value}
            </span>
            <Button slot="remove" className={styles.remove} aria-label={removeLabel(chip)}>
              <X aria-hidden="true" />
            </Button>
          </Tag>
        ))}
      </TagList>
    </TagGroup>
  );
}
