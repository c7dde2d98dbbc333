import { useEffect, useId } from 'react';
import { useStores } from './context.tsx';

/** While true and mounted, the app does not offer a restart. */
export function useWorking(on: boolean): void {
  const { working } = useStores();
  const part = useId();
  useEffect(() => {
    working.set(part, on);
    return () => working.set(part, false);
  }, [working, part, on]);
}
