import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { followErasures } from '../components/customer/forget-erased.ts';
import { useTellNotes } from '../components/customer/use-saved-note.ts';
import { Failed } from '../components/ui/states.tsx';
import { InboxPage } from '../features/inbox/index.tsx';
import { OrderPanel } from '../features/order/index.tsx';
import { PagePrinter } from '../features/print/page-printer.tsx';
import { useClient } from '../lib/client/context.tsx';
import { useStores } from '../state/context.tsx';
import type { PageName } from '../state/routes/route.ts';
import styles from './app.module.css';
import { EscalationLine } from './frame/banners/escalation-line.tsx';
import { SleepLine } from './frame/banners/sleep-line.tsx';
import { UpdateLine } from './frame/banners/update-line.tsx';
import { VoiceLine } from './frame/banners/voice-line.tsx';
import { GlobalKeys } from './frame/global-keys.tsx';
import { NewsDialog } from './frame/news-dialog.tsx';
import { PageBoundary } from './frame/page-boundary.tsx';
import { Rail } from './frame/rail/rail.tsx';
import { TopBar } from './frame/top-bar.tsx';
import { Palette } from './palette/index.tsx';
import { menusId } from './theme.ts';

const ChatsPage = lazy(async () => ({ default: (await import('../features/chats/index.tsx')).ChatsPage }));
const DraftsPage = lazy(async () => ({
  default: (await import('../features/payment-links/list/index.tsx')).DraftsPage,
}));
const CustomersPage = lazy(async () => ({
  default: (await import('../features/customers/index.tsx')).CustomersPage,
}));
const ManualOrderPage = lazy(async () => ({
  default: (await import('../features/manual-order/index.tsx')).ManualOrderPage,
}));
const CustomOrderPage = lazy(async () => ({
  default: (await import('../features/payment-links/form/index.tsx')).CustomOrderPage,
}));
const CompletenessPage = lazy(async () => ({
  default: (await import('../features/sync/index.tsx')).CompletenessPage,
}));
const InsightsPage = lazy(async () => ({
  default: (await import('../features/insights/index.tsx')).InsightsPage,
}));
const MailTemplatesPage = lazy(async () => ({
  default: (await import('../features/mail-templates/index.tsx')).MailTemplatesPage,
}));
const AlertRulesPage = lazy(async () => ({
  default: (await import('../features/notifications/rules/index.tsx')).AlertRulesPage,
}));
const NoticesPage = lazy(async () => ({
  default: (await import('../features/notifications/log/index.tsx')).NoticesPage,
}));
const SetupPage = lazy(async () => ({ default: (await import('../features/setup/index.tsx')).SetupPage }));
const SettingsPage = lazy(async () => ({
  default: (await import('../features/settings/index.tsx')).SettingsPage,
}));
const DoctorPage = lazy(async () => ({
  default: (await import('../features/diagnostics/index.tsx')).DoctorPage,
}));

/** The frame around every page. The only file that knows all features. */
export function App() {
  const { t, i18n } = useTranslation(['frame', 'common']);
  const stores = useStores();
  const slice = useStore(stores.app);
  const page = useStore(stores.route, (route) => route.page);
  const client = useClient();
  const tellNotes = useTellNotes();
  const { printsByItself } = client.capabilities;
  const language = slice.state === 'ready' ? slice.app.language : null;
  const mode = slice.state === 'ready' ? slice.app.mode : null;
  const place = useRef<HTMLElement>(null);
  const pageBefore = useRef(page);

  useEffect(() => {
    if (language === null) return;
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);

  useEffect(
    () =>
      mode === null
        ? undefined
        : followErasures(window.localStorage, window.sessionStorage, mode, client, tellNotes),
    [mode, client, tellNotes],
  );

  // The focus is lost with the previous page: Tab would begin at the menu again.
  useEffect(() => {
    if (pageBefore.current === page) return;
    pageBefore.current = page;
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, [page]);

  if (slice.state === 'loading') return null;
  if (slice.state === 'failed') {
    return (
      <Failed
        what={t('frame:startFailed')}
        reason={slice.error.message}
        fix={slice.error.fix}
        retry={{ label: t('common:retry'), run: () => void stores.app.load() }}
      />
    );
  }
  return (
    <div className={styles.frame}>
      <GlobalKeys />
      <Palette />
      <NewsDialog />
      {!printsByItself && <PagePrinter />}
      <Rail />
      <div className={styles.main}>
        <TopBar />
        <main ref={place} tabIndex={-1} className={styles.page}>
          <PageBoundary
            key={page}
            fallback={(error, again) => (
              <Failed
                what={t('frame:pageFailed')}
                reason={error.message}
                still={t('frame:pageFailedText')}
                retry={{ label: t('common:retry'), run: again }}
              />
            )}
          >
            <Suspense fallback={null}>
              <CurrentPage page={page} />
            </Suspense>
          </PageBoundary>
          <div id={menusId} />
        </main>
        {/* banners that appear by themselves are below: above, they would move what the user is about to press */}
        <SleepLine />
        <UpdateLine />
        <EscalationLine />
        <VoiceLine />
      </div>
    </div>
  );
}

function CurrentPage({ page }: { readonly page: PageName }) {
  switch (page) {
    case 'inbox':
      return <InboxPage renderOrder={(order) => <OrderPanel {...order} />} />;
    case 'chats':
      return <ChatsPage />;
    case 'drafts':
      return <DraftsPage />;
    case 'customers':
      return <CustomersPage />;
    case 'manual-order':
      return <ManualOrderPage />;
    case 'custom-order':
      return <CustomOrderPage />;
    case 'insights':
      return <InsightsPage />;
    case 'completeness':
      return <CompletenessPage />;
    case 'recipes':
      return <MailTemplatesPage />;
    case 'bell':
      return <AlertRulesPage />;
    case 'notices':
      return <NoticesPage />;
    case 'setup':
      return <SetupPage />;
    case 'settings':
      return <SettingsPage />;
    case 'doctor':
      return <DoctorPage />;
  }
}
