import { ActionIcon } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWidth } from '../../../lib/browser/use-width.ts';
import { usePreferences, useStores } from '../../../state/context.tsx';
import { hrefTo, pageNames } from '../../../state/routes/route.ts';
import { pages } from '../../pages.tsx';
import { BellIcon } from './bell-icon.tsx';
import { DutySwitch } from './duty-switch.tsx';
import { ManagerMenu } from './manager-menu.tsx';
import { MenuEntry } from './menu-entry.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import styles from './rail.module.css';

/** The main menu: a link to each page, the shift, the user and the preferences. */
export function Rail() {
  const { t } = useTranslation('frame');
  const { preferences } = useStores();
  const { railOpen } = usePreferences();
  const isWide = useWidth(1100);
  const open = railOpen && isWide;
  const FoldIcon = open ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;
  const entries = (at: 'top' | 'foot') =>
    pageNames
      .filter((name) => pages[name].menu?.at === at)
      .map((name) => <MenuEntry key={name} name={name} isMenuOpen={open} />);

  return (
    <nav className={styles.rail} data-open={open} aria-label={t('mainMenu')}>
      <div className={styles.brand}>
        <BellIcon size={22} />
        {open && <span className={styles.brandName}>Orderbell</span>}
        {isWide && (
          <ActionIcon
            aria-label={t(open ? 'foldRail' : 'unfoldRail')}
            onClick={() => preferences.set({ railOpen: !open })}
          >
            <FoldIcon size={16} />
          </ActionIcon>
        )}
      </div>
      <a className={styles.new} href={hrefTo('manual-order')}>
        <IconPlus size={16} aria-hidden />
        <span>{t('newOrder')}</span>
      </a>
      <ul className={styles.links}>{entries('top')}</ul>
      <ul className={styles.foot}>
        {entries('foot')}
        <li>
          <DutySwitch />
        </li>
        <li>
          <ManagerMenu />
        </li>
        <li>
          <PreferencesMenu />
        </li>
      </ul>
    </nav>
  );
}
