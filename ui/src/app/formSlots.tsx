// The screens of other features that the contact form shows, and of files that the customer's card does.
import type { FormSlots } from "../features/contacts/form/request";
import { AssumeDialog } from "../features/email/AssumeDialog";
import { StoredEmail } from "../features/email/StoredEmail";
import { FilesPane } from "../features/files/FilesPane";

export const slots: FormSlots = {
  renderAssume: (props) => <AssumeDialog key={props.handle} {...props} />,
  renderFiles: (props) => (
    <FilesPane
      {...props}
      renderEmail={(attachment, name, onClose) => <StoredEmail attachment={attachment} name={name} onClose={onClose} />}
    />
  ),
};
