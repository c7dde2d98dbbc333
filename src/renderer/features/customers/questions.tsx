import { Anchor, Button } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail, CustomerQuestion, CustomerRow } from '../../../shared/customer/view.ts';
import { usePhoneText } from '../../components/customer/use-phone-text.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { hrefToCustomer } from '../../state/routes/customer-place.ts';
import styles from './panel.module.css';
import type { CustomerActs } from './use-customer-acts.ts';

type Props = { readonly customer: CustomerDetail; readonly acts: CustomerActs };

/** Possible duplicates of the customer, side by side, with the evidence and the name that would stay. Nothing is guessed. */
export function Questions({ customer, acts }: Props) {
  const { questions } = customer;
  return questions.map((question) => (
    <Question key={question.other.id} row={customer.row} question={question} acts={acts} />
  ));
}

type QuestionProps = {
  readonly row: CustomerRow;
  readonly question: CustomerQuestion;
  readonly acts: CustomerActs;
};

function Question({ row, question, acts }: QuestionProps) {
  const { t } = useTranslation(['customers', 'common']);
  const format = useFormat();
  const phoneText = usePhoneText();
  const [isAsking, setAsking] = useState(false);
  const { other, because } = question;
  const nameOf = (one: CustomerRow): string => one.name || t('common:noName');
  const decide = (act: Promise<void>): void => {
    setAsking(true);
    void act.finally(() => setAsking(false));
  };
  const sides = [row, other];
  const facts: readonly (readonly [string, (one: CustomerRow) => string])[] = [
    [t('customers:phones'), ({ phone }) => (phone === null ? '' : phoneText(phone))],
    [t('customers:emails'), ({ email }) => email ?? ''],
    [t('customers:ordersTitle'), ({ orders }) => format.count(orders)],
    [t('customers:total'), ({ totals }) => totals.map(format.money).join(', ')],
    [t('customers:firstOrder'), ({ firstAt }) => format.day(firstAt)],
    [t('customers:lastOrder'), ({ lastAt }) => format.day(lastAt)],
  ];
  return (
    <section className={styles.band} aria-label={t('customers:samePersonAsk', { name: nameOf(other) })}>
      <header className={styles.bandHead}>
        <IconHelpCircle size={16} aria-hidden />
        <h3 className={styles.bandTitle}>{t('customers:samePerson')}</h3>
        <span className={styles.dim}>{because.map((key) => becauseWords(key)).join(' · ')}</span>
      </header>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            <th scope="col">{nameOf(row)}</th>
            <th scope="col">
              <Anchor href={hrefToCustomer(other.id)}>{nameOf(other)}</Anchor>
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.map(([label, of], at) => (
            // only identifying data is evidence
            <tr key={label} data-same={at < 2 && of(row) === of(other) && of(row) !== ''}>
              <th scope="row">{label}</th>
              {sides.map((one) => (
                <td key={one.id}>{of(one) || '—'}</td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('customers:sources')}</th>
            {sides.map((one) => (
              <td key={one.id} className={styles.cellSources}>
                {one.sources.map((source) => (
                  <SourceMark key={source} source={source} size={12} />
                ))}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <div className={styles.bandActs}>
        {sides.map((lead, at) => (
          <Button
            key={lead.id}
            size="xs"
            variant={at === 0 ? 'filled' : 'default'}
            disabled={isAsking}
            onClick={() => decide(acts.join(lead, at === 0 ? other : row))}
          >
            {t('customers:joinAs', { name: nameOf(lead) })}
          </Button>
        ))}
        <Button
          size="xs"
          variant="default"
          disabled={isAsking}
          onClick={() => decide(acts.keepApart(row, other))}
        >
          {t('customers:keepApart')}
        </Button>
      </div>
    </section>
  );

  function becauseWords(key: string): string {
    const value = key.slice(key.indexOf(':') + 1);
    if (key.startsWith('tel:')) return t('customers:because_phone', { value: phoneText(value) });
    if (key.startsWith('mail:')) return t('customers:because_email', { value });
    return t(key.startsWith('shopify:') ? 'customers:because_shopify' : 'customers:because_messenger');
  }
}
