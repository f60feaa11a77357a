import { createInterface } from 'node:readline/promises';
import { TouchstoneError } from '#contracts';
import type { BackboneAnswers, MissingAnswer } from '#embedding';
import { scalingOf, tapsOf } from './answers.js';

const questions: Record<MissingAnswer, string> = {
  scaling:
    'How were its pixels scaled in training ([-1,1], [0,1], imagenet, caffe or mean/deviation)? ',
  taps: 'Which layers shall be embedded, with commas between ("backbones info <folder> --layers" lists them)? ',
};

/** Asks on the terminal for what no option gave; a wrong answer is asked for again. */
export async function askFor(
  missing: readonly MissingAnswer[],
  answers: BackboneAnswers,
): Promise<BackboneAnswers> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const asked = { ...answers };
    if (missing.includes('taps')) asked.taps = await until(terminal, questions.taps, tapsOf);
    if (missing.includes('scaling'))
      asked.scaling = await until(terminal, questions.scaling, scalingOf);
    return asked;
  } finally {
    terminal.close();
  }
}

async function until<T>(
  terminal: { question(text: string): Promise<string> },
  question: string,
  read: (answer: string) => T,
): Promise<T> {
  for (;;) {
    try {
      return read(await terminal.question(question));
    } catch (error) {
      if (!(error instanceof TouchstoneError)) throw error;
      process.stderr.write(`${error.message}\n`);
    }
  }
}
