import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNavigate } from '../../state/context.tsx';
import type { PageName } from '../../state/routes/route.ts';
import { hrefTo } from '../../state/routes/route.ts';

/** The navigation targets, named as in the menu. */
const places = [
  ['inbox', 'frame:inbox', ['g i']],
  ['customers', 'frame:customers', ['g c']],
  ['insights', 'frame:insights', ['g a']],
  ['settings', 'frame:settings', ['g s']],
  ['completeness', 'frame:completeness', ['v']],
  ['setup', 'frame:setup', []],
  ['chats', 'frame:chats', []],
  ['drafts', 'frame:drafts', []],
  ['custom-order', 'frame:customOrder', []],
  ['recipes', 'frame:recipes', []],
  ['bell', 'frame:bell', []],
  ['notices', 'notices:title', []],
  ['doctor', 'diagnostics:title', []],
] as const satisfies readonly (readonly [PageName, string, readonly string[]])[];

/** G, then the first letter of a page. The palette has every page, with synonyms. */
export function useGoKeys(): void {
  const { t } = useTranslation(['palette', 'frame', 'notices', 'diagnostics']);
  const navigate = useNavigate();
  const scope = t('goScope');
  useHotkeys(
    places.map(([place, name, keys]) => ({
      id: `go.${place}`,
      keys,
      scope,
      label: t(name),
      synonyms: t(`synonyms_${place}`),
      run: () => navigate(hrefTo(place)),
    })),
  );
}
