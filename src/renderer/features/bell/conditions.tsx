import { Checkbox, MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conditions as Asked } from '../../../shared/bell/rules.ts';
import { sourceSchema } from '../../../shared/ids.ts';
import { moneyToDecimal, parseMoney } from '../../../shared/money.ts';
import { isProblem } from '../../../shared/problem.ts';
import { useSaid } from '../../i18n/use-said.tsx';
import { useApp } from '../../state/context.tsx';
import styles from './bell.module.css';
import { HoursField } from './hours-field.tsx';

type Props = { readonly when: Asked; readonly onChange: (when: Asked) => void };

const workHours = { days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '20:00' };

/** Which orders a rule is about; what is left open holds for every order. */
export function Conditions({ when, onChange }: Props) {
  const { t } = useTranslation('bell');
  const { sources } = useApp();
  const { totalAtLeast: _total, ...rest } = when;
  const { sources: _sources, ...ofAnySource } = when;
  const { needsReview: _review, ...doubtfulOrNot } = when;
  const { hours: _hours, ...atAnyTime } = when;
  return (
    <div className={styles.when}>
      <MultiSelect
        size="xs"
        label={t('sources')}
        placeholder={when.sources ? '' : t('anySource')}
        value={[...(when.sources ?? [])]}
        data={sources.map(({ source, name }) => ({ value: source, label: name }))}
        onChange={(values) => {
          const chosen = values.map((value) => sourceSchema.parse(value));
          onChange(chosen.length === 0 ? ofAnySource : { ...when, sources: chosen });
        }}
      />
      <TotalField
        total={when.totalAtLeast}
        onChange={(totalAtLeast) => onChange(totalAtLeast === undefined ? rest : { ...rest, totalAtLeast })}
      />
      <Checkbox
        size="xs"
        label={t('needsReview')}
        checked={when.needsReview === true}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.checked ? { ...when, needsReview: true } : doubtfulOrNot)
        }
      />
      <Checkbox
        size="xs"
        label={t('inHours')}
        checked={when.hours !== undefined}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.checked ? { ...when, hours: workHours } : atAnyTime)
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

/** An amount in the shop's currency. What is none is said, and the rule keeps the last one that was. */
function TotalField({ total, onChange }: TotalProps) {
  const { t } = useTranslation('bell');
  const said = useSaid();
  const { currency } = useApp();
  const [text, setText] = useState(total ? moneyToDecimal(total) : '');
  const [error, setError] = useState<string | null>(null);
  function type(next: string): void {
    setText(next);
    try {
      onChange(next.trim() === '' ? undefined : parseMoney(next.trim().replace(',', '.'), currency));
      setError(null);
    } catch (thrown) {
      if (!isProblem(thrown)) throw thrown;
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
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
