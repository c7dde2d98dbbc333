/** Things that happen once each, before or after somebody waits for them. */
export function createWaits() {
  const happened = new Map<string, boolean>();
  const waiting = new Map<string, (value: boolean) => void>();
  return {
    happened(name: string, value = true): void {
      happened.set(name, value);
      waiting.get(name)?.(value);
      waiting.delete(name);
    },
    /** Resolves when it has happened, with what was told of it; else never. */
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
