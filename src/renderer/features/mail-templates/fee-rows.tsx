import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useOwnStore } from '../../state/context.tsx';
import { RowGroup } from './row-group.tsx';
import { readForm } from './state/trainer-form.ts';
import type { Lesson } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import styles from './trainer.module.css';

/** Other fees: packing, service, a small order. */
export function FeeRows({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('mailTemplates');
  const trainer = useOwnStore(trainerStore);
  const { complaints } = readForm(lesson.form);
  return (
    <RowGroup ask="fee" lesson={lesson} pointAt={t('pointAtFee')} add={t('addFee')} onAdd={trainer.addFee}>
      {lesson.form.fees.map((fee, index) => {
        const complaint = complaints[`otherFees.${index}`];
        const nth = index + 1;
        return (
          <li key={fee.key} className={styles.fee}>
            <TextInput
              size="xs"
              aria-label={t('nthFee', { what: t('feeLabel'), nth })}
              placeholder={t('feeLabel')}
              value={fee.label}
              onChange={(event) => trainer.changeFee(fee.key, { label: event.currentTarget.value })}
            />
            <TextInput
              size="xs"
              className={styles.lineTotal ?? ''}
              aria-label={t('nthFee', { what: t('amount'), nth })}
              placeholder={t('amount')}
              inputMode="decimal"
              value={fee.amount}
              error={complaint && t(`complaint_${complaint}`)}
              onChange={(event) => trainer.changeFee(fee.key, { amount: event.currentTarget.value })}
            />
            <ActionIcon aria-label={t('removeFee', { nth })} onClick={() => trainer.removeFee(fee.key)}>
              <IconX size={14} />
            </ActionIcon>
          </li>
        );
      })}
    </RowGroup>
  );
}
