type SoundName = 'new-order' | 'needs-review' | 'late';

/** One struck note: where it starts, how high, how loud, how long it rings. Seconds and hertz. */
export type Note = {
  readonly at: number;
  readonly hertz: number;
  readonly gain: number;
  readonly rings: number;
};

/** A service bell is one bright strike; a question rises; being late is two low, patient knocks. */
export const sounds: { readonly [S in SoundName]: readonly Note[] } = {
  'new-order': [
    { at: 0, hertz: 1174.66, gain: 0.5, rings: 0.9 },
    { at: 0.09, hertz: 1567.98, gain: 0.38, rings: 1.1 },
  ],
  'needs-review': [
    { at: 0, hertz: 783.99, gain: 0.4, rings: 0.35 },
    { at: 0.14, hertz: 880, gain: 0.34, rings: 0.5 },
  ],
  late: [
    { at: 0, hertz: 523.25, gain: 0.45, rings: 0.3 },
    { at: 0.22, hertz: 523.25, gain: 0.45, rings: 0.45 },
  ],
};

/** The partials of a small metal bell: the strike note, and the uneven overtones that make it metal. */
const partials = [
  { ratio: 1, gain: 1, decay: 1 },
  { ratio: 2.76, gain: 0.28, decay: 0.5 },
  { ratio: 5.4, gain: 0.1, decay: 0.25 },
] as const;

export type Player = {
  /** Rings unless muted. Sounds in quick succession are one: a burst of orders rings once. */
  play(name: SoundName): void;
  /** Rings in any case, because somebody wants to hear it. */
  try(name: SoundName): void;
  /** A page in a browser may sound only after a click or a key: call it then. */
  unlock(): void;
};

const onceInMs = 1500;

/** Own sounds, made as they are played. */
export function createPlayer({ muted, now }: { muted: () => boolean; now: () => number }): Player {
  let context: AudioContext | null = null;
  let quietUntil = 0;
  let waits = false;

  function ring(name: SoundName): void {
    context ??= new AudioContext();
    if (context.state === 'suspended') {
      void context.resume();
      if (waits) return; // all that rings before the first click would sound at once with it
      waits = true;
    } else {
      waits = false;
    }
    for (const note of sounds[name]) strike(context, note);
  }

  return {
    play(name) {
      if (muted() || now() < quietUntil) return;
      quietUntil = now() + onceInMs;
      ring(name);
    },
    try: ring,
    unlock() {
      context ??= new AudioContext();
      if (context.state === 'suspended') void context.resume();
    },
  };
}

function strike(context: AudioContext, note: Note): void {
  const start = context.currentTime + 0.02 + note.at;
  for (const partial of partials) {
    const oscillator = context.createOscillator();
    const envelope = context.createGain();
    const end = start + note.rings * partial.decay;
    oscillator.frequency.value = note.hertz * partial.ratio;
    envelope.gain.setValueAtTime(0.0001, start);
    envelope.gain.exponentialRampToValueAtTime(note.gain * partial.gain * 0.5, start + 0.004);
    envelope.gain.exponentialRampToValueAtTime(0.0001, end);
    oscillator.connect(envelope).connect(context.destination);
    oscillator.start(start);
    oscillator.stop(end + 0.02);
  }
}
