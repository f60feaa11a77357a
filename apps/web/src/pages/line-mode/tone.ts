/** A defect sounds like two rising notes, a line that is not well like one low one; frequencies in hertz. */
const notes = { defect: [660, 880], state: [330] } as const;
export type Sound = keyof typeof notes;

const [noteSeconds, volume] = [0.18, 0.25];

let context: AudioContext | null = null;

/** Plays a tone. Browsers are silent until somebody has touched the page: `canSound` tells. */
export function playTone(sound: Sound): void {
  context ??= new AudioContext();
  void context.resume();
  const start = context.currentTime;
  notes[sound].forEach((hertz, index) => playNote(context!, hertz, start + index * noteSeconds));
}

/** Tells whether a tone would be heard now. */
export function canSound(): boolean {
  return context?.state === 'running';
}

function playNote(audio: AudioContext, hertz: number, at: number): void {
  const [note, gain] = [audio.createOscillator(), audio.createGain()];
  note.frequency.value = hertz;
  gain.gain.setValueAtTime(volume, at);
  gain.gain.exponentialRampToValueAtTime(0.001, at + noteSeconds);
  note.connect(gain).connect(audio.destination);
  note.start(at);
  note.stop(at + noteSeconds);
}
