import { IconAlertTriangle, IconCrown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ComputersView } from '../../../../shared/computers-view.ts';
import type { Lag } from '../../../../shared/lag.ts';
import { knownLag } from '../../../../shared/lag.ts';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { Mark } from '../../../components/ui/mark.tsx';
import { computerName } from '../../../state/leading.ts';
import { ComputerAction } from './computer-action.tsx';
import styles from './computer-line.module.css';

type Line = {
  readonly view: ComputersView;
  readonly computer: ComputersView['computers'][number];
  /** Whether it is the leader, and its heartbeat is long overdue. */
  readonly isSilent: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** One computer of the shop: its manager, whether it is the leader, and when it was last on. */
export function ComputerLine({ view, computer, isSilent, now }: Line) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const { id, isThis, isLeader, lastSeenAt, backAt } = computer;
  const name = computerName(view, computer);
  const lag = knownLag(computer, now);
  const lagWords = ({ events, ms }: Lag): string => {
    if (events === 0) return t('lagNone');
    const seconds = Math.round(ms / 1_000);
    return seconds < 60
      ? t('lagShort', { seconds })
      : t('lagLong', { minutes: Math.floor(seconds / 60), count: events });
  };
  return (
    <li className={styles.computer}>
      <span className={styles.name}>{name}</span>
      {isThis && <span className={styles.note}>{t('computerThis')}</span>}
      {isLeader && (
        <Mark
          tone={isSilent ? 'warn' : 'good'}
          icon={isSilent ? IconAlertTriangle : IconCrown}
          word={t(isSilent ? 'computerSilent' : 'computerLeads')}
        />
      )}
      {isLeader && view.leaderSince !== null && (
        <span className={styles.last}>
          {t('computerSince', { time: format.exactTime(view.leaderSince, now) })}
        </span>
      )}
      {view.live !== null && lag !== null && (
        <span className={styles.last} data-behind={lag.events > 0}>
          {lagWords(lag)}
        </span>
      )}
      {!isThis && view.live !== null && lag === null && (
        <span className={styles.last}>
          {lastSeenAt === null
            ? t('computerUnseen')
            : t('computerSeen', { time: format.time(lastSeenAt, now) })}
        </span>
      )}
      {backAt !== null && (
        <span className={styles.last}>{t('computerBack', { time: format.time(backAt, now) })}</span>
      )}
      {!isLeader && view.canBeChosen && (
        <span className={styles.actions}>
          <ComputerAction action="lead" computer={id} name={name} />
          {!isThis && <ComputerAction action="forget" computer={id} name={name} />}
        </span>
      )}
    </li>
  );
}
