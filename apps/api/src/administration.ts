import { AuditController } from './audit/audit.controller.js';
import { ExportAudit } from './audit/export-audit.js';
import { ChangeDeviceKeys } from './people/change-device-keys.js';
import { ChangePeople } from './people/change-people.js';
import { DeviceKeysController } from './people/device-keys.controller.js';
import { PeopleController } from './people/people.controller.js';
import { SessionController } from './people/session.controller.js';
import { SessionsController } from './people/sessions.controller.js';
import { SignIn } from './people/sign-in.js';
import { ReadSystem } from './system/read-system.js';
import { SystemController } from './system/system.controller.js';

/** The routes of people, keys, sign-ins, the audit trail and the system, and what they call. */
export const administration = {
  controllers: [
    SessionController,
    SessionsController,
    PeopleController,
    DeviceKeysController,
    AuditController,
    SystemController,
  ],
  services: [SignIn, ChangePeople, ChangeDeviceKeys, ExportAudit, ReadSystem],
};
