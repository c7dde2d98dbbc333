import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNavigate, useStores } from '../../state/context.tsx';
import { hrefTo } from '../../state/routes/route.ts';
import { KeysSheet } from './keys-sheet.tsx';

/** The keys that work on every page, the list of keys, and the count in the window title. */
export function GlobalKeys() {
  const { t } = useTranslation(['frame', 'common', 'palette']);
  const navigate = useNavigate();
  const { undo, inbox } = useStores();
  const listing = useStore(inbox, (state) => state.listing);
  const waiting = listing.state === 'ready' ? listing.counts.new : 0;
  const [sheet, setSheet] = useState(false);
  const scope = t('keysEverywhere');

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) Orderbell` : 'Orderbell';
  }, [waiting]);

  useHotkeys([
    {
      id: 'order.new',
      keys: ['c'],
      scope,
      label: t('newOrder'),
      synonyms: t('palette:synonyms_newOrder'),
      run: () => navigate(hrefTo('manual-order')),
    },
    { id: 'undo', keys: ['mod+z'], scope, label: t('common:undo'), run: () => undo.take() },
    {
      id: 'keys',
      keys: ['?'],
      scope,
      label: t('keyHelp'),
      synonyms: t('palette:synonyms_keys'),
      run: () => setSheet(true),
    },
  ]);

  return <KeysSheet opened={sheet} onClose={() => setSheet(false)} />;
}
