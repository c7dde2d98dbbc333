import { IconAlertTriangle, IconEar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DesksView } from '../../../shared/desks-view.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { deskName } from '../../state/listening.ts';
import { Mark } from '../../ui/mark.tsx';
import styles from './computer-line.module.css';
import { ForgetComputer } from './forget-computer.tsx';

type Desk = DesksView['desks'][number];
type Line = {
  readonly view: DesksView;
  readonly desk: Desk;
  /** Whether it listens, and has given no sign for so long that this is no chance. */
  readonly isSilent: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
};

/** One computer of the shop: whose it is, whether it listens, and when it was last there. */
export function ComputerLine({ view, desk, isSilent, now }: Line) {
  const { t } = useTranslation('setup');
  const format = useFormat();
  const name = deskName(view, desk);
  return (
    <li className={styles.computer}>
      <span className={styles.name}>{name}</span>
      {desk.isThis && <span className={styles.note}>{t('computerThis')}</span>}
      {desk.listens && (
        <Mark
          tone={isSilent ? 'warn' : 'good'}
          icon={isSilent ? IconAlertTriangle : IconEar}
          word={t(isSilent ? 'computerSilent' : 'computerListens')}
        />
      )}
      {desk.listens && view.since !== null && (
        <span className={styles.last}>{t('computerSince', { time: format.exactTime(view.since, now) })}</span>
      )}
      <span className={styles.last}>{has(desk)}</span>
      {!desk.isThis && <span className={styles.last}>{lastSeen(desk)}</span>}
      {desk.backAt !== null && (
        <span className={styles.last}>{t('computerBack', { time: format.time(desk.backAt, now) })}</span>
      )}
      {!desk.isThis && !desk.listens && view.canBeChosen && <ForgetComputer desk={desk.id} name={name} />}
    </li>
  );

  function has({ means }: Desk): string {
    if (means === null) return t('computerHasUnknown');
    if (means.length === 0) return t('computerHasNothing');
    return t('computerHas', { sources: means.map((one) => t(`has_${one}`)).join(', ') });
  }

  function lastSeen({ listens, signAt }: Desk): string {
    if (signAt === null) return t('computerUnseen');
    // the one that listens gives a sign each half minute: how long ago the last one was says more than when
    if (listens) return t('computerSign', { age: format.span(Math.max(0, now - signAt)) });
    return t('computerSeen', { time: format.time(signAt, now) });
  }
}
