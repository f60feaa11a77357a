import { Injectable } from '@nestjs/common';
import { type Inspection, linksOfFrame, type MqttMessage, mqttVersion } from '#contracts';
import { CameraStates, Inspections, type OutboxRow } from '#storage';

/** Makes the messages of what is owed. */
@Injectable()
export class Messages {
  constructor(
    private readonly inspections: Inspections,
    private readonly cameras: CameraStates,
  ) {}

  /** Returns the message of each row, in their order; null where what it tells of was deleted meanwhile. */
  async of(rows: readonly OutboxRow[]): Promise<(MqttMessage | null)[]> {
    const found = await this.inspections.findAll([...new Set(rows.map(({ frameId }) => frameId))]);
    return Promise.all(
      rows.map(async (row) => {
        const inspection = found.get(row.frameId);
        return inspection === undefined ? null : await this.messageOf(row, inspection);
      }),
    );
  }

  private async messageOf(
    { kind }: OutboxRow,
    inspection: Inspection,
  ): Promise<MqttMessage | null> {
    if (kind === 'inspection') return inspectionMessage(inspection);
    if (kind === 'alert') return { type: 'alert', ...judged(inspection) };
    const message = await this.cameras.message(inspection.frameId);
    return message && { ...message, id: message.frameId, version: mqttVersion };
  }
}

function inspectionMessage(inspection: Inspection): MqttMessage {
  const { limits, model, fault, goldenPart, capturedAt, acceptedAt } = inspection;
  const more = { limits, model, fault, goldenPart, capturedAt, acceptedAt };
  return { type: 'inspection', ...judged(inspection), ...more };
}

function judged({ frameId, stationId, partId, lot, verdict, ...rest }: Inspection) {
  const { imageScore, displayScore, inspectedAt } = rest;
  const links = linksOfFrame(frameId);
  const scores = { imageScore, displayScore, inspectedAt, links };
  return { version: mqttVersion, id: frameId, stationId, partId, lot, verdict, ...scores } as const;
}
