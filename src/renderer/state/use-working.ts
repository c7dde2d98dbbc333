import { useEffect, useId } from 'react';
import { useStores } from './context.tsx';

/** As long as it is so and the part is on screen, nobody is asked to restart. */
export function useWorking(on: boolean): void {
  const { working } = useStores();
  const part = useId();
  useEffect(() => {
    working.set(part, on);
    return () => working.set(part, false);
  }, [working, part, on]);
}
