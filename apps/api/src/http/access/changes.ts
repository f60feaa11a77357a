import { Inject, Injectable } from '@nestjs/common';
import type { ChangeFacts } from '#storage';
import type { Clock } from '#telemetry';
import { clock } from '../../tokens.js';
import type { Asker } from './asker.js';

/** Says who changes something just now, for the audit trail. */
@Injectable()
export class Changes {
  constructor(@Inject(clock) private readonly clock: Clock) {}

  /** `said` is the name that the request says, for a key that proves none. */
  of(asker: Asker, said = 'operator'): ChangeFacts {
    return { auditId: this.clock.newId(), by: asker.nameOr(said), at: this.clock.now() };
  }
}
