import { ActionIcon, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import {
  IconBellRinging,
  IconChartBar,
  IconFileInvoice,
  IconInbox,
  IconLayoutSidebarLeftCollapse,
  IconLayoutSidebarLeftExpand,
  IconListCheck,
  IconMessageCircle,
  IconPlug,
  IconPlus,
  IconSettings,
  IconUsers,
  IconWand,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { isSettled } from '../../../../shared/draft.ts';
import hidden from '../../../components/ui/hidden.module.css';
import { useWidth } from '../../../lib/browser/use-width.ts';
import { usePreferences, useRoute, useStores } from '../../../state/context.tsx';
import type { PageName } from '../../../state/routes/route.ts';
import { hrefTo } from '../../../state/routes/route.ts';
import { BellIcon } from './bell-icon.tsx';
import { DutySwitch } from './duty-switch.tsx';
import { ManagerMenu } from './manager-menu.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';
import styles from './rail.module.css';
import { RailViews } from './rail-views.tsx';
import { useSetupState } from './setup-state.ts';

export function Rail() {
  const { t } = useTranslation('frame');
  const { preferences } = useStores();
  const { railOpen } = usePreferences();
  const isWide = useWidth(1100);
  const open = railOpen && isWide;
  const counts = useCounts();
  const setup = useSetupState();
  const edited = useBellMark();
  const FoldIcon = open ? IconLayoutSidebarLeftCollapse : IconLayoutSidebarLeftExpand;

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
      <ul className={styles.links}>
        <Place page="inbox" icon={IconInbox} word={t('inbox')} count={counts.inbox}>
          {open && <RailViews />}
        </Place>
        <Place page="chats" icon={IconMessageCircle} word={t('chats')} count={counts.chats} />
        <Place
          page="drafts"
          also="custom-order"
          icon={IconFileInvoice}
          word={t('drafts')}
          count={counts.drafts}
        />
        <Place page="customers" icon={IconUsers} word={t('customers')} count={0} />
        <Place page="insights" icon={IconChartBar} word={t('insights')} count={0} />
      </ul>
      <ul className={styles.foot}>
        <Place page="completeness" icon={IconListCheck} word={t('completeness')} count={0} />
        <Place page="recipes" icon={IconWand} word={t('recipes')} count={counts.senders} />
        <Place page="bell" also="notices" icon={IconBellRinging} word={t('bell')} count={0} mark={edited} />
        <Place page="setup" icon={IconPlug} word={t('setup')} count={0} mark={setup} />
        <Place page="settings" icon={IconSettings} word={t('settings')} count={0} />
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

const signs = { good: '✓', bad: '!', plain: '–', waiting: '•' } as const;
type Mark = { readonly tone: keyof typeof signs; readonly words: string };

type PlaceProps = {
  readonly page: PageName;
  /** A related page in the same entry. */
  readonly also?: PageName;
  readonly icon: Icon;
  readonly word: string;
  readonly count: number;
  readonly mark?: Mark | null;
  /** Content below the entry. */
  readonly children?: ReactNode;
};

function Place({ page, also, icon: Picture, word, count, mark, children }: PlaceProps) {
  const { t } = useTranslation('frame');
  const route = useRoute();
  const here = route.page === page || route.page === also;
  return (
    <li>
      <Tooltip label={mark?.words ?? ''} disabled={!mark} position="right">
        <a className={styles.place} href={hrefTo(page)} aria-current={here ? 'page' : undefined}>
          <Picture size={18} stroke={1.7} aria-hidden />
          <span className={styles.word}>{word}</span>
          {count > 0 && (
            <span className={styles.count} title={t('waiting', { count })}>
              {count}
            </span>
          )}
          {mark && (
            <span className={styles.mark} data-tone={mark.tone}>
              <span aria-hidden>{signs[mark.tone]}</span>
              <span className={hidden.hidden}>{mark.words}</span>
            </span>
          )}
        </a>
      </Tooltip>
      {children}
    </li>
  );
}

/** Unsaved alert rules hold back updates, whichever page is open. */
function useBellMark(): Mark | null {
  const { t } = useTranslation('frame');
  const isEdited = useStore(useStores().bell.edited, (edit) => edit !== null);
  return isEdited ? { tone: 'waiting', words: t('bellEdited') } : null;
}

function useCounts(): {
  readonly inbox: number;
  readonly chats: number;
  readonly drafts: number;
  readonly senders: number;
} {
  const stores = useStores();
  const listing = useStore(stores.inbox, (state) => state.listing);
  const people = useStore(stores.people);
  const drafts = useStore(stores.drafts);
  const senders = useStore(stores.senders);
  return {
    inbox: listing.state === 'ready' ? listing.counts.new : 0,
    chats: people.state === 'ready' ? people.value.filter(({ wantsManager }) => wantsManager).length : 0,
    senders: senders.state === 'ready' ? senders.value.asked.length : 0,
    drafts: drafts.state === 'ready' ? drafts.value.filter((draft) => !isSettled(draft)).length : 0,
  };
}
