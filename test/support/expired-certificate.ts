/** A certificate for localhost that was good for one day in 2020, and its key. Of no use outside these tests. */

import { createPrivateKey } from 'node:crypto';

const certificate = [
  'MIIBEDCBtgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwHhcNMjAwMTAxMDAwMDAwWhcNMjAwMTAyMDAw',
  'MDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQODqMD8fIoJZjv21Kugx1MzJkQ',
  '5AaX5hUFFsc5yrJ5tsTs90A0fRbDuiXENxuE+hHtPUM+I7gzdT26B9aD+prAMAoGCCqGSM49BAMCA0kAMEYCIQD/dpCR6sBW',
  'C7VBfY6yWuG8DtHWuHHYrq6njcRDaBof2wIhANUFwqQByL6N0TAoh4GxBHGNEITLQYimpzAZHNbPo2rc',
].join('');

const privateKey = [
  'MHcCAQEEIPp7HzlLAAinzlJGFXIbf9V2e9gcaqghXIICEzmm0YRroAoGCCqGSM49AwEHoUQDQgAEDg6jA/HyKCWY79tSroMd',
  'TMyZEOQGl+YVBRbHOcqyebbE7PdANH0Ww7olxDcbhPoR7T1DPiO4M3U9ugfWg/qawA==',
].join('');

export const expiredCertificate = {
  cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----`,
  key: createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'sec1' }).export({
    format: 'pem',
    type: 'sec1',
  }),
};
