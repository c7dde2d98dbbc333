/** What a desk may send through the tunnel of another: so many requests at once, and one more in so many milliseconds. */
export type Bucket = {
  /** @param everyMs null: as many as there is to say */
  allow(everyMs: number | null): void;
  /** @param keep how many are left for what cannot wait @returns whether one was taken */
  take(keep: number): boolean;
  /** Milliseconds until `take(keep)` is worth a try. */
  waitMs(keep: number): number;
};

export const bucketSize = 60;

/** @param uptime milliseconds of a watch that nobody sets */
export function createBucket(uptime: () => number): Bucket {
  let everyMs: number | null = null;
  let tokens = bucketSize;
  let at = uptime();

  function fill(): void {
    const now = uptime();
    tokens = everyMs === null ? bucketSize : Math.min(bucketSize, tokens + (now - at) / everyMs);
    at = now;
  }

  return {
    allow(next) {
      fill();
      everyMs = next;
    },
    take(keep) {
      fill();
      if (tokens < keep + 1) return false;
      tokens -= 1;
      return true;
    },
    waitMs(keep) {
      fill();
      return everyMs === null || tokens >= keep + 1 ? 0 : Math.ceil((keep + 1 - tokens) * everyMs);
    },
  };
}
