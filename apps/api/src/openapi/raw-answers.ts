import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Responses = NonNullable<PathItem['get']>['responses'];

const methods = ['get', 'put', 'post', 'patch', 'delete'] as const;

/**
 * Gives every answer that is no JSON the schema of its media type. A route that answers with JSON or with something
 * else, as the caller asks, has one shape: it is written for the JSON, and would stand at the other types too.
 */
export function describeWhatIsNotJson(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths))
    for (const method of methods) if (item[method]) describeResponses(item[method].responses);
}

function describeResponses(responses: Responses): void {
  for (const response of Object.values(responses))
    if (response !== undefined && 'content' in response)
      for (const [type, content] of Object.entries(response.content ?? {}))
        if (!/[/+]json$/.test(type)) content.schema = schemaOf(type);
}

function schemaOf(mediaType: string): { type: string; format?: string } {
  return mediaType.startsWith('text/') ? { type: 'string' } : { type: 'string', format: 'binary' };
}
