/** How one setting is asked for; `path` is its place in the station's settings. */
export type Field = { path: string; label: string; help: string } & (
  | { kind: 'number'; unit?: string; min?: number; max?: number; step?: number; percent?: boolean }
  | { kind: 'switch' }
  | { kind: 'text' }
  | { kind: 'choice'; options: readonly (readonly [string, string])[] }
  | { kind: 'target' }
  | { kind: 'verdicts' }
);

export interface Group {
  title: string;
  about: string;
  fields: readonly Field[];
}

/** The settings of the loop around a station's model, as a person thinks of them. */
export const groups: readonly Group[] = [
  {
    title: 'Limits',
    about: 'What the next calibration promises. The active model keeps its own limits.',
    fields: [
      {
        path: 'targets.reject',
        label: 'Defect limit',
        help: 'False alarms that it may give among good parts.',
        kind: 'target',
      },
      {
        path: 'targets.review',
        label: 'Review limit',
        help: 'Good parts that it may put up for a second look; at least as many.',
        kind: 'target',
      },
      {
        path: 'targets.whileProvisional',
        label: 'Review while provisional',
        help: 'Good parts that may be put up for a second look while there are fewer than 99 parts; the review limit where that is more.',
        kind: 'number',
        min: 0.1,
        max: 49,
        step: 0.1,
        percent: true,
        unit: '%',
      },
      {
        path: 'targets.method',
        label: 'How limits are set',
        help: 'The quantile keeps the promise for any spread of scores; the tail reaches rarer rates and is marked as extrapolated.',
        kind: 'choice',
        options: [
          ['conformal', 'conformal quantile'],
          ['maximum', 'the highest good score'],
          ['peaks-over-threshold', 'a fitted tail'],
        ],
      },
      {
        path: 'score.method',
        label: 'Image score',
        help: 'How the patches of a frame become its one score, from the next calibration on.',
        kind: 'choice',
        options: [
          ['worst-mean', 'mean of the worst patches'],
          ['place-and-frame', 'against the usual of each place and of the frame'],
          ['maximum', 'the worst patch'],
          ['reweighted', "the worst patch, weighted as in PatchCore's paper"],
        ],
      },
      {
        path: 'alertOn',
        label: 'Alert on',
        help: 'Verdicts that call a person.',
        kind: 'verdicts',
      },
    ],
  },
  {
    title: 'Camera',
    about: 'A picture that the camera spoiled is no defect of the part.',
    fields: [
      {
        path: 'camera.check',
        label: 'Check each picture',
        help: 'Focus, light, colour and place against the good pictures, before it is judged.',
        kind: 'switch',
      },
      {
        path: 'camera.margin',
        label: 'Room beyond the good pictures',
        help: 'How far a figure may leave the range of the normals, in widths of that range.',
        kind: 'number',
        min: 0,
        max: 10,
        step: 0.1,
      },
      {
        path: 'camera.alertAfter',
        label: 'Alert after',
        help: 'Spoiled pictures in a row from which on somebody is called.',
        kind: 'number',
        unit: 'pictures',
        min: 1,
        step: 1,
      },
      {
        path: 'alignment.enabled',
        label: 'Move pictures into place',
        help: 'Each frame is laid onto the reference before it is looked at.',
        kind: 'switch',
      },
      {
        path: 'alignment.furthest',
        label: 'Furthest move',
        help: "What still counts as the part's own play, as a share of the side.",
        kind: 'number',
        unit: '%',
        min: 0.1,
        max: 50,
        step: 0.1,
        percent: true,
      },
      {
        path: 'alignment.largestTurn',
        label: 'Largest turn',
        help: '0 looks for none, which is quicker.',
        kind: 'number',
        unit: 'degrees',
        min: 0,
        max: 20,
        step: 0.5,
      },
    ],
  },
  {
    title: 'People',
    about: 'What is asked of whom.',
    fields: [
      {
        path: 'review.mostPerShift',
        label: 'Frames up for review',
        help: 'At most so many a shift; only those whose answer could change something.',
        kind: 'number',
        unit: 'a shift',
        min: 0,
        step: 1,
      },
      {
        path: 'review.shiftHours',
        label: 'A shift lasts',
        help: 'After that the count begins anew.',
        kind: 'number',
        unit: 'hours',
        min: 0.1,
        max: 168,
        step: 0.1,
      },
      {
        path: 'screen.enabled',
        label: 'Screen new normals',
        help: 'What is spoiled or unlike the others waits in quarantine for a person.',
        kind: 'switch',
      },
      {
        path: 'screen.mostGood',
        label: 'Good ones it may set aside',
        help: 'More finds more hidden defects and costs more decisions.',
        kind: 'number',
        unit: '%',
        min: 0.1,
        max: 20,
        step: 0.1,
        percent: true,
      },
      {
        path: 'activation.secondPerson',
        label: 'Second person',
        help: 'Somebody else must approve before a model goes to work.',
        kind: 'switch',
      },
      {
        path: 'activation.rehearsal',
        label: 'Rehearsal first',
        help: 'Only a rehearsed model can go to work.',
        kind: 'switch',
      },
      {
        path: 'embeddings.keep',
        label: 'Kept for rehearsals',
        help: 'Newest frames whose embeddings stay on disk; 0 keeps none.',
        kind: 'number',
        unit: 'frames',
        min: 0,
        step: 1,
      },
    ],
  },
  {
    title: 'Golden parts',
    about: 'The station proves itself on known parts before it takes frames.',
    fields: [
      {
        path: 'challenge.required',
        label: 'Require a challenge',
        help: 'Without a passed one the station is closed.',
        kind: 'switch',
      },
      {
        path: 'challenge.everyHours',
        label: 'Every',
        help: 'Hours after which a passed one is spent.',
        kind: 'number',
        unit: 'hours',
        min: 0.1,
        max: 744,
        step: 0.1,
      },
      {
        path: 'challenge.onNewModel',
        label: 'After each new model',
        help: 'A model that goes to work closes the station until it is challenged.',
        kind: 'switch',
      },
    ],
  },
  {
    title: 'Drift',
    about: 'Good parts that slowly stop looking as they did.',
    fields: [
      {
        path: 'drift.enabled',
        label: 'Watch for drift',
        help: 'Scores, alarm rate and picture figures, frame by frame.',
        kind: 'switch',
      },
      {
        path: 'drift.partsBetweenFalseAlarms',
        label: 'Parts between false alarms',
        help: 'At least so many of one signal on a line that does not drift.',
        kind: 'number',
        unit: 'parts',
        min: 100,
        step: 1,
      },
      {
        path: 'drift.acceptedAlarmRate',
        label: 'Alarm rate that is fine',
        help: 'Share of parts called defect that the line lives with.',
        kind: 'number',
        unit: '%',
        min: 0.001,
        max: 50,
        step: 0.001,
        percent: true,
      },
      {
        path: 'drift.noticedAlarmRate',
        label: 'Alarm rate to be noticed',
        help: 'The one that must not go unseen.',
        kind: 'number',
        unit: '%',
        min: 0.001,
        max: 90,
        step: 0.001,
        percent: true,
      },
    ],
  },
  {
    title: 'Station',
    about: 'What it is called, and how much may wait.',
    fields: [
      { path: 'title', label: 'Name for people', help: 'Stands over its pages.', kind: 'text' },
      {
        path: 'backlogLimit',
        label: 'Frames waiting',
        help: 'Beyond so many the camera is told to slow down.',
        kind: 'number',
        unit: 'frames',
        min: 1,
        step: 1,
      },
    ],
  },
];
