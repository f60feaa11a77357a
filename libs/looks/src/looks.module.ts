import { type DynamicModule, Module } from '@nestjs/common';
import { LearnedNamesCache } from './known-names.js';
import { DefectSpaces } from './look-views.js';
import { type LooksOptions, looksOptions } from './looks-options.js';
import { NamedExamples } from './named-examples.js';
import { DefectEmbedder } from './take-looks.js';

/** How alerts look: who watches takes looks as alerts come, who calibrates learns from them when a person asks. */
@Module({})
export class LooksModule {
  static forRoot(options: LooksOptions): DynamicModule {
    const services = [DefectSpaces, DefectEmbedder, NamedExamples, LearnedNamesCache];
    return {
      module: LooksModule,
      providers: [{ provide: looksOptions, useValue: options }, ...services],
      exports: services,
    };
  }
}
