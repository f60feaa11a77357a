import { applyDecorators } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiHeader,
  ApiOperation,
  ApiProduces,
  ApiResponse,
} from '@nestjs/swagger';
import type { z } from 'zod';
import { errorCatalogue } from '#contracts';

/**
 * Describes what a route answers: the good answer with its shape, and the problems that it can have. A shape of null is
 * an answer without a body (204).
 */
export function describes(
  description: string,
  status: number,
  shape: z.ZodType | null,
  problems: readonly number[] = [],
): MethodDecorator {
  const good =
    shape === null ? { status, description } : { status, description, standardSchema: shape };
  return applyDecorators(ApiResponse(good), ...problems.map(problemAnswer));
}

/** Describes a route whose good answer is no JSON: bytes or text of these media types. */
export function raw(
  description: string,
  types: readonly string[],
  problems: readonly number[],
): MethodDecorator {
  return applyDecorators(
    ApiProduces(...types),
    ApiResponse({ status: 200, description, schema: { type: 'string' } }),
    ...problems.map(problemAnswer),
  );
}

/** Describes a route that answers with a picture. */
export function pictures(
  summary: string,
  types: readonly string[],
  problems: readonly number[],
): MethodDecorator {
  return applyDecorators(ApiOperation({ summary }), raw('The picture', types, problems));
}

/** Describes a route that takes an image: as the body, or as the files of a form. */
export function imageBody(summary: string): MethodDecorator {
  const file = { type: 'string', format: 'binary' } as const;
  return applyDecorators(
    ApiOperation({ summary }),
    ApiConsumes('image/jpeg', 'image/png', 'image/webp', 'image/tiff', 'image/bmp'),
    ApiBody({ schema: file }),
    header('Touchstone-Part-Id', "The part's serial"),
    header('Touchstone-Lot', "The part's lot"),
    header('Touchstone-Captured-At', 'When the camera took it: ISO 8601 with a zone'),
    header('Touchstone-Golden-Part', 'The golden part that is shown on purpose'),
    header('Touchstone-Deadline', 'The milliseconds by which the verdict is wanted: 20 to 600000'),
    header('Idempotency-Key', 'The same key again is the same frame'),
    header('Prefer', 'wait=<seconds>, at most 30: answer with the inspection itself'),
  );
}

function header(name: string, description: string): MethodDecorator & ClassDecorator {
  return ApiHeader({ name, description, required: false });
}

export function problemAnswer(status: number): MethodDecorator & ClassDecorator {
  const schema = { $ref: '#/components/schemas/Problem' };
  return ApiResponse({
    status,
    description: codesOf(status),
    content: { 'application/problem+json': { schema } },
  });
}

/** The permanent codes that come with a status. */
function codesOf(status: number): string {
  const codes = Object.entries(errorCatalogue).filter(([, entry]) => entry.status === status);
  return codes.map(([code, { title }]) => `${code}: ${title}`).join('; ');
}
