import { useEffect, useLayoutEffect, useRef, useState } from 'react';

/** What a search box shows, and how to type into it: the text is sent once typing has paused for `waitMs`; 0: at once. */
type TypedText = readonly [typed: string, type: (text: string, waitMs: number) => void];

/**
 * Text that goes into the address a moment after it is typed, and follows the address where that changes by itself.
 * @param text as the address has it
 * @param tell called with the trimmed text once typing has paused; the latest one given is called
 */
export function useTypedText(text: string, tell: (text: string) => void): TypedText {
  const [typed, setTyped] = useState(text);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const sent = useRef(text);
  const latest = useRef(tell);
  useEffect(() => {
    latest.current = tell;
  });
  // The address changed by other means than these keys: Back, a cleared filter. As it is drawn, and not later: the next keys
  // may have been told by then.
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
