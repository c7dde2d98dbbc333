import { TagsInput, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { fieldProps } from './field-props.tsx';
import styles from './order-form.module.css';
import type { LiveTotals } from './totals/live-totals.ts';
import type { OrderFormApi } from './use-order-form.tsx';

type Props = {
  readonly form: OrderFormApi;
  readonly live: StoreApi<LiveTotals>;
  readonly byLink: boolean;
};

const longestTag = 40;

/** The other order details. Stock reservation and deposits need an order that is paid by link. */
export function DetailFields({ form, live, byLink }: Props) {
  const { t } = useTranslation('orderForm');
  const hasDeposit = useStore(live, ({ dueNow }) => dueNow !== null);
  return (
    <>
      <div className={byLink ? styles.details : undefined}>
        <TagsInput
          label={t('tags')}
          data-path="tags"
          size="sm"
          placeholder={form.getValues().tags.length === 0 ? t('tagsHint') : ''}
          defaultValue={[...form.getValues().tags]}
          error={form.errors.tags}
          dropdownOpened={false} // no suggestions, and an open list would take the Enter that moves on
          splitChars={[',', ';']}
          maxTags={50}
          maxLength={longestTag}
          onChange={(tags) => {
            form.setFieldValue('tags', tags);
            form.clearFieldError('tags');
          }}
        />
        {byLink && (
          <>
            <TextInput
              {...fieldProps(form, 'reserveHours')}
              key={form.key('reserveHours')}
              label={t('reserveHours')}
              placeholder={t('reserveHint')}
              inputMode="numeric"
              autoComplete="off"
            />
            <TextInput
              {...fieldProps(form, 'deposit')}
              key={form.key('deposit')}
              label={t('deposit')}
              placeholder={t('depositHint')}
              description={hasDeposit ? t('depositPlan') : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              inputMode="decimal"
              autoComplete="off"
            />
          </>
        )}
      </div>
      <Textarea
        {...fieldProps(form, 'note')}
        key={form.key('note')}
        label={t('note')}
        placeholder={t('noteHint')}
        rows={2}
        classNames={{ input: styles.note }}
      />
    </>
  );
}
