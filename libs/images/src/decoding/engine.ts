import sharp from 'sharp';

// libvips can open far more than the five formats we read, SVG and scripts of pixels among them. All
// loaders are shut for the whole process and four are opened again, so that bytes that get past the
// check of their first bytes still meet a closed door.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpeg',
    'VipsForeignLoadPng',
    'VipsForeignLoadWebp',
    'VipsForeignLoadTiff',
  ],
});
// One thread an image: frames come many at a time, and libuv's pool already spreads them over cores.
// Nothing is ever opened twice, so libvips's operation cache would only keep memory.
sharp.concurrency(1);
sharp.cache(false);

export { sharp };
