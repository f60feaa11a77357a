import type { SettingsGroup } from './settings-group.js';

export const people: SettingsGroup = {
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
      help: 'Somebody else must approve before a model goes to work, and before the station is guarded less.',
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
};

export const goldenParts: SettingsGroup = {
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
};

export const drift: SettingsGroup = {
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
};
