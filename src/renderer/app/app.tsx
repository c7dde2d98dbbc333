import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { followErasures } from '../components/customer/forget-erased.ts';
import { useTellNotes } from '../components/customer/use-saved-note.ts';
import { Failed } from '../components/ui/states.tsx';
import { PagePrinter } from '../features/print/page-printer.tsx';
import { useClient } from '../lib/client/context.tsx';
import { useStores } from '../state/context.tsx';
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
import { pages } from './pages.tsx';
import { Palette } from './palette/index.tsx';
import { menusId } from './theme.ts';

/** The frame around every page. */
export function App() {
  const { t, i18n } = useTranslation(['frame', 'common']);
  const stores = useStores();
  const slice = useStore(stores.app);
  const page = useStore(stores.route, (route) => route.page);
  const { Component: Page } = pages[page];
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
              <Page />
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
