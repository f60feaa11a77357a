/** The field numbers and types of ONNX's messages: https://github.com/onnx/onnx/blob/v1.17.0/onnx/onnx.proto3. */
type Fields = Record<string, { rule?: 'repeated'; type: string; id: number }>;

function message(fields: Fields) {
  return { fields };
}

const one = (type: string, id: number) => ({ type, id });
const many = (type: string, id: number) => ({ rule: 'repeated' as const, type, id });

/**
 * The part of ONNX's schema that networks for inference are made of. What it leaves out (training, sparse
 * weights, sequences) is dropped on reading; `readOnnxModel` refuses models that need it.
 */
export const onnxSchema = {
  nested: {
    StringStringEntryProto: message({ key: one('string', 1), value: one('string', 2) }),
    OperatorSetIdProto: message({ domain: one('string', 1), version: one('int64', 2) }),
    TensorProto: message({
      dims: many('int64', 1),
      dataType: one('int32', 2),
      floatData: many('float', 4),
      int32Data: many('int32', 5),
      stringData: many('bytes', 6),
      int64Data: many('int64', 7),
      name: one('string', 8),
      rawData: one('bytes', 9),
      doubleData: many('double', 10),
      uint64Data: many('uint64', 11),
      externalData: many('StringStringEntryProto', 13),
      dataLocation: one('int32', 14),
    }),
    AttributeProto: message({
      name: one('string', 1),
      f: one('float', 2),
      i: one('int64', 3),
      s: one('bytes', 4),
      t: one('TensorProto', 5),
      g: one('GraphProto', 6),
      floats: many('float', 7),
      ints: many('int64', 8),
      strings: many('bytes', 9),
      tensors: many('TensorProto', 10),
      graphs: many('GraphProto', 11),
      type: one('int32', 20),
      refAttrName: one('string', 21),
    }),
    NodeProto: message({
      input: many('string', 1),
      output: many('string', 2),
      name: one('string', 3),
      opType: one('string', 4),
      attribute: many('AttributeProto', 5),
      domain: one('string', 7),
      overload: one('string', 8),
    }),
    Dimension: message({ dimValue: one('int64', 1), dimParam: one('string', 2) }),
    TensorShapeProto: message({ dim: many('Dimension', 1) }),
    TensorType: message({ elemType: one('int32', 1), shape: one('TensorShapeProto', 2) }),
    TypeProto: message({ tensorType: one('TensorType', 1) }),
    ValueInfoProto: message({ name: one('string', 1), type: one('TypeProto', 2) }),
    GraphProto: message({
      node: many('NodeProto', 1),
      name: one('string', 2),
      initializer: many('TensorProto', 5),
      input: many('ValueInfoProto', 11),
      output: many('ValueInfoProto', 12),
      sparseInitializer: many('SparseTensorProto', 15),
    }),
    SparseTensorProto: message({ dims: many('int64', 3) }),
    FunctionProto: message({
      name: one('string', 1),
      input: many('string', 4),
      output: many('string', 5),
      attribute: many('string', 6),
      node: many('NodeProto', 7),
      opsetImport: many('OperatorSetIdProto', 9),
      domain: one('string', 10),
      attributeProto: many('AttributeProto', 11),
      overload: one('string', 13),
    }),
    ModelProto: message({
      irVersion: one('int64', 1),
      producerName: one('string', 2),
      producerVersion: one('string', 3),
      graph: one('GraphProto', 7),
      opsetImport: many('OperatorSetIdProto', 8),
      functions: many('FunctionProto', 25),
    }),
  },
};
