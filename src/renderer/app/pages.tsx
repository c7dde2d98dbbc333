import type { Icon } from '@tabler/icons-react';
import {
  IconBellRinging,
  IconChartBar,
  IconFileInvoice,
  IconInbox,
  IconListCheck,
  IconMessageCircle,
  IconPlug,
  IconSettings,
  IconUsers,
  IconWand,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { lazy } from 'react';
import { InboxPage } from '../features/inbox/index.tsx';
import { OrderPanel } from '../features/order/index.tsx';
import type { PageName } from '../state/routes/route.ts';
import type { Badge } from './frame/rail/badges.ts';
import {
  useChatsBadge,
  useInboxBadge,
  usePaymentLinksBadge,
  useRulesBadge,
  useSendersBadge,
  useSetupBadge,
} from './frame/rail/badges.ts';
import { RailViews } from './frame/rail/rail-views.tsx';

type Page = {
  readonly Component: ComponentType;
  /** Its name in the menu and in the palette; null if the palette has a command of its own for it. */
  readonly title: 'notices:title' | 'diagnostics:title' | `frame:${FrameTitle}` | null;
  /** The keys that open it. */
  readonly keys?: readonly string[];
  /** Its entry in the menu: at the top, or at the foot with what is set up once. */
  readonly menu?: {
    readonly at: 'top' | 'foot';
    readonly icon: Icon;
    readonly useBadge?: () => Badge | null;
    /** Content below the entry of an open menu. */
    readonly Below?: ComponentType;
  };
  /** The page whose menu entry this page belongs to. */
  readonly under?: PageName;
};
type FrameTitle =
  | 'inbox'
  | 'chats'
  | 'paymentLinks'
  | 'customers'
  | 'customOrder'
  | 'insights'
  | 'sync'
  | 'mailTemplates'
  | 'notifications'
  | 'setup'
  | 'settings';

/**
 * Every page, in the order of the menu. A new page is an entry here, its name in `state/routes/route.ts`, its folder in
 * `features`, and its texts.
 */
export const pages: { readonly [N in PageName]: Page } = {
  inbox: {
    Component: () => <InboxPage renderOrder={(order) => <OrderPanel {...order} />} />,
    title: 'frame:inbox',
    keys: ['g i'],
    menu: { at: 'top', icon: IconInbox, useBadge: useInboxBadge, Below: RailViews },
  },
  chats: {
    Component: lazy(async () => ({ default: (await import('../features/chats/index.tsx')).ChatsPage })),
    title: 'frame:chats',
    menu: { at: 'top', icon: IconMessageCircle, useBadge: useChatsBadge },
  },
  'payment-links': {
    Component: lazy(async () => ({
      default: (await import('../features/payment-links/list/index.tsx')).PaymentLinksPage,
    })),
    title: 'frame:paymentLinks',
    menu: { at: 'top', icon: IconFileInvoice, useBadge: usePaymentLinksBadge },
  },
  'custom-order': {
    Component: lazy(async () => ({
      default: (await import('../features/payment-links/form/index.tsx')).CustomOrderPage,
    })),
    title: 'frame:customOrder',
    under: 'payment-links',
  },
  customers: {
    Component: lazy(async () => ({
      default: (await import('../features/customers/index.tsx')).CustomersPage,
    })),
    title: 'frame:customers',
    keys: ['g c'],
    menu: { at: 'top', icon: IconUsers },
  },
  insights: {
    Component: lazy(async () => ({ default: (await import('../features/insights/index.tsx')).InsightsPage })),
    title: 'frame:insights',
    keys: ['g a'],
    menu: { at: 'top', icon: IconChartBar },
  },
  'manual-order': {
    Component: lazy(async () => ({
      default: (await import('../features/manual-order/index.tsx')).ManualOrderPage,
    })),
    title: null,
  },
  sync: {
    Component: lazy(async () => ({ default: (await import('../features/sync/index.tsx')).SyncPage })),
    title: 'frame:sync',
    keys: ['v'],
    menu: { at: 'foot', icon: IconListCheck },
  },
  'mail-templates': {
    Component: lazy(async () => ({
      default: (await import('../features/mail-templates/index.tsx')).MailTemplatesPage,
    })),
    title: 'frame:mailTemplates',
    menu: { at: 'foot', icon: IconWand, useBadge: useSendersBadge },
  },
  notifications: {
    Component: lazy(async () => ({
      default: (await import('../features/notifications/rules/index.tsx')).AlertRulesPage,
    })),
    title: 'frame:notifications',
    menu: { at: 'foot', icon: IconBellRinging, useBadge: useRulesBadge },
  },
  'notification-log': {
    Component: lazy(async () => ({
      default: (await import('../features/notifications/log/index.tsx')).NotificationLogPage,
    })),
    title: 'notices:title',
    under: 'notifications',
  },
  setup: {
    Component: lazy(async () => ({ default: (await import('../features/setup/index.tsx')).SetupPage })),
    title: 'frame:setup',
    menu: { at: 'foot', icon: IconPlug, useBadge: useSetupBadge },
  },
  settings: {
    Component: lazy(async () => ({ default: (await import('../features/settings/index.tsx')).SettingsPage })),
    title: 'frame:settings',
    keys: ['g s'],
    menu: { at: 'foot', icon: IconSettings },
  },
  diagnostics: {
    Component: lazy(async () => ({
      default: (await import('../features/diagnostics/index.tsx')).DiagnosticsPage,
    })),
    title: 'diagnostics:title',
  },
};
