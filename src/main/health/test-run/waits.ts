/** Waits for events that happen once each; an event may come before the wait begins. */
export function createWaits() {
  const happened = new Map<string, boolean>();
  const waiting = new Map<string, (value: boolean) => void>();
  return {
    happened(name: string, value = true): void {
      happened.set(name, value);
      waiting.get(name)?.(value);
      waiting.delete(name);
    },
    /** Resolves with the event's value when it has happened; else never. */
    for: (name: string): Promise<boolean> =>
      new Promise((resolve) => {
        const value = happened.get(name);
        if (value === undefined) waiting.set(name, resolve);
        else resolve(value);
      }),
    clear(): void {
      happened.clear();
      waiting.clear();
    },
  };
}
