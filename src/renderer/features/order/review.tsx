import { Button } from '@mantine/core';
import { IconAlertTriangle, IconPointer } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DocumentId } from '../../../shared/ids.ts';
import { useDecide } from '../../components/order/use-decide.tsx';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useSaid } from '../../lib/i18n/use-main-text.tsx';
import { useNavigate } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import type { PanelProps } from './index.tsx';
import styles from './order.module.css';
import { documentShown } from './originals/document-shown.ts';
import { leavesToPanel } from './panel-focus.ts';
import { subjectOf } from './subject-of.ts';

/** Why the order needs review; the original is at the end of the page. */
export function Review({ detail, shown }: PanelProps) {
  const { t } = useTranslation('order');
  const said = useSaid();
  const decide = useDecide();
  const settle = (): void => {
    decide(subjectOf(shown), { kind: 'status', status: 'cancelled' });
  };
  // an order that was not cancelled is confirmed
  const holds = shown.status !== 'cancelled';
  const reasons = (shown.content.review ?? []).filter(({ code }) => code !== 'cancelled-unknown' || !holds);
  const document = documentShown(detail);
  if (!shown.needsReview || reasons.length === 0) return null;
  return (
    <section className={styles.review} aria-label={t('review')}>
      <IconAlertTriangle size={16} aria-hidden />
      <ul>
        {reasons.map(({ code, detail }) => (
          <li key={code}>
            {t(`review_${code}`)}
            {code === 'cancelled-unknown' && (
              <Button
                ref={leavesToPanel}
                variant="default"
                size="compact-xs"
                className={styles.reviewAct ?? ''}
                onClick={settle}
              >
                {t('reviewSettle')}
              </Button>
            )}
            {detail !== undefined && <span className={styles.reviewDetail}>{said(detail)}</span>}
          </li>
        ))}
      </ul>
      {document?.kind === 'mail' && <ReadByPointing mail={document.id} />}
    </section>
  );
}

/** Teaches a value that the parser did not find, in the mail itself. */
function ReadByPointing({ mail }: { readonly mail: DocumentId }) {
  const { t } = useTranslation('order');
  const navigate = useNavigate();
  const href = hrefTo('mail-templates', { path: ['teach', mail] });
  useHotkeys([
    {
      id: 'order.pointing',
      keys: ['r'],
      scope: t('keysScope'),
      label: t('keyPointing'),
      run: () => navigate(href),
    },
  ]);
  return (
    <Button component="a" href={href} variant="default" leftSection={<IconPointer size={16} />}>
      {t('readByPointing')}
    </Button>
  );
}
