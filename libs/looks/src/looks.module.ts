import { type DynamicModule, Module } from '@nestjs/common';
import { LearnedNamesCache } from './learned-names-cache.js';
import { DefectSpaces } from './defect-spaces.js';
import { type LooksOptions, looksOptions } from './looks-options.js';
import { NamedExamples } from './named-examples.js';
import { DefectEmbedder } from './defect-embedder.js';

/**
 * The module of defect embeddings: who watches takes them as alerts come, who calibrates learns from them when a person
 * asks.
 */
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
