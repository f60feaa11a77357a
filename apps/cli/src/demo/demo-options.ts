/** What `touchstone demo` is asked for, checked. */
export interface DemoOptions {
  data?: string;
  rate: number;
  seed: number;
  port?: number;
  check?: boolean;
}
