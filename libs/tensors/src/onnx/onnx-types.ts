/** Types of values by their numbers in ONNX (TensorProto.DataType). */
export const elementTypes = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  float16: 10,
} as const;
export type OnnxType = keyof typeof elementTypes;

/** Returns the name of a type's number; undefined for types that no network here has at its borders. */
export function typeNamed(number: number): OnnxType | undefined {
  const names = Object.keys(elementTypes) as OnnxType[];
  return names.find((name) => elementTypes[name] === number);
}
