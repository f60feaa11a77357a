/** The options of `touchstone demo`, checked. */
export interface DemoOptions {
  data?: string;
  rate: number;
  seed: number;
  port?: number;
  check?: boolean;
}
