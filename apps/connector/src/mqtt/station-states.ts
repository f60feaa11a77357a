import { Injectable } from '@nestjs/common';
import {
  type CameraFault,
  type MqttState,
  mqttVersion,
  type Source,
  type Station,
} from '#contracts';
import { CameraStates, Sources, Stations } from '#storage';

/** The number of stations that are read at once. */
const pageStations = 100;

/** Reads how all stations stand, for who hears it from the broker. */
@Injectable()
export class StationStates {
  constructor(
    private readonly stations: Stations,
    private readonly cameras: CameraStates,
    private readonly sources: Sources,
  ) {}

  async read(now: Date): Promise<MqttState[]> {
    const sources = await this.sources.list(now);
    const states: MqttState[] = [];
    for (let after: string | undefined; ;) {
      const page = await this.stations.list(pageStations, after);
      for (const station of page) states.push(await this.stateOf(station, sources));
      if (page.length < pageStations) return states;
      after = page.at(-1)?.id;
    }
  }

  private async stateOf(station: Station, sources: readonly Source[]): Promise<MqttState> {
    const { id, settings, activeModel, trouble } = station;
    const own = sources.filter(({ stationId }) => stationId === id);
    return {
      type: 'state',
      version: mqttVersion,
      stationId: id,
      title: settings.title,
      activeModel: activeModel && { id: activeModel.id, version: activeModel.version },
      refused: trouble !== null && trouble !== undefined,
      cameraFault: await this.faultOf(id),
      sources: own.map(({ id: name, state }) => ({ id: name, state: state.state })),
    };
  }

  private async faultOf(station: string): Promise<CameraFault | null> {
    const { alerted, fault } = await this.cameras.get(station);
    return alerted ? fault : null;
  }
}
