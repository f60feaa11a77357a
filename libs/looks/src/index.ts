export { LearnedNamesCache, suggestedBy } from './known-names.js';
export { DefectSpaces } from './look-views.js';
export { looksOptions, type LooksOptions } from './looks-options.js';
export { LooksModule } from './looks.module.js';
export { NamedExamples } from './named-examples.js';
export { placeLooks, regroupLooks } from './place-looks.js';
export { DefectEmbedder } from './take-looks.js';
