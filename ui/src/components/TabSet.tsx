// Tabs over their panels; a panel that is left keeps what was typed in it.
import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
import { showCount } from "../lib/numbers";
import styles from "./Tabs.module.css";

export type TabPage = { id: string; title: string; count?: number; content: ReactNode };

export function TabSet({
  label,
  pages,
  selected,
  onSelect,
}: {
  label: string;
  pages: TabPage[];
  selected: string;
  onSelect: (id: string) => void;
}) {
  return (
    <Tabs className={styles.tabs} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList className={styles.list} aria-label={label}>
        {pages.map((page) => (
          <Tab key={page.id} id={page.id} className={styles.tab}>
            {page.title}
            {page.count !== undefined && page.count > 0 && (
              <span className={styles.count}> {showCount(page.count)}</span>
            )}
          </Tab>
        ))}
      </TabList>
      {pages.map((page) => (
        <TabPanel key={page.id} id={page.id} className={styles.panel} shouldForceMount>
          {page.content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
