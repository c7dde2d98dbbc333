import { createContext, useContext, useEffect, useId } from 'react';

const Told = createContext<(part: string, isWrong: boolean) => void>(() => {});
/** Hears of each field of the bell whether what is typed there can be no part of it. */
export const WrongPartsContext = Told.Provider;

/** As long as it is so and the field is on screen, the bell is not saved. */
export function useWrongPart(isWrong: boolean): void {
  const tell = useContext(Told);
  const part = useId();
  useEffect(() => {
    tell(part, isWrong);
    return () => tell(part, false);
  }, [tell, part, isWrong]);
}
