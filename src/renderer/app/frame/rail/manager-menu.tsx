import { Button, Popover, Radio, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToasts } from '../../../components/toasts/toasts.tsx';
import hidden from '../../../components/ui/hidden.module.css';
import labels from '../../../components/ui/labels.module.css';
import { toCallError } from '../../../lib/client/client.ts';
import { useApp, useStores } from '../../../state/context.tsx';
import styles from './rail.module.css';

/** Selects the manager at this computer; orders taken here are assigned to this name. */
export function ManagerMenu() {
  const { t } = useTranslation('frame');
  const { app } = useStores();
  const { manager, managers } = useApp();
  const toasts = useToasts();
  const [shown, setShown] = useState(false);
  const [other, setOther] = useState('');

  async function choose(name: string): Promise<void> {
    if (name.trim() === '') return;
    try {
      await app.setManager(name.trim());
      if (name !== other) return; // stays open: arrows walk through the names
      setOther('');
      setShown(false);
    } catch (thrown) {
      toasts.failed({ id: 'manager', what: t('chooseManager'), error: toCallError(thrown) });
    }
  }

  return (
    <Popover opened={shown} onChange={setShown} position="right-end" shadow="md" trapFocus>
      <Popover.Target>
        <button type="button" className={styles.person} onClick={() => setShown(!shown)}>
          <span className={styles.face} data-initial={manager.slice(0, 1).toUpperCase()} />
          <span className={styles.word}>
            <span className={hidden.hidden}>{t('you')} </span>
            {manager}
          </span>
        </button>
      </Popover.Target>
      <Popover.Dropdown w={240} className={labels.labels} aria-label={t('chooseManager')}>
        <Radio.Group label={t('chooseManager')} value={manager} onChange={(name) => void choose(name)}>
          {[...new Set([manager, ...managers])].map((name) => (
            <Radio key={name} value={name} label={name} mt={8} />
          ))}
        </Radio.Group>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void choose(other);
          }}
        >
          <TextInput
            mt={12}
            label={t('otherManager')}
            value={other}
            maxLength={60}
            onChange={(event) => setOther(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" mt={8} fullWidth disabled={other.trim() === ''}>
            {t('saveManager')}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
