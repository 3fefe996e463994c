import { DefaultSerializer, Deserializer } from 'node:v8';
import { crc32 } from 'node:zlib';

/** Checksum of all that follows, and length of the structure: 4 bytes each. */
const HEADER_BYTES = 8;
/** Typed arrays must begin at a multiple of the size of their elements, which is 8 at most. */
const ALIGNMENT = 8;

/** The typed arrays that can be packed. Add new ones at the end: files contain their indexes. */
const KINDS = [Uint8Array, Uint16Array, Int32Array, Float32Array, Float64Array] as const;

type Numbers = InstanceType<(typeof KINDS)[number]>;

/**
 * Writes plain data (objects, arrays, maps, sets, typed arrays, strings, numbers) as bytes: its structure as V8
 * serializes it, then the contents of its typed arrays. Throws for anything else, such as a function.
 */
export function pack(value: unknown): Buffer {
  const structure = new StructureWriter();
  structure.writeHeader();
  structure.writeValue(value);
  const head = structure.releaseBuffer();
  const parts = [head, Buffer.alloc(aligned(head.length) - head.length)];
  for (const array of structure.arrays) {
    parts.push(Buffer.from(array.buffer, array.byteOffset, array.byteLength));
    parts.push(Buffer.alloc(aligned(array.byteLength) - array.byteLength));
  }
  const content = Buffer.concat([Buffer.alloc(HEADER_BYTES), ...parts]);
  content.writeUInt32LE(head.length, 4);
  content.writeUInt32LE(crc32(content.subarray(4)), 0);
  return content;
}

/** Reads what `pack` wrote, or throws if it is damaged. Typed arrays are views of these bytes, so large ones cost nothing. */
export function unpack(content: Buffer): unknown {
  if (content.length < HEADER_BYTES || crc32(content.subarray(4)) !== content.readUInt32LE(0)) {
    throw new Error('damaged');
  }
  // The views need an aligned start, which Node gives all but the smallest files.
  const bytes = content.byteOffset % ALIGNMENT === 0 ? content : Buffer.from(new Uint8Array(content).buffer);
  const end = HEADER_BYTES + bytes.readUInt32LE(4);
  const structure = new StructureReader(bytes.subarray(HEADER_BYTES, end), bytes.subarray(aligned(end)));
  structure.readHeader();
  return structure.readValue();
}

const aligned = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT;

class StructureWriter extends DefaultSerializer {
  readonly arrays: Numbers[] = [];
  #offset = 0;

  /** V8 calls this to write a typed array. */
  _writeHostObject(array: Numbers): void {
    const kind = KINDS.findIndex((other) => array instanceof other);
    if (kind === -1) throw new TypeError(`${array.constructor.name} cannot be packed`);
    this.writeUint32(kind);
    this.writeUint32(this.#offset);
    this.writeUint32(array.length);
    this.arrays.push(array);
    this.#offset += aligned(array.byteLength);
  }
}

class StructureReader extends Deserializer {
  readonly #arrays: Buffer;

  constructor(structure: Buffer, arrays: Buffer) {
    super(structure);
    this.#arrays = arrays;
  }

  _readHostObject(): Numbers {
    const Kind = KINDS[this.readUint32()]!;
    const offset = this.#arrays.byteOffset + this.readUint32();
    return new Kind(this.#arrays.buffer as ArrayBuffer, offset, this.readUint32());
  }
}
