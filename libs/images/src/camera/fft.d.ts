declare module 'fft.js' {
  /** A complex transform of one size, a power of two; arrays hold real and imaginary parts in turn. */
  export default class FFT {
    constructor(size: number);
    transform(out: number[] | Float64Array, data: number[] | Float64Array): void;
    /** Transforms back, scaled by 1 / size, so that it undoes `transform`. */
    inverseTransform(out: number[] | Float64Array, data: number[] | Float64Array): void;
  }
}
