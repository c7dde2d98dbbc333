import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CrossedEdits } from '../../../../shared/crossed-edits.ts';
import { crossedEdits } from '../../../../shared/crossed-edits.ts';
import type { OrderDetail } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { FieldChanges } from '../../../components/order/field-changes.tsx';
import { useEditor } from '../../../components/people/use-presence.ts';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useClient } from '../../../lib/client/context.tsx';
import { useStores } from '../../../state/context.tsx';
import styles from './crossed.module.css';

/** Two computers saved a manual order at the same time: shows which changes that undid, until a manager decides. */
export function Crossed({ detail }: { readonly detail: OrderDetail }) {
  const { order, timeline } = detail;
  if (order.source !== 'manual' || order.status === 'cancelled' || order.partOf) return null;
  const entries = timeline.flatMap((item) => (item.step === 'entry' ? [item.entry] : []));
  const crossed = crossedEdits(order.sourceId, entries);
  return crossed && <Notice detail={detail} crossed={crossed} />;
}

type Props = { readonly detail: OrderDetail; readonly crossed: CrossedEdits };

function Notice({ detail: { order: mine }, crossed }: Props) {
  const { t } = useTranslation('presence');
  const format = useFormat();
  const now = useNow();
  const client = useClient();
  const toasts = useToasts();
  const { order } = useStores();
  const isLocked = useEditor(mine.id) !== null;
  const [isSaving, setSaving] = useState(false);
  const { id, version } = mine;

  async function settle(how: 'restored' | 'left'): Promise<void> {
    setSaving(true);
    try {
      const { form } = await client.call('manual.form', { id });
      const { paymentStatus } = form;
      const settled = how === 'left' ? form : { ...crossed.restored, paymentStatus };
      order.take(await client.call('manual.edit', { id, base: version, paymentStatus, form: settled }));
    } catch (thrown) {
      toasts.failed({
        id: `crossed:${id}`,
        what: t('stays', { number: mine.content.number }),
        error: toCallError(thrown),
      });
    }
    setSaving(false);
  }

  return (
    <section className={styles.crossed} role="alert" aria-label={t('crossed')}>
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <p>{t('crossedWords', { name: crossed.by, time: format.time(crossed.at, now) })}</p>
        <FieldChanges
          changes={crossed.lost}
          isWarned={() => true}
          fate={({ mine: value }, words) => t('crossedNow', { now: words(value ?? '') })}
        />
        <fieldset className={styles.acts} disabled={isLocked || isSaving}>
          <Button size="xs" onClick={() => void settle('restored')}>
            {t('crossedRestore')}
          </Button>
          <Button size="xs" variant="default" onClick={() => void settle('left')}>
            {t('crossedLeave')}
          </Button>
        </fieldset>
      </div>
    </section>
  );
}
