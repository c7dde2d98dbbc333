import { Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conditions as Asked, Occasion } from '../../../../shared/alert-rules/rules.ts';
import { unpaidHoursOf } from '../../../../shared/alert-rules/rules.ts';
import { sourceSchema } from '../../../../shared/ids.ts';
import { moneyToDecimal } from '../../../../shared/money.ts';
import { isProblem } from '../../../../shared/problem.ts';
import { amountTyped } from '../../../components/order-form/amount-text.ts';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useApp } from '../../../state/context.tsx';
import styles from './alert-rules.module.css';
import { withPart } from './edit-rules.ts';
import { HoursField } from './hours-field.tsx';
import { NumberField } from './number-field.tsx';
import { useWrongPart } from './wrong-parts.ts';

type Props = {
  readonly occasion: Occasion;
  readonly when: Asked;
  readonly onChange: (when: Asked) => void;
};

/** What is known of an unpaid payment link, and of a source that is silent, is less than of an order. */
const ofOrder: ReadonlySet<Occasion> = new Set(['new-order', 'cancelled']);
const withGoods: ReadonlySet<Occasion> = new Set([...ofOrder, 'unpaid']);
const withSource: ReadonlySet<Occasion> = new Set([...ofOrder, 'silence']);

const workHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '20:00' };

/** Which orders a rule is about; what is left open holds for every order. */
export function Conditions({ occasion, when, onChange }: Props) {
  const { t } = useTranslation('alertRules');
  const { sources } = useApp();
  const nameOf = useSourceName();
  return (
    <div className={styles.when}>
      {withSource.has(occasion) && (
        <MultiSelect
          size="xs"
          label={t('sources')}
          placeholder={when.sources ? '' : t('anySource')}
          value={[...(when.sources ?? [])]}
          data={sources.map(({ source }) => ({ value: source, label: nameOf(source) }))}
          onChange={(values) => {
            const chosen = values.map((value) => sourceSchema.parse(value));
            onChange(withPart(when, 'sources', chosen.length === 0 ? undefined : chosen));
          }}
        />
      )}
      {withGoods.has(occasion) && (
        <>
          <TotalField
            total={when.totalAtLeast}
            onChange={(total) => onChange(withPart(when, 'totalAtLeast', total))}
          />
          <ProductField
            product={when.product}
            onChange={(product) => onChange(withPart(when, 'product', product))}
          />
        </>
      )}
      {occasion === 'unpaid' && (
        <NumberField
          label={t('unpaidHours')}
          most={720}
          value={unpaidHoursOf(when)}
          onChange={(unpaidHours) => onChange({ ...when, unpaidHours })}
        />
      )}
      {ofOrder.has(occasion) && (
        <>
          <Checkbox
            size="xs"
            label={t('needsReview')}
            checked={when.needsReview === true}
            onChange={({ currentTarget }) =>
              onChange(withPart(when, 'needsReview', currentTarget.checked || undefined))
            }
          />
          <Checkbox
            size="xs"
            label={t('firstTime')}
            checked={when.firstTime === true}
            onChange={({ currentTarget }) =>
              onChange(withPart(when, 'firstTime', currentTarget.checked || undefined))
            }
          />
        </>
      )}
      <Checkbox
        size="xs"
        label={t('inHours')}
        checked={when.hours !== undefined}
        onChange={({ currentTarget }) =>
          onChange(withPart(when, 'hours', currentTarget.checked ? workHours : undefined))
        }
      />
      {when.hours && (
        <HoursField
          label={t('hoursOfRule')}
          hours={when.hours}
          onChange={(hours) => onChange({ ...when, hours })}
        />
      )}
    </div>
  );
}

type TotalProps = {
  readonly total: Asked['totalAtLeast'];
  readonly onChange: (total: Asked['totalAtLeast']) => void;
};

/** An amount in the shop's currency. What is none is said, and the rule keeps what it had before it was typed. */
function TotalField({ total, onChange }: TotalProps) {
  const { t } = useTranslation('alertRules');
  const said = useSaid();
  const { currency, language } = useApp();
  const [text, setText] = useState(total ? moneyToDecimal(total) : '');
  const [error, setError] = useState<string | null>(null);
  const before = useRef(total); // of `1.234,50` each beginning was an amount, and none was meant
  useWrongPart(error !== null);
  function type(typed: string): void {
    setText(typed);
    try {
      onChange(amountTyped(typed, currency, language));
      setError(null);
    } catch (thrown) {
      if (!isProblem(thrown)) throw thrown;
      onChange(before.current);
      setError(said(thrown.message));
    }
  }
  return (
    <TextInput
      size="xs"
      label={t('totalAtLeast', { currency: total?.currency ?? currency })}
      inputMode="decimal"
      value={text}
      error={error}
      onFocus={() => {
        before.current = total;
      }}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}

type ProductProps = {
  readonly product: Asked['product'];
  readonly onChange: (product: Asked['product']) => void;
};

/** Words of a product's name; none asks for no product. */
function ProductField({ product, onChange }: ProductProps) {
  const { t } = useTranslation('alertRules');
  const [text, setText] = useState(product ?? '');
  return (
    <TextInput
      size="xs"
      label={t('product')}
      placeholder={t('anyProduct')}
      maxLength={80}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value);
        onChange(value.trim() || undefined);
      }}
    />
  );
}
