import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../../shared/ids.ts';
import type { Commission } from '../../../shared/insights/commission-terms.ts';
import { commissionAfter } from '../../../shared/insights/commission-terms.ts';
import { useFormat } from '../../components/i18n/use-format.tsx';
import { useWayBack } from '../../components/order/use-way-back.ts';
import { amountText } from '../../components/order-form/amount-text.ts';
import { SourceMark, useSourceName } from '../../components/source/source-mark.tsx';
import { useToasts } from '../../components/toasts/toasts.tsx';
import { toCallError } from '../../lib/client/client.ts';
import { useClient } from '../../lib/client/context.tsx';
import { useApp } from '../../state/context.tsx';
import { useQueryStore } from '../../state/queries/use-query-store.ts';
import { amountIn, shareIn, shareText } from './commission-text.ts';
import styles from './insights.module.css';

/** What each source keeps of its orders; net is told after it. It counts for the orders before as well. */
export function Commissions({ sources }: { readonly sources: readonly Source[] }) {
  const { t } = useTranslation('insights');
  const { asked, take } = useQueryStore(
    (client) => client.call('insights.commissions', undefined),
    ({ kind }) => kind === 'app-changed' || kind === 'insights-changed',
  );
  if (asked.state !== 'ready') return null;
  const terms = asked.value;
  const all = [...new Set([...sources, ...terms.map(({ source }) => source)])].filter(
    (one) => one !== 'manual',
  );
  return (
    <section className={styles.card} data-wide aria-label={t('commissions')}>
      <header className={styles.cardHead}>
        <h2>{t('commissions')}</h2>
      </header>
      <p className={styles.hint}>{t('commissionsHint')}</p>
      <ul className={styles.terms}>
        {all.map((source) => (
          <Terms key={source} terms={termsOf(terms, source)} onSaved={take} />
        ))}
      </ul>
    </section>
  );
}

const termsOf = (all: readonly Commission[], source: Source): Commission =>
  commissionAfter(
    { source },
    all.find((one) => one.source === source),
  );

type Texts = { readonly share: string; readonly fixed: string };

/** What is typed, less the fields in which the same stands. */
const unlike = ({ share, fixed }: Partial<Texts>, same: Partial<Texts>): Partial<Texts> => ({
  ...(share !== undefined && share !== same.share && { share }),
  ...(fixed !== undefined && fixed !== same.fixed && { fixed }),
});

type TermsProps = {
  readonly terms: Commission;
  readonly onSaved: (terms: readonly Commission[]) => void;
};

function Terms({ terms, onSaved }: TermsProps) {
  const { t } = useTranslation(['insights', 'common']);
  const { currency } = useApp();
  const { locale } = useFormat();
  const client = useClient();
  const toasts = useToasts();
  const wayBack = useWayBack();
  const name = useSourceName()(terms.source);
  const before: Texts = {
    share: shareText(terms.share, locale),
    fixed: terms.fixed === null ? '' : amountText(terms.fixed, locale),
  };
  // fields that are unchanged here follow the changes of other computers
  const [all, setTyped] = useState<Partial<Texts>>({});
  const typed = unlike(all, before);
  if (Object.keys(typed).length < Object.keys(all).length) setTyped(typed);
  const shown = { ...before, ...typed };
  const share = shareIn(shown.share);
  const fixed = amountIn(shown.fixed, terms.fixed?.currency ?? currency, locale);
  const isChanged = Object.keys(typed).length > 0;

  async function set(fields: Partial<Omit<Commission, 'source'>>, isBack = false): Promise<void> {
    const id = `commission:${terms.source}`;
    try {
      // the other field is left to main, which knows what another computer has set by now
      onSaved(await client.call('insights.setCommission', { source: terms.source, ...fields }));
      if (isBack) {
        toasts.done({ id, text: t('common:takenBack', { what: name }) });
        return;
      }
      // what is typed on meanwhile is kept
      setTyped((last) => unlike(last, typed));
      const earlier = {
        ...('share' in fields && { share: terms.share }),
        ...('fixed' in fields && { fixed: terms.fixed }),
      };
      wayBack({ id, text: t('commissionSaved', { name }), back: () => void set(earlier, true) });
    } catch (thrown) {
      toasts.failed({ id, what: t('commissionFailed'), error: toCallError(thrown) });
    }
  }

  return (
    <li>
      <form
        className={styles.term}
        onSubmit={(event) => {
          event.preventDefault();
          if (share === null || fixed === undefined) return;
          void set({
            ...(typed.share !== undefined && { share }),
            ...(typed.fixed !== undefined && { fixed }),
          });
        }}
      >
        <span className={styles.termName}>
          <SourceMark source={terms.source} />
        </span>
        <TextInput
          label={t('sharePercent')}
          aria-label={t('shareOf', { name })}
          inputMode="decimal"
          value={shown.share}
          error={share === null ? t('shareWrong') : null}
          onChange={(event) => setTyped({ ...typed, share: event.currentTarget.value })}
        />
        <TextInput
          label={t('fixedEach', { currency: terms.fixed?.currency ?? currency })}
          aria-label={t('fixedOf', { name })}
          inputMode="decimal"
          value={shown.fixed}
          error={fixed === undefined ? t('fixedWrong') : null}
          onChange={(event) => setTyped({ ...typed, fixed: event.currentTarget.value })}
        />
        {isChanged && (
          <Button type="submit" disabled={share === null || fixed === undefined}>
            {t('saveTerms')}
          </Button>
        )}
      </form>
    </li>
  );
}
