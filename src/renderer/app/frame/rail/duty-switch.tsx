import { Tooltip } from '@mantine/core';
import { IconUserCheck, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import { useHotkeys } from '../../../lib/browser/use-hotkeys.tsx';
import { toCallError } from '../../../lib/client/client.ts';
import { useApp, useStores } from '../../../state/context.tsx';
import styles from './rail.module.css';

/** Starts and ends the shift of this computer's manager: new orders notify those on duty first. */
export function DutySwitch() {
  const { t } = useTranslation(['frame', 'palette']);
  const { bell } = useStores();
  const { manager } = useApp();
  const asked = useStore(bell);
  const toasts = useToasts();
  const [busy, setBusy] = useState(false);
  const managers = asked.state === 'ready' ? asked.value.managers : [];
  const isOn = managers.some(({ name, onDuty }) => name === manager && onDuty);
  const others = managers.filter(({ name, onDuty }) => onDuty && name !== manager).map(({ name }) => name);
  const Picture = isOn ? IconUserCheck : IconUserOff;
  const words = isOn
    ? t('dutyOnTip')
    : others.length > 0
      ? t('dutyOthersTip', { names: others.join(', ') })
      : t('dutyNobodyTip');

  const press = (): void => {
    setBusy(true);
    bell
      .setDuty(!isOn)
      .catch((thrown: unknown) =>
        toasts.failed({ id: 'duty', what: t(isOn ? 'dutyEnd' : 'dutyBegin'), error: toCallError(thrown) }),
      )
      .finally(() => setBusy(false));
  };

  useHotkeys(
    asked.state === 'ready' && !busy
      ? [
          {
            id: 'duty',
            keys: [],
            scope: t('keysEverywhere'),
            label: t(isOn ? 'dutyEnd' : 'dutyBegin'),
            synonyms: t('palette:synonyms_duty'),
            run: press,
          },
        ]
      : [],
  );
  if (asked.state !== 'ready') return null;

  return (
    <Tooltip label={words} position="right" multiline maw={280}>
      <button type="button" className={styles.duty} data-on={isOn} disabled={busy} onClick={press}>
        <Picture size={18} stroke={1.7} aria-hidden />
        <span className={styles.word}>{t(isOn ? 'onDuty' : 'offDuty')}</span>
      </button>
    </Tooltip>
  );
}
