import { Anchor } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderId } from '../../../shared/ids.ts';
import { useClient } from '../../client/context.tsx';
import { useAnswered } from '../../client/use-answered.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { BarredMark, QuestionMark, VipMark } from '../../order-parts/customer-marks.tsx';
import { hrefToCustomer } from '../../state/customer-place.ts';
import styles from './head.module.css';

/** What is said of whoever ordered, and the way to all they ever did. Nothing while it is not known, or for nobody's order. */
export function CustomerLine({ id }: { readonly id: OrderId }) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const client = useClient();
  const [turn, setTurn] = useState(0);
  useEffect(
    () =>
      client.on(({ kind }) => {
        if (kind === 'customers-changed') setTurn((last) => last + 1);
      }),
    [client],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again at every turn
  const ask = useCallback(() => client.call('customers.ofOrder', { id }), [client, id, turn]); // oxlint-disable-line react-hooks/exhaustive-deps -- as above
  const answer = useAnswered(ask);
  if (answer.state !== 'ready' || answer.value === null) return null;
  const { id: customer, orders, totals, vip, barred, questions } = answer.value;
  return (
    <div className={styles.said} data-barred={barred !== null}>
      {vip && <VipMark tag />}
      {barred !== null && (
        <>
          <BarredMark tag />
          {barred !== '' && <span className={styles.why}>{barred}</span>}
        </>
      )}
      {questions > 0 && <QuestionMark tag />}
      <Anchor className={styles.link ?? ''} href={hrefToCustomer(customer)}>
        {[t('lineAll', { count: orders }), ...totals.slice(0, 1).map(format.money)].join(' · ')}
      </Anchor>
    </div>
  );
}
