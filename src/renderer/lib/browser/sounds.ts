import type { StoreApi } from 'zustand/vanilla';
import { createStore } from 'zustand/vanilla';

type SoundName = 'new-order' | 'needs-review' | 'late';

/** One note: start, pitch, loudness, duration. Seconds and hertz. */
export type Note = {
  readonly at: number;
  readonly hertz: number;
  readonly gain: number;
  readonly rings: number;
};

/** The service bell is one bright note; a question rises; lateness is two low knocks. */
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

/** The partials of a small metal bell: the strike note, and inharmonic overtones that make it sound metallic. */
const partials = [
  { ratio: 1, gain: 1, decay: 1 },
  { ratio: 2.76, gain: 0.28, decay: 0.5 },
  { ratio: 5.4, gain: 0.1, decay: 0.25 },
] as const;

/**
 * Whether a page can play sound. `waits`: a browser plays nothing before the first click or key. `refused`: not after it either.
 * Unknown before the first sound or probe.
 */
export type Voice = 'unknown' | 'heard' | 'waits' | 'refused';

export type Player = {
  /** Plays unless muted. Sounds in quick succession are merged: a burst of orders rings once. */
  play(name: SoundName): void;
  /** Plays even when muted, because the user asked for it. */
  try(name: SoundName): void;
  /** Unlocks sound. A browser allows this only during a click or a key press. */
  unlock(): void;
  /** Checks whether the page can play sound, before it has to. */
  listen(): void;
  readonly voice: Pick<StoreApi<Voice>, 'getState' | 'getInitialState' | 'subscribe'>;
};

export type PlayerParts = {
  readonly muted: () => boolean;
  /** 0 to 1. */
  readonly volume: () => number;
  readonly clock: {
    readonly uptime: () => number;
    readonly after: (ms: number, work: () => void) => unknown;
  };
};

const onceInMs = 1500;
/** An audio context starts to run a moment after it was created or resumed. */
const startsMs = 500;

/** Synthesizes the app's sounds as they play. */
export function createPlayer({ muted, volume, clock }: PlayerParts): Player {
  const voice = createStore<Voice>(() => 'unknown');
  let opened: { readonly context: AudioContext; readonly loudness: GainNode } | null = null;
  let quietUntil = 0;
  let waits = false;

  function open(): typeof opened {
    if (opened !== null) return opened;
    try {
      const context = new AudioContext();
      const loudness = context.createGain();
      loudness.connect(context.destination);
      opened = { context, loudness };
      context.addEventListener('statechange', look);
    } catch (error) {
      // a computer without audio must not break the handling of a new order
      if (!(error instanceof DOMException)) throw error;
      voice.setState('refused', true);
    }
    clock.after(startsMs, look);
    return opened;
  }

  function look(): void {
    if (opened === null) return;
    const { hasBeenActive } = navigator.userActivation;
    const runs = opened.context.state === 'running';
    voice.setState(runs ? 'heard' : hasBeenActive ? 'refused' : 'waits', true);
  }

  function wake(context: AudioContext): void {
    void context.resume();
    clock.after(startsMs, look);
  }

  function ring(name: SoundName): void {
    const sound = open();
    if (sound === null) return;
    const { context, loudness } = sound;
    if (context.state === 'running') {
      waits = false;
    } else {
      wake(context);
      if (waits) return; // sounds before the first click would all play at once with it
      waits = true;
    }
    // half volume should sound half as loud
    loudness.gain.value = volume() ** 2;
    for (const note of sounds[name]) strike(context, loudness, note);
  }

  return {
    voice,
    play(name) {
      if (muted() || volume() === 0 || clock.uptime() < quietUntil) return;
      quietUntil = clock.uptime() + onceInMs;
      ring(name);
    },
    try: ring,
    unlock() {
      const sound = open();
      if (sound !== null && sound.context.state !== 'running') wake(sound.context);
    },
    listen: () => void open(),
  };
}

function strike(context: AudioContext, into: AudioNode, note: Note): void {
  const start = context.currentTime + 0.02 + note.at;
  for (const partial of partials) {
    const oscillator = context.createOscillator();
    const envelope = context.createGain();
    const end = start + note.rings * partial.decay;
    oscillator.frequency.value = note.hertz * partial.ratio;
    envelope.gain.setValueAtTime(0.0001, start);
    envelope.gain.exponentialRampToValueAtTime(note.gain * partial.gain * 0.5, start + 0.004);
    envelope.gain.exponentialRampToValueAtTime(0.0001, end);
    oscillator.connect(envelope).connect(into);
    oscillator.start(start);
    oscillator.stop(end + 0.02);
  }
}
