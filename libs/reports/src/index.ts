export { certificatePage } from './certificate/certificate-page.js';
export type { CertificatePageInput } from './certificate/input.js';
