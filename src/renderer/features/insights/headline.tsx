import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { FullAmounts, Insights, Stretch } from '../../../shared/insights/report.ts';
import { basketOf, changeOf, netOf, shareIn } from '../../../shared/insights/report.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import styles from './insights.module.css';
import { useChangeWords } from './use-words.ts';

/** The totals of the range, each with its change from the previous range. */
export function Headline({ told }: { readonly told: Insights }) {
  const { t } = useTranslation('insights');
  const { count, span, percent } = useFormat();
  const words = useChangeWords();
  const { totals, took, buyers, before } = told;
  const [main] = told.currencies;
  const seconds = (value: number): string => span(value * 1000);
  const keeps = totals.amounts.some(({ commission }) => commission > 0);
  return (
    <section className={styles.figures} aria-label={t('figures')}>
      <Figure
        name={t('orders')}
        value={count(totals.orders)}
        note={totals.cancelled > 0 ? t('cancelledToo', { count: totals.cancelled }) : null}
        change={words(changeOf(totals.orders, before?.totals.orders ?? null), count)}
      />
      <Amount name={t('revenue')} told={told} of={({ revenue }) => revenue} />
      {keeps && <Amount name={t('net')} told={told} of={netOf} />}
      <Amount name={t('basket')} told={told} of={basketOf} />
      <Figure
        name={t('took')}
        value={took === null ? '–' : seconds(took.median)}
        note={took === null ? t('tookNone') : t('tookNine', { span: seconds(took.slowest) })}
        change={words(changeOf(took?.median ?? null, before?.took?.median ?? null), seconds)}
      />
      <Figure
        name={t('newBuyers')}
        value={count(buyers.new.orders)}
        note={shareWords(t, percent, told)}
        change={words(changeOf(buyers.new.orders, before?.buyers.new.orders ?? null), count)}
      />
      {main === undefined && totals.orders > 0 && <p className={styles.note}>{t('noTotals')}</p>}
    </section>
  );
}

function shareWords(
  t: (key: 'returningShare', values: { percent: string }) => string,
  percent: (value: number) => string,
  { buyers }: Stretch,
): string | null {
  const share = shareIn(buyers.returning.orders, buyers.returning.orders + buyers.new.orders);
  return share === null ? null : t('returningShare', { percent: percent(share) });
}

type AmountProps = {
  readonly name: string;
  readonly told: Insights;
  readonly of: (amounts: FullAmounts) => number | null;
};

/** An amount in the main currency, and other currencies below it: they are never added. */
function Amount({ name, told, of }: AmountProps) {
  const { money } = useFormat();
  const words = useChangeWords();
  const [main, ...others] = told.totals.amounts.flatMap((amounts) => {
    const minor = of(amounts);
    return minor === null ? [] : [{ currency: amounts.currency, minor }];
  });
  if (main === undefined) return <Figure name={name} value="–" note={null} change={null} />;
  const earlier = told.before?.totals.amounts.find(({ currency }) => currency === main.currency);
  const before = told.before === null ? null : earlier === undefined ? 0 : of(earlier);
  return (
    <Figure
      name={name}
      value={money(main)}
      note={others.length === 0 ? null : others.map(money).join(' · ')}
      change={words(changeOf(main.minor, before), (minor) => money({ minor, currency: main.currency }))}
    />
  );
}

type FigureProps = {
  readonly name: string;
  readonly value: string;
  readonly note: ReactNode;
  readonly change: string | null;
};

const Figure = ({ name, value, note, change }: FigureProps) => (
  <div className={styles.figure}>
    <h2 className={styles.figureName}>{name}</h2>
    <p className={styles.figureValue} data-long={value.length > 12}>
      {value}
    </p>
    {note !== null && <p className={styles.note}>{note}</p>}
    {change !== null && <p className={styles.change}>{change}</p>}
  </div>
);
