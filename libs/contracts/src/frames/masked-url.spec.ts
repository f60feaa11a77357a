import { expect, test } from 'vitest';
import { maskedUrl } from './masked-url.js';

test.each([
  ['http://10.0.0.5:8080/alerts', 'http://10.0.0.5:8080/alerts'],
  ['https://hooks.example', 'https://hooks.example'],
  ['https://anna:sekret@hooks.example/a', 'https://***@hooks.example/a'],
  ['https://anna@hooks.example/a', 'https://***@hooks.example/a'],
  ['https://hooks.example/a?token=sekret&room=7', 'https://hooks.example/a?token=***&room=***'],
  [
    'https://hooks.example/services/T0001/xK29sjW0lqPz81mWq2',
    'https://hooks.example/services/T0001/***',
  ],
  ['https://hooks.example/a#sekret', 'https://hooks.example/a'],
  ['no address', '***'],
])('%s is read out as %s', (url, masked) => {
  expect(maskedUrl(url)).toBe(masked);
});
