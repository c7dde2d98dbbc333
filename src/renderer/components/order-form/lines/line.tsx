import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconMessageCircle, IconPercentage, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { parseMoney } from '../../../../shared/money.ts';
import { useApp } from '../../../state/context.tsx';
import { useFormat } from '../../i18n/use-format.tsx';
import type { Advice } from '../advice.ts';
import { fieldProps } from '../field-props.tsx';
import { isAmount, wholeOf } from '../read-form.ts';
import type { LiveTotals } from '../totals/live-totals.ts';
import type { OrderFormApi } from '../use-order-form.tsx';
import type { LineValues } from '../values.ts';
import { LineDiscount } from './line-discount.tsx';
import styles from './line-items.module.css';
import type { StockWarning } from './stock-warnings.ts';

type Props = {
  readonly form: OrderFormApi;
  readonly live: StoreApi<LiveTotals>;
  readonly advice: Advice;
  readonly line: LineValues;
  readonly index: number;
  readonly onEnter: (event: KeyboardEvent<HTMLInputElement>, index: number) => void;
  readonly onRemove: () => void;
};

/** One line of the order. Its discount is collapsed until the user opens it by its button or by typing %. */
export function Line({ line, index, form, live, advice, onEnter, onRemove }: Props) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const { currency } = useApp();
  const root = useRef<HTMLLIElement>(null);
  const path = (cell: string) => `items.${index}.${cell}`;
  const [asked, setAsked] = useState(line.discount !== '');
  const isOpen = asked || form.errors[path('discount')] !== undefined;
  const warning = useStore(advice.warnings, (warnings) => warnings[index] ?? null);
  const errorId = useId();
  const warningId = useId();

  const shopPrice = isAmount(line.listPrice)
    ? format.money(parseMoney(line.listPrice.replace(',', '.'), currency))
    : line.listPrice;
  const isOwn = line.variantId === '';
  const title = line.title || t('lineTitle', { nth: index + 1 });
  const titleError = form.errors[path('title')];

  function openDiscount(): void {
    flushSync(() => setAsked(true));
    const field = root.current?.querySelector<HTMLInputElement>(`[data-path="${path('discount')}"]`);
    field?.focus();
    field?.select();
  }
  function closeDiscount(): void {
    form.setFieldValue(path('discount'), '');
    form.clearFieldError(path('discount'));
    setAsked(false);
  }
  function onKey(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === '%') {
      event.preventDefault();
      openDiscount();
    } else onEnter(event, index);
  }

  return (
    <li ref={root} className={styles.line}>
      {isOwn ? (
        <TextInput
          {...fieldProps(form, path('title'))}
          key={form.key(path('title'))}
          aria-label={t('lineTitle', { nth: index + 1 })}
          onKeyDown={(event) => onEnter(event, index)}
        />
      ) : (
        <div className={styles.what}>
          <span className={styles.title}>{line.title}</span>
          <span className={styles.meta}>
            {[line.sku, shopPrice && t('inShop', { amount: shopPrice })].filter(Boolean).join(' · ')}
          </span>
          {line.fromChat && (
            <span className={styles.chat}>
              <IconMessageCircle size={12} aria-hidden="true" />
              {t('lineFromChat')}
            </span>
          )}
          {warning !== null && (
            <span id={warningId} className={styles.warning}>
              <IconAlertTriangle size={12} aria-hidden="true" />
              <WarningText warning={warning} />
            </span>
          )}
          {titleError !== undefined && (
            <span id={errorId} className={styles.error}>
              {titleError}
            </span>
          )}
        </div>
      )}
      <TextInput
        {...fieldProps(form, path('quantity'))}
        key={form.key(path('quantity'))}
        aria-label={t('lineQuantity', { title })}
        {...(warning !== null && { 'aria-describedby': warningId })}
        inputMode="numeric"
        autoComplete="off"
        classNames={{ input: styles.amount }}
        onKeyDown={(event) => {
          const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (step === undefined) return onKey(event);
          event.preventDefault();
          const next = (wholeOf(event.currentTarget.value) || 0) + step;
          if (next < 1 || next > 9999) return;
          form.setFieldValue(path('quantity'), String(next), { forceUpdate: false });
          event.currentTarget.value = String(next);
        }}
      />
      <TextInput
        {...fieldProps(form, path('unitPrice'))}
        key={form.key(path('unitPrice'))}
        aria-label={t('linePrice', { title })}
        inputMode="decimal"
        autoComplete="off"
        classNames={{ input: styles.amount }}
        onKeyDown={onKey}
      />
      <Tooltip label={t('discountLineKey')}>
        <ActionIcon
          className={styles.action}
          aria-label={t('discountLine', { title })}
          aria-expanded={isOpen}
          onClick={isOpen ? closeDiscount : openDiscount}
        >
          <IconPercentage size={14} />
        </ActionIcon>
      </Tooltip>
      <LineTotal live={live} index={index} />
      <ActionIcon
        className={styles.action}
        aria-label={t('removeLine', { title })}
        // a refused product has no field of its own: the fix is to remove the line
        data-wrong={!isOwn && titleError !== undefined}
        aria-describedby={!isOwn && titleError !== undefined ? errorId : undefined}
        onClick={onRemove}
      >
        <IconX size={14} />
      </ActionIcon>
      {isOpen && (
        <LineDiscount
          form={form}
          live={live}
          index={index}
          title={title}
          onKeyDown={(event) => {
            const isEmpty = event.currentTarget.value.trim() === '';
            if (event.key !== 'Escape' || !isEmpty) return onEnter(event, index);
            event.preventDefault();
            event.stopPropagation();
            closeDiscount();
            root.current?.querySelector<HTMLInputElement>(`[data-path="${path('unitPrice')}"]`)?.focus();
          }}
        />
      )}
    </li>
  );
}

function LineTotal({ live, index }: Pick<Props, 'live' | 'index'>) {
  const format = useFormat();
  const line = useStore(live, ({ lines }) => lines[index] ?? null);
  return <output className={styles.total}>{line === null ? '—' : format.money(line.total)}</output>;
}

function WarningText({ warning }: { readonly warning: StockWarning }) {
  const { t } = useTranslation('orderForm');
  switch (warning.kind) {
    case 'none-left':
      return t('noneLeft');
    case 'not-sold':
      return t('notSold');
    case 'too-few':
      return t('tooFew', { count: warning.left });
  }
}
