import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../../lib/browser/use-hotkeys.tsx';
import { useNavigate } from '../../state/context.tsx';
import { hrefTo, pageNames } from '../../state/routes/route.ts';
import { pages } from '../pages.tsx';

/** Opens each page by its keys, by default G and a letter, and in the palette by its name and synonyms. */
export function useGoKeys(): void {
  const { t } = useTranslation(['palette', 'frame', 'notices', 'diagnostics']);
  const navigate = useNavigate();
  const scope = t('goScope');
  useHotkeys(
    pageNames.flatMap((page) => {
      const { title, keys = [] } = pages[page];
      if (title === null) return [];
      return [
        {
          id: `go.${page}`,
          keys,
          scope,
          label: t(title),
          synonyms: t(`synonyms_${page}`, { defaultValue: '' }),
          run: () => navigate(hrefTo(page)),
        },
      ];
    }),
  );
}
