import type { SimulatedLine } from './simulate-shifts.js';

const usual = { parts: 1_000, perShift: 60, risk: 3, answered: 1, shifts: 1 };

/** The lines that the study makes statements about: rates, places of the defects, weights, shifts and missing answers. */
export const studiedLines: readonly SimulatedLine[] = [
  { ...usual, name: 'one shift, 1 %, defects score high', rate: 0.01, where: 'high' },
  { ...usual, name: 'one shift, 1 %, defects score as good parts', rate: 0.01, where: 'alike' },
  { ...usual, name: 'one shift, 5 %, defects score high', rate: 0.05, where: 'high' },
  { ...usual, name: 'one shift, 5 %, defects score lowest', rate: 0.05, where: 'low' },
  { ...usual, name: 'one shift, 20 %, defects score lowest', rate: 0.2, where: 'low' },
  { ...usual, name: 'one shift, 5 %, all drawn alike', rate: 0.05, where: 'alike', risk: 1 },
  { ...usual, name: 'one shift, 5 %, highest 20 times', rate: 0.05, where: 'low', risk: 20 },
  { ...usual, name: 'one shift, 5 %, half answered', rate: 0.05, where: 'low', answered: 0.5 },
  { ...usual, name: '30 small shifts, 5 %', parts: 50, perShift: 5, shifts: 30, rate: 0.05, where: 'low' }, // prettier-ignore
  { ...usual, name: '30 shifts, 2 %, 5 a shift', parts: 200, perShift: 5, shifts: 30, rate: 0.02, where: 'high' }, // prettier-ignore
];
