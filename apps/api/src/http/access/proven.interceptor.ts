import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Observable } from 'rxjs';
import { provenBy } from '#storage';

/** Has every entry of the audit trail that a request writes say how its asker was proven. */
@Injectable()
export class ProvenInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { asker } = context.switchToHttp().getRequest<FastifyRequest>();
    return new Observable((subscriber) =>
      provenBy(asker?.proof ?? 'said', () => next.handle().subscribe(subscriber)),
    );
  }
}
