/** Deliveries that are on their way in, and not answered yet. */
export type Coming = {
  /** Says that one begins to come in. @returns what is to be called when it has been answered, or has broken off */
  begin(): () => void;
  /** Whether one is on its way, or several were at once since the last `turn`: then others are to be expected. */
  goFirst(): boolean;
  /** Whoever lets them go first takes his turn. */
  turn(): void;
};

export function createComing(): Coming {
  let now = 0;
  let mostAtOnce = 0;
  return {
    begin() {
      now += 1;
      mostAtOnce = Math.max(mostAtOnce, now);
      return () => {
        now -= 1;
      };
    },
    goFirst: () => now > 0 || mostAtOnce > 1,
    turn() {
      mostAtOnce = now;
    },
  };
}
