import { IconDeviceDesktop } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { Notice } from '../../../components/ui/notice.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { leadingOf } from '../../../state/leading.ts';
import { SeveralComputers } from '../pubsub/several-computers.tsx';
import styles from '../setup.module.css';
import { ComputerLine } from './computer-line.tsx';

/** The computers of the shop: which one is the leader, and how they exchange changes. */
export function Computers({ isAskedFor }: { readonly isAskedFor: boolean }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const card = useRef<HTMLElement>(null);
  const asked = useStore(useStores().computers);
  const view = asked.state === 'ready' ? asked.value : null;
  const isShown = view !== null;

  useEffect(() => {
    if (isAskedFor && isShown) card.current?.scrollIntoView({ block: 'start' });
  }, [isAskedFor, isShown]);

  if (view === null) return null;
  const leading = leadingOf(view, now);
  const isSilent = leading.kind === 'there' && leading.silentMs !== null;
  return (
    <section ref={card} className={styles.card} aria-label={t('computers')}>
      <header className={styles.head}>
        <IconDeviceDesktop size={20} stroke={1.6} aria-hidden className={styles.icon ?? ''} />
        <div className={styles.names}>
          <h2 className={styles.name}>{t('computers')}</h2>
          <p className={styles.account}>{t(view.canBeChosen ? 'computersLead' : 'computersAlone')}</p>
        </div>
      </header>
      {view.unread?.map(({ problem, fix }) => (
        <Notice key={problem} tone="bad" role="alert">
          <p>{said(problem)}</p>
          <p className={styles.fix}>{said(fix)}</p>
        </Notice>
      ))}
      {view.copiedAt !== undefined && (
        <Notice tone="warn">
          <p>{t('computersCopied', { time: format.time(view.copiedAt, now) })}</p>
          <p className={styles.fix}>{t('computersCopiedFix')}</p>
        </Notice>
      )}
      {view.problem !== null && <Notice tone="warn">{said(view.problem)}</Notice>}
      {leading.kind === 'nobody' && (
        <Notice tone="bad" role="alert">
          {t('computersNobody')}
        </Notice>
      )}
      <ul className={styles.computers}>
        {view.computers.map((computer) => (
          <ComputerLine
            key={computer.id}
            view={view}
            computer={computer}
            isSilent={isSilent && computer.isLeader}
            now={now}
          />
        ))}
        {view.canBeChosen && view.computers.length === 1 && (
          <li className={styles.note}>{t('computersOne')}</li>
        )}
      </ul>
      {view.canBeChosen && <SeveralComputers live={view.live} isAskedFor={isAskedFor} />}
    </section>
  );
}
