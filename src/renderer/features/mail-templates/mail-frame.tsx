import type { RefObject } from 'react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataAddress } from '../../lib/client/page-key.ts';
import { useOwnStore } from '../../state/context.tsx';
import { askWord } from './field-word.ts';
import type { Run } from './mail-blocks.ts';
import { runsOf } from './mail-blocks.ts';
import type { Outline } from './mail-outline.ts';
import { createOutline } from './mail-outline.ts';
import { listenToPointing } from './mail-pointer.ts';
import { sourcesOf } from './sources.ts';
import type { Lesson, Place } from './state/trainer-store.ts';
import { trainerStore } from './state/trainer-store.ts';
import styles from './trainer.module.css';

type Props = { readonly lesson: Lesson; readonly wider: number };
type Opened = { readonly runs: readonly Run[]; readonly outline: Outline };

/** The mail in its own layout. Nothing in it runs or loads; the page outside handles clicks. */
export function MailFrame({ lesson, wider }: Props) {
  const { t } = useTranslation('mailTemplates');
  const frame = useRef<HTMLIFrameElement>(null);
  const [hovered, setHovered] = useState<Place | null>(null);
  const opened = useOpened(frame, { lesson, wider, setHovered });
  const { asked } = lesson;

  useEffect(() => {
    if (!opened) return;
    const label = asked === null ? '' : askWord(t, asked);
    const sources = sourcesOf(lesson, opened.runs);
    opened.outline.show([
      ...sources.map((place, index) => ({ place, kind: 'source' as const, label: index === 0 ? label : '' })),
      ...(hovered && asked !== null ? [{ place: hovered, kind: 'hover' as const, label: '' }] : []),
    ]);
  }, [opened, lesson, asked, hovered, t]);

  useShowSource(opened, lesson);

  return (
    <iframe
      ref={frame}
      className={styles.mail}
      title={t('mail')}
      // scripts stay off: same-origin is allowed only so that the page can handle clicks
      sandbox="allow-same-origin"
      src={dataAddress(`/mail/${encodeURIComponent(lesson.document)}`)}
    />
  );
}

type Latest = Props & { readonly setHovered: (place: Place | null) => void };

function useOpened(frame: RefObject<HTMLIFrameElement | null>, props: Latest): Opened | null {
  const trainer = useOwnStore(trainerStore);
  const [opened, setOpened] = useState<Opened | null>(null);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let end = (): void => undefined;
    function begin(): void {
      end();
      const document = element?.contentDocument;
      if (!element || !document?.body || !document.location.pathname.startsWith('/mail/')) return;
      const runs = runsOf(document);
      const outline = createOutline(document, runs);
      const stop = listenToPointing({
        document,
        runs,
        isItem: () => latest.current.lesson.asked === 'item',
        wider: () => latest.current.wider,
        onHover: (place) => latest.current.setHovered(place),
        onPick: (pointed) => void trainer.pick(pointed),
        onKey: passOn,
      });
      const resized = new ResizeObserver(() => outline.redraw());
      resized.observe(element);
      setOpened({ runs, outline });
      end = () => {
        stop();
        resized.disconnect();
        outline.remove();
      };
    }
    begin();
    element.addEventListener('load', begin);
    return () => {
      element.removeEventListener('load', begin);
      end();
    };
  }, [frame, trainer]);
  return opened;
}

/** After a click the frame has the focus; the page's keys work there too. */
function passOn({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  const copy = new KeyboardEvent('keydown', {
    key,
    code,
    ctrlKey,
    metaKey,
    altKey,
    shiftKey,
    bubbles: true,
    cancelable: true,
  });
  return !document.body.dispatchEvent(copy);
}

/** Scrolls to the place that the requested value was parsed from. */
function useShowSource(opened: Opened | null, lesson: Lesson): void {
  const { asked } = lesson;
  const latest = useRef(lesson);
  useEffect(() => {
    latest.current = lesson;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mail moves when another value is asked for, not as it is typed
  useEffect(() => {
    const [place] = opened ? sourcesOf(latest.current, opened.runs) : [];
    const node = place && opened?.runs[place.first]?.nodes[0];
    const element = node?.parentElement;
    if (!element) return;
    const view = element.ownerDocument.defaultView;
    const { top, bottom } = element.getBoundingClientRect();
    if (view && (top < 0 || bottom > view.innerHeight)) element.scrollIntoView({ block: 'center' });
  }, [opened, asked]);
}
