import { Button, Select, Slider, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ruleSounds } from '../../../../shared/alert-rules/rules.ts';
import type { Source } from '../../../../shared/ids.ts';
import { useSourceName } from '../../../components/source/source-mark.tsx';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { usePlayer } from '../../../lib/browser/player-context.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useApp, usePreferences, useStores } from '../../../state/context.tsx';
import { soundFor } from '../../../state/preferences.ts';
import { soundOf } from '../alert-sounds.ts';
import styles from './alert-rules.module.css';

/** The order sounds of this computer. Changes apply at once, and to no other computer. */
export function ThisComputer({ silenced }: { readonly silenced: readonly Source[] }) {
  const { t } = useTranslation(['alertRules', 'frame']);
  const { preferences } = useStores();
  const liked = usePreferences();
  const { muted, volume, newOrderSound } = liked;
  const player = usePlayer();
  const voice = useStore(player.voice);
  const hear = (): void => player.try(soundOf(soundFor('bell', liked)));
  return (
    <div className={styles.card}>
      <div className={styles.head}>
        <Switch
          size="xs"
          label={t('soundHere')}
          checked={!muted}
          onChange={({ currentTarget }) => preferences.set({ muted: !currentTarget.checked })}
        />
        <div className={styles.volume}>
          <span aria-hidden>{t('volume', { volume })}</span>
          <Slider
            size="sm"
            label={null}
            thumbLabel={t('volumeName')}
            min={0}
            max={100}
            step={5}
            value={volume}
            onChange={(next) => preferences.set({ volume: next })}
            onChangeEnd={hear}
          />
        </div>
        <Select
          size="xs"
          label={t('soundOfNew')}
          allowDeselect={false}
          value={newOrderSound}
          data={[
            { value: 'rule', label: t('soundOfRule') },
            ...ruleSounds.map((sound) => ({ value: sound, label: t(`sound_${sound}`) })),
          ]}
          onChange={(value) => {
            const sound = ruleSounds.find((one) => one === value);
            preferences.set({ newOrderSound: sound ?? 'rule' });
          }}
        />
        <Button variant="default" size="xs" onClick={hear}>
          {t('hearHere')}
        </Button>
      </div>
      {muted && <p className={styles.bad}>{t('mutedHere')}</p>}
      {!muted && volume === 0 && <p className={styles.bad}>{t('volumeIsNought')}</p>}
      {voice === 'refused' && <p className={styles.bad}>{t('frame:voiceRefused')}</p>}
      <SourceSwitches silenced={silenced} />
    </div>
  );
}

function SourceSwitches({ silenced }: { readonly silenced: readonly Source[] }) {
  const { t } = useTranslation('alertRules');
  const { bell } = useStores();
  const { sources } = useApp();
  const nameOf = useSourceName();
  const toasts = useToasts();
  return (
    <fieldset className={styles.hours}>
      <legend>{t('ringsHere')}</legend>
      <p className={styles.hint}>{t('ringsHereLead')}</p>
      {sources.map(({ source }) => (
        <Switch
          key={source}
          size="xs"
          label={nameOf(source)}
          checked={!silenced.includes(source)}
          onChange={({ currentTarget }) => {
            bell.ringHere(source, currentTarget.checked).catch((thrown: unknown) => {
              toasts.failed({ id: 'ring-here', what: nameOf(source), error: toCallError(thrown) });
            });
          }}
        />
      ))}
    </fieldset>
  );
}
