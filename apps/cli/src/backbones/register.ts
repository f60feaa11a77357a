import type { Command } from 'commander';
import { readSettings } from '../settings.js';
import { count, wholeNumber } from '../client/numbers.js';
import type { AnswerOptions } from './answers.js';
import type { QuantiseOptions } from './quantise.js';

/** Registers `touchstone backbones list | info | pull | import | quantise`. */
export function registerBackbones(program: Command): void {
  const backbones = program
    .command('backbones')
    .description('The networks that turn pixels into patch embeddings');
  registerReading(backbones);
  registerQuantise(backbones);
  withAnswers(
    backbones
      .command('import <folder-or-file>')
      .description(
        'Take in a tfjs LayersModel from a folder (model.json and its weight files), or an ONNX network (model.onnx)',
      ),
  ).action(async (path: string, options: AnswerOptions) => {
    const { importFile, importFolder } = await import('./bring-in.js');
    await (isOnnxFile(path) ? importFile : importFolder)(path, options, readSettings());
  });
  withAnswers(
    backbones
      .command('pull <url>')
      .description('Fetch a published LayersModel by the address of its model.json and take it in')
      .option('--sha256 <hex>', 'what model.json followed by its weight files must hash to'),
  ).action(async (url: string, options: AnswerOptions & { sha256?: string }) => {
    const { pullAddress } = await import('./bring-in.js');
    await pullAddress(url, options, readSettings());
  });
}

/** Tells by its name whether a file is an ONNX network: what is none in spite of it is refused when it is read. */
function isOnnxFile(path: string): boolean {
  return path.toLowerCase().endsWith('.onnx');
}

function registerQuantise(backbones: Command): void {
  backbones
    .command('quantise <name-or-folder>')
    .description('Make a backbone that computes with int8 from one that computes with float32')
    .requiredOption('--pictures <folder>', 'pictures that tell how far the activations reach')
    .option('--count <n>', 'how many of them', count, 160)
    .option('--seed <n>', 'which of them', wholeNumber, 1)
    .option('--name <name>', 'name of the new one (default: the old one with -int8)')
    .option('--out <folder>', 'folder of backbones that it goes into (default: the data folder)')
    .option('--replace', 'take the place of a backbone of the same name')
    .option('--json', 'print one JSON object')
    .action(async (name: string, options: QuantiseOptions) => {
      const { quantise } = await import('./quantise.js');
      await quantise(name, options, readSettings());
    });
}

function registerReading(backbones: Command): void {
  backbones
    .command('list')
    .description('Backbones at hand, by name')
    .option('--json', 'print one JSON array')
    .action(async (options: { json?: boolean }) => {
      const { printList } = await import('./list.js');
      await printList(readSettings(), options.json ?? false);
    });
  backbones
    .command('info <name-folder-or-file>')
    .description('What a backbone is, and with --layers what could be tapped')
    .option('--json', 'print the manifest as JSON')
    .option('--layers', 'list the layers')
    .action(async (name: string, options: { json?: boolean; layers?: boolean }) => {
      const { printInfo } = await import('./info.js');
      await printInfo(name, readSettings(), options);
    });
}

function withAnswers(command: Command): Command {
  return command
    .option('--name <name>', "name to use it by (default: the folder's)")
    .option('--taps <layers>', 'layers to embed from, e.g. block_5_add,block_10_project:bilinear')
    .option(
      '--scaling <kind>',
      '"[-1,1]", "[0,1]", imagenet, caffe, or mean/deviation of 0 to 255, e.g. 127.5,127.5,127.5/64,64,64',
    )
    .option('--colour-order <order>', 'rgb or bgr')
    .option('--size <pixels>', 'input size, e.g. 256 or 320x240 (width x height)')
    .option('--grid-stride <pixels>', 'pixels of the input per patch')
    .option('--neighbourhood <side>', 'side of the mean over neighbouring patches')
    .option('--image-pooling <kind>', 'gap or gmp')
    .option('--model-version <version>', 'version of the weights')
    .option('--description <text>', 'one line for people')
    .option('--licence <licence>', 'licence of the weights')
    .option('--source <text>', 'where the weights come from')
    .option('--replace', 'take the place of a backbone of the same name');
}
