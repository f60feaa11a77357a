export { KnownNames, suggestedBy } from './known-names.js';
export { LookViews } from './look-views.js';
export { looksOptions, type LooksOptions } from './looks-options.js';
export { LooksModule } from './looks.module.js';
export { NamedExamples } from './named-examples.js';
export { placeLooks, regroupLooks } from './place-looks.js';
export { TakeLooks } from './take-looks.js';
