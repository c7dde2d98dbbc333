import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../../shared/languages.ts';
import { isProblem } from '../../../../shared/problem.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { amountText, amountTyped } from '../../../components/order-form/amount-text.ts';
import { useApp, useNavigate } from '../../../state/context.tsx';
import type { InboxPlace } from '../../../state/routes/route.ts';
import { hrefToInbox } from '../../../state/routes/route.ts';
import { narrowedBy } from '../state/narrowing.ts';
import styles from './filters.module.css';

/** Parses `12,50` or `1 240.5` to minor units; undefined if empty, null if invalid. */
function amountOf(typed: string, currency: string, language: Language): number | undefined | null {
  try {
    return amountTyped(typed, currency, language)?.minor;
  } catch (thrown) {
    if (isProblem(thrown)) return null;
    throw thrown;
  }
}

/** A range of amounts in the shop's currency. */
export function TotalField({ place }: { readonly place: InboxPlace }) {
  const { t } = useTranslation('filters');
  const { locale } = useFormat();
  const navigate = useNavigate();
  const { currency: usual } = useApp();
  const total = place.only?.total;
  const currency = total?.currency ?? usual;
  const shown = (minor: number | undefined): string =>
    minor === undefined ? '' : amountText({ minor, currency }, locale);
  const [least, setLeast] = useState(() => shown(total?.min));
  const [most, setMost] = useState(() => shown(total?.max));
  const [min, max] = [amountOf(least, currency, locale), amountOf(most, currency, locale)];
  const wrong = t('amountWrong');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (min === null || max === null) return;
        const next = { currency, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
        const isNone = min === undefined && max === undefined;
        navigate(hrefToInbox(narrowedBy(place, { total: isNone ? undefined : next })));
      }}
    >
      <span className={styles.pair}>
        <TextInput
          size="xs"
          inputMode="decimal"
          label={t('leastLabel', { currency })}
          value={least}
          error={min === null ? wrong : null}
          onChange={(event) => setLeast(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          inputMode="decimal"
          label={t('mostLabel', { currency })}
          value={most}
          error={max === null ? wrong : null}
          onChange={(event) => setMost(event.currentTarget.value)}
        />
      </span>
      <Button type="submit" disabled={min === null || max === null}>
        {t('apply')}
      </Button>
    </form>
  );
}
