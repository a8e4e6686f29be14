// An error that stands in a view: what happened and what to do, the way to try again, and what whoever helps would ask for.
import { Banner } from "../components/Banner";
import { Button } from "../components/Button";
import { CopyDetails } from "../components/CopyDetails";
import { useT } from "../lib/i18n";
import { errorDetails, errorSentence } from "./errors";
import { asAppError } from "./index";

type Props = {
  /** As it was thrown; none shows nothing. */
  error: unknown;
  onRetry?: () => void;
};

export function ErrorBanner({ error, onRetry }: Props) {
  const { t } = useT();
  if (error === null || error === undefined) return null;
  const told = asAppError(error);
  const details = errorDetails(told);
  return (
    <Banner
      tone="error"
      actions={
        <>
          {onRetry && <Button onClick={onRetry}>{t("error.retry")}</Button>}
          {details !== null && <CopyDetails details={details} />}
        </>
      }
    >
      {errorSentence(told, t)}
    </Banner>
  );
}
