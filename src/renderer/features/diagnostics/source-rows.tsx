import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../../components/ui/mark.tsx';
import { usePlayer } from '../../lib/browser/player-context.tsx';
import { useClient } from '../../lib/client/context.tsx';
import { usePreferences } from '../../state/context.tsx';
import { isSilent } from '../../state/preferences.ts';
import { marks } from './check-group.tsx';
import styles from './diagnostics.module.css';

/** What only a person can confirm: whether the alert is heard and a notification is seen. */
export function SenseRows() {
  const { t } = useTranslation('diagnostics');
  const client = useClient();
  const player = usePlayer();
  const liked = usePreferences();
  return (
    <section className={styles.group} aria-label={t('senses')}>
      <h2 className={styles.groupName}>{t('senses')}</h2>
      <ul className={styles.lines}>
        <Sense sense="sound" isOff={isSilent(liked)} onTry={() => player.try('new-order')} />
        <Sense sense="toast" isOff={false} onTry={() => void client.call('diagnostics.toast', undefined)} />
      </ul>
    </section>
  );
}

type SenseProps = {
  readonly sense: 'sound' | 'toast';
  /** Orders come without it, for it was turned off. */
  readonly isOff: boolean;
  readonly onTry: () => void;
};

function Sense({ sense, isOff, onTry }: SenseProps) {
  const { t } = useTranslation('diagnostics');
  const [answer, setAnswer] = useState<'none' | 'asked' | 'yes' | 'no'>('none');
  const state = answer === 'yes' ? (isOff ? 'warn' : 'ok') : answer === 'no' ? 'fail' : 'skipped';
  return (
    <li className={styles.line} data-state={state}>
      <div className={styles.state}>
        <Mark {...marks[state]} word={t(answer === 'none' ? 'untried' : `state_${state}`)} tag={false} />
      </div>
      <div className={styles.words}>
        <h3 className={styles.title}>{t(`${sense}Title`)}</h3>
        <p className={styles.tried}>{t(answer === 'asked' ? `${sense}Question` : `${sense}Tried`)}</p>
        {answer === 'no' && <p className={styles.fix}>{t(`${sense}Fix`)}</p>}
        {answer === 'yes' && isOff && <p className={styles.fix}>{t('soundIsOff')}</p>}
      </div>
      <div className={styles.answers}>
        {answer === 'asked' && (
          <>
            <Button variant="default" onClick={() => setAnswer('yes')}>
              {t('yes')}
            </Button>
            <Button variant="default" onClick={() => setAnswer('no')}>
              {t('no')}
            </Button>
          </>
        )}
        <Button
          variant="default"
          onClick={() => {
            onTry();
            setAnswer('asked');
          }}
        >
          {t(`${sense}Press`)}
        </Button>
      </div>
    </li>
  );
}
