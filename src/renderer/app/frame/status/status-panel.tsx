import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useFormat } from '../../../components/i18n/use-format.tsx';
import { useNow } from '../../../lib/browser/use-now.tsx';
import { useStores } from '../../../state/context.tsx';
import { hrefTo } from '../../../state/routes/route.ts';
import { CountsTable } from './counts-table.tsx';
import styles from './status.module.css';

import { toneIcons } from './tone-icons.ts';
import { useStatusLines } from './use-status-lines.ts';

/** All problems, today's counts of each source, and when each connection last worked. */
export function StatusPanel({ onLeave }: { readonly onLeave: () => void }) {
  const { t } = useTranslation('frame');
  const lines = useStatusLines();
  const strip = useStore(useStores().strip);
  return (
    // a link of the panel leads to another page, where the panel would cover the answer
    // biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the links inside are the controls
    <div onClick={(event) => event.target instanceof Element && event.target.closest('a') && onLeave()}>
      {lines.length > 0 && (
        <ul className={styles.lines}>
          {lines.map(({ key, tone, text, more = [], link }) => {
            const Picture = toneIcons[tone];
            return (
              <li key={key} data-tone={tone}>
                <Picture size={16} aria-hidden className={styles.icon} />
                <div className={styles.line}>
                  <p>{text}</p>
                  {more.map((words) => (
                    <p key={words} className={styles.quiet}>
                      {words}
                    </p>
                  ))}
                </div>
                {link && (
                  <a href={link.href} aria-label={`${text} ${link.label}`}>
                    {link.label}
                  </a>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {strip.state === 'ready' && strip.value.sources.length > 0 && <CountsTable strip={strip.value} />}
      <Connections />
      <p className={styles.links}>
        <a href={hrefTo('sync')}>{t('sync')}</a>
        <a href={hrefTo('notification-log')}>{t('statusLog')}</a>
        <a href={hrefTo('diagnostics')}>{t('stripDoctor')}</a>
      </p>
    </div>
  );
}

/** When each connection last worked; unconnected services are left out. */
function Connections() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const now = useNow();
  const asked = useStore(useStores().connections);
  const on = asked.state === 'ready' ? asked.value.filter(({ state }) => state !== 'off') : [];
  if (on.length === 0) return null;
  return (
    <section aria-label={t('health')}>
      <h2 className={styles.heading}>{t('health')}</h2>
      <ul className={styles.connections}>
        {on.map(({ name, lastSuccessAt }) => {
          const title = t(`health_${name}`);
          return (
            <li key={name}>
              <a href={hrefTo('setup', { path: [name] })}>
                {lastSuccessAt === null
                  ? t('healthAsking', { name: title })
                  : t('healthWorked', { name: title, age: format.span(now - lastSuccessAt) })}
              </a>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
