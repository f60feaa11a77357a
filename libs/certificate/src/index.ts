export { certificatePage } from './certificate-page.js';
export type { CertificatePageInput } from './input.js';
