import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { VariantView } from '../../../../shared/views.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useCurrency } from '../../../components/order-form/totals/currency.ts';
import type { OrderFormApi } from '../../../components/order-form/use-order-form.tsx';
import styles from './requested-products.module.css';
import type { Asked } from './use-requested-lines.ts';
import { chatLine } from './use-requested-lines.ts';

type Props = { readonly form: OrderFormApi; readonly asked: Asked };

/** The products requested in the chat: lines that are in the form already, and products that need a choice of variant. */
export function RequestedProducts({ form, asked: { lines, choices } }: Props) {
  const { t } = useTranslation('customOrder');
  const format = useFormat();
  const currency = useCurrency();
  const [declined, setDeclined] = useState<ReadonlySet<string>>(new Set());
  const items = form.getValues().items;
  const put = items.filter(({ fromChat }) => fromChat);
  const open = choices.filter(
    ({ product, variants }) =>
      !declined.has(product.productId) &&
      variants.every(({ variantId }) => items.every((item) => item.variantId !== variantId)),
  );
  useTakeOut(form, lines);
  if (put.length === 0 && open.length === 0) return null;

  function choose(variant: VariantView): void {
    flushSync(() => {
      form.insertListItem('items', chatLine(variant, { locale: format.locale, currency }));
      form.clearFieldError('items');
    });
    document.querySelector<HTMLElement>(`[data-path="items.${items.length}.quantity"]`)?.focus();
  }

  return (
    <section className={styles.asked} aria-label={t('askedTitle')}>
      {put.length > 0 && (
        <p role="status">{t('askedPut', { products: put.map(({ title }) => title).join(', ') })}</p>
      )}
      {open.map(({ product, variants }) => (
        <div key={product.productId} className={styles.choice}>
          <span>{t('askedChoose', { product: product.title })}</span>
          {variants.map((variant) => (
            <Button
              key={variant.variantId}
              variant="default"
              size="compact-sm"
              disabled={!variant.available}
              onClick={() => choose(variant)}
            >
              {`${shortTitle(variant.title, product.title)} · ${format.money(variant.price)}`}
            </Button>
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setDeclined(new Set([...declined, product.productId]))}
          >
            {t('askedNone')}
          </Button>
        </div>
      ))}
    </section>
  );
}

/** The part of a variant's title that distinguishes it: the title begins with the product's. */
function shortTitle(title: string, product: string): string {
  const rest = title.startsWith(product) ? title.slice(product.length).replace(/^[\s·,/–—-]+/u, '') : '';
  return rest || title;
}

/** Any field but the picker, where the form begins: its input has its own undo. */
const isTypedIn = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([data-picker]), textarea');

/** Ctrl Z removes the lines while they are unchanged. */
function useTakeOut(form: OrderFormApi, lines: Asked['lines']): void {
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent): void => {
      const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === 'KeyZ';
      if (!isUndo || lines.length === 0 || form.getValues().picking !== '' || isTypedIn(event.target)) return;
      if (JSON.stringify(form.getValues().items) !== JSON.stringify(lines)) return;
      event.preventDefault();
      event.stopPropagation();
      form.setFieldValue('items', []);
      document.querySelector<HTMLElement>('[data-picker]')?.focus();
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [form, lines]);
}
