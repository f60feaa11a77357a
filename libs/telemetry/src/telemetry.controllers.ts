import { Controller, Get, Header, Res } from '@nestjs/common';
import { Health, type Readiness } from './health.js';
import { Metrics } from './metrics/metrics.js';
import { Public } from './public.js';

/** The part of the HTTP framework's reply that is used here. */
interface Reply {
  code(status: number): unknown;
}

@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Public()
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  async read(): Promise<string> {
    return this.metrics.render();
  }
}

@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process runs and answers. */
  @Public()
  @Get('live')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** Answers 200 when everything it needs is up, else 503 with what is down and why. */
  @Public()
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: Reply): Promise<Readiness> {
    const readiness = await this.health.readiness();
    if (readiness.status !== 'ready') reply.code(503);
    return readiness;
  }
}
