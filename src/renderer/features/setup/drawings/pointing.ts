import { createContext, useContext } from 'react';

/** Which click of the step is pointed at just now, by its number: the one under the pointer, else the one with the focus. */
export type Pointing = {
  readonly at: number | null;
  readonly hover: (click: number | null) => void;
  readonly focus: (click: number | null) => void;
};

const PointingContext = createContext<Pointing>({ at: null, hover: () => {}, focus: () => {} });
export const PointingProvider = PointingContext.Provider;
export const usePointing = (): Pointing => useContext(PointingContext);
