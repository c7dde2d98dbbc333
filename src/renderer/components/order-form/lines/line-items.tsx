import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useFormat } from '../../i18n/use-format.tsx';
import hidden from '../../ui/hidden.module.css';
import type { Advice } from '../advice.ts';
import { wholeOf } from '../read-form.ts';
import { useCurrency } from '../totals/currency.ts';
import type { LiveTotals } from '../totals/live-totals.ts';
import type { OrderFormApi } from '../use-order-form.tsx';
import { Line } from './line.tsx';
import styles from './line-items.module.css';
import { lineOf, sameLine } from './line-of.ts';
import type { Picked } from './product-picker.tsx';
import { ProductPicker } from './product-picker.tsx';

type Props = {
  readonly form: OrderFormApi;
  readonly live: StoreApi<LiveTotals>;
  readonly advice: Advice;
};

/** The lines of the order, and a picker that adds the next one. */
export function LineItems({ form, live, advice }: Props) {
  const { t } = useTranslation('orderForm');
  const { locale } = useFormat();
  const currency = useCurrency();
  const root = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  const { items } = form.getValues();
  const error = form.errors.picking ?? form.errors.items;

  function focusCell(index: number, cell: 'quantity' | 'unitPrice' | 'title'): void {
    const field = root.current?.querySelector<HTMLInputElement>(`[data-path="items.${index}.${cell}"]`);
    field?.focus();
    field?.select();
  }

  function add(picked: Picked): void {
    const { items } = form.getValues(); // current values: typing a quantity does not render
    const index = sameLine(items, picked);
    const known = items[index];
    if (known !== undefined) {
      const quantity = String((wholeOf(known.quantity) || 0) + 1);
      flushSync(() => {
        form.setFieldValue(`items.${index}.quantity`, quantity);
        setSaid(t('lineRaised', { title: known.title, quantity }));
      });
      focusCell(index, 'quantity');
      return;
    }
    const line = lineOf(picked, crypto.randomUUID(), { locale, currency });
    flushSync(() => {
      form.insertListItem('items', line);
      form.clearFieldError('items');
      setSaid(t('lineAdded', { title: line.title }));
    });
    focusCell(items.length, 'quantity');
  }

  function remove(index: number): void {
    flushSync(() => form.removeListItem('items', index));
    const left = items.length - 1;
    if (left === 0) picker.current?.focus();
    else focusCell(Math.min(index, left - 1), 'quantity');
  }

  /** Enter moves on: from the quantity to a missing price, then back to the picker. */
  function onEnter(event: KeyboardEvent<HTMLInputElement>, index: number): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const isPriceMissing = form.getValues().items[index]?.unitPrice.trim() === '';
    const { path = '' } = event.currentTarget.dataset;
    if (/\.(unitPrice|discount)$/.test(path) || !isPriceMissing) picker.current?.focus();
    else focusCell(index, 'unitPrice');
  }

  return (
    <div ref={root} className={styles.items}>
      {items.length > 0 && (
        <div className={styles.head} aria-hidden="true">
          <span />
          <span className={styles.number}>{t('quantity')}</span>
          <span className={styles.number}>{t('unitPrice')}</span>
          <span />
          <span className={styles.sum}>{t('lineTotal')}</span>
          <span />
        </div>
      )}
      <ol className={styles.list}>
        {items.map((line, index) => (
          <Line
            key={line.id}
            line={line}
            index={index}
            form={form}
            live={live}
            advice={advice}
            onEnter={onEnter}
            onRemove={() => remove(index)}
          />
        ))}
      </ol>
      <ProductPicker
        input={picker}
        error={error}
        startText={form.getValues().picking}
        onType={(text) => form.setFieldValue('picking', text, { forceUpdate: false })}
        onPick={add}
      />
      {items.length === 0 && error === undefined && <p className={styles.hint}>{t('itemsEmpty')}</p>}
      <span role="status" className={hidden.hidden}>
        {said}
      </span>
    </div>
  );
}
