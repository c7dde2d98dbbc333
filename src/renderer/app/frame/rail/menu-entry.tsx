import { Tooltip, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../../../state/context.tsx';
import type { PageName } from '../../../state/routes/route.ts';
import { hrefTo } from '../../../state/routes/route.ts';
import { pages } from '../../pages.tsx';
import type { Badge } from './badges.ts';
import styles from './rail.module.css';

type Props = { readonly name: PageName; readonly isMenuOpen: boolean };

const signs = { good: '✓', bad: '!', plain: '–', waiting: '•' } as const;
const useNoBadge = (): null => null;

/** A page in the main menu; it is current for the pages under it, too. */
export function MenuEntry({ name, isMenuOpen }: Props) {
  const { t } = useTranslation(['frame', 'notices', 'diagnostics']);
  const route = useRoute();
  const { title, menu } = pages[name];
  const useBadge = menu?.useBadge ?? useNoBadge;
  const badge = useBadge();
  if (menu === undefined || title === null) return null;
  const isCurrent = route.page === name || pages[route.page].under === name;
  const words = badge?.kind === 'mark' ? badge.words : '';
  return (
    <li>
      <Tooltip label={words} disabled={words === ''} position="right">
        <a className={styles.place} href={hrefTo(name)} aria-current={isCurrent ? 'page' : undefined}>
          <menu.icon size={18} stroke={1.7} aria-hidden />
          <span className={styles.word}>{t(title)}</span>
          {badge && <ShownBadge badge={badge} />}
        </a>
      </Tooltip>
      {menu.Below && isMenuOpen && <menu.Below />}
    </li>
  );
}

function ShownBadge({ badge }: { readonly badge: Badge }) {
  const { t } = useTranslation('frame');
  if (badge.kind === 'mark') {
    return (
      <span className={styles.mark} data-tone={badge.tone}>
        <span aria-hidden>{signs[badge.tone]}</span>
        <VisuallyHidden component="span">{badge.words}</VisuallyHidden>
      </span>
    );
  }
  const { count } = badge;
  if (count === 0) return null;
  return (
    <span className={styles.count} title={t('waiting', { count })}>
      {count}
    </span>
  );
}
