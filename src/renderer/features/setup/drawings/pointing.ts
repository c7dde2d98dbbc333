import { createContext, useContext } from 'react';

/** The number of the click that is pointed at: the one under the pointer, else the focused one. */
export type Pointing = {
  readonly at: number | null;
  readonly hover: (click: number | null) => void;
  readonly focus: (click: number | null) => void;
};

const PointingContext = createContext<Pointing>({ at: null, hover: () => {}, focus: () => {} });
export const PointingProvider = PointingContext.Provider;
export const usePointing = (): Pointing => useContext(PointingContext);
