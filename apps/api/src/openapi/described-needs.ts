import type { OpenAPIObject } from '@nestjs/swagger';
import type { Need } from '#contracts';
import { needInWords } from '../http/access/asker.js';
import { needExtension } from '../http/access/needs.js';

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Says in words at each route what its `x-needs` states; what needs nothing has no security. */
export function describeNeeds(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths))
    for (const method of methods) {
      const operation = item[method] as (Operation & Record<string, unknown>) | undefined;
      const need = operation?.[needExtension] as Need | undefined;
      if (operation === undefined || need === undefined) continue;
      if (need === 'nothing') operation.security = [{}];
      else operation.description = `Needs ${needInWords(need)}.`;
    }
}

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
