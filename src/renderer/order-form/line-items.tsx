import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { StoreApi } from 'zustand';
import { useStore } from 'zustand';
import { parseMoney } from '../../shared/money.ts';
import { useFormat } from '../i18n/use-format.tsx';
import { useApp } from '../state/context.tsx';
import hidden from '../ui/hidden.module.css';
import { fieldProps } from './field-props.ts';
import styles from './line-items.module.css';
import { lineOf, sameLine } from './line-of.ts';
import type { LiveTotals } from './live-totals.ts';
import type { Picked } from './product-picker.tsx';
import { ProductPicker } from './product-picker.tsx';
import { isAmount, wholeOf } from './read-form.ts';
import type { OrderFormApi } from './use-order-form.tsx';
import type { LineValues } from './values.ts';

type Props = { readonly form: OrderFormApi; readonly live: StoreApi<LiveTotals> };

/** The lines of the order, and under them the picker that adds the next one. */
export function LineItems({ form, live }: Props) {
  const { t } = useTranslation('orderForm');
  const { locale } = useFormat();
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
    const { items } = form.getValues(); // as typed by now: a quantity is typed without a render
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
    const line = lineOf(picked, crypto.randomUUID(), locale);
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

  /** Enter goes on: from the quantity to a price that is still missing, then back to the picker. */
  function onEnter(event: KeyboardEvent<HTMLInputElement>, index: number): void {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const isPriceMissing = form.getValues().items[index]?.unitPrice.trim() === '';
    if (event.currentTarget.dataset.path?.endsWith('.unitPrice') || !isPriceMissing) picker.current?.focus();
    else focusCell(index, 'unitPrice');
  }

  return (
    <div ref={root} className={styles.items}>
      {items.length > 0 && (
        <div className={styles.head} aria-hidden="true">
          <span />
          <span className={styles.number}>{t('quantity')}</span>
          <span className={styles.number}>{t('unitPrice')}</span>
          <span className={styles.number}>{t('lineTotal')}</span>
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

type LineProps = Props & {
  readonly line: LineValues;
  readonly index: number;
  readonly onEnter: (event: KeyboardEvent<HTMLInputElement>, index: number) => void;
  readonly onRemove: () => void;
};

function Line({ line, index, form, live, onEnter, onRemove }: LineProps) {
  const { t } = useTranslation('orderForm');
  const format = useFormat();
  const { currency } = useApp();
  const shopPrice = isAmount(line.listPrice)
    ? format.money(parseMoney(line.listPrice.replace(',', '.'), currency))
    : line.listPrice;
  const isOwn = line.variantId === '';
  const title = line.title || t('lineTitle', { nth: index + 1 });
  const path = (cell: string) => `items.${index}.${cell}`;
  const titleError = form.errors[path('title')];
  const errorId = useId();
  const enter = (event: KeyboardEvent<HTMLInputElement>) => onEnter(event, index);
  return (
    <li className={styles.line}>
      {isOwn ? (
        <TextInput
          {...fieldProps(form, path('title'))}
          key={form.key(path('title'))}
          aria-label={t('lineTitle', { nth: index + 1 })}
          onKeyDown={enter}
        />
      ) : (
        <div className={styles.what}>
          <span className={styles.title}>{line.title}</span>
          <span className={styles.meta}>
            {[line.sku, t('inShop', { amount: shopPrice })].filter(Boolean).join(' · ')}
          </span>
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
        inputMode="numeric"
        autoComplete="off"
        classNames={{ input: styles.amount }}
        onKeyDown={(event) => {
          const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
          if (step === undefined) return enter(event);
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
        onKeyDown={enter}
      />
      <LineTotal live={live} index={index} />
      <ActionIcon
        className={styles.remove}
        aria-label={t('removeLine', { title })}
        // a product that was refused has no field of its own: what helps is to take it away
        data-wrong={!isOwn && titleError !== undefined}
        aria-describedby={!isOwn && titleError !== undefined ? errorId : undefined}
        onClick={onRemove}
      >
        <IconX size={14} />
      </ActionIcon>
    </li>
  );
}

function LineTotal({ live, index }: Pick<LineProps, 'live' | 'index'>) {
  const format = useFormat();
  const total = useStore(live, ({ lines }) => lines[index] ?? null);
  return <output className={styles.total}>{total === null ? '—' : format.money(total)}</output>;
}
