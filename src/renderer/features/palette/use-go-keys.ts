import { useTranslation } from 'react-i18next';
import { useNavigate } from '../../state/context.tsx';
import type { PageName } from '../../state/route.ts';
import { hrefTo } from '../../state/route.ts';
import { useHotkeys } from '../../ui/use-hotkeys.tsx';

/** Where to go from anywhere. */
const places = [
  ['inbox', ['g i']],
  ['customers', ['g c']],
  ['insights', ['g a']],
  ['settings', ['g s']],
  ['setup', []],
  ['chats', []],
  ['drafts', []],
  ['custom-order', []],
  ['recipes', []],
  ['bell', []],
  ['notices', []],
  ['doctor', []],
] as const satisfies readonly (readonly [PageName, readonly string[]])[];

/** G, then the first letter of a page; every page is in the palette. */
export function useGoKeys(): void {
  const { t } = useTranslation('palette');
  const navigate = useNavigate();
  const scope = t('goScope');
  useHotkeys(
    places.map(([place, keys]) => ({
      id: `go.${place}`,
      keys,
      scope,
      label: t(`go_${place}`),
      run: () => navigate(hrefTo(place)),
    })),
  );
}
