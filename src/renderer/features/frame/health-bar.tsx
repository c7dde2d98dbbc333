import { Tooltip, VisuallyHidden } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconBrandGmail,
  IconBrandMessenger,
  IconDatabase,
  IconRoute,
  IconShoppingBag,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { ConnectionName, ConnectionView } from '../../../shared/views.ts';
import { useFormat } from '../../i18n/use-format.tsx';
import { useSaid } from '../../i18n/use-main-text.tsx';
import { useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/route.ts';
import { useNow } from '../../ui/use-now.tsx';
import styles from './health-bar.module.css';

const icons: { readonly [N in ConnectionName]: Icon } = {
  shopify: IconShoppingBag,
  gmail: IconBrandGmail,
  bigquery: IconDatabase,
  manychat: IconBrandMessenger,
  tunnel: IconRoute,
};

/** When each connection last worked; a failed one links to its setup step. Unconnected services are left out. */
export function HealthBar() {
  const { t } = useTranslation('frame');
  const asked = useStore(useStores().connections);
  if (asked.state !== 'ready') return null;
  const on = asked.value.filter(({ state }) => state !== 'off');
  if (on.length === 0) return null;
  return (
    <ul className={styles.bar} aria-label={t('health')}>
      {on.map((connection) => (
        <li key={connection.name}>
          <Health connection={connection} />
        </li>
      ))}
    </ul>
  );
}

function Health({ connection }: { readonly connection: ConnectionView }) {
  const { t } = useTranslation('frame');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const { name, state, lastSuccessAt, problem } = connection;
  const href = hrefTo('setup', { path: [name] });
  const Picture = icons[name];
  const age = lastSuccessAt === null ? null : format.span(now - lastSuccessAt);
  const known = problem === null ? [] : [said(problem)];
  const title = t(`health_${name}`);

  if (state === 'failing' || state === 'signed-out') {
    const words = t(state === 'failing' ? 'healthFailing' : 'healthSignedOut', { name: title });
    const since = age === null ? t('healthNever') : t('healthLast', { age });
    return (
      <Tooltip label={[words, ...known, since].join('. ')} multiline maw={340}>
        <a className={styles.broken} href={href}>
          <IconAlertTriangle size={14} aria-hidden />
          {words}
          <span className={styles.fix}>{t('healthFix')}</span>
        </a>
      </Tooltip>
    );
  }
  const words = age === null ? t('healthAsking', { name: title }) : t('healthWorked', { name: title, age });
  return (
    <Tooltip label={[words, ...known].join('. ')} multiline maw={340}>
      <a className={styles.place} data-watch={problem !== null} href={href}>
        {problem === null ? (
          <Picture size={14} stroke={1.7} aria-hidden />
        ) : (
          <IconAlertTriangle size={14} aria-hidden />
        )}
        <VisuallyHidden>{[words, ...known].join('. ')}</VisuallyHidden>
        <span className={styles.name} aria-hidden>
          {title}
        </span>
        <span aria-hidden>{age ?? '…'}</span>
      </a>
    </Tooltip>
  );
}
