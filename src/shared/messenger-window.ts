/** Messenger's window is 24 hours; ten minutes are left for a slow clock and a slow road. */
const windowMs = (24 * 60 - 10) * 60_000;

/** Until when a page may write to a person who was last heard then. */
export const windowEnd = (lastInteraction: number): number => lastInteraction + windowMs;
