import { Argument, type Command } from 'commander';

import { wholeNumber } from '../option-values.js';
import { withApiOptions } from '../client/options.js';
import { withPerson } from '../client/person-option.js';
import { regionOption } from './region-option.js';
import type { ListOptions, ReviewOptions, UndoOptions } from './review.js';

/** Registers `touchstone review` and `reviews`: a person's answer to a verdict, its undoing, and what answers did. */
export function registerReview(program: Command): void {
  const review = program
    .command('review <frame>')
    .description(
      'Answer the verdict on a frame: look-alikes of a defect are raised, a false alarm is offered as a normal',
    ) // prettier-ignore
    .addArgument(new Argument('<answer>').choices(['ok', 'defect', 'unsure']))
    .option('--name <name>', 'what the defect is called')
    .option('--region <x,y,width,height>', 'where it is, in fractions of the frame', regionOption)
    .option('--note <text>', 'for those who read the answer later', '')
    .option('--json', 'print the answer as JSON');
  withApiOptions(withPerson(review)).action(
    async (frame: string, answer: 'ok' | 'defect' | 'unsure', options: ReviewOptions) => {
      const { reviewFrame } = await import('./review.js');
      await reviewFrame(frame, answer, options);
    },
  );
  registerReviews(program);
}

function registerReviews(program: Command): void {
  const reviews = program
    .command('reviews')
    .description('Show what waits for an answer, and what answers did; undo one');
  const list = reviews
    .command('list <station>', { isDefault: true })
    .description('the review queue of this shift, the figures, the newest answers')
    .option('--limit <n>', 'newest answers shown', wholeNumber(1, 500), 20)
    .option('--json', 'print them as one JSON object');
  withApiOptions(list).action(async (station: string, options: ListOptions) => {
    const { listReviews } = await import('./review.js');
    await listReviews(station, options);
  });
  const undo = reviews
    .command('undo <review>')
    .description('take an answer back, with what it did')
    .option('--json', 'print the answer as JSON');
  withApiOptions(withPerson(undo)).action(async (id: string, options: UndoOptions) => {
    const { undoReview } = await import('./review.js');
    await undoReview(id, options);
  });
}
