import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHotkeyList } from '../../ui/use-hotkeys.tsx';
import styles from './keys-sheet.module.css';

type Props = { readonly opened: boolean; readonly onClose: () => void };

/** Exactly the commands that keys run here and now, by where they belong. */
export function KeysSheet({ opened, onClose }: Props) {
  const { t } = useTranslation(['frame', 'common']);
  const hotkeys = useHotkeyList();
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
                  <dd className={styles.keys}>
                    {keys.map((key) => (
                      <Kbd key={key} size="xs">
                        {printKey(key)}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        ))}
      </div>
      <p className={styles.hint}>{t('keysHint')}</p>
    </Modal>
  );
}

const printed: Readonly<Record<string, string>> = {
  arrowdown: '↓',
  arrowup: '↑',
  enter: 'Enter',
  escape: 'Esc',
  mod: navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl',
  shift: 'Shift',
};

const printKey = (key: string): string =>
  key
    .split('+')
    .map((part) => printed[part] ?? part.toUpperCase())
    .join(' ');
