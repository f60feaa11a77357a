import { type CameraMessage, cameraMessageId, type CameraState } from '#contracts';
import { and, eq } from 'drizzle-orm';
import { toCameraState } from './camera-change.js';
import type { Database } from '../database/database.js';
import { cameraMessages, cameraStates } from '../database/loop-tables.js';

/** The tables of the cameras' states and of what their webhooks are told. `Inspections.record` writes the rows. */
export class CameraStates {
  constructor(private readonly database: Database) {}

  async get(station: string): Promise<CameraState> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(cameraStates).where(eq(cameraStates.station, station)),
    );
    return toCameraState(station, row === undefined ? null : { ...row, in_a_row: row.inARow });
  }

  /** Returns the message that the frame made, while it waits for its delivery; null otherwise. */
  async pending(frameId: string): Promise<CameraMessage | null> {
    const [row] = await this.database.ask((queries) =>
      queries
        .select()
        .from(cameraMessages)
        .where(and(eq(cameraMessages.frameId, frameId), eq(cameraMessages.delivery, 'pending'))),
    );
    return row === undefined ? null : toMessage(row);
  }

  /** Returns the message that the frame made; null where it made none. */
  async message(frameId: string): Promise<CameraMessage | null> {
    const [row] = await this.database.ask((queries) =>
      queries.select().from(cameraMessages).where(eq(cameraMessages.frameId, frameId)),
    );
    return row === undefined ? null : toMessage(row);
  }

  async markDelivered(frameId: string): Promise<void> {
    await this.setDelivery(frameId, 'delivered', null);
  }

  /** Marks the delivery as failed for good: no further try follows. */
  async markDeliveryFailed(frameId: string, reason: string): Promise<void> {
    await this.setDelivery(frameId, 'failed', reason);
  }

  private async setDelivery(
    frameId: string,
    delivery: 'delivered' | 'failed',
    deliveryFailure: string | null,
  ): Promise<void> {
    await this.database.ask((queries) =>
      queries
        .update(cameraMessages)
        .set({ delivery, deliveryFailure })
        .where(eq(cameraMessages.frameId, frameId)),
    );
  }
}

function toMessage(row: typeof cameraMessages.$inferSelect): CameraMessage {
  const { frameId, station: stationId, change, fault, inARow } = row;
  const [since, at] = [row.since.toISOString(), row.at.toISOString()];
  const id = cameraMessageId(frameId);
  return { type: 'camera', id, stationId, change, frameId, fault, inARow, since, at };
}
