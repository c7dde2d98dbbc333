import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { AlertRules } from '../../../../shared/alert-rules/rules.ts';
import type { OrderId } from '../../../../shared/ids.ts';
import type { Language } from '../../../../shared/languages.ts';
import { languages } from '../../../../shared/languages.ts';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useApp, useStores } from '../../../state/context.tsx';
import styles from './alert-rules.module.css';
import { withPart } from './edit-rules.ts';
import { MessengerBubble } from './messenger-bubble.tsx';
import { TextField } from './text-field.tsx';
import { useNoticeSample } from './use-notice-sample.ts';

type Texts = AlertRules['texts'];
type Props = { readonly texts: Texts; readonly onChange: (texts: Texts) => void };

const mostOrders = 10;
const madeUp = 'made-up';

/** The text of a new order's notification in each language, with a Messenger preview. */
export function Texts({ texts, onChange }: Props) {
  const { t } = useTranslation('alertRules');
  const { language } = useApp();
  const listing = useStore(useStores().inbox, (state) => state.listing);
  const [order, setOrder] = useState<OrderId | null>(null);
  const sampled = useNoticeSample(order);
  const nameOf = useSourceName();
  const rows = listing.state === 'ready' ? [...listing.rows.values()].slice(0, mostOrders) : [];

  function write(which: Language, text: string): void {
    const written: NonNullable<Texts> = texts ?? {};
    const next = withPart(written, which, text.trim() === '' ? undefined : text);
    onChange(Object.keys(next).length === 0 ? undefined : next);
  }

  return (
    <>
      <p className={styles.lead}>{t('textsLead', { language: t(`language_${language}`) })}</p>
      <Select
        className={styles.chosen ?? ''}
        size="xs"
        label={t('shownWith')}
        allowDeselect={false}
        value={order ?? madeUp}
        data={[
          { value: madeUp, label: t('madeUp') },
          ...rows.map(({ id, number, source }) => ({
            value: id,
            label: `${number || '—'} · ${nameOf(source)}`,
          })),
        ]}
        onChange={(value) => setOrder(rows.find(({ id }) => id === value)?.id ?? null)}
      />
      <ul className={styles.cards}>
        {languages.map((which) => (
          <li key={which} className={styles.text}>
            <TextField language={which} text={texts?.[which] ?? ''} onChange={(text) => write(which, text)} />
            <MessengerBubble language={which} text={texts?.[which]} sampled={sampled} />
          </li>
        ))}
      </ul>
    </>
  );
}
