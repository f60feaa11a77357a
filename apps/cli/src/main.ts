#!/usr/bin/env node
// The command line. A command is a folder that exports `register<Name>(program)`: one import and one
// line below. Registering only declares options; what is heavy (TensorFlow, sharp) is imported inside
// the action, so that `--help` answers at once.
import { Command } from 'commander';
import { registerAudit } from './audit/register.js';
import { registerBackbones } from './backbones/register.js';
import { registerBackup } from './backup/register.js';
import { registerCalibrationStudy } from './calibration-study/register.js';
import { registerCertificate } from './certificate/register.js';
import { registerCompare } from './compare/register.js';
import { registerDemo } from './demo/register.js';
import { registerDistill } from './distill/register.js';
import { registerDrift } from './drift/register.js';
import { registerEscapes } from './escapes/register.js';
import { registerEvaluate } from './evaluate/register.js';
import { registerFrames } from './frames/register.js';
import { registerGolden } from './golden/register.js';
import { registerInspect } from './inspect/register.js';
import { registerDuplicates } from './duplicates/register.js';
import { registerGroups } from './groups/register.js';
import { registerMap } from './map/register.js';
import { registerMask } from './mask/register.js';
import { registerMemory } from './memory/register.js';
import { registerModels } from './models/register.js';
import { registerNames } from './names/register.js';
import { registerKeys } from './keys/register.js';
import { registerPeople } from './people/register.js';
import { registerNormals } from './normals/register.js';
import { registerLimits } from './limits/register.js';
import { registerQuarantine } from './quarantine/register.js';
import { registerReplay } from './replay/register.js';
import { registerReview } from './review/register.js';
import { registerSources } from './sources/register.js';
import { registerSettingsChanges } from './settings-changes/register.js';
import { registerSimilar } from './similar/register.js';
import { registerLearn } from './learn/register.js';
import { registerRehearse } from './rehearse/register.js';
import { registerStore } from './store/register.js';
import { registerSupportBundle } from './support-bundle/register.js';
import { registerRecipes } from './recipes/register.js';
import { registerInput } from './input/register.js';
import { registerSystem } from './system/register.js';
import { registerTestSet } from './test-set/register.js';
import { registerTrain } from './train/register.js';
import { registerSmallestDefect } from './smallest-defect/register.js';
import { registerSimulate } from './simulate/register.js';
import { failureText } from './failure.js';
import { leaveWithTheReader } from './reader-gone.js';
import { productVersion, wantsStack } from './settings.js';

const program = new Command('touchstone')
  .description('Visual quality inspection that learns what a good part looks like')
  .version(productVersion())
  .showHelpAfterError('(--help shows the options)');

registerBackbones(program);
registerBackup(program);
registerEscapes(program);
registerEvaluate(program);
registerCalibrationStudy(program);
registerQuarantine(program);
registerDistill(program);
registerLearn(program);
registerCertificate(program);
registerInspect(program);
registerMap(program);
registerMask(program);
registerModels(program);
registerRehearse(program);
registerDrift(program);
registerReview(program);
registerMemory(program);
registerFrames(program);
registerGolden(program);
registerReplay(program);
registerAudit(program);
registerPeople(program);
registerKeys(program);
registerDuplicates(program);
registerGroups(program);
registerNames(program);
registerNormals(program);
registerLimits(program);
registerSettingsChanges(program);
registerSimilar(program);
registerSources(program);
registerSmallestDefect(program);
registerSimulate(program);
registerStore(program);
registerSupportBundle(program);
registerSystem(program);
registerTestSet(program);
registerInput(program);
registerRecipes(program);
registerTrain(program);
registerCompare(program);
registerDemo(program);

leaveWithTheReader();

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`${failureText(error, wantsStack())}\n`);
  process.exitCode = 1;
}
