/**
 * `node scripts/setup/prune-onnx-runtime.mjs [folder of node_modules]`: takes out of onnxruntime-node the libraries of
 * other systems and processors, 240 MB of its 288, for images and packages that run on this kind of machine only.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { nodeModules } from './paths.mjs';

/** Removes every `<system>/<processor>` folder but this machine's, and gives what it removed. */
export function pruneOnnxRuntime(
  modules = nodeModules,
  kept = `${process.platform}/${process.arch}`,
) {
  const binaries = path.join(modules, 'onnxruntime-node', 'bin', 'napi-v6');
  if (!existsSync(path.join(binaries, kept)))
    throw new Error(
      `onnxruntime-node has no library for ${kept} in ${binaries}; nothing was removed.`,
    );
  const others = readdirSync(binaries).flatMap((system) =>
    readdirSync(path.join(binaries, system)).map((processor) => `${system}/${processor}`),
  );
  const removed = others.filter((one) => one !== kept);
  for (const one of removed) rmSync(path.join(binaries, one), { recursive: true });
  return removed;
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(`${pruneOnnxRuntime(process.argv[2]).join('\n')}\n`);
