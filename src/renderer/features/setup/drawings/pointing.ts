import { createContext, useContext } from 'react';

/** Which click of the step is pointed at just now, by its number; and how a drawing tells that one of its places is. */
export type Pointing = { readonly at: number | null; readonly point: (click: number | null) => void };

const PointingContext = createContext<Pointing>({ at: null, point: () => {} });
export const PointingProvider = PointingContext.Provider;
export const usePointing = (): Pointing => useContext(PointingContext);
