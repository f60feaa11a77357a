export { DefectEmbedder } from './defect-embedder.js';
export { DefectSpaces } from './defect-spaces.js';
export { LearnedNamesCache, suggestedBy } from './learned-names-cache.js';
export { looksOptions, type LooksOptions } from './looks-options.js';
export { LooksModule } from './looks.module.js';
export { NamedExamples } from './named-examples.js';
export { placeLooks, regroupLooks } from './place-looks.js';
