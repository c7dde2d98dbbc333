/** Deliveries that are on their way in, and not answered yet. */
export type Coming = {
  /** Says that one begins to come in. @returns what is to be called when it has been answered, or has broken off */
  begin(): () => void;
  /** How many go first: as many as were on their way at once since the last `turn`, for others are to be expected then. */
  atOnce(): number;
  /** Whoever lets them go first takes his turn. */
  turn(): void;
};

/** More count as so many: anybody can begin to send something. */
const mostCounted = 32;

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
    // one that came alone, and has been answered, leads to no other
    atOnce: () => (now > 0 || mostAtOnce > 1 ? Math.min(mostAtOnce, mostCounted) : 0),
    turn() {
      mostAtOnce = now;
    },
  };
}
