export { type DiskReserve, diskReserve, reservedBytes } from './disk-reserve.js';
export { readEnvironment } from './read-environment.js';
export { folderWithin, sourceFolders, tryFolder } from './source-folders.js';
export {
  provenHost,
  readCertificate,
  readTlsIdentity,
  type TlsFiles,
  tlsFiles,
  type TlsIdentity,
} from './tls-files.js';
