import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useSaid } from '../../../lib/i18n/use-main-text.tsx';
import { useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import type { StatusLine } from './status-line.ts';

/** Connections that fail, are signed out or report a problem. */
export function useConnectionLines(): readonly StatusLine[] {
  const { t } = useTranslation('frame');
  const said = useSaid();
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().connections);
  if (asked.state !== 'ready') return [];
  return asked.value.flatMap(({ name, state, problem, lastSuccessAt }): readonly StatusLine[] => {
    const title = t(`health_${name}`);
    const link = { href: hrefTo('setup', { path: [name] }), label: t('healthFix') };
    const reason = problem === null ? [] : [said(problem)];
    if (state === 'failing' || state === 'signed-out') {
      const since =
        lastSuccessAt === null
          ? t('healthNever')
          : t('healthLast', { age: format.span(now - lastSuccessAt) });
      const text = t(state === 'failing' ? 'healthFailing' : 'healthSignedOut', { name: title });
      return [{ key: `connection:${name}`, tone: 'bad', text, more: [...reason, since], link }];
    }
    if (state === 'off' || problem === null) return [];
    return [{ key: `connection:${name}`, tone: 'warn', text: `${title}: ${said(problem)}`, link }];
  });
}
