import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { thumbnail } from '#images';
import { Blobs, type StoredImage } from '#storage';
import type { Settings } from '../settings.js';
import { apiSettings } from '../tokens.js';
import { DrawnPictures } from './drawn-pictures.js';

const defaultSide = 320;

/** Sends stored images and what is drawn from them. A picture never changes, so a client may keep it. */
@Injectable()
export class Pictures {
  constructor(
    private readonly blobs: Blobs,
    private readonly drawn: DrawnPictures,
    @Inject(apiSettings) private readonly settings: Settings,
  ) {}

  /** Sends the bytes as they came. */
  async original(image: StoredImage, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    await this.send({ name: image.sha256, mediaType: image.mediaType }, request, reply, () =>
      this.blobs.get(image.blob),
    );
  }

  /** Sends a JPEG that any browser shows. */
  async thumbnail(
    image: StoredImage,
    side = defaultSide,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<void> {
    const kind = { name: `${image.sha256}-${side}`, mediaType: 'image/jpeg' };
    await this.sendDrawn(kind, request, reply, async () =>
      thumbnail(await this.blobs.get(image.blob), side, { maxPixels: this.settings.maxPixels }),
    );
  }

  /** Sends a picture that is drawn from others, as `send` does, and keeps it for the next who asks. */
  async sendDrawn(
    kind: { name: string; mediaType: string },
    request: FastifyRequest,
    reply: FastifyReply,
    draw: () => Promise<Buffer>,
  ): Promise<void> {
    await this.send(kind, request, reply, () => this.drawn.of(kind.name, draw));
  }

  /**
   * Sends a picture. `name` is the same exactly when the picture is: it becomes the ETag, and the picture is not made
   * again for who has it.
   */
  async send(
    { name, mediaType }: { name: string; mediaType: string },
    request: FastifyRequest,
    reply: FastifyReply,
    make: () => Promise<Buffer>,
  ): Promise<void> {
    const tag = `"${name}"`;
    const kept = { etag: tag, 'cache-control': 'private, max-age=31536000, immutable' };
    if (tagsOf(request).includes(tag)) return void reply.headers(kept).code(304).send();
    const bytes = await make();
    void reply.headers({ ...kept, 'content-type': mediaType }).send(bytes);
  }
}

function tagsOf(request: FastifyRequest): string[] {
  const tags = request.headers['if-none-match'] ?? '';
  return tags.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
