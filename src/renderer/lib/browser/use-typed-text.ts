import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** The text of a search box and its setter. The text is sent after typing has paused for `waitMs`; 0: at once. */
type TypedText = readonly [typed: string, type: (text: string, waitMs: number) => void];

/**
 * Text that is written to the URL after a delay, and follows the URL when that changes by itself.
 * @param text as the URL has it
 * @param tell called with the trimmed text after a pause; the latest function is called
 */
export function useTypedText(text: string, tell: (text: string) => void): TypedText {
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sent = useRef(text);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  // The URL changed in another way, as by Back or a cleared filter. Update during render: a later update could overwrite the next
  // keys.
  useLayoutEffect(() => {
    if (text === sent.current) return;
    clearTimeout(timer.current);
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const send = (next: string): void => {
    sent.current = next.trim();
    latest.current(next.trim());
  };
  const type = (next: string, waitMs: number): void => {
    setTyped(next);
    clearTimeout(timer.current);
    if (waitMs === 0) send(next);
    else timer.current = setTimeout(() => send(next), waitMs);
  };
  return [typed, type];
}
