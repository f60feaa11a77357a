import { Injectable } from '@nestjs/common';
import { type Alert, type AlertsAnswer, type AlertsAnswered, TouchstoneError } from '#contracts';
import { Alerts, Families } from '#storage';
import { Teller } from '../events/teller.js';
import type { Asker } from '../http/access/asker.js';
import { Changes } from '../http/access/changes.js';
import { AnswerFrame } from '../reviews/answer-frame.js';

/** Acknowledges several alerts for one reason, each as if it were asked for alone: with its own entry in the audit trail. */
@Injectable()
export class AnswerAlerts {
  constructor(
    private readonly alerts: Alerts,
    private readonly families: Families,
    private readonly answers: AnswerFrame,
    private readonly teller: Teller,
    private readonly changes: Changes,
  ) {}

  /** An alert that cannot be answered does not keep the others from it. Asked again, what was done stays as it is. */
  async answer(asked: AlertsAnswer, asker: Asker): Promise<AlertsAnswered> {
    const answered: AlertsAnswered = { items: [], failed: [] };
    for (const id of new Set(asked.alerts)) {
      try {
        answered.items.push(await this.one(id, asked, asker));
      } catch (error) {
        if (!(error instanceof TouchstoneError) || error.retry) throw error;
        answered.failed.push({ alert: id, code: error.code, detail: error.message });
      }
    }
    const looks = await this.families.looksOf(answered.items.map(({ id }) => id));
    const items = answered.items.map((one) => ({ ...one, look: looks.get(one.id) ?? null }));
    for (const alert of items) await this.teller.tell({ type: 'alert', alert });
    return { ...answered, items };
  }

  /** The answer comes first: an alert that is acknowledged has had its answer. */
  private async one(id: string, asked: AlertsAnswer, asker: Asker): Promise<Alert> {
    const { answer, name, reason: note } = asked;
    const by = asker.nameOr(asked.by);
    const { stationId } = await this.alerts.get(id);
    if (!asker.sees(stationId))
      throw new TouchstoneError(
        'forbidden',
        `${asker.inWords()}, may not see station ${stationId}`,
      );
    if (answer !== undefined) await this.answers.answer(id, { answer, name, note, by });
    return this.alerts.acknowledge(id, this.changes.of(asker, asked.by), note);
  }
}
