/** The faults that a simulated camera can have, each with a size, whose meaning is said below. */
export const cameraFaults = ['blurred', 'dark', 'bright', 'colour-cast', 'shifted', 'turned', 'frozen'] as const; // prettier-ignore
export type SimulatedFault = (typeof cameraFaults)[number];

/** The size of each fault at which anybody would call it one. */
export const plainSize: Readonly<Record<SimulatedFault, number>> = {
  blurred: 3,
  dark: 0.4,
  bright: 0.4,
  'colour-cast': 0.25,
  shifted: 6,
  turned: 3,
  frozen: 0,
};
