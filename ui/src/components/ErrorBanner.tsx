// An error that stands in a view: what happened and what to do, the way to try again, and what whoever helps would ask for.
import { useT } from "../lib/i18n";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { CopyDetails } from "./CopyDetails";

/** As the user reads it, and as whoever helps does. */
export type ToldError = {
  text: string;
  details: string | null;
  /** The same may go well another time. */
  canRetry: boolean;
};

type Props = {
  /** None shows nothing. */
  error: ToldError | null;
  onRetry?: () => void;
};

export function ErrorBanner({ error, onRetry }: Props) {
  const { t } = useT();
  if (!error) return null;
  return (
    <Banner
      tone="error"
      actions={
        <>
          {onRetry && error.canRetry && <Button onClick={onRetry}>{t("error.retry")}</Button>}
          {error.details !== null && <CopyDetails details={error.details} />}
        </>
      }
    >
      {error.text}
    </Banner>
  );
}
