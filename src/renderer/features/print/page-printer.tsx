import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useOwnStore } from '../../state/context.tsx';
import type { PrintJob } from './page-printing.ts';
import { pagePrinting } from './page-printing.ts';
import styles from './print.module.css';
import { PrintDocument } from './print-document.tsx';

/**
 * Prints what is due by the browser's own dialog, where the shell has no printer: each job as one document beside the page,
 * which alone is on the paper.
 */
export function PagePrinter() {
  const { t } = useTranslation('tickets');
  const printing = useOwnStore(pagePrinting);
  const toasts = useToasts();
  const { job, error } = useStore(printing);

  useEffect(() => printing.start(), [printing]);
  useEffect(() => {
    if (error !== null) toasts.failed({ id: 'print', what: t('failed', { count: 1 }), error });
  }, [error, toasts, t]);

  async function print(printed: PrintJob): Promise<void> {
    window.print(); // comes back when the dialog is closed
    const id = `print:${printed.due.printing}`;
    const noted = async (work: Promise<void>): Promise<boolean> => {
      try {
        await work;
        return true;
      } catch (thrown) {
        toasts.failed({ id, what: t('notNoted'), error: toCallError(thrown) });
        return false;
      }
    };
    const takeBack = (): void => {
      toasts.hide(id);
      void noted(printing.takeBack(printed));
    };
    if (!(await noted(printing.end(printed)))) return;
    toasts.done({
      id,
      text: t('given', { count: printed.due.orders.length }),
      act: { label: t('notOut'), run: takeBack },
    });
  }

  if (job === null) return null;
  return createPortal(
    <div key={job.due.printing} className={styles.aside} aria-hidden>
      <PrintDocument
        sheets={job.sheets}
        format={job.due.format}
        papers={job.due.papers}
        // once more around, so that the paper is told before the dialog asks for it
        onReady={() => setTimeout(() => void print(job))}
      />
    </div>,
    document.body,
  );
}
