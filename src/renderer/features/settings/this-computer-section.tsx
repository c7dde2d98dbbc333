import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  LookChoices,
  SingleKeysSwitch,
  ToastDetailsSwitch,
} from '../../components/preferences/look-choices.tsx';
import { usePreferences } from '../../state/context.tsx';
import { isSilent } from '../../state/preferences.ts';
import { hrefTo } from '../../state/routes/route.ts';
import { Card, Section } from './section.tsx';
import styles from './settings.module.css';

export function ThisComputerSection() {
  const { t } = useTranslation('settings');
  const liked = usePreferences();
  return (
    <Section title={t('thisComputer')} lead={t('thisComputerLead')}>
      <Card>
        <LookChoices />
        <SingleKeysSwitch />
        <ToastDetailsSwitch />
        <div className={styles.row}>
          <div className={styles.words}>
            <p className={styles.name}>
              {isSilent(liked) ? t('soundOff') : t('soundAt', { volume: liked.volume })}
            </p>
            <p className={styles.hint}>{t('soundHint')}</p>
          </div>
          <Anchor href={hrefTo('notifications')}>{t('soundOpen')}</Anchor>
        </div>
      </Card>
    </Section>
  );
}
