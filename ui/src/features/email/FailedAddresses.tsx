// Addresses that an email did not reach, each with the question whether it is to be marked.
import { Checkbox } from "../../components/Checkbox";
import type { FailedAddress, FailingMark } from "../../ipc";
import { useT } from "../../lib/i18n";
import { failureWords } from "./warnings";

type Props = {
  failed: FailedAddress[];
  marks: FailingMark[];
  isOutOfTabOrder?: boolean;
  onChange: (marks: FailingMark[]) => void;
};

export function FailedAddresses({ failed, marks, isOutOfTabOrder, onChange }: Props) {
  const { t } = useT();
  return failed.map(({ person, person_name, address, status, reason }) => {
    const isIt = (mark: FailingMark) => mark.person === person && mark.address === address;
    const others = marks.filter((mark) => !isIt(mark));
    return (
      <Checkbox
        key={person + address}
        isOn={marks.some(isIt)}
        isOutOfTabOrder={isOutOfTabOrder}
        onChange={(isOn) => onChange(isOn ? [...others, { person, address }] : others)}
        help={failureWords(status, reason) || undefined}
      >
        {t("failed.mark", { address, name: person_name })}
      </Checkbox>
    );
  });
}
