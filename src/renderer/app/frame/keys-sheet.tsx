import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PrintedKeys } from '../../components/ui/printed-keys.tsx';
import { isSingle } from '../../lib/browser/hotkeys.ts';
import { useHotkeyList } from '../../lib/browser/use-hotkeys.tsx';
import { usePreferences } from '../../state/context.tsx';
import styles from './keys-sheet.module.css';

type Props = { readonly opened: boolean; readonly onClose: () => void };

/** The commands that keys run here and now, by group. */
export function KeysSheet({ opened, onClose }: Props) {
  const { t } = useTranslation(['frame', 'common']);
  const { singleKeys } = usePreferences();
  const hotkeys = useHotkeyList()
    .map((hotkey) => ({ ...hotkey, keys: hotkey.keys.filter((key) => singleKeys || !isSingle(key)) }))
    .filter(({ keys }) => keys.length > 0);
  const scopes = Map.groupBy(hotkeys, ({ scope }) => scope);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keysTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <div className={styles.scopes}>
        {[...scopes].map(([scope, list]) => (
          <div key={scope} className={styles.scope}>
            <h2 className={styles.title}>{scope}</h2>
            <dl>
              {list.map(({ id, keys, label }) => (
                <div key={id} className={styles.line}>
                  <dt>{label}</dt>
                  <dd>
                    <PrintedKeys keys={keys} between={t('keysThen')} />
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p className={styles.hint}>{t(singleKeys ? 'keysHint' : 'keysOff')}</p>
    </Modal>
  );
}
