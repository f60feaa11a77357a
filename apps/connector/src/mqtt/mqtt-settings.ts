import { z } from 'zod';

/** The variables of MQTT; without an address nothing is published. */
export const mqttEnvironment = {
  TOUCHSTONE_MQTT_URL: z.url({ protocol: /^mqtts?$/ }).optional(),
  TOUCHSTONE_MQTT_USER: z.string().min(1).optional(),
  TOUCHSTONE_MQTT_PASSWORD: z.string().min(1).optional(),
  TOUCHSTONE_MQTT_CA: z.string().includes('-----BEGIN CERTIFICATE-----').optional(),
  TOUCHSTONE_MQTT_VERSION: z.enum(['5', '3.1.1']).default('5'),
  TOUCHSTONE_MQTT_CLIENT_ID: z.string().regex(/^[\w.-]{1,60}$/).default('touchstone'), // prettier-ignore
  TOUCHSTONE_MQTT_TOPICS: z
    .string()
    .regex(/^[^#+\0]+$/, 'is a topic without the wildcards # and +')
    .refine(
      (topic) => ['{station}', '{kind}'].every((part) => topic.includes(part)),
      'has {station} and {kind} in it, as in touchstone/{station}/{kind}',
    )
    .default('touchstone/{station}/{kind}'),
  TOUCHSTONE_MQTT_STATUS_TOPIC: z
    .string()
    .regex(/^[^#+\0]+$/, 'is a topic without the wildcards # and +')
    .default('touchstone/status'),
} as const;

/** The broker that what happens is told to. */
export interface MqttSettings {
  readonly url: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** The certificate of who signed the broker's, as PEM; undefined: one that this machine knows. */
  readonly ca: string | undefined;
  readonly version: '5' | '3.1.1';
  readonly clientId: string;
  /** The topic of a message: `{station}` and `{kind}` stand for the station's id and what it tells. */
  readonly topics: string;
  readonly statusTopic: string;
}

type Values = z.infer<z.ZodObject<typeof mqttEnvironment>>;

export function mqttSettingsOf(values: Values): MqttSettings | null {
  if (values.TOUCHSTONE_MQTT_URL === undefined) return null;
  return {
    url: values.TOUCHSTONE_MQTT_URL,
    user: values.TOUCHSTONE_MQTT_USER,
    password: values.TOUCHSTONE_MQTT_PASSWORD,
    ca: values.TOUCHSTONE_MQTT_CA,
    version: values.TOUCHSTONE_MQTT_VERSION,
    clientId: values.TOUCHSTONE_MQTT_CLIENT_ID,
    topics: values.TOUCHSTONE_MQTT_TOPICS,
    statusTopic: values.TOUCHSTONE_MQTT_STATUS_TOPIC,
  };
}
