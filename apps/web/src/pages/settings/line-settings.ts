import type { SettingsGroup } from './settings-group.js';

export const limits: SettingsGroup = {
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
      unit: '%',
      min: 0.1,
      max: 49,
      step: 0.1,
      percent: true,
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
};

export const camera: SettingsGroup = {
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
};

export const stationItself: SettingsGroup = {
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
    {
      path: 'deadline.ms',
      label: 'Deadline of a verdict',
      help: 'A frame without an inspection by then gets the fail-safe verdict. Empty, it waits for its inspection.',
      kind: 'number',
      unit: 'ms',
      min: 20,
      max: 600_000,
      step: 1,
      empty: 'none',
    },
    {
      path: 'deadline.failSafe',
      label: 'Fail-safe verdict',
      help: 'What a frame is called that nobody looked at in time.',
      kind: 'choice',
      options: [
        ['defect', 'defect'],
        ['review', 'review'],
        ['invalid', 'invalid'],
      ],
    },
  ],
};
