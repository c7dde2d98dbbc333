import type { Icon } from '@tabler/icons-react';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
  IconLoader2,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CheckView } from '../../../shared/diagnostics.ts';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import styles from './tried.module.css';

const icons: { readonly [S in CheckView['state']]: Icon } = {
  ok: IconCircleCheck,
  warn: IconAlertTriangle,
  fail: IconCircleX,
  skipped: IconCircleMinus,
  running: IconLoader2,
};

/** Each check with its result. */
export function Tried({ checks }: { readonly checks: readonly CheckView[] }) {
  const { t } = useTranslation('setup');
  const said = useSaid();
  return (
    <details className={styles.tried}>
      <summary>{t('tried', { count: checks.length })}</summary>
      <ul>
        {checks.map(({ id, state, title, cameBack }) => {
          const Picture = icons[state];
          return (
            <li key={id} data-state={state}>
              <Picture size={14} role="img" aria-label={t(`tried_${state}`)} />
              <span>
                {said(title)}: {said(cameBack)}
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
