import zstd from '@bokuweb/zstd-wasm';
import kafkajs from 'kafkajs';
import lz4 from 'lz4-napi';
import snappy from 'snappy';

/** What Java's snappy stream puts before its blocks: a magic word and two version numbers. */
const xerialMagic = Buffer.from('\x82SNAPPY\0', 'latin1');
const xerialHeader = 16;

async function unsnappy(buffer: Buffer): Promise<Buffer> {
  if (!buffer.subarray(0, xerialMagic.length).equals(xerialMagic))
    return snappy.uncompress(buffer, { asBuffer: true }) as Promise<Buffer>;
  const blocks: Buffer[] = [];
  for (let at = xerialHeader; at < buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    blocks.push(
      snappy.uncompressSync(buffer.subarray(at + 4, at + 4 + length), { asBuffer: true }) as Buffer,
    );
    at += 4 + length;
  }
  return Buffer.concat(blocks);
}

const largestBatch = 256 * 1024 * 1024;

/** Frames of Java's streaming compressor do not say how large their content is, so room is made until it fits. */
function unzstd(buffer: Buffer): Buffer {
  for (let room = Math.max(1024 * 1024, buffer.length * 8); ; room *= 4) {
    try {
      return Buffer.from(zstd.decompress(buffer, { defaultHeapSize: room }));
    } catch (error) {
      if (room > largestBatch) throw error;
    }
  }
}

interface Payload {
  readonly buffer: Buffer;
}

let ready: Promise<void> | undefined;

/** Teaches the Kafka client snappy, lz4 and zstd; gzip it knows. */
export function registerCodecs(): Promise<void> {
  const { CompressionCodecs, CompressionTypes } = kafkajs;
  CompressionCodecs[CompressionTypes.Snappy] = () => ({
    compress: ({ buffer }: Payload) => snappy.compress(buffer),
    decompress: unsnappy,
  });
  CompressionCodecs[CompressionTypes.LZ4] = () => ({
    compress: ({ buffer }: Payload) => lz4.compressFrame(buffer),
    decompress: (buffer: Buffer) => lz4.decompressFrame(buffer),
  });
  CompressionCodecs[CompressionTypes.ZSTD] = () => ({
    compress: async ({ buffer }: Payload) => Buffer.from(zstd.compress(buffer, 3)),
    decompress: async (buffer: Buffer) => unzstd(buffer),
  });
  ready ??= zstd.init();
  return ready;
}
