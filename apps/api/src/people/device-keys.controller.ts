import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import {
  type DeviceKey,
  type DeviceKeyPatch,
  deviceKeyPatch,
  type DeviceKeyRequest,
  deviceKeyRequest,
  type ShownDeviceKey,
} from '#contracts';
import { Asker, Person } from '../http/access/asker.js';
import { Needs } from '../http/access/needs.js';
import { deviceOf } from '../http/schemas.js';
import { describes } from '../openapi/describe.js';
import * as shapes from '../openapi/shapes.js';
import { ChangeDeviceKeys } from './change-device-keys.js';

/** The routes of keys of cameras and programs, for administrators. */
@ApiTags('people')
@Controller('v1/device-keys')
export class DeviceKeysController {
  constructor(private readonly keys: ChangeDeviceKeys) {}

  @Get()
  @Needs('administrator')
  @ApiOperation({
    summary: 'All keys of devices by name, those that were revoked too; never the keys themselves',
  })
  @describes('All of them', 200, shapes.deviceKeys, [401, 503])
  async list(): Promise<{ items: DeviceKey[]; next: null }> {
    return { items: await this.keys.list(), next: null };
  }

  @Post()
  @Needs('administrator')
  @HttpCode(201)
  @ApiOperation({ summary: 'Make a key for a device; it is shown this once' })
  @describes('Made', 201, shapes.shownDeviceKey, [400, 401, 409, 503])
  make(
    @Body({ schema: deviceKeyRequest }) asked: DeviceKeyRequest,
    @Person() asker: Asker,
  ): Promise<ShownDeviceKey> {
    return this.keys.make(asked, asker);
  }

  @Patch(':device')
  @Needs('administrator')
  @ApiOperation({ summary: 'Change scopes, stations or expiry' })
  @describes('The key as it is now', 200, shapes.deviceKey, [400, 401, 404, 503])
  change(
    @Param('device', deviceOf) name: string,
    @Body({ schema: deviceKeyPatch }) patch: DeviceKeyPatch,
    @Person() asker: Asker,
  ): Promise<DeviceKey> {
    return this.keys.change(name, patch, asker);
  }

  @Post(':device/rotate')
  @Needs('administrator')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Make another key in the place of one, which opens nothing from then on; it is shown this once',
  })
  @describes('Rotated', 200, shapes.shownDeviceKey, [400, 401, 404, 503])
  rotate(@Param('device', deviceOf) name: string, @Person() asker: Asker): Promise<ShownDeviceKey> {
    return this.keys.rotate(name, asker);
  }

  @Delete(':device')
  @Needs('administrator')
  @ApiOperation({ summary: 'Revoke a key for good; its name is free again' })
  @describes('Revoked', 200, shapes.deviceKey, [400, 401, 404, 503])
  revoke(@Param('device', deviceOf) name: string, @Person() asker: Asker): Promise<DeviceKey> {
    return this.keys.revoke(name, asker);
  }
}
