// The products that a customer showed interest in: who of them, and since when (S35).
import { Package, X } from "lucide-react";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { type Customer, type Interest, ipc } from "../../ipc";
import { draftOfCustomer } from "../../ipc/drafts";
import { useFrame } from "../../ipc/frame";
import { toastError } from "../../ipc/toastError";
import { showDate } from "../../lib/dates";
import { useT } from "../../lib/i18n";
import { toast } from "../../lib/toasts";
import { useOnce } from "../../lib/useOnce";
import styles from "./Customers.module.css";

export function CustomerInterests({ customer }: { customer: Customer }) {
  const { undo, changed } = useFrame();
  const { t } = useT();
  const once = useOnce();
  if (customer.interests.length === 0)
    return (
      <EmptyState
        icon={<Package aria-hidden="true" />}
        title={t("customers.noInterests")}
        help={t("customers.noInterestsHelp")}
      />
    );
  const remove = ({ product, product_name }: Interest) =>
    once.run(async () => {
      const interests = customer.interests.filter((one) => one.product !== product);
      const draft = { ...draftOfCustomer(customer), interests };
      await ipc.customerSave(customer.id, draft, customer.revision);
      toast({
        text: t("customers.interestRemoved", { name: product_name ?? "" }),
        action: { label: t("undo"), key: t("undo.key"), run: undo },
      });
      await changed();
    }, toastError);
  return (
    <ul className={styles.interests} aria-label={t("customers.interests")}>
      {customer.interests.map((interest) => (
        <li key={interest.product}>
          <Package className="small" aria-hidden="true" />
          <span className="clip grow">{interest.product_name}</span>
          <span className="clip muted">{interest.person_name}</span>
          <span className="tnum muted">{interest.since && showDate(interest.since)}</span>
          <Button
            look="quiet"
            isSmall
            name={t("customers.removeInterest", { name: interest.product_name ?? "" })}
            onClick={() => remove(interest)}
          >
            <X aria-hidden="true" />
          </Button>
        </li>
      ))}
    </ul>
  );
}
