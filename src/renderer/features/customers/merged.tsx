import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail, CustomerPart } from '../../../shared/customer/view.ts';
import { usePhoneText } from '../../components/customer/use-phone-text.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { SourceMark } from '../../components/source/source-mark.tsx';
import { useNow } from '../../lib/browser/use-now.tsx';
import styles from './panel.module.css';
import type { CustomerActs } from './use-customer-acts.ts';

type Props = { readonly customer: CustomerDetail; readonly acts: CustomerActs };

/** The parts that were merged into the customer, the reasons, and buttons to separate each. */
export function Merged({ customer, acts }: Props) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const now = useNow();
  const { parts, decisions } = customer;
  if (parts.length < 2 && decisions.length === 0) return null;
  return (
    <section className={styles.section} aria-label={t('mergedFrom')}>
      {parts.length > 1 && (
        <>
          <h3 className={styles.title}>{t('mergedFrom')}</h3>
          <ul className={styles.parts}>
            {parts.map((part) => (
              <Part key={part.order} part={part} customer={customer} acts={acts} />
            ))}
          </ul>
        </>
      )}
      {decisions.length > 0 && (
        <>
          <h3 className={styles.title}>{t('decided')}</h3>
          <ul className={styles.decisions}>
            {decisions.map(({ verdict, other, by, at }) => (
              <li key={`${other?.id} ${at}`}>
                {t(`decided_${verdict}`, { by, name: other?.name ?? '' })}
                <span className={styles.dim}> {format.time(at, now)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Part({ part, customer, acts }: Props & { readonly part: CustomerPart }) {
  const phoneText = usePhoneText();
  const { t } = useTranslation(['customers', 'common']);
  const { row, parts } = customer;
  const name = part.name || t('common:noName');
  const groups = new Set(parts.map(({ group }) => group));
  // a group that a manager merged is separated as a whole; automatic matches one by one
  const whole = groups.size > 1;
  const isFirstOfGroup = parts.find(({ group }) => group === part.group) === part;
  const canSplit = whole ? !part.leads && isFirstOfGroup : parts.length > 1;
  const size = parts.filter(({ group }) => group === part.group).length;
  return (
    <li className={styles.part}>
      <div className={styles.partWords}>
        <span className={styles.partName}>
          {name}
          {part.leads && whole && isFirstOfGroup && (
            <span className={styles.dim}> {t('customers:leads')}</span>
          )}
        </span>
        <span className={styles.partKeys}>
          {[...part.phones.map(phoneText), ...part.emails].join(' · ') || t('customers:noContact')}
        </span>
        <span className={styles.partFacts}>
          {part.sources.map((source) => (
            <SourceMark key={source} source={source} size={12} />
          ))}
          <span>{t('customers:orders', { count: part.orders })}</span>
          <span>
            {part.joined !== null && whole
              ? t('customers:joinedBy', { by: part.joined.by })
              : part.shared.length > 0
                ? t('customers:sameKey', { key: part.shared.map(phoneText).join(', ') })
                : ''}
          </span>
        </span>
      </div>
      {canSplit && (
        <Button
          variant="default"
          size="compact-sm"
          aria-label={t('customers:splitOff', { name })}
          onClick={() => void acts.split(row, { id: part.order, name }, whole)}
        >
          {whole && size > 1 ? t('customers:splitAll', { count: size }) : t('customers:split')}
        </Button>
      )}
    </li>
  );
}
