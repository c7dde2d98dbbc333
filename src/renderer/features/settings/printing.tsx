import { Button, NumberInput, SegmentedControl, Select, Switch } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Printing as PrintingSettings } from '../../../shared/ticket/printing.ts';
import { mostPapers, ticketFormats } from '../../../shared/ticket/printing.ts';
import type { TicketSheet } from '../../../shared/ticket/sheet.ts';
import type { PrintingView } from '../../../shared/ticket-commands.ts';
import { Ticket } from '../../components/ticket/ticket.tsx';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { Failed, useSlow } from '../../components/ui/states.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useAnswered } from '../../lib/client/use-answered.ts';
import styles from './printing.module.css';
import { Section } from './section.tsx';

/** The ticket settings of this computer. Each applies at once. */
export function PrintingSection() {
  const { t } = useTranslation('tickets');
  const [turn, setTurn] = useState(0);
  return (
    <Section title={t('title')} lead={t('lead')}>
      <Asked key={turn} onRetry={() => setTurn(turn + 1)} />
    </Section>
  );
}

function Asked({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation(['tickets', 'common']);
  const client = useClient();
  const asked = useAnswered(useCallback(() => client.call('printing.get', undefined), [client]));
  if (asked.state === 'loading') return <Waiting />;
  if (asked.state === 'ready') return <Choices first={asked.value} />;
  return (
    <Failed
      what={t('tickets:loadFailed')}
      reason={asked.error.message}
      fix={asked.error.fix}
      retry={{ label: t('common:retry'), run: onRetry }}
    />
  );
}

const Waiting = () => (useSlow() ? <div className={styles.waiting} aria-hidden /> : null);

function Choices({ first }: { readonly first: PrintingView }) {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const toasts = useToasts();
  const [now, setNow] = useState(first);
  const [isTrying, setTrying] = useState(false);

  async function choose(change: Partial<PrintingSettings>): Promise<void> {
    const before = now;
    setNow({ ...now, ...change });
    try {
      setNow(await client.call('printing.set', change));
    } catch (thrown) {
      setNow(before);
      toasts.failed({
        id: 'printing',
        what: t('saveFailed'),
        error: toCallError(thrown),
        retry: () => void choose(change),
      });
    }
  }

  async function tryIt(): Promise<void> {
    setTrying(true);
    try {
      const { printed, reason } = await client.call('printing.try', undefined);
      if (printed > 0) toasts.done({ id: 'printing', text: t('tried') });
      else toasts.failed({ id: 'printing', what: t('tryFailed'), error: { message: reason ?? '' } });
    } catch (thrown) {
      toasts.failed({ id: 'printing', what: t('tryFailed'), error: toCallError(thrown) });
    }
    setTrying(false);
  }

  return (
    <div className={styles.sides}>
      <div className={styles.card}>
        <div className={styles.field}>
          <span className={styles.label} id="printing-format">
            {t('format')}
          </span>
          <SegmentedControl
            size="xs"
            aria-labelledby="printing-format"
            value={now.format}
            data={ticketFormats.map((format) => ({ value: format, label: t(`format_${format}`) }))}
            onChange={(format) => void choose({ format })}
          />
        </div>
        <PrinterChoice now={now} onChoose={(printer) => void choose({ printer })} />
        <NumberInput
          size="xs"
          className={styles.papers ?? ''}
          label={t('papers')}
          min={1}
          max={mostPapers}
          allowDecimal={false}
          clampBehavior="strict"
          value={now.papers}
          onChange={(papers) => {
            if (typeof papers === 'number' && papers >= 1) void choose({ papers });
          }}
        />
        <Switch
          label={t('onTake')}
          description={t('onTakeHint')}
          checked={now.onTake}
          onChange={({ currentTarget }) => void choose({ onTake: currentTarget.checked })}
        />
        <Switch
          label={t('notes')}
          description={t('notesHint')}
          checked={now.notes}
          onChange={({ currentTarget }) => void choose({ notes: currentTarget.checked })}
        />
        {now.printers !== null && (
          <div>
            <Button variant="default" size="xs" loading={isTrying} onClick={() => void tryIt()}>
              {t('try')}
            </Button>
          </div>
        )}
      </div>
      <Preview format={now.format} />
    </div>
  );
}

type PrinterProps = { readonly now: PrintingView; readonly onChoose: (printer: string) => void };

function PrinterChoice({ now: { printer, printers }, onChoose }: PrinterProps) {
  const { t } = useTranslation('tickets');
  if (printers === null) return <p className={styles.hint}>{t('dialog')}</p>;
  const isGone = printer !== '' && printers.every(({ name }) => name !== printer);
  return (
    <Select
      size="xs"
      label={t('printer')}
      allowDeselect={false}
      value={printer}
      error={isGone ? t('printerGone') : undefined}
      description={printers.length === 0 ? t('printerNone') : undefined}
      data={[
        { value: '', label: t('printerDefault') },
        ...printers.map(({ name, label }) => ({ value: name, label })),
        ...(isGone ? [{ value: printer, label: printer }] : []),
      ]}
      onChange={(name) => onChoose(name ?? '')}
    />
  );
}

/** A sample ticket as it would be printed. */
function Preview({ format }: { readonly format: PrintingSettings['format'] }) {
  const { t } = useTranslation('tickets');
  const client = useClient();
  const toasts = useToasts();
  const [sheet, setSheet] = useState<TicketSheet | null>(null);
  useEffect(() => {
    client.call('tickets.read', { orders: [] }).then(
      ({ sheets: [first] }) => setSheet(first ?? null),
      (thrown: unknown) =>
        toasts.failed({ id: 'printing', what: t('loadFailed'), error: toCallError(thrown) }),
    );
  }, [client, toasts, t]);
  return (
    <figure className={styles.preview} data-format={format}>
      <figcaption className={styles.label}>{t('preview')}</figcaption>
      <div className={styles.paper} inert>
        {sheet && (
          <div className={styles.shrunk}>
            <Ticket sheet={sheet} format={format} />
          </div>
        )}
      </div>
    </figure>
  );
}
