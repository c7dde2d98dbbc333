import { lazy, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import styles from './app.module.css';
import { useClient } from './client/context.tsx';
import { EscalationLine } from './features/frame/escalation-line.tsx';
import { GlobalKeys } from './features/frame/global-keys.tsx';
import { NewsDialog } from './features/frame/news-dialog.tsx';
import { PageBoundary } from './features/frame/page-boundary.tsx';
import { Rail } from './features/frame/rail.tsx';
import { SleepLine } from './features/frame/sleep-line.tsx';
import { TopBar } from './features/frame/top-bar.tsx';
import { UpdateLine } from './features/frame/update-line.tsx';
import { VoiceLine } from './features/frame/voice-line.tsx';
import { InboxPage } from './features/inbox/index.tsx';
import { OrderPanel } from './features/order/index.tsx';
import { Palette } from './features/palette/index.tsx';
import { PagePrinter } from './features/print/page-printer.tsx';
import { followErasures } from './order-form/forget-erased.ts';
import { useTellNotes } from './order-parts/use-saved-note.ts';
import { useStores } from './state/context.tsx';
import type { PageName } from './state/route.ts';
import { Failed } from './ui/states.tsx';
import { menusId } from './ui/theme.ts';

const ChatsPage = lazy(async () => ({ default: (await import('./features/chats/index.tsx')).ChatsPage }));
const DraftsPage = lazy(async () => ({ default: (await import('./features/drafts/index.tsx')).DraftsPage }));
const CustomersPage = lazy(async () => ({
  default: (await import('./features/customers/index.tsx')).CustomersPage,
}));
const ManualOrderPage = lazy(async () => ({
  default: (await import('./features/manual-order/index.tsx')).ManualOrderPage,
}));
const CustomOrderPage = lazy(async () => ({
  default: (await import('./features/custom-order/index.tsx')).CustomOrderPage,
}));
const CompletenessPage = lazy(async () => ({
  default: (await import('./features/completeness/index.tsx')).CompletenessPage,
}));
const InsightsPage = lazy(async () => ({
  default: (await import('./features/insights/index.tsx')).InsightsPage,
}));
const MailTemplatesPage = lazy(async () => ({
  default: (await import('./features/mail-templates/index.tsx')).MailTemplatesPage,
}));
const AlertRulesPage = lazy(async () => ({
  default: (await import('./features/alert-rules/index.tsx')).AlertRulesPage,
}));
const NoticesPage = lazy(async () => ({
  default: (await import('./features/notices/index.tsx')).NoticesPage,
}));
const SetupPage = lazy(async () => ({ default: (await import('./features/setup/index.tsx')).SetupPage }));
const SettingsPage = lazy(async () => ({
  default: (await import('./features/settings/index.tsx')).SettingsPage,
}));
const DoctorPage = lazy(async () => ({
  default: (await import('./features/diagnostics/index.tsx')).DoctorPage,
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
