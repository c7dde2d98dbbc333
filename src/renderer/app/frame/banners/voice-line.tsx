import { IconVolumeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { usePlayer } from '../../../lib/browser/player-context.tsx';
import { usePreferences } from '../../../state/context.tsx';
import { isSilent } from '../../../state/preferences.ts';
import styles from './voice-line.module.css';

/**
 * Shown when the browser would play no sound although alerts are not muted. It floats and lets clicks through: the first click
 * removes it and must not move its target.
 */
export function VoiceLine() {
  const { t } = useTranslation('frame');
  const voice = useStore(usePlayer().voice);
  const liked = usePreferences();
  if (isSilent(liked) || voice === 'unknown' || voice === 'heard') return null;
  return (
    <section className={styles.line} aria-label={t('voice')}>
      <IconVolumeOff size={14} aria-hidden />
      <span role="status">{t(voice === 'waits' ? 'voiceWaits' : 'voiceRefused')}</span>
    </section>
  );
}
