import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { SetupStep } from '../../../../shared/setup/progress.ts';
import { CopyButton } from '../../../components/ui/copy-button.tsx';
import hidden from '../../../components/ui/hidden.module.css';
import { useStores } from '../../../state/context.tsx';
import { PointingProvider, usePointing } from '../drawings/pointing.ts';
import styles from './guide.module.css';
import { copied, guides, places } from './guides.ts';

/** The clicks at the service in order, beside drawings of its pages; the click that is pointed at is highlighted in both. */
export function Guide({ step }: { readonly step: SetupStep }) {
  const { t } = useTranslation('setupGuide');
  const [hovered, hover] = useState<number | null>(null);
  const [focused, focus] = useState<number | null>(null);
  const pointing = useMemo(() => ({ at: hovered ?? focused, hover, focus }), [hovered, focused]);
  const place = places[step];
  return (
    <PointingProvider value={pointing}>
      <section className={styles.guide} aria-label={t('guide')}>
        {place !== null && (
          <a href={place.href} target="_blank" rel="noreferrer" className={styles.place}>
            {t('goTo', { place: place.label })}
          </a>
        )}
        {guides[step].map(({ id, draw: Draw, clicks }, index) => {
          const first = firstOf(guides[step].slice(0, index));
          return (
            <div key={id} className={styles.scene}>
              <ol className={styles.clicks} start={first}>
                {clicks.map((click, nth) => (
                  <Click key={click} step={step} click={first + nth} copies={copied[click]}>
                    {t(`step_${click}`)}
                  </Click>
                ))}
              </ol>
              <Draw text={t(`drawing_${id}`)} />
            </div>
          );
        })}
      </section>
    </PointingProvider>
  );
}

/** The number of the first click after these scenes. */
const firstOf = (before: readonly { readonly clicks: readonly string[] }[]): number =>
  before.reduce((sum, { clicks }) => sum + clicks.length, 1);

type ClickProps = {
  readonly step: SetupStep;
  /** Its number, from 1. */
  readonly click: number;
  readonly copies: string | undefined;
  readonly children: string;
};

/** One click, which can be ticked off, so that a returning user sees the progress. */
function Click({ step, click, copies, children }: ClickProps) {
  const { setup } = useStores();
  const { at, hover, focus } = usePointing();
  const asked = useStore(setup);
  const isTicked = asked.state === 'ready' && (asked.value.ticked[step]?.includes(click) ?? false);
  return (
    <li
      className={styles.click}
      data-active={at === click}
      onPointerEnter={() => hover(click)}
      onPointerLeave={() => hover(null)}
    >
      <label className={styles.label}>
        <input
          type="checkbox"
          className={hidden.hidden}
          checked={isTicked}
          onChange={({ currentTarget }) =>
            void setup.note({ kind: 'tick', step, click, on: currentTarget.checked })
          }
          onFocus={() => focus(click)}
          onBlur={() => focus(null)}
        />
        <span className={styles.number} data-ticked={isTicked} aria-hidden>
          {isTicked ? '✓' : click}
        </span>
        <span className={styles.words}>{children}</span>
      </label>
      {copies !== undefined && <CopyButton value={copies} what={copies} />}
    </li>
  );
}
