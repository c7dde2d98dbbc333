import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconPointer, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStores } from '../../state/context.tsx';
import { howSure } from '../../state/trainer/how-sure.ts';
import { readForm } from '../../state/trainer/trainer-form.ts';
import type { Lesson } from '../../state/trainer/trainer-store.ts';
import { SureMark } from './sure-mark.tsx';
import styles from './trainer.module.css';

/** What else is charged: packing, service, a small order. */
export function FeeRows({ lesson }: { readonly lesson: Lesson }) {
  const { t } = useTranslation('recipes');
  const { trainer } = useStores();
  const { complaints } = readForm(lesson.form);
  const isAsked = lesson.asked === 'fee';
  return (
    <section className={styles.group} data-asked={isAsked} data-ask="fee" aria-label={t('field_fee')}>
      <div className={styles.groupHead}>
        <h2 className={styles.groupTitle}>{t('field_fee')}</h2>
        <SureMark sure={howSure('fee', lesson)} />
        <Button
          variant={isAsked ? 'light' : 'default'}
          size="compact-xs"
          leftSection={<IconPointer size={14} />}
          aria-pressed={isAsked}
          onClick={() => trainer.ask('fee')}
        >
          {isAsked ? t('pointing') : t('pointAtFee')}
        </Button>
      </div>
      <ul className={styles.rows}>
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
      </ul>
      <div className={styles.groupFoot}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<IconPlus size={14} />}
          onClick={trainer.addFee}
        >
          {t('addFee')}
        </Button>
      </div>
    </section>
  );
}
