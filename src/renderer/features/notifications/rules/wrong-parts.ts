import { createContext, useContext, useEffect, useId } from 'react';

const Told = createContext<(part: string, isWrong: boolean) => void>(() => {});
/** Collects which fields of the alert rules have invalid input. */
export const WrongPartsContext = Told.Provider;

/** The rules are not saved while this is true and the field is mounted. */
export function useWrongPart(isWrong: boolean): void {
  const tell = useContext(Told);
  const part = useId();
  useEffect(() => {
    tell(part, isWrong);
    return () => tell(part, false);
  }, [tell, part, isWrong]);
}
