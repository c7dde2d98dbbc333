import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { stepState, sumUpSetup } from '../../../shared/setup/step-state.ts';
import { useRoute, useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { useSetupFacts } from '../../state/use-setup.ts';
import styles from './top-bar.module.css';

/** Leads a shop without connections to its setup, or back to the open step. Once dismissed, it stays away. */
export function SetupLink() {
  const { t } = useTranslation(['frame', 'common', 'setup']);
  const { setup } = useStores();
  const { page } = useRoute();
  const facts = useSetupFacts();
  if (facts === null || page === 'setup' || facts.progress.invitationClosed) return null;
  // a finished step leaves nothing to continue
  const open =
    facts.progress.open !== null && stepState(facts.progress.open, facts) === 'todo'
      ? facts.progress.open
      : null;
  const { connected, total } = sumUpSetup(facts);
  const isBegun = open !== null;
  if (connected === total || (!isBegun && connected > 0)) return null;
  return (
    <div className={styles.setup}>
      {isBegun && (
        <span className={styles.words}>
          {t('inviteGoOn', { name: t(`setup:name_${open}`), count: connected, total })}
        </span>
      )}
      <Button component="a" size="compact-sm" href={hrefTo('setup', isBegun ? { path: [open] } : {})}>
        {t(isBegun ? 'inviteOn' : 'inviteBegin')}
      </Button>
      <CloseButton
        size="sm"
        aria-label={t('inviteClose')}
        onClick={() => void setup.note({ kind: 'invitation-closed' })}
      />
    </div>
  );
}
